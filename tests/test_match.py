import datetime as dt

import pytest

from summarize.facts.check import check_translation
from summarize.facts.extract import find_mentions
from summarize.facts.glossary import load_glossary
from summarize.facts.match import match_mention
from summarize.records import FactCheck, Mention

GLOSSARY = load_glossary()
DATE = dt.date(2012, 3, 26)


def checks(source: str, target: str, languages: str = "en-fr") -> dict[str, FactCheck]:
    one, other = languages.split("-")
    return {check.fact.text: check for check in check_translation(source, target, one, other, GLOSSARY, DATE)}


def statuses(source: str, target: str, languages: str = "en-fr") -> dict[str, str]:
    return {text: check.status for text, check in checks(source, target, languages).items()}


@pytest.mark.parametrize(
    ("kind", "text", "target", "status", "how"),
    [
        ("organisation", "ECOWAS", "la CEDEAO se réunit", "rendered", "glossary"),
        ("organisation", "ECOWAS", "la Cédéao se réunit", "rendered", "glossary"),
        ("organisation", "African Union", "l'Union africaine", "rendered", "glossary"),
        ("organisation", "African Union", "l’UA", "rendered", "glossary"),
        ("organisation", "EIB", "la BEI", "rendered", "respelling"),
        ("group", "Tuaregs", "des rebelles touaregs", "rendered", "glossary"),
        ("group", "Malian", "les soldates maliennes", "rendered", "glossary"),
        ("place", "Mali", "le président malien", "rendered", "glossary"),
        ("group", "Malian", "le président du Mali", "rendered", "glossary"),
        ("place", "Timbuktu", "à Tombouctou", "rendered", "glossary"),
        ("place", "Germany", "en Allemagne", "rendered", "CLDR"),
        ("place", "Abidjan", "d'Abidjan", "kept", ""),
        ("place", "Europe", "le Parlement européen", "missing", ""),
        ("person", "Soumaila Cisse", "Soumaïla Cissé", "kept", ""),
        ("person", "Amadou Toumani Toure", "M. Touré", "rendered", "respelling"),
        ("person", "Sergei Shoigu", "Sergueï Choïgou", "rendered", "glossary"),
        ("person", "Mahamadou Issoufou", "Mahamadou Issouffou", "rendered", "respelling"),
        ("person", "Moussa Traore", "Dioncounda Traoré", "changed", ""),
        ("place", "Chad", "le chad", "missing", ""),
    ],
)
def test_names_in_french(kind: str, text: str, target: str, status: str, how: str) -> None:
    mention = Mention(kind, text, text.lower(), 0, len(text))  # type: ignore[arg-type]
    check = match_mention(mention, target, "fr", GLOSSARY)
    assert (check.status, check.how) == (status, how)


@pytest.mark.parametrize(
    ("source", "target", "status"),
    [
        ("1,200 people", "1 200 personnes", "rendered"),
        ("1,200 people", "1\u00a0200 personnes", "rendered"),
        ("1,200 people", "1\u202f200 personnes", "rendered"),
        ("3.5 percent", "3,5 %", "rendered"),
        ("3.5 percent", "35 %", "changed"),
        ("3.5 percent", "3,5 millions", "changed"),
        ("14 men", "40 hommes", "changed"),
        ("14 men", "des hommes", "missing"),
        ("five men", "cinq hommes", "rendered"),
        ("$2bn", "2 milliards de dollars", "rendered"),
        ("$2bn", "2 milliards d'euros", "changed"),
        ("12 square meters", "12 mètres carrés", "kept"),
        ("12 square meters", "12 kilomètres carrés", "changed"),
        ("12 square meters", "12 mètres", "changed"),
        ("the first man", "le premier homme", "rendered"),
        ("the first man", "la 1re fois", "rendered"),
        ("hundreds of men", "des centaines d'hommes", "rendered"),
    ],
)
def test_numbers_in_french(source: str, target: str, status: str) -> None:
    assert list(statuses(source, target).values()) == [status]


@pytest.mark.parametrize(
    ("source", "target", "status"),
    [
        ("on March 26, 2012", "le 26 mars 2012", "rendered"),
        ("on March 26, 2012", "le 26 mai 2012", "changed"),
        ("on March 21", "le mercredi 21 mars", "rendered"),
        ("last Wednesday", "mercredi dernier", "rendered"),
        ("last Wednesday", "le 21 mars 2012", "rendered"),
        ("on Monday", "lundi", "rendered"),
        ("on Monday", "mardi", "changed"),
        ("since 2009", "depuis 2009", "kept"),
        ("since 2009", "depuis longtemps", "missing"),
        ("in the 1990s", "dans les années 1990", "rendered"),
        ("yesterday", "hier", "rendered"),
    ],
)
def test_dates_in_french(source: str, target: str, status: str) -> None:
    assert list(statuses(source, target).values()) == [status]


