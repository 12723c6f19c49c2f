"""The commands about glossaries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarize.errors import GlossaryError

app = typer.Typer(help="Check your own glossaries.", no_args_is_help=True)


@app.callback()
def glossary() -> None:
    """Keep this a group, so that `glossary check` stays a command of its own."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A glossary: TSV, CSV, TBX or a plain list.")],
) -> None:
    """List everything that is wrong in a glossary file; exit with 2 when something is."""
    from summarize.facts.terms.formats import check_glossary

    problems = check_glossary(file)
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        raise GlossaryError(f"{file} has {len(problems)} problem{'s' * (len(problems) > 1)}.")
    typer.echo(f"{file} is valid.")
