"""The progress of a long run where there is no terminal: a line now and then, with the time left."""

from __future__ import annotations

import pytest

from summarize.cli import progress


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_a_short_run_says_nothing(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with progress.progress_bars() as told:
        for done in range(1, 10):
            clock[0] += 1
            told("articles", done, 10)
    assert capsys.readouterr().err == ""


def test_a_long_run_says_how_long_it_will_still_take(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    with progress.progress_bars() as told:
        told("articles", 20, 100)  # kept from an earlier run
        for done in range(21, 61):
            clock[0] += 1
            told("articles", done, 100)
        clock[0] += 600
        told("articles", 100, 100)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "30 of 100 articles, about 70 s left"
    assert len(lines) == 4
