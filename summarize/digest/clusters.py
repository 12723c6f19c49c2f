"""Group-average agglomeration: the two groups that are most alike merge, until none are alike enough.

The similarity of two groups is the mean over all pairs of their articles. It comes exactly and cheaply from
the sums of their vectors (Cutting et al. 1992, Scatter/Gather), so that no matrix of pairs is ever held.
Unlike single links, a mean does not let two events run together over one article that speaks of both. Only
groups linked by a candidate pair are compared.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from summarize.digest.similarity import Profile, Vector, dot, time_factor

THRESHOLD = 0.3
"""Mean similarity from which two groups are one story."""

_NEIGHBOURS = 32
"""Neighbours that a group keeps when it grows, the most alike ones; bounds the work for a story of very many
articles."""


class _Group:
    """Articles taken together: the sum of their vectors and the days they span."""

    def __init__(self, index: int, profile: Profile) -> None:
        self.members = [index]
        self.total: Vector = dict(profile.vector)
        self.days = [profile.date.toordinal()] * 2 if profile.date else []

    def absorb(self, other: _Group) -> None:
        """Add the members of another group."""
        self.members += other.members
        for feature, weight in other.total.items():
            self.total[feature] = self.total.get(feature, 0.0) + weight
        days = self.days + other.days
        self.days = [min(days), max(days)] if days else []

    def days_from(self, other: _Group) -> int:
        """Days between the two spans; none when they overlap or one is undated."""
        if not self.days or not other.days:
            return 0
        return max(0, self.days[0] - other.days[1], other.days[0] - self.days[1])

    def similarity(self, other: _Group) -> float:
        """Mean over all pairs of an article here and one there, lowered by the days between the groups."""
        closeness = time_factor(self.days_from(other))
        if closeness < THRESHOLD:  # no vectors are alike enough to make up for that
            return 0.0
        return dot(self.total, other.total) / (len(self.members) * len(other.members)) * closeness


def agglomerate(profiles: Sequence[Profile], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the groups as lists of indices, each ascending; every article is in exactly one.

    Args:
        profiles: What is compared of each article.
        pairs: Candidate pairs of indices, first smaller; groups are compared only along these.
    """
    groups = {index: _Group(index, profile) for index, profile in enumerate(profiles)}
    near: dict[int, dict[int, float]] = {index: {} for index in groups}
    heap: list[tuple[float, int, int]] = []

    def link(one: int, other: int) -> None:
        similarity = groups[one].similarity(groups[other])
        if similarity >= THRESHOLD:
            near[one][other] = near[other][one] = similarity
            heapq.heappush(heap, (-similarity, one, other))

    for one, other in sorted(pairs):
        link(one, other)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if near.get(one, {}).get(other) != -negative:  # an entry from before one of the two had grown
            continue
        around = {**near[other], **near[one]}
        for gone in (one, other):
            for neighbour in near.pop(gone):
                near.get(neighbour, {}).pop(gone, None)
        groups[one].absorb(groups.pop(other))
        near[one] = {}
        for neighbour in heapq.nsmallest(
            _NEIGHBOURS, around.keys() - {one, other}, key=lambda n: (-around[n], n)
        ):
            link(min(one, neighbour), max(one, neighbour))
    return [sorted(group.members) for group in groups.values()]
