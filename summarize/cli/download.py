"""The progress of a download, on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from summarize.models.spec import Progress


@contextmanager
def download_bar() -> Iterator[Progress]:
    """Show one bar while the context is open; yield the function that moves it."""
    from rich import progress as bars
    from rich.console import Console

    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.DownloadColumn(),
        bars.TransferSpeedColumn(),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("connecting", total=None)

        def move(file: str, done: int, total: int) -> None:
            bar.update(task, description=file, completed=done, total=total or None)

        yield move
