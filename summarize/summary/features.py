"""What the summariser knows about each sentence: a handful of numbers between 0 and 1.

All features are linear in the length of the article; none needs more than the article itself.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from summarize.records import Article

FULL_LENGTH = 30
"""Words in a sentence that counts as long."""

_DATA = Path(__file__).with_name("data")
_WORD = re.compile(r"[^\W_]+")

FEATURES = ("paragraph", "position", "centrality", "frequency", "title", "length", "quote")
"""Names of the features, in the order of the rows of `sentence_features`."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the function words of a language; none for a language without a list."""
    lists: dict[str, str] = json.loads((_DATA / "stopwords.json").read_text(encoding="utf-8"))
    return frozenset(lists.get(language, "").split())


def words(text: str) -> list[str]:
    """Return the words of a text in order, lower-cased, without punctuation."""
    return _WORD.findall(text.lower())


def terms(text: str, language: str) -> list[str]:
    """Return the content words of a text in order, lower-cased."""
    stops = stop_words(language)
    return [word for word in words(text) if len(word) > 1 and word not in stops]


def centrality(bags: Sequence[Sequence[str]]) -> list[float]:
    """Return how many content words each sentence shares with all others, as TextRank counts them.

    The similarity of two sentences is the number of words they share over the sum of the logarithms of their
    lengths: Mihalcea and Tarau, "TextRank" (EMNLP 2004). A sentence's similarities are summed, its degree in
    the sentence graph, which is what their random walk comes close to (compare degree centrality in Erkan and
    Radev, "LexRank", JAIR 2004). Other sentences count by word and length class together, so that the graph,
    quadratic in the length of the article, is never formed.
    """
    classes: dict[str, Counter[int]] = defaultdict(Counter)
    for bag in bags:
        for term in bag:
            classes[term][len(bag)] += 1
    logs = [math.log(1 + size) for size in range(1 + max(map(len, bags), default=0))]
    degrees = []
    for bag in bags:
        counts, own = Counter(bag), logs[len(bag)]
        shared = sum(
            n * (total - (n if size == len(bag) else 0)) / (own + logs[size])
            for term, n in counts.items()
            for size, total in classes[term].items()
        )
        degrees.append(shared)
    return degrees


def word_probability(bags: Sequence[Sequence[str]]) -> list[float]:
    """Return the mean frequency of each sentence's content words, as in SumBasic.

    Nenkova and Vanderwende, "The impact of frequency on summarization" (MSR-TR-2005-101).
    """
    frequency = Counter(term for bag in bags for term in bag)
    return [sum(frequency[term] for term in bag) / len(bag) if bag else 0.0 for bag in bags]


def sentence_features(article: Article, bags: Sequence[Sequence[str]]) -> list[tuple[float, ...]]:
    """Return one row of `FEATURES` for each sentence of the article.

    `bags` holds the content words of each sentence. Position and title are features of Edmundson, "New
    methods in automatic extracting" (JACM 16, 1969).
    """
    texts = [sentence.text for sentence in article.sentences]
    title = set(terms(f"{article.title} {article.standfirst}", article.language))
    columns = (
        [float(opens) for opens in paragraph_starts(article)],
        [1 - index / len(texts) for index in range(len(texts))],
        _scaled(centrality(bags)),
        _scaled(word_probability(bags)),
        _scaled([len(title.intersection(bag)) for bag in bags]),
        [min(1.0, len(words(text)) / FULL_LENGTH) for text in texts],
        [float(any(mark in text for mark in '"“«')) for text in texts],
    )
    return list(zip(*columns, strict=True))


def paragraph_starts(article: Article) -> list[bool]:
    """Return which sentences open a paragraph, the article's first one aside."""
    paragraphs = [sentence.paragraph for sentence in article.sentences]
    return [False, *(here != before for before, here in pairwise(paragraphs))][: len(paragraphs)]


def _scaled(values: Iterable[float]) -> list[float]:
    listed = list(values)
    highest = max(listed, default=0.0)
    return [value / highest if highest else 0.0 for value in listed]
