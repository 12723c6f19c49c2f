"""Overlap of stretches of text, found by bisection."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class Spans:
    """Stretches of a text, each a pair of offsets (start, end)."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]
        self._longest = max((end - start for start, end in self._spans), default=0)

    def overlapping(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the stretches that share a character with this one, in order."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [span for span in self._spans[first:last] if span[1] > start]

    def covers(self, start: int, end: int) -> bool:
        """Tell whether one of the stretches contains this one."""
        return any(first <= start and end <= last for first, last in self.overlapping(start, end))
