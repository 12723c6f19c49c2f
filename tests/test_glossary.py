from pathlib import Path

import pytest

from summarize.errors import GlossaryError
from summarize.facts.check import check_translation
from summarize.facts.glossary import Glossary, load_glossary
from summarize.facts.terms.cldr import cldr_terms
from summarize.facts.terms.formats import check_glossary, read_glossary
from summarize.facts.terms.term import merge
from summarize.records import FactCheck, Mention
from summarize.translation.french import place
from summarize.translation.renderings import Renderer
from summarize.translation.repair import Repairer

BUILT_IN = Path(__file__).parent.parent / "summarize" / "facts" / "data" / "glossary.tsv"
GLOSSARY = load_glossary()


def found(text: str, language: str = "en", glossary: Glossary = GLOSSARY) -> list[tuple[str, str]]:
    return [(match.text, match.term.key) for match in glossary.find(text, language)]


def test_the_built_in_table_is_valid_and_says_where_each_row_comes_from() -> None:
    assert check_glossary(BUILT_IN) == []
    rows = [line.split("\t") for line in BUILT_IN.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(rows) > 400
    assert all(row[5] for row in rows)


def test_bambara_is_not_made_up() -> None:
    rows = [line.split("\t") for line in BUILT_IN.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert all("bm: " in row[5] for row in rows[1:] if row[2])
    assert GLOSSARY.render("hunger strike", "bm") is None
    term = GLOSSARY.lookup("hunger strike")
    assert term is not None
    assert "not attested" in term.note


@pytest.mark.parametrize(
    ("form", "french"),
    [
        ("ECOWAS", "CEDEAO"),
        ("Frankfurt", "Francfort"),
        ("Caspian Sea", "mer Caspienne"),
        ("Czechoslovaks", "Tchécoslovaques"),
        (
            "Economic Community of West African States",
            "Communauté économique des États de l'Afrique de l'Ouest",
        ),
        ("African Union", "Union africaine"),
        ("WHO", "OMS"),
        ("U.S.", "États-Unis"),
        ("Timbuktu", "Tombouctou"),
        ("Ivory Coast", "Côte d'Ivoire"),
        ("Tuareg", "Touareg"),
        ("Tuaregs", "Touaregs"),
        ("Malian", "malien"),
        ("Malians", "Maliens"),
        ("Nigerians", "Nigérians"),
        ("Nigeriens", "Nigériens"),
        ("North Koreans", "Nord-Coréens"),
        ("hunger strike", "grève de la faim"),
        ("political prisoners", "prisonniers politiques"),
        ("coup d'etat", "coup d'État"),
        ("Germany", "Allemagne"),
        ("Western Sahara", "Sahara occidental"),
    ],
)
def test_forms_are_rendered_in_french(form: str, french: str) -> None:
    assert GLOSSARY.render(form, "fr") == french


@pytest.mark.parametrize(
    ("form", "bambara"),
    [("Kidal", "Kidali"), ("CEDEAO", "Sedeyawo"), ("Tombouctou", "Tumutu"), ("Morocco", "Marɔku")],
)
def test_forms_are_rendered_in_bambara(form: str, bambara: str) -> None:
    assert GLOSSARY.render(form, "bm") == bambara


def test_the_list_of_names_changes_nothing_that_the_layers_above_it_know() -> None:
    above = Glossary(merge(cldr_terms(), read_glossary(BUILT_IN)))
    changed = [
        form
        for term in above.terms
        for language, other in (("en", "fr"), ("fr", "en"))
        for form in term.forms.get(language, ())
        if above.render(form, other) != GLOSSARY.render(form, other)
    ]
    assert changed == []


@pytest.mark.parametrize(
    ("before", "name", "text"),
    [
        ("Il vit en ", "California", "Il vit en Californie"),
        ("Ils ont traversé les ", "Alps", "Ils ont traversé les Alpes"),
        ("La foire se tient à ", "Frankfurt", "La foire se tient à Francfort"),
        ("Il a rencontré le ", "Pope Francis", "Il a rencontré le pape François"),
    ],
)
def test_what_stands_before_a_listed_name_stays(before: str, name: str, text: str) -> None:
    mention = Mention("person" if "Pope" in name else "place", name, name.lower(), 0, len(name))
    noun = Renderer("en", "fr", GLOSSARY).entry(mention)
    assert noun is not None
    assert place(before, noun) == text


def test_an_acronym_written_as_a_word_is_rendered_by_the_acronym() -> None:
    assert GLOSSARY.render("Cédéao", "en") == "ECOWAS"
    assert GLOSSARY.render("Unicef", "fr") == "UNICEF"


def test_an_unknown_form_is_not_rendered() -> None:
    assert GLOSSARY.render("Zorblatt", "fr") is None


@pytest.mark.parametrize(
    ("text", "language", "keys"),
    [
        ("a Malian soldier and two Malians", "en", ["malian", "soldier", "malian"]),
        ("une soldate malienne, des Maliennes", "fr", ["soldier", "malian", "malian"]),
        ("Le chef de l’État à Abidjan, l'UA", "fr", ["head-of-state", "abidjan", "au"]),
        ("les Nigériens et les Nigérians", "fr", ["nigerien", "nigerian"]),
        ("Kidalika Sedeyawo la", "bm", ["ecowas"]),
    ],
)
def test_terms_are_found_in_any_inflection(text: str, language: str, keys: list[str]) -> None:
    assert [key for _, key in found(text, language)] == keys


def test_the_longest_term_wins_and_punctuation_parts_terms() -> None:
    assert found("a hunger strike") == [("hunger strike", "hunger-strike")]
    assert ("United Nations", "un") in found("the United Nations, Security forces")
    assert found("a hunger. Strike")[-1] == ("Strike", "strike")


def test_acronyms_and_names_need_their_capitals() -> None:
    assert found("who chad us") == []
    assert found("WHO Chad US") == [("WHO", "who"), ("Chad", "chad"), ("US", "us")]
    assert found("Unicef said") == [("Unicef", "unicef")]


def test_countries_and_demonyms_know_each_other() -> None:
    mali, malian = GLOSSARY.lookup("Mali"), GLOSSARY.lookup("Malian")
    assert mali is not None
    assert malian is not None
    assert malian in GLOSSARY.related(mali)
    assert mali in GLOSSARY.related(malian)


def test_a_users_table_lies_over_the_built_in(tmp_path: Path) -> None:
    path = tmp_path / "house.csv"
    path.write_text("en;fr;bm\nTimbuktu;Timbouctou;\nhunger strike;;kɔngɔ baarabila\n", encoding="utf-8-sig")
    glossary = load_glossary(path)
    assert glossary.render("Timbuktu", "fr") == "Timbouctou"
    assert glossary.render("Timbuktu", "bm") == "Tumutu"
    assert glossary.render("hunger strike", "bm") == "kɔngɔ baarabila"
    assert glossary.render("hunger strike", "fr") == "grève de la faim"
    assert found("Timbuktu", glossary=glossary) == found("Timbuktu")
    assert load_glossary().render("Timbuktu", "fr") == "Tombouctou"


def test_the_last_glossary_lies_on_top(tmp_path: Path) -> None:
    first, second = tmp_path / "a.tsv", tmp_path / "b.tsv"
    first.write_text("en\tfr\nsit-in\toccupation\n", "utf-8")
    second.write_text("en\tfr\nsit-in\tsit-in\n", "utf-8")
    assert load_glossary(first, second).render("sit-in", "fr") == "sit-in"


def test_a_list_keeps_names_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "keep.txt"
    path.write_text("# our brands\nTimbuktu\nStudio Tamani\n", "utf-8")
    glossary = load_glossary(path)
    assert glossary.render("Studio Tamani", "fr") == "Studio Tamani"
    assert glossary.render("Timbuktu", "fr") == "Timbuktu"


TBX = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="1">
<langSec xml:lang="en"><termSec><term>sit-in</term></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>occupation</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""
MARTIF = (
    TBX.replace("tbx", "martif")
    .replace("conceptEntry", "termEntry")
    .replace("langSec", "langSet")
    .replace("termSec", "tig")
)


@pytest.mark.parametrize("text", [TBX, MARTIF])
def test_tbx_is_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text(text, "utf-8")
    assert load_glossary(path).render("sit-ins", "fr") == "occupations"


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("a.tsv", "en\tfrench\nx\ty\n", 1, "unknown column 'french'"),
        ("a.tsv", "en\nx\n", 1, "fewer than two language columns"),
        ("a.tsv", "en\tfr\nx\ty\nz\t\n", 3, "at least two languages"),
        ("a.tsv", "en\tfr\tkind\nx\ty\tthing\n", 2, "unknown kind 'thing'"),
        ("a.tsv", "en\tfr\nx\ty\tz\n", 2, "3 cells where the header names 2 columns"),
        ("a.tsv", "en\tfr\nx|\ty\n", 2, "empty form"),
        ("a.tsv", "en\tfr\nx\ty\n# comment\nX\tz\n", 4, "stands on line 2 too"),
        ("a.tsv", "", 0, "no entries"),
        ("a.txt", "ok\nen\tfr\n", 2, "a tab"),
        ("a.tbx", "<tbx>\n<text></tbx>", 2, "not well-formed XML"),
        ("a.tbx", TBX.replace("fr", "en"), 3, "at least two languages"),
        ("a.tbx", '<!DOCTYPE x [<!ENTITY a "b">]><tbx>&a;</tbx>', 0, "entities are not allowed"),
    ],
)
def test_a_problem_names_its_line(tmp_path: Path, name: str, text: str, line: int, message: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    problems = check_glossary(path)
    assert [problem.line for problem in problems] == [line]
    assert message in problems[0].message
    with pytest.raises(GlossaryError, match="summarize glossary check"):
        load_glossary(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.docx", b"", "use one of .tsv"),
        ("a.tsv", b"en\tfr\n\xff\tx\n", "UTF-8"),
        ("a.tsv", b"x" * 10_000_001, "larger than"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(GlossaryError, match=message):
        check_glossary(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="--glossary"):
        load_glossary(tmp_path / "none.tsv")


@pytest.mark.parametrize(
    ("french", "status", "found"),
    [
        ("Les détenus ont entamé des jeûnes de protestation.", "rendered", "jeûnes de protestation"),
        ("Les détenus ont entamé une grève de la faim.", "changed", "grève de la faim"),
        ("Les détenus ne mangent plus.", "missing", ""),
    ],
)
def test_a_common_noun_of_the_user_s_must_be_in_the_form_the_user_gave(
    tmp_path: Path, french: str, status: str, found: str
) -> None:
    ours = tmp_path / "ours.tsv"
    ours.write_text("en\tfr\nhunger strike\tjeûne de protestation\nECOWAS\tCEDEAO\n", encoding="utf-8")
    source = "Inmates have begun hunger strikes."
    checks = check_translation(source, french, "en", "fr", load_glossary(ours))
    assert [(c.fact.kind, c.fact.text, c.status, c.found) for c in checks] == [
        ("term", "hunger strikes", status, found)
    ]
    built_in = check_translation(source, french, "en", "fr", load_glossary())
    assert [check.fact.kind for check in built_in] == ["event"]


def test_a_known_other_word_is_replaced_by_the_user_s(tmp_path: Path) -> None:
    ours = tmp_path / "ours.tsv"
    ours.write_text("en\tfr\nhunger strike\tjeûne de protestation\n", encoding="utf-8")
    glossary = load_glossary(ours)

    def check(source: str, target: str) -> tuple[FactCheck, ...]:
        return check_translation(source, target, "en", "fr", glossary)

    repairer = Repairer(Renderer("en", "fr", glossary), check)
    one = repairer.lost("They ended a hunger strike.", "Ils ont mis fin à une grève de la faim.")
    many = repairer.lost("The hunger strikes go on.", "Les grèves de la faim continuent.")
    none = repairer.lost("The hunger strikes go on.", "Les frappes continuent.")
    assert one[0] == "Ils ont mis fin à un jeûne de protestation."
    assert many[0] == "Les jeûnes de protestation continuent."
    assert none[0] == "Les frappes continuent."
    assert [found.status for found in none[1]] == ["missing"]
