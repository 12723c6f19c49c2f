import datetime as dt

import pytest

from summarize.facts.finding.dates import find_dates
from summarize.facts.finding.tense import tense_at

MONDAY = dt.date(2012, 3, 26)


def keys(text: str, language: str = "en", date: dt.date | None = MONDAY) -> list[str]:
    return [mention.key for mention in find_dates(text, language, date)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began on March 26, 2012.", ["2012-03-26"]),
        ("It began on Monday, 5 March 2012, at dawn.", ["2012-03-05"]),
        ("It began on the 5th of March.", ["2012-03-05"]),
        ("Published 2012-03-26", ["2012-03-26"]),
        ("Signed on 26/03/2012 in Bamako", ["2012-03-26"]),
        ("The first rebellion since 2009", ["2009"]),
        ("In January 2011 they met", ["2011-01"]),
        ("They rose up in January.", ["2012-01"]),
        ("Some officers staged a coup last Wednesday.", ["2012-03-21"]),
        ("He was freed last Monday.", ["2012-03-19"]),
        ("Talks resume next Monday.", ["2012-04-02"]),
        ("Leaders faced pressure on Monday.", ["2012-03-26"]),
        ("On Tuesday, ECOWAS will meet in Abidjan.", ["2012-03-27"]),
        ("On Tuesday, soldiers looted the palace.", ["2012-03-20"]),
        ("She said on Friday that schools would reopen on Thursday.", ["2012-03-23", "2012-03-29"]),
        ("The planned April election has been cancelled.", ["2012-04"]),
        ("Airports stay closed until Wednesday.", ["2012-03-28"]),
        ("A vote is scheduled for Sunday.", ["2012-04-01"]),
        ("The school year opens in October.", ["2012-10"]),
        ("The court returns on Thursday to hear witnesses.", ["2012-03-29"]),
        ("He has been held since 4 February.", ["2012-02-04"]),
        ("Yesterday and today, not tomorrow", ["2012-03-25", "2012-03-26", "2012-03-27"]),
        ("Exports fell last month and last year.", ["2012-02", "2011"]),
        ("The parties must reply by Tuesday.", ["2012-03-27"]),
        ("By Tuesday, the water had receded.", ["2012-03-20"]),
        ("The deadline is Friday.", ["2012-03-30"]),
        ("Schools reopen Wednesday.", ["2012-03-28"]),
        ("Schools reopened Wednesday.", ["2012-03-21"]),
        ("The court has adjourned the case to Thursday.", ["2012-03-29"]),
        ("Voters go to the polls on Sunday.", ["2012-04-01"]),
        ("The border was to open on Tuesday.", ["2012-03-27"]),
        ("The border was to open on Tuesday but was kept shut.", ["2012-03-20"]),
        ("He arrived last Friday and leaves next Friday.", ["2012-03-23", "2012-03-30"]),
        ("In the 1990s rebels signed", ["1990s"]),
        ("from 2009-2011, in mid-2010 and the 2008/09 season", ["2009", "2011", "2010", "2008"]),
    ],
)
def test_english_dates_are_resolved_against_the_day_of_the_article(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le 26 mars 2012 à Bamako", ["2012-03-26"]),
        ("Le 1er mars, ils ont signé", ["2012-03-01"]),
        ("Ils ont renversé le président mercredi dernier.", ["2012-03-21"]),
        ("Les pourparlers reprennent mardi prochain.", ["2012-03-27"]),
        ("La Cédéao se réunira mardi à Abidjan.", ["2012-03-27"]),
        ("L'armée a repris la ville mardi.", ["2012-03-20"]),
        ("Le procès s'ouvre jeudi.", ["2012-03-29"]),
        ("Le verdict est attendu le 3 avril.", ["2012-04-03"]),
        ("Il est détenu depuis le 3 novembre.", ["2011-11-03"]),
        ("Le couvre-feu est prolongé jusqu'au 30 avril.", ["2012-04-30"]),
        ("La récolte avait été bonne en octobre.", ["2011-10"]),
        ("Hier, aujourd'hui et après-demain", ["2012-03-25", "2012-03-26", "2012-03-28"]),
        ("Le président aujourd'hui Touré", []),
        ("M. Ba a été nommé aujourd'hui ministre", ["2012-03-26"]),
        ("a dit le président aujourd'hui à Gao", ["2012-03-26"]),
        ("Le mois dernier et l'an dernier", ["2012-02", "2011"]),
        ("Les syndicats appellent à une marche samedi.", ["2012-03-31"]),
        ("Le sommet devait s'ouvrir mardi.", ["2012-03-27"]),
        ("Le sommet devait s'ouvrir mardi, mais il a été reporté.", ["2012-03-20"]),
        ("Il a dit que le vote aurait lieu dimanche.", ["2012-04-01"]),
        ("Une grève est annoncée pour jeudi.", ["2012-03-29"]),
        ("Le texte sera publié mardi, a-t-il dit vendredi.", ["2012-03-27", "2012-03-23"]),
        ("Les pourparlers se poursuivent mardi.", ["2012-03-27"]),
        ("Venu vendredi dernier, il repart lundi prochain.", ["2012-03-23", "2012-04-02"]),
        ("dans les années 1990", ["1990s"]),
    ],
)
def test_french_dates_are_resolved_against_the_day_of_the_article(text: str, expected: list[str]) -> None:
    assert keys(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("They meet on Wednesday.", "en", ["weekday-2"]),
        ("Ils se voient mercredi.", "fr", ["weekday-2"]),
        ("on 26 April", "en", ["--04-26"]),
        ("en avril", "fr", ["--04"]),
        ("yesterday", "en", ["day-1"]),
        ("l'année dernière", "fr", ["year-1"]),
    ],
)
def test_without_a_day_of_reference_a_relative_date_keeps_a_relative_key(
    text: str, language: str, expected: list[str]
) -> None:
    assert keys(text, language, None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He may march to the sun.",
        "a year later, four days after the coup",
        "They counted 2000 people and 12012 goats.",
        "paid $2012 and 2012.5 kg",
        "on 45 March",
        "on 31/02/2012",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert keys(text) == []


def test_the_span_is_the_date_as_written() -> None:
    text = "Rebels, in January, rose."
    (mention,) = find_dates(text, "en", MONDAY)
    assert text[mention.start : mention.end] == mention.text == "January"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It will close on X.", "future"),
        ("It has been shut since X.", "past"),
        ("It is shut until X.", "future"),
        ("X or never", ""),
    ],
)
def test_tense(text: str, expected: str) -> None:
    start = text.index("X")
    assert tense_at(text, start, start + 1, "en") == expected
