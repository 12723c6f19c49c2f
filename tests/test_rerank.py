import re

import pytest

from summarize.facts.glossary import load_glossary
from summarize.models.engines import Hypothesis
from summarize.records import FactCheck, Mention
from summarize.translation.masking import fill, mask
from summarize.translation.renderings import Renderer
from summarize.translation.translator import Translator

PLACEHOLDERS = tuple(f"⟪{number}⟫" for number in range(8))
NAMES = {
    "ECOWAS": ("organisation", "ecowas", ("CEDEAO", "ECOWAS")),
    "Abidjan": ("place", "abidjan", ("Abidjan",)),
    "Kidal": ("place", "kidal", ("Kidal",)),
    "1,200": ("number", "1200", ("1\u202f200", "1200")),
    "14": ("number", "14", ("14",)),
}


def check(source, target):
    """Find the facts above in a source, and what the target has for them; other numbers are changed ones."""
    found = []
    for text, (kind, key, forms) in NAMES.items():
        match = re.search(rf"\b{text}\b", source)
        if match:
            mention = Mention(kind, text, key, match.start(), match.end())
            there = next((form for form in forms if form in target), "")
            other = re.search(r"\d+", target)
            status = "kept" if there == text else "rendered" if there else "missing"
            if not there and kind == "number" and other:
                status, there = "changed", other.group(0)
            found.append(FactCheck(mention, status, there))
    return tuple(found)


class ListEngine:
    """Gives the candidates of a table, best first."""

    name = "list"

    def __init__(self, table, placeholders=PLACEHOLDERS):
        self.table, self.placeholders = table, placeholders
        self.asked = []

    def translate(self, sentences, *, hypotheses=1, **_):
        self.asked += sentences
        lists = [self.table.get(sentence, ["Rien de tout cela."])[:hypotheses] for sentence in sentences]
        return [[Hypothesis(text, -0.1 * rank) for rank, text in enumerate(texts)] for texts in lists]

    def count_tokens(self, sentence):
        return len(sentence.split())


def translate(table, sentence, **options):
    engine = ListEngine(table, **options)
    (found,) = Translator(engine, "en", "fr", check=check, glossary=load_glossary()).translate([sentence])
    return found, engine


def test_best_candidate_that_keeps_the_facts_wins():
    table = {"Rebels took Kidal.": ["Les rebelles ont pris Tidal.", "Ils ont pris Kidal.", "Kidal est pris."]}
    found, engine = translate(table, "Rebels took Kidal.")
    assert found.text == "Ils ont pris Kidal."
    assert found.status == "translated"
    assert engine.asked == ["Rebels took Kidal."]


def test_candidates_after_one_with_all_facts_are_not_checked():
    seen = []

    def watched(source, target):
        seen.append(target)
        return check(source, target)

    table = {"Rebels took Kidal.": ["Les rebelles ont pris Kidal.", "Ils ont pris Kidal."]}
    translator = Translator(ListEngine(table), "en", "fr", check=watched, glossary=load_glossary())
    translator.translate(["Rebels took Kidal."])
    assert seen == ["Les rebelles ont pris Kidal."]


def test_facts_that_no_candidate_keeps_are_masked_and_filled_from_the_glossary():
    table = {
        "ECOWAS will meet in Abidjan.": ["Elle se réunira à Abidjan.", "L'ECOVAS se réunira à Abidjan."],
        "⟪0⟫ will meet in Abidjan.": ["Le ⟪0⟫ se réunira à Abidjan."],
    }
    found, _ = translate(table, "ECOWAS will meet in Abidjan.")
    assert found.text == "La CEDEAO se réunira à Abidjan."
    assert [c.status for c in found.checks] == ["rendered", "kept"]


def test_masking_never_trades_one_fact_for_another():
    table = {
        "ECOWAS met in Kidal.": ["On s'est réuni à Kidal."],
        "⟪0⟫ met in Kidal.": ["La ⟪0⟫ s'est réunie ici."],
        "⟪0⟫ met in ⟪1⟫.": ["Le ⟪0⟫ s'est réuni là."],
    }
    found, _ = translate(table, "ECOWAS met in Kidal.")
    assert "Kidal" in found.text
    assert found.text == "On s’est réuni à Kidal [CEDEAO (ECOWAS)]."
    assert (found.status, found.reason) == ("retried", "facts put in: ECOWAS")