def test_events_are_told_apart() -> None:
    assert statuses("They began a hunger strike", "Ils ont entamé une grève de la faim") == {
        "hunger strike": "rendered"
    }
    assert statuses("They began a hunger strike", "Ils ont entamé une grève") == {"hunger strike": "changed"}
    assert checks("after the coup", "après le coup d'État")["coup"].found == "coup d'État"


def test_a_quotation_must_stand_in_quotation_marks() -> None:
    source = '"Our aim is clear," Soumaila Cisse said.'
    assert set(statuses(source, "« Notre but est clair », a dit Soumaïla Cissé.").values()) == {
        "rendered",
        "kept",
    }
    assert set(statuses(source, "Leur but est clair, a dit Soumaïla Cissé.").values()) == {"missing", "kept"}


def test_another_name_is_a_change_but_the_name_of_another_fact_is_not() -> None:
    assert statuses("from Kidal to Gao", "de Kidal à Bamako") == {"Kidal": "kept", "Gao": "changed"}
    assert statuses("from Kidal to Gao", "de Kidal") == {"Kidal": "kept", "Gao": "missing"}


def test_a_persons_name_keeps_no_country() -> None:
    source = "In Jordan he met Jordan Henderson."
    assert statuses(source, "Il y a rencontré Jordan Henderson.") == {
        "Jordan": "missing",
        "Jordan Henderson": "kept",
    }


def test_one_wrong_sentence_shows_each_change() -> None:
    source = "On Tuesday ECOWAS will meet in Abidjan with 15 ministers to discuss the coup."
    target = "Mercredi, l'Union africaine se réunira à Dakar avec 50 ministres pour discuter de la grève."
    assert set(statuses(source, target).values()) == {"changed"}


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("La CEDEAO se réunira à Tombouctou.", "ECOWAS will meet in Timbuktu.", ("rendered", "rendered")),
        ("Mardi, 1 200 soldats", "On Tuesday, 1,200 soldiers", ("rendered", "rendered")),
        ("3,5 milliards d'euros", "€3.5bn", ("rendered",)),
    ],
)
def test_french_to_english(source: str, target: str, expected: tuple[str, ...]) -> None:
    assert tuple(statuses(source, target, "fr-en").values()) == expected


@pytest.mark.parametrize(
    ("source", "target", "status", "how"),
    [
        ("in Kidal", "Kidali la", "rendered", "glossary"),
        ("in Bamako", "Bamakɔ", "kept", ""),
        ("to Ouagadougou", "Wagadugu", "rendered", "respelling"),
        ("to Ouagadougou", "Wahiguya", "missing", ""),
        ("Mr Djigui Diarra", "Jigi Jara", "rendered", "respelling"),
        ("Mr Soumaila Cisse", "Sumayila Sise", "rendered", "glossary"),
        ("Mr Ibrahim Diallo", "Ibarahima Jalo", "rendered", "respelling"),
        ("for ECOWAS", "Sedeyawo (CEDEAO)", "rendered", "glossary"),
        ("the ANPE", "AYƐNIPE", "rendered", "respelling"),
        ("the ANPE", "AYƐSIPE", "missing", ""),
        ("14 men", "cɛ 14", "kept", ""),
        ("14 men", "cɛ 40", "changed", ""),
        ("two men", "cɛ fila", "rendered", "CLDR"),
        ("10 million", "miliyɔn 10", "rendered", "CLDR"),
        ("on 16 June 2021", "zuwɛnkalo tile 16, san 2021", "rendered", "CLDR"),
        ("on Tuesday", "tarata don", "rendered", "CLDR"),
        ("on Tuesday", "araba don", "changed", ""),
        ("a hunger strike", "kɔngɔ baarabila", "missing", ""),
        ("a hunger strike", "kɔngɔ baarabila (grève de la faim)", "rendered", "glossary"),
    ],
)
def test_bambara(source: str, target: str, status: str, how: str) -> None:
    (check,) = checks(source, target, "en-bm").values()
    assert (check.status, check.how) == (status, how)


def test_the_matcher_needs_no_article_date() -> None:
    (mention,) = find_mentions("last Wednesday", "en", DATE)
    assert mention.key == "2012-03-21"
    assert match_mention(mention, "mercredi dernier", "fr", GLOSSARY).status == "rendered"


def test_an_acronym_is_found_as_an_acronym_beside_its_long_form() -> None:
    target = "La Communauté économique des États de l'Afrique de l'Ouest (CEDEAO) se réunira."
    check = match_mention(Mention("organisation", "ECOWAS", "ecowas", 0, 6), target, "fr", GLOSSARY)
    assert (check.status, check.found, check.how) == ("rendered", "CEDEAO", "glossary")


def test_centuries_are_compared_in_roman_numerals() -> None:
    source = "The tower was built in the 12th century."
    assert checks(source, "La tour a été bâtie au XIIe siècle.")["12th"].status == "rendered"
    wrong = checks(source, "La tour a été bâtie au XVIIe siècle.")["12th"]
    assert (wrong.status, wrong.found) == ("changed", "XVIIe")
    assert checks("Au XXe siècle", "In the 20th century", "fr-en")["XXe"].status == "rendered"
