"""The progress of a long run on standard error: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarize.digest.build import Progress

_EVERY = 10.0
"""Seconds between two lines where there is no terminal."""


@contextmanager
def progress_bars() -> Iterator[Progress]:
    """Yield the function that is told of each step: its name, the parts done, and all parts."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich import progress as bars
    from rich.console import Console

    columns = (bars.TextColumn("{task.description}"), bars.BarColumn(), bars.MofNCompleteColumn())
    with bars.Progress(
        *columns, bars.TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as shown:
        steps: dict[str, bars.TaskID] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in steps:
                steps[step] = shown.add_task(step, total=total)
            shown.update(steps[step], completed=done)

        yield show


class _Lines:
    """Writes a line when the last one is some seconds old; a short run writes none."""

    def __init__(self) -> None:
        self._step, self._first = "", 0
        self._begun = self._told = time.monotonic()

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note of a step, how many of its parts are done, and how many there are."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._begun, self._first = step, now, done  # what was kept counts for nothing
        if now - self._told >= _EVERY and self._first < done < total:
            left = (now - self._begun) / (done - self._first) * (total - done)
            sys.stderr.write(f"{done} of {total} {step}, about {_duration(left)} left\n")
            sys.stderr.flush()
            self._told = now


def _duration(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds > 90 else f"{seconds:.0f} s"