def test_all_facts_are_masked_when_masking_the_lost_one_fails():
    table = {
        "ECOWAS met in Kidal.": ["On s'est réuni à Kidal."],
        "⟪0⟫ met in Kidal.": ["On s'est réuni."],
        "⟪0⟫ met in ⟪1⟫.": ["La ⟪0⟫ s'est réunie à ⟪1⟫."],
    }
    found, _ = translate(table, "ECOWAS met in Kidal.")
    assert found.text == "La CEDEAO s’est réunie à Kidal."


def test_name_left_as_in_the_source_gets_the_glossarys_form_and_article():
    found, _ = translate({"ECOWAS met.": ["L'ECOWAS s'est réunie."]}, "ECOWAS met.")
    assert found.text == "La CEDEAO s’est réunie."


def test_model_without_placeholders_falls_back_to_brackets():
    found, engine = translate({"ECOWAS met.": ["Ils se sont réunis."]}, "ECOWAS met.", placeholders=())
    assert found.text == "Ils se sont réunis [CEDEAO (ECOWAS)]."
    assert engine.asked == ["ECOWAS met."]


def test_changed_number_is_put_right_in_its_place():
    found, _ = translate({"14 people died.": ["Quelque 12 personnes sont mortes."]}, "14 people died.")
    assert found.text == "Quelque 14 personnes sont mortes."
    assert found.checks[0].status == "kept"


def test_numbers_are_filled_in_the_format_of_the_target():
    table = {"1,200 people fled.": ["Des gens ont fui."], "⟪0⟫ people fled.": ["⟪0⟫ personnes ont fui."]}
    found, _ = translate(table, "1,200 people fled.")
    assert found.text == "1\u202f200 personnes ont fui."


def test_addresses_are_never_shown_to_the_model():
    source = "Read https://news.ml/a?b=1 now, said anna@afp.com."
    table = {"Read ⟪0⟫ now, said ⟪1⟫.": ["Lisez ⟪0⟫ maintenant, a dit ⟪1⟫."]}
    found, _ = translate(table, source)
    assert found.text == "Lisez https://news.ml/a?b=1 maintenant, a dit anna@afp.com."


def test_address_the_model_dropped_is_appended():
    found, _ = translate({"Read ⟪0⟫.": ["Lisez."]}, "Read https://news.ml/a.")
    assert found.text == "Lisez [https://news.ml/a]."


def test_lost_or_doubled_placeholder_is_noticed():
    masked = mask(
        "In Gao.",
        [(3, 6, Renderer("en", "fr").render(Mention("place", "Gao", "gao", 3, 6), "In Gao.")[2])],
        PLACEHOLDERS,
    )
    assert masked.text == "In ⟪0⟫."
    assert fill("À ⟪0⟫.", masked, PLACEHOLDERS, "fr") == "À Gao."
    assert fill("À ⟪0⟫ et ⟪0⟫.", masked, PLACEHOLDERS, "fr") is None
    assert fill("Là.", masked, PLACEHOLDERS, "fr") is None


@pytest.mark.parametrize(
    ("kind", "text", "key", "sentence", "wanted"),
    [
        ("number", "3.5 million", "3500000", "It cost 3.5 million dollars.", ("3.5", "3,5")),
        ("number", "fourteen", "14", "All fourteen died.", ("fourteen", "14")),
        (
            "date",
            "March 26, 2012",
            "2012-03-26",
            "It began March 26, 2012.",
            ("March 26, 2012", "26 mars 2012"),
        ),
        (
            "date",
            "last Wednesday",
            "weekday-2",
            "It began last Wednesday.",
            ("last Wednesday", "mercredi dernier"),
        ),
        ("date", "Monday", "2012-03-26", "It began Monday.", ("Monday", "lundi")),
        (
            "date",
            "Last November",
            "2011-11",
            "Last November it began.",
            ("Last November", "novembre dernier"),
        ),
        ("date", "March 26", "2012-03-26", "It began March 26.", ("March 26", "26 mars")),
        ("date", "tonight", "day+0", "It begins tonight.", None),
        ("date", "January 1", "--01-01", "It began January 1.", ("January 1", "1er janvier")),
        ("organisation", "ECOWAS", "ecowas", "ECOWAS met.", ("ECOWAS", "CEDEAO")),
        (
            "person",
            "Amadou Diallo",
            "amadou-diallo",
            "They met Amadou Diallo.",
            ("Amadou Diallo", "Amadou Diallo"),
        ),
        (
            "event",
            "hunger strike",
            "hunger-strike",
            "They began a hunger strike.",
            ("hunger strike", "grève de la faim"),
        ),
        ("event", "Coup", "coup", "Coup leaders fled.", None),
        ("event", "protest", "protest", "They met to protest.", None),
        ("number", "first", "1", "He first refused.", None),
        ("quote", '"No"', "no", '"No"', None),
    ],
)
def test_facts_are_rendered_by_glossary_and_cldr(kind, text, key, sentence, wanted):
    start = sentence.index(text)
    detail = "ordinal" if text == "first" else ""
    mention = Mention(kind, text, key, start, start + len(text), detail)
    found = Renderer("en", "fr", load_glossary()).render(mention, sentence)
    assert (found and (sentence[found[0] : found[1]], found[2].text)) == wanted


