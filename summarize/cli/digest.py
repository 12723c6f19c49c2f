"""The commands about many articles: digest, watch."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from summarize.cli.app import app
from summarize.cli.digest_options import (
    Date,
    Fetch,
    Folders,
    Form,
    FormOption,
    Grouped,
    Interval,
    Jobs,
    Kept,
    Most,
    NoCache,
    Paths,
    Quiet,
    Since,
    Title,
)
from summarize.cli.digest_output import form_of, write_digest
from summarize.cli.options import (
    Engine,
    EngineName,
    Glossaries,
    Languages,
    ModelName,
    Output,
    Registries,
    Summarizer,
)
from summarize.errors import InputError, SummarizeError

if TYPE_CHECKING:
    from summarize.cache import ResultCache
    from summarize.digest.build import DigestOptions, Progress
    from summarize.digest.choice import ModelChoice
    from summarize.records import Digest


@app.command()
def digest(
    paths: Paths,
    lang: Languages = [],  # noqa: B006 — typer copies defaults
    title: Title = "",
    date: Date = None,
    since: Since = None,
    most: Most = None,
    group: Grouped = "story",
    format: FormOption = None,  # noqa: A002
    output: Output = None,
    fetch: Fetch = False,
    glossary: Glossaries = [],  # noqa: B006
    summarizer: Summarizer = "extractive",
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
    form = form_of(format, output)
    models = _models(glossary, registry, model, engine, summarizer)
    options = _options(lang, title, date, since, most, group, models, jobs, output)
    cache = _cache("digest", no_cache)
    made = _make(_names(paths), options, cache, _cache("pages", no_cache) if fetch else None, quiet)
    cache.prune()
    if made.counts.articles or not made.failures or form == "json":  # else an older briefing is worth more
        write_digest(made, form, output)
    _report_failures(made)


@app.command()
def watch(
    folders: Folders,
    output: Kept,
    lang: Languages = [],  # noqa: B006
    title: Title = "",
    since: Since = None,
    most: Most = None,
    group: Grouped = "story",
    format: FormOption = None,  # noqa: A002
    glossary: Glossaries = [],  # noqa: B006
    summarizer: Summarizer = "extractive",
    model: ModelName = "",
    engine: EngineName = "auto",
    registry: Registries = [],  # noqa: B006
    jobs: Jobs = 0,
    interval: Interval = 2.0,
    quiet: Quiet = False,
) -> None:
    """Keep a briefing up to date as articles arrive in folders; Ctrl-C ends it."""
    from summarize.digest.build import check_models
    from summarize.digest.watch import changes

    form = form_of(format, output)
    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"{folder} is no folder. Give the folders where articles arrive.")
    models = _models(glossary, registry, model, engine, summarizer)
    options = _options(lang, title, None, since, most, group, models, jobs, output)
    check_models(options)
    for _ in changes(folders, output=output, interval=interval):
        _update([str(folder) for folder in folders], options, form, quiet)


def _models(
    glossaries: list[Path], registries: list[Path], model: str, engine: Engine, summarizer: str
) -> ModelChoice:
    from summarize.digest.choice import ModelChoice

    return ModelChoice(tuple(glossaries), tuple(registries), model, engine, summarizer)


def _options(languages: list[str], *others: Any) -> DigestOptions:  # noqa: ANN401 - as `DigestOptions` has them
    from summarize.digest.build import DigestOptions

    return DigestOptions(tuple(dict.fromkeys(languages)), *others)


def _update(names: list[str], options: DigestOptions, form: Form, quiet: bool) -> None:
    """Make the briefing once; what goes wrong is told, and the watch goes on."""
    try:
        made = _make(names, options, _cache("digest", off=False), None, quiet)
        write_digest(made, form, options.output)
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
