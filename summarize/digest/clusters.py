"""Group-average agglomeration: the two groups that are most alike merge, until none are alike enough.

The similarity of two groups is the mean over all pairs of their articles. It comes exactly and cheaply from
the sums of their vectors (Cutting et al. 1992, Scatter/Gather), so that no matrix of pairs is ever held.
Unlike single links, a mean does not let two events run together over one article that speaks of both. Only
groups linked by a candidate pair are compared.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np

from summarize.digest.similarity import Profile, time_factor

THRESHOLD = 0.3
"""Mean similarity from which two groups are one story."""

_NEIGHBOURS = 32
"""Neighbours that a group keeps when it grows, the most alike ones; bounds the work for a story of very many
articles."""


class _Group:
    """Articles taken together: the sum of their vectors and the days they span."""

    def __init__(self, index: int, profile: Profile) -> None:
        self.members = [index]
        self.features = profile.features
        self.weights = profile.weights
        self.days = [profile.date.toordinal()] * 2 if profile.date else []

    def absorb(self, other: _Group) -> None:
        """Add the members of another group."""
        self.members += other.members
        features = np.union1d(self.features, other.features)
        weights = np.zeros(len(features))
        weights[np.searchsorted(features, self.features)] += self.weights
        weights[np.searchsorted(features, other.features)] += other.weights
        self.features, self.weights = features, weights
        days = self.days + other.days
        self.days = [min(days), max(days)] if days else []

    def days_from(self, other: _Group) -> int:
        """Days between the two spans; none when they overlap or one is undated."""
        if not self.days or not other.days:
            return 0
        return max(0, self.days[0] - other.days[1], other.days[0] - self.days[1])


class _Agglomeration:
    """The groups so far, their neighbours, and the pairs of these by similarity."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.groups = {index: _Group(index, profile) for index, profile in enumerate(profiles)}
        self._near: dict[int, dict[int, float]] = {index: {} for index in self.groups}
        self._heap: list[tuple[float, int, int]] = []
        most = max((profile.features[-1] for profile in profiles if len(profile.features)), default=0)
        self._spread = np.zeros(most + 1)
        """The vector of one group, not sparse, while it is compared with others."""

    def link(self, one: int, others: Iterable[int]) -> None:
        """Make those groups neighbours that are alike enough."""
        group = self.groups[one]
        self._spread[group.features] = group.weights
        for other in others:
            similarity = self._similarity(group, self.groups[other])
            if similarity >= THRESHOLD:
                self._near[one][other] = self._near[other][one] = similarity
                heapq.heappush(self._heap, (-similarity, min(one, other), max(one, other)))
        self._spread[group.features] = 0.0

    def _similarity(self, group: _Group, other: _Group) -> float:
        """Mean over all pairs of an article here and one there, lowered by the days between the groups."""
        closeness = time_factor(group.days_from(other))
        if closeness < THRESHOLD:  # no vectors are alike enough to make up for that
            return 0.0
        product = float(self._spread[other.features] @ other.weights)
        return product / (len(group.members) * len(other.members)) * closeness

    def merge_nearest(self) -> bool:
        """Merge the two groups that are most alike; tell whether there were any."""
        while self._heap:
            negative, one, other = heapq.heappop(self._heap)
            if self._near.get(one, {}).get(other) == -negative:  # else one of the two has grown since
                self._merge(one, other)
                return True
        return False

    def _merge(self, one: int, other: int) -> None:
        around = {**self._near[other], **self._near[one]}
        for gone in (one, other):
            for neighbour in self._near.pop(gone):
                self._near.get(neighbour, {}).pop(gone, None)
        self.groups[one].absorb(self.groups.pop(other))
        self._near[one] = {}
        nearest = around.keys() - {one, other}
        self.link(one, heapq.nsmallest(_NEIGHBOURS, nearest, key=lambda n: (-around[n], n)))


def agglomerate(profiles: Sequence[Profile], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the groups as lists of indices, each ascending; every article is in exactly one.

    Args:
        profiles: What is compared of each article.
        pairs: Candidate pairs of indices; groups are compared only along these.
    """
    state = _Agglomeration(profiles)
    for one, own in groupby(sorted(pairs), key=itemgetter(0)):
        state.link(one, [other for _, other in own])
    while state.merge_nearest():
        pass
    return [sorted(group.members) for group in state.groups.values()]
