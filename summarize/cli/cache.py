"""The command about results kept between runs."""

from __future__ import annotations

from typing import Annotated

import typer

from summarize.cli.app import app
from summarize.cli.console import show
from summarize.errors import SummarizeError


@app.command()
def cache(clear: Annotated[bool, typer.Option("--clear", help="Delete them all.")] = False) -> None:
    """Tell where results are kept between runs, and how much; they hold the text of articles."""
    from summarize.cache import clear_results, results_folder, user_cache

    folder = results_folder()
    count, size = user_cache().size()
    try:
        if clear:
            clear_results()
    except OSError as error:
        raise SummarizeError(f"{folder} cannot be deleted: {error.strerror}. Delete it yourself.") from error
    show(f"{folder}: {count} results, {size / 1e6:.1f} MB{', deleted' if clear else ''}.")
