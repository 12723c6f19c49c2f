"""How alike two articles are: the words of title and text, the facts in common, and the days between them.

Words are stems weighted tf·idf (Salton and Buckley 1988), title words twice; facts are the keys of
`key_facts`, weighted by kind, salience and rarity. Words and facts together make one vector of unit length,
so that a dot product is a similarity. Keys are language-neutral, words are not: across languages the facts
alone count. That facts help to tell apart two events of one kind is known from topic detection and tracking
(Kumaran and Allan 2004).
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from summarize.facts.words.folding import stem
from summarize.records import Article, Fact
from summarize.summary.features import terms

HALF_LIFE = 5
"""Days between two articles that halve their similarity; news moves on (Allan, Papka and Lavrenko 1998)."""

_LEAD = 2500
"""Characters of the text that are compared; news tells what happened first."""
_FACTS_SHARE = 0.7
"""Share of the facts in the similarity; the words have the rest."""
_USUAL = 100
"""Articles imagined beside those given when rarity is counted, so that six articles are weighed much as sixty
are."""
_KIND_WEIGHT = {
    "person": 1.0, "place": 1.0, "organisation": 1.0, "group": 1.0, "event": 0.7, "number": 0.4, "date": 1.0
}  # fmt: skip
_NAMES = ("person", "place", "organisation", "group")
_STRONGEST = 24
"""Features of an article under which it is looked up."""
_REACH = 16
"""Articles before it, in order of date, to which a feature links an article; bounds the work for common
features."""
_LEAST = 0.5
"""Rarity of a feature that every article has, where 1 is that of a feature of one article; more than nothing,
so that many articles about a single event still find together."""

Feature: TypeAlias = tuple[str, str]
"""Language and stem, or kind and key of a fact."""
Vector: TypeAlias = dict[Feature, float]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of one article: a sparse vector of unit length, less without words or facts."""

    features: npt.NDArray[np.int32]
    """The numbers of its features, ascending; they count the features of all articles from 0."""
    weights: npt.NDArray[np.float64]
    """The weight of each of these."""
    date: dt.date | None


def build_profiles(articles: Sequence[Article], facts: Sequence[tuple[Fact, ...]]) -> list[Profile]:
    """Return one profile for each article; rarity is counted over these articles."""
    words = _weigh_by_rarity([_count_words(article) for article in articles], 1 - _FACTS_SHARE)
    keys = _weigh_by_rarity([_weigh_facts(own) for own in facts], _FACTS_SHARE)
    vectors = [content | own for content, own in zip(words, keys, strict=True)]
    order = sorted({feature for vector in vectors for feature in vector})
    numbers = {feature: number for number, feature in enumerate(order)}
    profiles = []
    for article, vector in zip(articles, vectors, strict=True):
        own = sorted((numbers[feature], weight) for feature, weight in vector.items())
        features = np.array([number for number, _ in own], dtype=np.int32)
        profiles.append(Profile(features, np.array([weight for _, weight in own]), article.date))
    return profiles


def _count_words(article: Article) -> Vector:
    language = article.language
    counts: Counter[str] = Counter()
    for weight, text in ((2, article.title), (1, " ".join(article.paragraphs)[:_LEAD])):
        for term in terms(text, language):
            if term.isalpha():
                counts[stem(term, language)] += weight
    return {(language, word): 1 + math.log(count) for word, count in counts.items()}


def _weigh_facts(facts: Iterable[Fact]) -> Vector:
    """Weigh the facts by kind and salience; names of all kinds share one kind, as finders confuse them."""
    vector: Vector = {}
    for fact in facts:
        if fact.kind in _KIND_WEIGHT:
            feature = ("name" if fact.kind in _NAMES else fact.kind, fact.key)
            weight = _KIND_WEIGHT[fact.kind] * (0.5 + fact.weight)
            vector[feature] = max(weight, vector.get(feature, 0.0))
    return vector


def _weigh_by_rarity(vectors: Sequence[Vector], share: float) -> list[Vector]:
    """Multiply by the inverse document frequency, then scale to the length whose square is `share`."""
    frequency = Counter(feature for vector in vectors for feature in vector)
    most = math.log(len(vectors) + _USUAL)
    rarity = {feature: max(_LEAST * most, most - math.log(count)) for feature, count in frequency.items()}
    weighed = []
    for vector in vectors:
        raw = {feature: weight * rarity[feature] for feature, weight in vector.items()}
        scale = math.sqrt(share / (sum(weight * weight for weight in raw.values()) or 1.0))
        weighed.append({feature: weight * scale for feature, weight in raw.items()})
    return weighed


def time_factor(days: int) -> float:
    """Return by how much `days` between two articles lower their similarity: 1 for none, then halving."""
    return float(0.5 ** (days / HALF_LIFE))


def candidate_pairs(profiles: Sequence[Profile]) -> set[tuple[int, int]]:
    """Return the pairs of indices, first smaller, that share two strong features; their number is linear."""
    if not profiles:
        return set()
    frequency = np.bincount(np.concatenate([profile.features for profile in profiles]))
    postings: dict[int, list[int]] = defaultdict(list)
    for index in sorted(range(len(profiles)), key=lambda i: (profiles[i].date or dt.date.max, i)):
        common = frequency[profiles[index].features] > 1
        features, weights = profiles[index].features[common], profiles[index].weights[common]
        for feature in features[np.lexsort((features, -weights))[:_STRONGEST]].tolist():
            postings[feature].append(index)
    shared = Counter(linked_pairs(postings))
    return {pair for pair, count in shared.items() if count > 1}


def linked_pairs(postings: Mapping[Key, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of neighbours within each posting list, at most a fixed number for each entry."""
    for indices in postings.values():
        for place, index in enumerate(indices):
            for other in indices[max(0, place - _REACH) : place]:
                yield (index, other) if index < other else (other, index)
