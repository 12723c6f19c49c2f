"""Near-duplicates: copies of one agency text with small edits, cut short or with another headline.

Method: shingles of five words (Broder 1997). Articles that share one of their smallest shingle hashes are
compared; they are copies when enough of the shorter one's shingles stand in the longer one, and they appeared
within days of each other, so that a weekly bulletin with new figures is no copy of the last.
"""

from __future__ import annotations

import heapq
import zlib
from collections import defaultdict
from collections.abc import Sequence

from summarize.digest.similarity import linked_pairs
from summarize.facts.words.folding import fold
from summarize.records import Article
from summarize.summary.features import words

CONTAINMENT = 0.6
"""Share of the shorter article's shingles that a copy has in common with the longer one."""
DAYS = 3
"""Days within which copies of one text appear."""

_SHINGLE = 5
_SKETCH = 24
"""Smallest hashes under which an article is looked up."""
_LONGEST = 600
"""Words of an article that are compared."""


def find_copies(articles: Sequence[Article]) -> list[list[int]]:
    """Return the sets of near-duplicates, each ascending; an article without a copy is in none."""
    shingles = [_shingle(article) for article in articles]
    postings: dict[int, list[int]] = defaultdict(list)
    for index, hashes in enumerate(shingles):
        for value in heapq.nsmallest(_SKETCH, hashes):
            postings[value].append(index)
    parents = list(range(len(articles)))
    for one, other in sorted(set(linked_pairs(postings))):
        first, second = _root(parents, one), _root(parents, other)
        alike = first == second or _containment(shingles[one], shingles[other]) >= CONTAINMENT
        if alike and _same_days(articles[one], articles[other]):
            parents[max(first, second)] = min(first, second)
    sets: dict[int, list[int]] = defaultdict(list)
    for index in range(len(articles)):
        sets[_root(parents, index)].append(index)
    return [members for members in sets.values() if len(members) > 1]


def _shingle(article: Article) -> frozenset[int]:
    """The hashes of all runs of five words; CRC-32, as the hash of strings differs from run to run."""
    tokens = [fold(word) for word in words(" ".join(article.paragraphs))[:_LONGEST]]
    runs = (" ".join(tokens[i : i + _SHINGLE]) for i in range(max(1, len(tokens) - _SHINGLE + 1)))
    return frozenset(zlib.crc32(run.encode()) for run in runs) if tokens else frozenset()


def _containment(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / min(len(one), len(other))


def _same_days(one: Article, other: Article) -> bool:
    return one.date is None or other.date is None or abs((one.date - other.date).days) <= DAYS


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index