def test_original_follows_a_bambara_respelling_at_its_first_mention():
    facts = {"ECOWAS": ("ecowas", "Sedeyawo")}

    def check_bambara(source, target):
        key, form = facts["ECOWAS"]
        mention = Mention("organisation", "ECOWAS", key, 0, 6)
        return (FactCheck(mention, "rendered" if form in target else "missing", form, "glossary"),)

    engine = ListEngine({"ECOWAS met.": ["Sedeyawo ye ɲɔgɔn ye."], "ECOWAS left.": ["Sedeyawo taara."]})
    translator = Translator(engine, "en", "bm", check=check_bambara, glossary=load_glossary())
    found = translator.translate(["ECOWAS met.", "ECOWAS left."])
    assert [s.text for s in found] == ["Sedeyawo (CEDEAO) ye ɲɔgɔn ye.", "Sedeyawo taara."]


def test_a_surname_that_became_a_common_word_is_masked():
    def check_names(source, target):
        mention = Mention("person", "Peter Marchant", "marchant", 0, 14)
        right = "Marchant" in target
        return (
            FactCheck(mention, "kept" if right else "rendered", target[:14], "" if right else "respelling"),
        )

    engine = ListEngine({"Peter Marchant won.": ["Peter Marchand a gagné."], "⟪0⟫ won.": ["⟪0⟫ a gagné."]})
    (found,) = Translator(engine, "en", "fr", check=check_names).translate(["Peter Marchant won."])
    assert found.text == "Peter Marchant a gagné."


def test_garbled_names_are_masked_where_languages_spell_alike():
    def check_names(source, target):
        mention = Mention("person", "Cisse", "cisse", 0, 5)
        if "Cisse" in target:
            return (FactCheck(mention, "kept", "Cisse"),)
        return (FactCheck(mention, "rendered", "Cesse", "respelling"),)

    engine = ListEngine({"Cisse spoke.": ["Cesse a parlé."], "⟪0⟫ spoke.": ["⟪0⟫ a parlé."]})
    (found,) = Translator(engine, "en", "fr", check=check_names).translate(["Cisse spoke."])
    assert found.text == "Cisse a parlé."


@pytest.mark.parametrize(
    ("kind", "name", "written"),
    [
        ("place", "Frankfurt", "Francfort"),  # of the glossary
        ("place", "Cairo", "Caire"),  # a part of its form there: du Caire
        ("person", "Tourism", "Tourisme"),  # a common word, taken for a name
        ("person", "George Cisse", "Cisse"),
    ],
)
def test_translated_names_are_not_masked(kind, name, written):
    def check_names(source, target):
        mention = Mention(kind, name, name.lower(), 0, len(name))
        return (FactCheck(mention, "rendered", written, "respelling"),)

    engine = ListEngine({f"{name} won.": [f"{written} a gagné."], "⟪0⟫ won.": ["⟪0⟫ a gagné."]})
    translator = Translator(engine, "en", "fr", check=check_names, glossary=load_glossary())
    (found,) = translator.translate([f"{name} won."])
    assert found.text == f"{written} a gagné."
    assert len(engine.asked) == 1


def test_a_lost_century_is_written_in_roman_numerals():
    text = "It dates from the late 12th and early 13th centuries and opened on the 12th day of the century."
    renderer = Renderer("en", "fr", load_glossary())
    century, day = (
        renderer.writing(Mention("number", "12th", "12", place, place + 4, "ordinal"), text)
        for place in (text.index("12th"), text.rindex("12th"))
    )
    assert (century.text, day.text) == ("XIIe", "12e")
