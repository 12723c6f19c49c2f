"""Seeing that files in folders have changed, and that they have stopped changing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from summarize.digest.watch import changes, snapshot


class Clock:
    """Time that passes only when the watch sleeps, with what happens at each tick."""

    def __init__(self, *happenings: Callable[[], object]) -> None:
        self._happenings = iter(happenings)
        self.ticks = 0

    def sleep(self, _: float) -> None:
        self.ticks += 1
        next(self._happenings, lambda: None)()
        if self.ticks > 50:
            raise TimeoutError


def nothing() -> None:
    """Nothing happens at this tick."""


def watch(folder: Path, clock: Clock, output: Path | None = None) -> Iterator[int]:
    return changes([folder], output=output, interval=1, sleep=clock.sleep)


def test_the_first_look_tells_at_once_even_of_an_empty_folder(tmp_path: Path) -> None:
    assert next(watch(tmp_path, Clock())) == 0


def test_new_changed_and_deleted_files_are_told(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.txt"
    path.parent.mkdir()
    steps = [
        nothing,
        lambda: path.write_text("one"),
        nothing,
        nothing,
        lambda: path.write_text("longer"),
        nothing,
        nothing,
        path.unlink,
    ]
    assert list(islice(watch(tmp_path, Clock(*steps)), 4)) == [0, 1, 1, 0]


def test_files_that_arrive_together_or_still_grow_make_one_change(tmp_path: Path) -> None:
    steps: list[Callable[[], object]] = [nothing]
    steps += [lambda n=n: (tmp_path / f"{n}.txt").write_text("x" * n) for n in range(5)]  # type: ignore[misc]
    steps += [lambda n=n: (tmp_path / "grows.txt").write_text("x" * n) for n in range(5)]  # type: ignore[misc]
    clock = Clock(*steps)
    watching = watch(tmp_path, clock)
    assert [next(watching), next(watching)] == [0, 6]
    assert clock.ticks >= len(steps)


def test_the_briefing_and_hidden_files_do_not_count(tmp_path: Path) -> None:
    output = tmp_path / "briefing.html"
    for path in (output, tmp_path / ".draft", tmp_path / ".git" / "x"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert snapshot([tmp_path], output) == {}
