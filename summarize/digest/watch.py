"""Telling when files in folders have changed, by looking now and then, which works on any drive."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

INTERVAL = 2.0
"""Seconds between two looks; files must stay unchanged for so long before they count as complete."""

Snapshot: TypeAlias = dict[str, tuple[int, int]]
"""Time of change (nanoseconds) and size of each file."""


def changes(
    folders: Sequence[Path],
    *,
    output: Path | None = None,
    interval: float = INTERVAL,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[int]:
    """Yield the number of files at once, then again after each change, as soon as nothing changes any more.

    A file that is still being written changes from look to look, so it is waited for; many files that arrive
    together make one change.

    Args:
        folders: what to look at, with all folders below.
        output: a file that does not count.
        interval: seconds between two looks.
        sleep: what waits.
    """
    told: Snapshot | None = None
    last = snapshot(folders, output)
    while True:
        sleep(interval if told is not None else 0)
        now = snapshot(folders, output)
        if now == last and now != told:
            told = now
            yield len(now)
        last = now


def snapshot(folders: Sequence[Path], output: Path | None = None) -> Snapshot:
    """Return the state of all files in folders, without hidden ones."""
    found: Snapshot = {}
    for folder in folders:
        for place, inner, files in os.walk(folder):
            inner[:] = [name for name in inner if not name.startswith(".")]
            for path in (Path(place, name) for name in files if not name.startswith(".")):
                if output is None or path.resolve() != output.resolve():
                    found |= _state(path)
    return found


def _state(path: Path) -> Snapshot:
    try:
        stat = path.stat()
    except OSError:  # gone since the folder was listed
        return {}
    return {str(path): (stat.st_mtime_ns, stat.st_size)}
