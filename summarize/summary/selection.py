"""Choose the sentences: relevant, covering the key facts, not repeating each other, within the budget."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from summarize.summary.context import REACH
from summarize.summary.coverage import Target

TIGHTENING = 7
"""How fast coverage loses against relevance as the summary grows to a larger share of the article.

The first sentences must tell the key facts; with room for every second sentence they come along anyway.
"""


class Selection:
    """A growing choice of sentences.

    What a sentence adds is its relevance, less what it repeats of a chosen one: hardly anything when they
    share half of their words, nearly all when they share all of them (maximal marginal relevance:
    Carbonell and Goldstein, SIGIR 1998), plus the weight of the targets that it is the first to cover
    (the coverage function of Lin and Bilmes, "A class of submodular functions for document
    summarization", ACL 2011).
    """

    def __init__(
        self,
        relevance: Sequence[float],
        bags: Sequence[Sequence[str]],
        targets: Sequence[Target],
        coverage: float,
    ) -> None:
        self.chosen: list[int] = []
        self._relevance = relevance
        self._words = [frozenset(bag) for bag in bags]
        self._weights = [coverage * target.weight for target in targets]
        self._targets_of: list[set[int]] = [set() for _ in relevance]
        for number, target in enumerate(targets):
            for index in target.sentences:
                self._targets_of[index].add(number)
        self._covered: set[int] = set()
        self._highest = [(0.0, 0)] * len(relevance)

    def add(self, indices: Sequence[int]) -> None:
        """Choose these sentences too."""
        for index in indices:
            self.chosen.append(index)
            self._covered |= self._targets_of[index]

    def gain(self, indices: Sequence[int]) -> float:
        """Return what these sentences would add together, per sentence."""
        tightness = (1 - len(self.chosen) / len(self._relevance)) ** TIGHTENING
        new = set().union(*(self._targets_of[index] for index in indices)) - self._covered
        covering = sum(self._weights[number] for number in new)
        telling = sum(self._relevance[index] * (1 - self._repetition(index) ** 4) for index in indices)
        return (telling + tightness * covering) / len(indices)

    def _repetition(self, index: int) -> float:
        """Return the highest similarity to a chosen sentence; each pair is compared once."""
        highest, seen = self._highest[index]
        for other in self.chosen[seen:]:
            highest = max(highest, _overlap(self._words[index], self._words[other]))
        self._highest[index] = (highest, len(self.chosen))
        return highest


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Return how much of the shorter of two sets of words the other one has, 0…1."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def select(selection: Selection, spans: Sequence[range], count: int) -> list[int]:
    """Choose up to `count` sentences greedily and return their indices in the order of the article.

    Each sentence comes with its whole span (see `context.required_spans`), which shares the gain. Gains
    mostly fall as the choice grows, so that only the head of the queue is computed anew: the lazy greedy
    algorithm of Minoux, "Accelerated greedy algorithms for maximizing submodular set functions" (1978).
    """
    chosen: set[int] = set()
    queue: list[tuple[float, int]] = []

    def push(indices: Sequence[int]) -> None:
        for index in indices:
            missing = [i for i in spans[index] if i not in chosen]
            if index in missing and len(missing) <= count - len(chosen):
                heapq.heappush(queue, (-selection.gain(missing), index))

    push(range(len(spans)))
    while queue:
        promised, index = heapq.heappop(queue)
        missing = [i for i in spans[index] if i not in chosen]
        if index in chosen or len(missing) > count - len(chosen):
            continue
        if -selection.gain(missing) > promised:
            push([index])
            continue
        selection.add(missing)
        chosen.update(missing)
        push(range(missing[-1] + 1, min(missing[-1] + REACH, len(spans))))
    return sorted(chosen)
