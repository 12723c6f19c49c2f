"""The built-in summariser: chooses sentences of the article, so that it cannot invent anything.

Each sentence is scored by a logistic model over a few features, whose weights were learned from news
summaries (`benchmarks/learn_summary_weights.py`); then sentences are chosen so that they cover the
article's key facts without repeating each other, put in the article's order, and freed of connectives
that have lost their partner.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from summarize.records import Article, Fact, Summary, SummarySentence
from summarize.summary.context import Context, sentence_contexts
from summarize.summary.coverage import coverage_targets
from summarize.summary.features import FEATURES, sentence_features, terms
from summarize.summary.openers import without_opener
from summarize.summary.selection import Selection, select

Length: TypeAlias = Literal["short", "medium", "long"]

LENGTHS: Mapping[Length, int] = {"short": 3, "medium": 5, "long": 8}
"""How many sentences a summary of each length has."""

MODEL = "extractive 1"
"""Name and version of this summariser."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each feature, and covering facts, count."""

    features: tuple[float, ...]
    """One log-odds weight for each of `FEATURES`."""
    bias: float
    coverage: float
    """What a sentence gains for each new target, times the target's weight."""


@cache
def built_in_weights() -> Weights:
    """Return the weights that come with the package."""
    data = json.loads(Path(__file__).with_name("data").joinpath("weights.json").read_text(encoding="utf-8"))
    features = tuple(float(data["features"][name]) for name in FEATURES)
    return Weights(features, float(data["bias"]), float(data["coverage"]))


def summarize_article(
    article: Article, facts: tuple[Fact, ...], count: int, weights: Weights | None = None
) -> Summary:
    """Summarise an article in sentences of its own.

    Args:
        article: A clean article.
        facts: Its key facts; the summary covers as much of their weight as it can.
        count: The most sentences the summary may have. It has fewer when the article is shorter, or when what
            is left could not be understood alone.
        weights: Other weights than the built-in ones.

    Returns:
        The summary, in the article's order. A sentence is verbatim, but for a connective ("However, …")
        dropped with the sentence it answered, and a quotation mark added where a quotation is cut; each
        keeps the index of its source.
    """
    contexts = sentence_contexts(article.sentences, article.language)
    chosen = choose(article, facts, count, contexts, weights or built_in_weights())
    sentences = []
    for index in chosen:
        text = article.sentences[index].text
        if index - 1 not in chosen:
            text = without_opener(text, article.language)
        if not (contexts[index].continued and index + 1 in chosen):
            text += contexts[index].closing
        sentences.append(SummarySentence(text, index))
    return Summary(tuple(sentences), article.language, MODEL)


def choose(
    article: Article, facts: Sequence[Fact], count: int, contexts: Sequence[Context], weights: Weights
) -> list[int]:
    """Return the indices of the sentences for a summary, ascending."""
    size = len(article.sentences)
    if size <= count:
        return list(range(size))
    bags = [terms(sentence.text, article.language) for sentence in article.sentences]
    relevance = [_probability(row, weights) for row in sentence_features(article, bags)]
    targets = coverage_targets(article, facts)

    def best(spans: Sequence[range]) -> list[int]:
        return select(Selection(relevance, bags, targets, weights.coverage), spans, count)

    return best([context.span for context in contexts]) or best([range(i, i + 1) for i in range(size)])


def _probability(row: Sequence[float], weights: Weights) -> float:
    """Return how likely a sentence with these features is to be taken into a summary, 0…1."""
    odds = weights.bias + sum(value * weight for value, weight in zip(row, weights.features, strict=True))
    return 1 / (1 + math.exp(-odds))
