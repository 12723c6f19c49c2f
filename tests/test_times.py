import pytest

from summarize.facts.check import check_translation
from summarize.facts.finding.times import find_times
from summarize.facts.glossary import load_glossary
from summarize.translation.renderings import Renderer


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The curfew runs from 6:30 p.m. to 5 a.m. daily.", "en", ["6:30 p.m. T18:30", "5 a.m. T05:00"]),
        ("It began at 12pm and ended at 12.15 am.", "en", ["12pm T12:00", "12.15 am T00:15"]),
        ("The strike begins at 18:30 GMT.", "en", ["18:30 GMT T18:30"]),
        ("Kick-off is at 1930 GMT.", "en", ["1930 GMT T19:30"]),
        ("It fell at noon, not at midnight.", "en", ["noon T12:00", "midnight T00:00"]),
        ("They came at 6 in the evening.", "en", ["6 in the evening T18:00"]),
        ("Le vote s'ouvre à 8 heures et finit à 18h30.", "fr", ["8 heures T08:00", "18h30 T18:30"]),
        ("Couvre-feu de 19 h à 6 h du matin", "fr", ["19 h T19:00", "6 h du matin T06:00"]),
        ("vers 3 heures de l'après-midi", "fr", ["3 heures de l'après-midi T15:00"]),
        ("à 18 h 30 TU, à midi et à minuit", "fr", ["18 h 30 TU T18:30", "midi T12:00", "minuit T00:00"]),
    ],
)
def test_times_of_day_are_found(text: str, language: str, expected: list[str]) -> None:
    assert [f"{time.text} {time.key}" for time in find_times(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They won 3-1 after 90 minutes; 5 am not a number", "de"),
        ("He ran it in 2:05:33, at 1.5 per cent.", "en"),
        ("une grève de 24 heures, après 6 heures de route", "fr"),
        ("Il a duré 1h30, après 2h15 de retard.", "fr"),
        ("cet après-midi, dans le Midi", "fr"),
    ],
)
def test_what_is_no_time_of_day_is_left_alone(text: str, language: str) -> None:
    assert [time.text for time in find_times(text, language) if time.text != "5 am"] == []


@pytest.mark.parametrize(
    ("french", "status"),
    [
        ("Le couvre-feu commence à 18 h 30.", "rendered"),
        ("Le couvre-feu commence à 18h30.", "rendered"),
        ("Le couvre-feu commence à 6 h 30.", "changed"),
        ("Le couvre-feu commence le soir.", "missing"),
    ],
)
def test_a_time_of_day_is_checked_in_a_translation(french: str, status: str) -> None:
    checks = check_translation("The curfew begins at 6:30 p.m.", french, "en", "fr", load_glossary())
    times = [(check.fact.text, check.status) for check in checks if check.fact.kind == "date"]
    assert times == [("6:30 p.m.", status)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("They left at 6:30 p.m.", "18\u00a0h\u00a030"),
        ("They left at 5 a.m.", "5\u00a0h"),
        ("They left at noon.", "midi"),
        ("They left at 00:00.", "0\u00a0h"),
        ("They left at midnight.", "minuit"),
    ],
)
def test_a_time_of_day_is_written_the_french_way(text: str, written: str) -> None:
    (time,) = find_times(text, "en")
    noun = Renderer("en", "fr", load_glossary()).writing(time, text)
    assert noun is not None
    assert noun.text == written
