"""The commands about many articles: digest, watch."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from summarize.cli.app import app
from summarize.cli.options import EngineName, Glossaries, Languages, ModelName, Output, Registries
from summarize.cli.output import write_bytes, write_result
from summarize.errors import InputError, SummarizeError

if TYPE_CHECKING:
    from summarize.cache import ResultCache
    from summarize.digest.build import DigestOptions, Progress
    from summarize.records import Digest

Form = Literal["html", "md", "docx", "json", "text"]
Group = Literal["story", "source", "date", "place"]
_ENDINGS: dict[str, Form] = {
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
    ".docx": "docx",
    ".json": "json",
    ".txt": "text",
}


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day. Write it as 2026-11-30.") from None


Title = Annotated[str, typer.Option("--title", help="Title of the briefing.")]
Grouped = Annotated[Group, typer.Option("--group", help="How the stories are divided.")]
Since = Annotated[
    dt.date | None,
    typer.Option("--since", metavar="DATE", parser=_day, help="Leave out older articles."),
]
Most = Annotated[int | None, typer.Option("--max", min=1, metavar="N", help="Show at most so many stories.")]
FormOption = Annotated[
    Form | None, typer.Option("--format", "-f", help="Default: by the ending of -o FILE, else text.")
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes; 0: one for each CPU.")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Use no results of earlier runs, and keep none.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]


@app.command()
def digest(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files, folders, patterns, saved feeds (RSS, Atom, OPML); - reads a list on stdin.",
        ),
    ],
    lang: Languages = [],  # noqa: B006 — typer copies defaults
    title: Title = "",
    date: Annotated[
        dt.date | None,
        typer.Option(metavar="DATE", parser=_day, help="Date of the briefing; today."),
    ] = None,
    since: Since = None,
    most: Most = None,
    group: Grouped = "story",
    format: FormOption = None,  # noqa: A002
    output: Output = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Allow http(s) addresses and feeds' pages.")] = False,
    glossary: Glossaries = [],  # noqa: B006
    model: ModelName = "",
    engine: EngineName = "auto",
    registry: Registries = [],  # noqa: B006
    jobs: Jobs = 0,
    no_cache: NoCache = False,
    quiet: Quiet = False,
) -> None:
    """Make one briefing of many articles: the same story from several sources becomes one item.

    Exit code 1 when an article could not be used; the briefing is made of the rest and lists what failed.
    """
    from summarize.digest.build import DigestOptions
    from summarize.digest.translations import ModelChoice

    form = _form(format, output)
    models = ModelChoice(tuple(glossary), tuple(registry), model, engine)
    languages = tuple(dict.fromkeys(lang))
    options = DigestOptions(languages, title, date, since, most, group, models, jobs, output)
    cache = _cache("digest", no_cache)
    pages = _cache("pages", no_cache) if fetch else None
    made = _make(_names(paths), options, cache, pages, quiet)
    cache.prune()
    if made.counts.articles or not made.failures or form == "json":  # else an older briefing is worth more
        _write(made, form, output)
    _report_failures(made)


@app.command()
def watch(
    folders: Annotated[
        list[Path], typer.Argument(metavar="FOLDER...", help="Folders where articles arrive.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The briefing to keep.")],
    lang: Languages = [],  # noqa: B006
    title: Title = "",
    since: Since = None,
    most: Most = None,
    group: Grouped = "story",
    format: FormOption = None,  # noqa: A002
    glossary: Glossaries = [],  # noqa: B006
    model: ModelName = "",
    engine: EngineName = "auto",
    registry: Registries = [],  # noqa: B006
    jobs: Jobs = 0,
    interval: Annotated[
        float, typer.Option("--interval", min=0.1, metavar="SECONDS", help="How often to look.")
    ] = 2.0,
    quiet: Quiet = False,
) -> None:
    """Keep a briefing up to date as articles arrive in folders; Ctrl-C ends it."""
    from summarize.digest.build import DigestOptions
    from summarize.digest.translations import ModelChoice, check_languages
    from summarize.digest.watch import changes

    form = _form(format, output)
    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"{folder} is no folder. Give the folders where articles arrive.")
    models = ModelChoice(tuple(glossary), tuple(registry), model, engine)
    languages = tuple(dict.fromkeys(lang))
    options = DigestOptions(languages, title, None, since, most, group, models, jobs, output)
    check_languages(options.languages, options.models)
    for _ in changes(folders, output=output, interval=interval):
        _update([str(folder) for folder in folders], options, form, quiet)


def _update(names: list[str], options: DigestOptions, form: Form, quiet: bool) -> None:
    """Make the briefing once; what goes wrong is told, and the watch goes on."""
    try:
        made = _make(names, options, _cache("digest", off=False), None, quiet)
        _write(made, form, options.output)
    except SummarizeError as error:
        typer.echo(f"Error: {error}", err=True)
        return
    if not quiet:
        counts = made.counts
        told = f"{counts.articles} articles, {counts.stories} stories, {counts.failures} failures"
        typer.echo(f"{dt.datetime.now():%H:%M:%S} {options.output}: {told}", err=True)


def _make(
    names: Iterable[str], options: DigestOptions, cache: ResultCache, pages: ResultCache | None, quiet: bool
) -> Digest:
    """Build a digest with its progress shown; with a cache for pages, the network may be used."""
    from summarize.digest.build import build_digest
    from summarize.digest.fetch import Fetcher

    fetcher = Fetcher(pages) if pages else None
    with _progress(quiet) as progress:
        return build_digest(names, options, cache=cache, fetcher=fetcher, progress=progress)


def _names(paths: list[str]) -> Iterator[str]:
    """The names given; `-` stands for the lines of standard input."""
    for path in paths:
        if path == "-":
            if sys.stdin.isatty():
                typer.echo("List files, one a line, then press Ctrl-D.", err=True)
            lines = (line.strip() for line in sys.stdin)
            yield from (line for line in lines if line)
        else:
            yield path


def _form(form: Form | None, output: Path | None) -> Form:
    if form is None and output is not None:
        form = _ENDINGS.get(output.suffix.lower())
        if form is None:
            known = " ".join(_ENDINGS)
            raise InputError(f"the ending of {output} names no form: use one of {known}, or give --format.")
    if form == "docx" and output is None:
        raise InputError("a Word document needs a file: give -o FILE.docx.")
    return form or "text"


def _write(made: Digest, form: Form, output: Path | None) -> None:
    if form == "docx":
        from summarize.render.docx import digest_docx

        assert output is not None  # noqa: S101 - see `_form`
        return write_bytes(digest_docx(made), output)
    return write_result(_renderer(form)(made), output)


def _renderer(form: Form) -> Callable[[Digest], str]:
    if form == "html":
        from summarize.render.page import digest_html

        return digest_html
    if form == "md":
        from summarize.render.digest_markdown import digest_markdown

        return digest_markdown
    if form == "json":
        from summarize.render.digest_json import digest_json

        return digest_json
    from summarize.render.digest_text import digest_text

    return digest_text


def _report_failures(made: Digest) -> None:
    """Name what failed on standard error.

    Raises:
        typer.Exit: with 1, when something did.
    """
    from summarize.render.digest_parts import failure_lines

    if made.failures:
        for line in failure_lines(made.failures):
            typer.echo(f"Error: {line}", err=True)
        typer.echo(f"{len(made.failures)} of {made.counts.found} articles failed.", err=True)
        raise typer.Exit(1)


def _cache(part: str, off: bool) -> ResultCache:
    from summarize.cache import ResultCache, user_cache

    return ResultCache(None) if off else user_cache(part)


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    """Show how far each step is, and the time it will still take, on standard error."""
    if quiet:
        yield lambda *_: None
        return
    from summarize.cli.progress import progress_bars

    with progress_bars() as progress:
        yield progress
