"""Facts on which the articles of one story disagree, kept side by side and never resolved.

Compared are the figures of a story (how many dead, wounded, missing, displaced, abducted, arrested, ill),
other counted nouns of which each article gives one figure, and the day of the event; `claims` reads them. A
later toll is a disagreement too: the dates of the articles show which is newer. "About 400" and 397 are none.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from summarize.digest.claims import Claim, article_claims
from summarize.digest.roles import ROLES
from summarize.records import Article, Fact

_DAYS = dt.timedelta(days=2)
"""Days that are further apart are days of different events."""
_APART = 2.0
"""Figures for a plain noun that are further apart than this factor count different things."""
_ROUNDING = 0.05
"""Share by which a figure given as a rough one may differ from another without contradicting it."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing on which articles of a story differ."""

    about: str
    """`dead`, `wounded`, `missing`, `displaced`, `abducted`, `arrested`, `rescued`,
    `cases`, `day of` an event key, or
    the stem of a counted noun."""
    claims: tuple[Claim, ...]
    """One for each article that says anything on it, in the order given; at least two values among them."""

    @property
    def values(self) -> tuple[str, ...]:
        """The different values, smallest or earliest first."""
        return tuple(sorted({claim.value for claim in self.claims}, key=lambda value: (len(value), value)))


def find_disagreements(
    articles: Sequence[Article], facts: Sequence[tuple[Fact, ...]], members: Sequence[int]
) -> tuple[Disagreement, ...]:
    """Compare what the member articles of one story say.

    Args:
        articles: All articles that were grouped.
        facts: The key facts of each.
        members: Indices of the articles of one story, in the order in which claims are to be listed.
    """
    if len(members) < 2:
        return ()
    claims: dict[str, list[Claim]] = defaultdict(list)
    for index in members:
        for about, claim in article_claims(index, articles[index], facts[index]).items():
            claims[about].append(claim)
    found = [Disagreement(about, tuple(own)) for about, own in claims.items()]
    return tuple(item for item in found if len(item.values) > 1 and _differs(item))


def _differs(item: Disagreement) -> bool:
    """Tell whether values are about one thing, being days in a row or figures of one size, and contradict."""
    if item.about.startswith("day of "):
        days = [dt.date.fromisoformat(value) for value in item.values]
        return max(days) - min(days) <= _DAYS
    figures = [float(value) for value in item.values]
    if item.about not in ROLES and max(figures) > _APART * min(figures):
        return False
    said = {(float(claim.value), claim.rough) for claim in item.claims}
    return any(_contradict(one, other) for one, other in combinations(said, 2))


def _contradict(one: tuple[float, bool], other: tuple[float, bool]) -> bool:
    """Tell whether two figures differ by more than the rounding of a rough one."""
    margin = _ROUNDING * max(one[0], other[0]) if one[1] or other[1] else 0.0
    return abs(one[0] - other[0]) > margin
