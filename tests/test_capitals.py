import datetime as dt

import pytest

from summarize.facts.extract import find_mentions

MONDAY = dt.date(2012, 3, 26)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "ARMY KILLS 12 REBELS IN NORTHERN MALI ON MONDAY, MINISTER SAYS",
            "en",
            ["number 12", "place MALI", "date MONDAY"],
        ),
        (
            "PRESIDENT TRAORE TO MEET FRENCH MINISTER IN MARCH AS ECOWAS MAY MARCH OUT",
            "en",
            ["person TRAORE", "group FRENCH", "date MARCH", "organisation ECOWAS"],
        ),
        (
            "MALI: DOUZE SOLDATS TUÉS À MÉNAKA JEUDI 5 MARS",
            "fr",
            ["place MALI", "number DOUZE", "event TUÉS", "place MÉNAKA", "date JEUDI 5 MARS"],
        ),
        (
            "L'ARMÉE DU NIGER ANNONCE LUNDI LA MORT DE SON CHEF",
            "fr",
            ["place NIGER", "date LUNDI"],
        ),
    ],
)
def test_capitals_hide_no_names_and_make_none(text: str, language: str, expected: list[str]) -> None:
    mentions = find_mentions(text, language, MONDAY)
    assert [f"{mention.kind} {mention.text}" for mention in mentions] == expected
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


def test_acronyms_and_a_dateline_stay_as_they_are() -> None:
    text = "BAMAKO, ECOWAS, UNHCR, MINUSMA. The talks were held."
    assert [m.text for m in find_mentions(text, "en") if m.kind != "event"] == [
        "BAMAKO", "ECOWAS", "UNHCR", "MINUSMA",
    ]  # fmt: skip
