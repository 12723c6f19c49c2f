"""What a translation engine is, whichever library runs it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

MAX_TOKENS = 500
"""Source tokens an engine reads of one item; Marian models have 512 positions."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One candidate translation."""

    text: str
    score: float
    """Log-probability divided by (number of tokens) ** length penalty; higher is better."""


class Engine(Protocol):
    """A loaded translation model."""

    @property
    def name(self) -> str:
        """Which library runs the model, with its version, for the signature."""
        ...

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The copy placeholders in the model's vocabulary, such as `⟪0⟫`; empty for models without."""
        ...

    def translate(
        self, sentences: Sequence[str], *, beam_size: int = 4, hypotheses: int = 1, no_repeat_ngram: int = 0
    ) -> list[list[Hypothesis]]:
        """Translate each sentence; per sentence, return up to `hypotheses` candidates, best first.

        Give one sentence per item: Marian models drop what follows the first. `no_repeat_ngram` forbids
        target token n-grams of that length to occur twice (0: allowed).
        """
        ...

    def count_tokens(self, sentence: str) -> int:
        """Return the number of source tokens of a sentence, without the end token."""
        ...

    def close(self) -> None:
        """Release the model's memory; the engine cannot be used afterwards."""
        ...


def cpu_threads() -> int:
    """Return how many CPUs this process may use: $OMP_NUM_THREADS, else what machine and container allow."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    if wanted.isdecimal() and int(wanted) > 0:
        return int(wanted)
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else (os.cpu_count() or 1)
