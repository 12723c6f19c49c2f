"""The user's own question: does the brief of the Mali article keep Kidal, ECOWAS and the hunger strike?"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import summarize
from summarize.facts.check import check_translation
from summarize.facts.glossary import load_glossary
from summarize.records import Brief, Translation
from summarize.render.facts import losses

KEY_FACTS = {"Kidal": "Kidal", "ECOWAS": "CEDEAO", "hunger strike": "grève de la faim"}


@pytest.fixture(scope="module")
def brief() -> Brief:
    article = summarize.read(Path(__file__).parent.parent / "examples" / "articles" / "mali-2012.txt")
    return summarize.brief(article, languages=["fr"])


@pytest.mark.parametrize("fact", KEY_FACTS)
def test_the_summary_has_the_fact(brief: Brief, fact: str) -> None:
    assert fact in brief.summary.text


@pytest.mark.parametrize(("fact", "french"), KEY_FACTS.items())
def test_the_french_has_the_fact_in_its_french_form(brief: Brief, fact: str, french: str) -> None:
    translation = brief.translations[0]
    assert french in translation.text
    assert fact == french or fact not in translation.text


def test_no_name_number_or_date_is_lost(brief: Brief) -> None:
    assert [loss for loss in losses(brief) if "French" in loss] == []


def test_each_sentence_is_the_article_s_own(brief: Brief) -> None:
    for sentence in brief.summary.sentences:
        assert sentence.text in brief.article.sentences[sentence.source].text


@pytest.mark.parametrize(
    ("good", "bad", "fact"),
    [
        ("Kidal", "Gao", "Kidal"),
        ("CEDEAO", "OTAN", "ECOWAS"),
        ("grève de la faim", "grève", "hunger strike"),
        ("21e", "12e", "21st"),
        ("Mardi", "Jeudi", "Tuesday"),
    ],
)
def test_a_corrupted_translation_fails(brief: Brief, good: str, bad: str, fact: str) -> None:
    translation = brief.translations[0]
    sentence = next(s for s in translation.sentences if good in s.text)
    text = sentence.text.replace("Communauté économique des États de l’Afrique de l’Ouest", "OTAN")
    text = re.sub(re.escape(good), bad, text, flags=re.IGNORECASE)  # some say it twice: "Mardi … mardi"
    checks = check_translation(sentence.source, text, "en", "fr", load_glossary())
    lost = [check.fact.text for check in checks if check.status in ("missing", "changed")]
    assert any(fact in text for text in lost), lost
    corrupted = replace(sentence, text=text, checks=checks)
    worse = replace_sentence(translation, corrupted)
    assert losses(replace(brief, translations=(worse,)))


def replace_sentence(translation: Translation, sentence: object) -> Translation:
    sentences = [sentence if s.source == sentence.source else s for s in translation.sentences]  # type: ignore[attr-defined]
    return replace(translation, sentences=tuple(sentences))
