import datetime as dt
import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from summarize.facts.check import check_support, check_text
from summarize.facts.glossary import load_glossary
from summarize.records import Article
from summarize.render.report import report_text

ROOT = Path(__file__).parent.parent
CLAIMS = ROOT / "tests" / "data" / "adversarial"
CLAIMS_SHA256 = "d4736e96b344911d901d1fda0e9fd8e4a3c676b6b2df605ddcb659b12906d091"
GLOSSARY = load_glossary()
TEXT = """Soldiers led by Captain Amadou Haya Sanogo seized power in Bamako last Wednesday.
Junta leaders were told to step down by ECOWAS, which will meet in Abidjan on Tuesday.
The African Union suspended Mali, and the United States threatened to cut its aid.
However, 14 detained officials have begun a hunger strike in a room of 12 square meters.
"This coup d'etat is unconstitutional," Soumaila Cisse said.
Tuareg rebels, who attacked Kidal on Sunday, killed Amadou Diallo."""


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("adversarial", ROOT / "benchmarks" / "adversarial.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["adversarial"] = module
    spec.loader.exec_module(module)
    return module


ADVERSARIAL = benchmark()
ARTICLE: Article = ADVERSARIAL.make_article(TEXT, "en", dt.date(2012, 3, 26))


def reasons(claim: str) -> str:
    support = check_support(claim, ARTICLE)
    assert support.supported == (not support.reasons)
    return "; ".join(support.reasons)


@pytest.mark.parametrize("claim", [sentence.text for sentence in ARTICLE.sentences])
def test_a_sentence_of_the_article_has_full_support(claim: str) -> None:
    assert check_support(claim, ARTICLE).score == 1.0


def test_a_sentence_without_its_opener_has_full_support() -> None:
    claim = "14 detained officials have begun a hunger strike in a room of 12 square meters."
    assert check_support(claim, ARTICLE).score == 1.0


@pytest.mark.parametrize(
    "claim",
    [
        "Captain Amadou Haya Sanogo's soldiers seized power in Bamako.",
        "ECOWAS told the junta leaders to step down and will meet in Abidjan.",
        "The United States threatened to cut aid after the African Union suspended Mali.",
        "Fourteen detained officials began a hunger strike.",
        "Amadou Diallo was killed by Tuareg rebels.",
        "The coup is unconstitutional, said Soumaila Cisse.",
    ],
)
def test_faithful_abstraction_is_supported(claim: str) -> None:
    assert reasons(claim) == ""
    assert 0.5 < check_support(claim, ARTICLE).score < 1.0


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("Junta leaders have stepped down.", "the summary says “stepped”, the article “told to step”"),
        ("The United States cut its aid.", "the article “threatened to cut”"),
        ("The African Union has not suspended Mali.", "the summary says “not suspended”"),
        ("The African Union suspended Niger.", "“Niger” is not in the article"),
        ("40 detained officials have begun a hunger strike.", "“40” is not in the article"),
        ("12 detained officials have begun a hunger strike.", "where the summary says “12”"),
        ("ECOWAS will meet in Abidjan on Thursday.", "“Thursday” is not in the article"),
        ("Soldiers led by Soumaila Cisse seized power in Bamako.", "where the summary says “Soumaila Cisse”"),
        ("Amadou Diallo killed Tuareg rebels.", "have changed places around “killed”"),
        ('"This coup d\'etat is unconstitutional," Amadou Diallo said.', "does not give the quotation to"),
        ('"This coup d\'etat is a crime," Soumaila Cisse said.', "the quotation is not in the article"),
        ("Amadou Haya Sanogo said the coup is unconstitutional.", "Sanogo"),
        (
            "Soldiers in Bamako plundered shops, banks and petrol stations.",
            "of its words are not in the article",
        ),
    ],
)
def test_an_unfaithful_sentence_is_flagged_with_the_reason(claim: str, reason: str) -> None:
    support = check_support(claim, ARTICLE)
    assert not support.supported
    assert support.score < 0.5
    assert reason in "; ".join(support.reasons)


NEWS = """A bomb exploded near the market in Bamako on Sunday, killing nine people.
No group has claimed the attack. Mayor Awa Toure has banned motorcycles after dark.
The border with Niger was to open in December.
Unions demanded tougher sentences for traffickers. Rescuers pulled eleven miners alive from the rubble.
The army did not rule out that foreign fighters were among the dead.
The bridge will cost 38 million dollars."""


