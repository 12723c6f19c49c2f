"""Summaries in the words of a fetched model (BART, BARThez, PEGASUS, T5), kept faithful sentence by sentence.

Such models invent: names, quotations, office-holders. So every sentence they write is checked against the
article, and one that the article does not support is replaced by the best sentence of the article itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from rapidfuzz import fuzz, process

from summarize.article.sentences import split_sentences
from summarize.facts.check import check_support
from summarize.models.generator import Generator
from summarize.records import Article, Fact, Summary, SummarySentence, Support
from summarize.summary.extractive import summarize_article

TOKENS_PER_SENTENCE = 60
"""Room for one written sentence; one that does not fit is dropped, never cut."""
_ENDED = re.compile(r"[.!?…][\"'”’»)\]\s]*$")
_LOOSE = re.compile(r"\s+([.,])(?=\s|$)")
"""Models trained on tokenised text put a space before full stops and commas."""
_SAME = 90.0


def summarize_abstractively(
    article: Article, facts: tuple[Fact, ...], count: int, engine: Generator
) -> Summary:
    """Summarise an article with a model.

    An article longer than the model reads is summarised by sections, and the sections' summaries again.

    Args:
        article: A clean article.
        facts: Its key facts, for the choice of replacements.
        count: The most sentences the summary may have.
        engine: A loaded summariser that reads the article's language.

    Returns:
        The summary, in the order in which the model tells it. A replaced sentence is verbatim from the
        article, and its `support.reasons` say what was wrong with the one that it replaces. Where the model
        writes nothing usable, all sentences are the article's own.
    """
    sentences: list[SummarySentence] = []
    for text in _written(article, count, engine)[:count]:
        support = check_support(text, article)
        if support.supported:
            sentences.append(SummarySentence(text, _source(text, article), support))
        elif replacement := _best_unused(article, facts, {sentence.source for sentence in sentences}):
            sentences.append(_marked(replacement, text, support))
    if not sentences:
        return replace(summarize_article(article, facts, count), model=engine.name)
    return Summary(tuple(sentences), article.language, engine.name)


def _written(article: Article, count: int, engine: Generator) -> list[str]:
    """The sentences that the model writes, without repetitions and without one that was cut off."""
    texts = [sentence.text for sentence in article.sentences]
    room = TOKENS_PER_SENTENCE * count
    sections = pack(texts, engine)
    while len(sections) > 1:
        summaries = engine.generate(sections, max_new_tokens=room)
        shorter = list(chain.from_iterable(whole_sentences(text, article.language) for text in summaries))
        if not shorter or len(packed := pack(shorter, engine)) >= len(sections):
            return _distinct(shorter)
        sections = packed
    written = engine.generate(sections, max_new_tokens=room)
    return _distinct(list(chain.from_iterable(whole_sentences(text, article.language) for text in written)))


def pack(sentences: Sequence[str], engine: Generator) -> list[str]:
    """Join whole sentences to texts that the model reads at once; an overlong one is halved between words."""
    texts: list[str] = []
    for sentence in chain.from_iterable(_fitting(sentence, engine) for sentence in sentences):
        joined = f"{texts[-1]} {sentence}" if texts else ""
        if joined and engine.count_tokens(joined) <= engine.limit:
            texts[-1] = joined
        else:
            texts.append(sentence)
    return texts


def _fitting(sentence: str, engine: Generator) -> list[str]:
    words = sentence.split()
    if len(words) < 2 or engine.count_tokens(sentence) <= engine.limit:
        return [sentence]
    half = len(words) // 2
    return [*_fitting(" ".join(words[:half]), engine), *_fitting(" ".join(words[half:]), engine)]


def whole_sentences(text: str, language: str) -> list[str]:
    """Split what a model wrote into sentences, without a last one that has no end."""
    sentences = split_sentences(_LOOSE.sub(r"\1", text), language)
    return sentences if not sentences or _ENDED.search(sentences[-1]) else sentences[:-1]


def _distinct(sentences: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for sentence in sentences:
        if not any(fuzz.ratio(sentence, other) >= _SAME for other in kept):
            kept.append(sentence)
    return kept


def _source(text: str, article: Article) -> int:
    """Index of the article sentence that shares most words with a written one."""
    sentences = [sentence.text for sentence in article.sentences]
    return int(process.extractOne(text, sentences, scorer=fuzz.token_set_ratio)[2])


def _best_unused(article: Article, facts: tuple[Fact, ...], used: set[int]) -> SummarySentence | None:
    """Return the first new sentence that the extractive summary brings while it grows from one sentence."""
    for size in range(1, len(article.sentences) + 1):
        for sentence in summarize_article(article, facts, size).sentences:
            if sentence.source not in used:
                return sentence
    return None


def _marked(replacement: SummarySentence, written: str, support: Support) -> SummarySentence:
    why = "; ".join(support.reasons) or "not supported"
    reason = f"replaces a sentence of the model that the article does not support ({why}): {written}"
    return SummarySentence(replacement.text, replacement.source, Support(True, 1.0, (reason,)))
