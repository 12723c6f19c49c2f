"""The command about a corpus: map."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from summarize.cli.app import app
from summarize.cli.options import EngineName, Glossaries, Languages, Length, ModelName, Registries

if TYPE_CHECKING:
    from summarize.corpus.run import Totals

Rows = Annotated[
    Path, typer.Argument(metavar="IN", help="A corpus, .jsonl or .parquet, an article in each row.")
]
Parts = Annotated[
    Path, typer.Argument(metavar="OUT", help="The folder for the results; goes on where it is begun.")
]

About = Annotated[Length, typer.Option("--length", help="About 3, 5 or 8 sentences.")]
Sentences = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="So many sentences instead.", show_default=False)
]
Column = Annotated[str, typer.Option(metavar="NAME", help="The column with the articles.")]
Form = Annotated[
    Literal["jsonl", "parquet"] | None,
    typer.Option("--format", "-f", help="Of the results. Default: that of IN."),
]
Workers = Annotated[
    int,
    typer.Option(
        "--workers", "-w", min=0, metavar="N", help="Processes; 0: one for each CPU. More than 1 need Ray."
    ),
]
BatchSize = Annotated[
    int, typer.Option(min=1, metavar="N", help="Rows of a part; a killed worker loses no more.")
]
Address = Annotated[
    str, typer.Option(metavar="HOST:PORT", help="A Ray cluster that runs, instead of this machine.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]


@app.command("map")
def map_(
    corpus: Rows,
    folder: Parts,
    lang: Languages = [],  # noqa: B006 — typer copies defaults
    length: About = "medium",
    sentences: Sentences = None,
    text_column: Column = "text",
    format: Form = None,  # noqa: A002
    workers: Workers = 0,
    batch_size: BatchSize = 200,
    address: Address = "",
    glossary: Glossaries = [],  # noqa: B006
    model: ModelName = "",
    engine: EngineName = "auto",
    registry: Registries = [],  # noqa: B006
    quiet: Quiet = False,
) -> None:
    """Make a brief of each row of a corpus, on all CPUs or a Ray cluster.

    Stopped, it goes on when run again. Failed rows are in OUT too, with the reason; the exit code is 1 then.
    """
    from summarize.briefs import BriefOptions
    from summarize.cli.progress import progress_bars
    from summarize.corpus.job import plan
    from summarize.corpus.run import run
    from summarize.models.protocol import cpu_threads

    languages = tuple(dict.fromkeys(lang))
    glossaries, registries = (tuple(path.resolve() for path in paths) for paths in (glossary, registry))
    options = BriefOptions(languages, sentences or length, glossaries, registries, model=model, engine=engine)
    job, chunks, manifest = plan(corpus, folder, options, column=text_column, size=batch_size, writes=format)
    wanted = workers or (0 if address else cpu_threads())
    with nullcontext(lambda *_: None) if quiet else progress_bars() as done:
        totals = run(job, chunks, manifest, workers=wanted, address=address, done=done)
    typer.echo(_told(totals), err=True)
    if totals.failed:
        raise typer.Exit(1)


def _told(totals: Totals) -> str:
    done = totals.rows - totals.failed
    told = f"{totals.rows:,} rows: {done:,} done, {totals.failed:,} failed; {totals.parts:,} parts"
    if totals.kept:
        told += f", {totals.kept:,} of them from an earlier run"
    if totals.deaths:
        told += f"; workers that died, and whose rows were done again: {totals.deaths:,}"
    return f"{told}."