@pytest.mark.parametrize(
    "claim",
    [
        "Nine people lost their lives in a blast close to the market.",
        "Nobody has said it was behind the attack.",
        "Motorbikes may not be used at night.",
        "The unions want harsher sentences for traffickers.",
        "The mayor banned motorcycles.",
        "Foreign fighters could be among the dead.",
        "Bamako: market bombing kills nine",
        "How much will the bridge cost?",
    ],
)
def test_a_paraphrase_in_other_words_is_supported(claim: str) -> None:
    article = ADVERSARIAL.make_article(NEWS, "en", dt.date(2025, 3, 11))
    assert check_support(claim, article).reasons == ()


@pytest.mark.parametrize(
    "claim",
    [
        "A group has claimed the attack.",
        "The mayor allowed motorcycles after dark.",
        "The border opened in December.",
        "The army ruled out that foreign fighters were among the dead.",
        "Dakar: market bombing kills nine",
        "Hospital nurses treated two wounded children overnight.",
    ],
)
def test_a_false_claim_in_other_words_is_flagged(claim: str) -> None:
    article = ADVERSARIAL.make_article(NEWS, "en", dt.date(2025, 3, 11))
    assert check_support(claim, article).reasons


def test_adversarial_rates_do_not_fall() -> None:
    data = (CLAIMS / "articles.tsv").read_bytes() + (CLAIMS / "claims.tsv").read_bytes()
    assert hashlib.sha256(data).hexdigest() == CLAIMS_SHA256
    claims = ADVERSARIAL.read_claims()
    floors = (
        ("development", 0.98, 0.03),
        ("held-back", 0.92, 0.08),
        ("other-words", 0.75, 0.20),
        ("other-words-held-back", 0.65, 0.40),
    )
    for part, detected, alarms in floors:
        rates = ADVERSARIAL.rates(claim for claim in claims if claim.part == part)
        share = {
            faithful: rates[faithful, "all"][0] / rates[faithful, "all"][1] for faithful in (True, False)
        }
        assert share[False] >= detected, part
        assert share[True] <= alarms, part
        assert part.startswith("other-words") or all(
            flagged / total >= 0.65 for (faithful, _), (flagged, total) in rates.items() if not faithful
        )


def test_the_article_itself_passes_the_check() -> None:
    report = check_text(TEXT, ARTICLE, "en", GLOSSARY)
    assert report.ok
    assert "were compared" not in report_text(report)
    assert report.count("kept") == len(report.facts) >= 3
    assert report.unsupported == ()
    assert report.lost == ()


def test_a_text_that_leaves_out_key_facts_does_not_pass() -> None:
    report = check_text("Tuareg rebels attacked Kidal.", ARTICLE, "en", GLOSSARY)
    assert not report.ok
    assert report.unsupported == ()
    assert report.count("missing") == len(report.lost) > 0


def test_a_false_text_does_not_pass() -> None:
    report = check_text("Junta leaders have stepped down in Niger.", ARTICLE, "en", GLOSSARY)
    assert [sentence.text for sentence in report.unsupported] == ["Junta leaders have stepped down in Niger."]


FRENCH = """Des soldats du capitaine Amadou Haya Sanogo ont pris le pouvoir à Bamako mercredi dernier.
Les chefs de la junte ont été priés par la CEDEAO, qui se réunira mardi à Abidjan, de se retirer.
L'Union africaine a suspendu le Mali et les États-Unis ont menacé de couper leur aide.
Quatorze responsables détenus ont entamé une grève de la faim dans une pièce de 12 mètres carrés.
« Ce coup d'État est inconstitutionnel », a dit Soumaïla Cissé.
Des rebelles touaregs, qui ont attaqué Kidal dimanche, ont tué Amadou Diallo."""


def test_a_translation_passes_the_check() -> None:
    report = check_text(FRENCH, ARTICLE, "fr", GLOSSARY)
    assert report.ok
    assert report.language == "fr"
    assert report.count("rendered") > 0
    assert "only names, numbers and dates were compared" in report_text(report)


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ("à Abidjan", "à Dakar", "“Dakar” is not in the article"),
        ("Quatorze", "Quarante", "“Quarante” is not in the article"),
        ("mardi", "jeudi", "“jeudi” is not in the article"),
        ("Soumaïla Cissé", "Modibo Keïta", "“Modibo Keïta” is not in the article"),
    ],
)
def test_a_corrupted_translation_does_not_pass(right: str, wrong: str, reason: str) -> None:
    report = check_text(FRENCH.replace(right, wrong), ARTICLE, "fr", GLOSSARY)
    assert not report.ok
    assert [reason] == [each for sentence in report.unsupported for each in sentence.support.reasons]


def test_a_key_fact_that_was_replaced_is_changed() -> None:
    report = check_text(FRENCH.replace("Bamako", "Dakar"), ARTICLE, "fr", GLOSSARY)
    assert [(check.fact.text, check.found) for check in report.facts if check.status == "changed"] == [
        ("Bamako", "Dakar")
    ]
