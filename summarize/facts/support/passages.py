"""Sentences of an article as evidence: their content words, facts and similarity to a claim.

Words are compared by what they mean (`stems`); function words count for nothing, rare words for more than
frequent ones (inverse document frequency over the article's own sentences, Spärck Jones 1972).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from summarize.facts.extract import find_mentions
from summarize.facts.glossary import load_glossary
from summarize.facts.support.stems import content_stems, plain_stem
from summarize.facts.words.folding import Word, words
from summarize.records import Article, Mention

NAMES = frozenset({"person", "place", "organisation", "group", "role"})


@dataclass(frozen=True)
class Passage:
    """A sentence with its words, their stems (empty for function words) and its facts, among them roles."""

    text: str
    words: tuple[Word, ...]
    stems: tuple[str, ...]
    """What each word means: synonyms have one stem."""
    plain: tuple[str, ...]
    """The stem of each word as it is written."""
    mentions: tuple[Mention, ...]

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of all content words."""
        return frozenset(stem for stem in self.stems if stem)

    @cached_property
    def predicate(self) -> frozenset[str]:
        """The stems of the content words outside names, numbers, dates and roles."""
        return frozenset(stem for stem, free in zip(self.stems, self.free, strict=True) if stem and free)

    @cached_property
    def free(self) -> tuple[bool, ...]:
        """For each word whether it is outside all names, numbers, dates and roles."""
        spans = [(m.start, m.end) for m in self.mentions if m.kind not in ("quote", "event")]
        return tuple(not any(s <= word.start < e for s, e in spans) for word in self.words)


@dataclass(frozen=True)
class Evidence:
    """The passages of an article and the weight of each stem."""

    passages: tuple[Passage, ...]
    weights: dict[str, float]

    def weight(self, stems: Iterable[str]) -> float:
        """Return the summed weight of stems; one the article does not have weighs as much as its rarest."""
        rarest = math.log(len(self.passages) + 1)
        return sum(self.weights.get(stem, rarest) for stem in stems)

    def coverage(self, stems: frozenset[str], passages: Iterable[Passage]) -> float:
        """Return the share, 0…1 by weight, of stems that stand in the passages; 1 for no stems."""
        found = frozenset().union(*(passage.content for passage in passages))
        total = self.weight(stems)
        return self.weight(stems & found) / total if total else 1.0

    def closest(self, stems: frozenset[str], count: int = 3) -> list[Passage]:
        """Return the passages that cover most of the stems, best first, none below half of the best."""
        scored = [(self.coverage(stems, (passage,)), passage) for passage in self.passages]
        best = max((score for score, _ in scored), default=0.0)
        near = [pair for pair in scored if best and pair[0] >= best / 2]
        return [passage for _, passage in sorted(near, key=lambda pair: -pair[0])[:count]]


@lru_cache(maxsize=8)
def evidence(article: Article) -> Evidence:
    """Return the title, the standfirst and all sentences of an article as evidence."""
    texts = (article.title, article.standfirst, *(sentence.text for sentence in article.sentences))
    passages = tuple(passage(text, article.language, article) for text in texts if text)
    counts = Counter(stem for each in passages for stem in each.content | frozenset(each.plain))
    total = len(passages)
    return Evidence(passages, {stem: math.log((total + 1) / count) for stem, count in counts.items()})


def passage(text: str, language: str, article: Article) -> Passage:
    """Return a text as a passage; the article gives the date that resolves relative dates."""
    tokens = tuple(words(text))
    plain = tuple(plain_stem(word.text, language) for word in tokens)
    stems = content_stems(tokens, language)
    mentions = find_mentions(text, language, article.date)
    return Passage(text, tokens, stems, plain, (*mentions, *_roles(text, language, mentions)))


def _roles(text: str, language: str, mentions: tuple[Mention, ...]) -> list[Mention]:
    """Return titles that stand for a person (*the prosecutor*), not those beside a name."""
    people = [mention for mention in mentions if mention.kind == "person"]
    return [
        Mention("role", match.text, match.term.key, match.start, match.end)  # type: ignore[arg-type]
        for match in load_glossary().find(text, language)
        if match.term.kind == "title"
        and not any(p.start - 3 < match.end and match.start < p.end + 3 for p in people)
    ]
