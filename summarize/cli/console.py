"""Standard input and output of the commands: reading what was given, showing what was made."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from summarize.cli.output import check_place, write_result
from summarize.errors import FactsLostError, InputError
from summarize.records import Article, Brief, Failure

if TYPE_CHECKING:
    from summarize.article.plaintext import Document

FORMATS = {"": "text", ".txt": "text", ".md": "md", ".markdown": "md", ".json": "json"}


def open_article(name: str, *, allow_nothing: bool = False) -> Article:
    """Read and clean a file, or standard input for `-`.

    Args:
        name: the file, or `-`.
        allow_nothing: return an article without sentences when all lines were removed.

    Raises:
        InputError: there is nothing to read, or no article in it.
    """
    from summarize.article.reader import NoArticleError, article_from_bytes

    try:
        return article_from_bytes(read_input(name), "<stdin>" if name == "-" else name)
    except NoArticleError as error:
        if allow_nothing:
            return error.article
        raise


def open_text(name: str) -> str:
    """Read the text of a file, or of standard input for `-`, without cleaning it.

    Raises:
        InputError: the file cannot be read.
    """
    return _document(name).text


def _document(name: str) -> Document:
    from summarize.article.documents import parse_document

    return parse_document(read_input(name), "<stdin>" if name == "-" else name)


def read_text(argument: str) -> str:
    """Return the text of a file that is there, or of standard input for `-`; else the argument is the text.

    Raises:
        InputError: the file cannot be read, or the argument is the name of one that is not there.
    """
    from summarize.article.documents import is_file_name

    if argument != "-" and not is_file_name(argument) and not _is_file(argument):
        return argument
    document = _document(argument)
    return "\n\n".join(part for part in (document.title, document.text) if part)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # longer than a name may be
        return False


def read_input(name: str, *, quiet: bool = False) -> bytes:
    """Read a file, or standard input for `-`, but never more than one byte over the limit of an article.

    Args:
        name: the file, or `-`.
        quiet: do not tell how to paste.

    Raises:
        InputError: the file cannot be read.
    """
    from summarize.article.files import SIZE_LIMIT, read_bytes

    if name != "-":
        return read_bytes(Path(name))
    if sys.stdin.isatty() and not quiet:
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        typer.echo(f"Paste the text, then press Enter and {end}. (Or name a file: see --help.)", err=True)
    return sys.stdin.buffer.read(SIZE_LIMIT + 1)


def progress(names: list[str], *, quiet: bool) -> Iterator[str]:
    """Yield the names, with a progress bar on standard error when there are several and it is a terminal."""
    if quiet or len(names) < 3 or not sys.stderr.isatty():
        yield from names
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(names, "Articles", console=Console(stderr=True), transient=True)


def check_output(output: Path | None, form: str | None, articles: list[str]) -> None:
    """Refuse an output file in no folder, one that is an article, or whose ending promises another form.

    Raises:
        InputError: saying so.
    """
    if output is None:
        return
    check_place(output)
    if any(name != "-" and Path(name).resolve() == output.resolve() for name in articles):
        raise InputError(f"{output} is an article to read; give -o another file.")
    if form is None and output.suffix.lower() not in FORMATS:
        raise InputError(
            f"A brief cannot be written as {output.suffix}. End -o FILE in .txt, .md or .json, or name "
            "the --format; `summarize digest` also writes .html and .docx."
        )


def show(text: str, output: Path | None = None) -> None:
    """Print a result, or write it to a file."""
    write_result(text, output)


def show_briefs(results: Iterable[Brief | Failure], form: str | None, output: Path | None) -> list[Brief]:
    """Show briefs in the form asked for, and failures on standard error; return the briefs.

    The form defaults to what the ending of the output file says, else to text.

    Raises:
        typer.Exit: some article failed; with the article's own code when it was the only one, else 1.
    """
    every = list(results)
    briefs = [result for result in every if isinstance(result, Brief)]
    failures = [result for result in every if isinstance(result, Failure)]
    form = form or (FORMATS[output.suffix.lower()] if output else "text")
    if briefs or (form == "json" and len(every) > 1):
        _show_in_form(briefs, failures, form, output)
    for failure in failures:
        typer.echo(f"Error: {failure.reason}", err=True)
    if failures:
        if len(every) > 1:
            typer.echo(f"{len(failures)} of {len(every)} articles failed.", err=True)
        raise typer.Exit(1 if len(every) > 1 else failures[0].exit_code)
    return briefs


def _show_in_form(briefs: list[Brief], failures: list[Failure], form: str, output: Path | None) -> None:
    if form == "text" and output is None and sys.stdout.isatty():
        return _print_styled(briefs)
    if form == "json":
        from summarize.render.json import briefs_json

        return write_result(briefs_json(briefs, failures), output)
    if form == "md":
        from summarize.render.markdown import brief_markdown

        return write_result("\n---\n\n".join(map(brief_markdown, briefs)), output)
    from summarize.render.text import brief_text

    return write_result(f"\n{'=' * 40}\n\n".join(map(brief_text, briefs)), output)


def _print_styled(briefs: list[Brief]) -> None:
    from rich.console import Console

    from summarize.render.terminal import print_brief

    console = Console()
    for number, brief in enumerate(briefs):
        if number:
            console.rule()
        print_brief(brief, console)


def refuse_lost_facts(briefs: list[Brief]) -> None:
    """Stop with exit code 3 when a translation lost or changed a fact, or a sentence is unsupported.

    Raises:
        FactsLostError: with what was lost.
    """
    from summarize.render.facts import losses

    lost = [loss for brief in briefs for loss in losses(brief)]
    if lost:
        raise FactsLostError(f"facts were lost or changed: {'; '.join(lost)}.")
