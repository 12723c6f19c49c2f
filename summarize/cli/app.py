"""The application: its default command, its groups of commands and `--version`."""

from __future__ import annotations

from typing import Annotated

import typer

from summarize.cli.group import DefaultCommandGroup

app = typer.Typer(
    cls=DefaultCommandGroup,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from summarize import __version__

        typer.echo(f"summarize {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Short, faithful briefs of news articles in English, French and Bambara, made offline.

    `summarize story.txt --lang fr` makes a brief: it is short for `summarize brief story.txt --lang fr`,
    and `summarize brief --help` lists its options.
    """
