"""Abstractive summaries: faithful, whole sentences, any length of article."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import tiny_models

from summarize.article.sentences import split_sentences
from summarize.errors import LanguageError, ModelError
from summarize.models.load import load_summariser
from summarize.models.registry import Registry
from summarize.models.spec import ModelSpec
from summarize.records import Article, Block, Sentence
from summarize.summary.abstractive import pack, summarize_abstractively, whole_sentences

PARAGRAPHS = (
    "BAMAKO, 22 March 2012 - Soldiers seized power in Mali on Wednesday and dissolved the government.",
    "President Amadou Toumani Touré left the palace in Bamako. The soldiers said that he had failed to end a "
    "rebellion of Tuareg fighters in the north. At least four people were killed in the capital.",
    "The African Union condemned the coup and suspended Mali. Leaders of the region will meet in Abidjan on "
    "Tuesday.",
)


class Scripted:
    """A summariser that reads `limit` words and writes what it is told to."""

    name = "scripted 1"

    def __init__(self, *answers: str, limit: int = 1000) -> None:
        self.limit = limit
        self.answers = list(answers)
        self.read: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def generate(self, texts: Sequence[str], *, max_new_tokens: int) -> list[str]:  # noqa: ARG002
        self.read += texts
        return [self.answers.pop(0) if self.answers else "" for _ in texts]

    def close(self) -> None:
        pass


@pytest.fixture
def article() -> Article:
    pairs = [
        (number, text)
        for number, paragraph in enumerate(PARAGRAPHS)
        for text in split_sentences(paragraph, "en")
    ]
    sentences = tuple(Sentence(index, text, number) for index, (number, text) in enumerate(pairs))
    return Article("Mali soldiers seize power", tuple(Block(text) for text in PARAGRAPHS), sentences)


def test_supported_sentences_are_kept_with_their_source(article: Article) -> None:
    written = "Soldiers seized power in Mali. The African Union suspended Mali."
    summary = summarize_abstractively(article, (), 3, Scripted(written))
    assert [sentence.text for sentence in summary.sentences] == written.replace("Mali. ", "Mali.|").split("|")
    assert "seized power" in article.sentences[summary.sentences[0].source].text
    assert "African Union" in article.sentences[summary.sentences[1].source].text
    assert all(sentence.support.supported and not sentence.support.reasons for sentence in summary.sentences)
    assert summary.model == "scripted 1"


@pytest.mark.parametrize(
    "invented",
    [
        "At least forty people were killed in the capital.",
        "Leaders of the region will meet in Dakar on Tuesday.",
        "President Ibrahim Boubacar Keïta left the palace.",
    ],
)
def test_an_invented_sentence_is_replaced_by_one_of_the_article_and_marked(
    article: Article, invented: str
) -> None:
    summary = summarize_abstractively(article, (), 2, Scripted(f"Soldiers seized power in Mali. {invented}"))
    first, second = summary.sentences
    assert first.text == "Soldiers seized power in Mali."
    assert second.text in [sentence.text for sentence in article.sentences]
    assert second.source != first.source
    assert invented in second.support.reasons[0]
    assert invented not in summary.text


def test_a_model_that_writes_nothing_leaves_the_articles_own_sentences(article: Article) -> None:
    summary = summarize_abstractively(article, (), 2, Scripted(""))
    assert len(summary.sentences) == 2
    assert all(sentence.text in " ".join(PARAGRAPHS) for sentence in summary.sentences)


def test_no_more_sentences_than_asked_for_and_none_twice(article: Article) -> None:
    written = (
        "Soldiers seized power in Mali. " * 3
        + "The African Union suspended Mali. The African Union condemned the coup."
    )
    summary = summarize_abstractively(article, (), 2, Scripted(written))
    assert summary.text == "Soldiers seized power in Mali. The African Union suspended Mali."


def test_a_sentence_that_was_cut_off_is_dropped() -> None:
    assert whole_sentences("Soldiers seized power. The African", "en") == ["Soldiers seized power."]
    assert whole_sentences("The African", "en") == []
    assert whole_sentences("In Mali , soldiers seized power . They", "en") == [
        "In Mali, soldiers seized power."
    ]
    assert whole_sentences("“We stay.”", "en") == ["“We stay.”"]


def test_a_long_article_is_read_whole_by_sections_then_once_more(article: Article) -> None:
    engine = Scripted(*["Soldiers seized power in Mali."] * 9, limit=25)
    summary = summarize_abstractively(article, (), 3, engine)
    assert summary.text == "Soldiers seized power in Mali."
    sections = engine.read[:-1]
    assert len(sections) > 2
    assert all(engine.count_tokens(text) <= 25 for text in engine.read)
    assert " ".join(sections) == " ".join(sentence.text for sentence in article.sentences)


def test_a_sentence_longer_than_the_model_reads_loses_no_word() -> None:
    words = " ".join(str(number) for number in range(100))
    packed = pack([words], Scripted(limit=30))
    assert " ".join(packed) == words
    assert all(len(text.split()) <= 30 for text in packed)


@pytest.fixture(scope="module")
def tiny_bart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.make_bart(tmp_path_factory.mktemp("bart"))


def spec(folder: Path, **fields: object) -> ModelSpec:
    return ModelSpec("tiny-bart", "summarise", "bart", ("en",), path=folder, **fields)


def test_a_real_model_runs_and_whatever_it_writes_the_summary_is_faithful(
    article: Article, tiny_bart: Path
) -> None:
    engine = load_summariser(spec(tiny_bart), tiny_bart)
    assert 0 < engine.limit <= 128
    summary = summarize_abstractively(article, (), 1, engine)
    engine.close()
    assert len(summary.sentences) == 1
    assert all(sentence.support.supported for sentence in summary.sentences)
    assert summary.model.startswith("tiny-bart (CTranslate2 ")


def test_a_summariser_must_summarise_and_read_the_language() -> None:
    registry = Registry.load()
    assert registry.summariser("distilbart-cnn-12-6", "en").engine == "bart"
    with pytest.raises(LanguageError, match="reads English, not French"):
        registry.summariser("distilbart-cnn-12-6", "fr")
    with pytest.raises(ModelError, match="en-fr translates"):
        registry.summariser("en-fr", "en")
