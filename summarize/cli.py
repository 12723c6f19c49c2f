"""The command line: each command parses its options, calls the library and prints.

Results go to standard output, everything else to standard error. Exit codes: 0 done; 1 something failed;
2 the input, an option or a model cannot be used; 3 key facts were lost (`--strict`, `check`);
130 interrupted; 141 the reader of the output went away.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from summarize.commands import DefaultCommandGroup
from summarize.console import open_article, progress, read_text, refuse_lost_facts, show, show_briefs

app = typer.Typer(
    cls=DefaultCommandGroup,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Engine = Literal["auto", "ctranslate2", "transformers"]
Format = Literal["text", "md", "json"]
Length = Literal["short", "medium", "long"]

Input = Annotated[str, typer.Argument(metavar="ARTICLE", help="A file; - or nothing reads standard input.")]
Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ARTICLE",
        help="Files (.txt .md .html .docx .pdf .eml); - or nothing reads standard input.",
        show_default=False,
    ),
]
Languages = Annotated[
    list[str],
    typer.Option("--lang", "-l", metavar="CODE", help="Translate to this language too; may be given again."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of standard output."),
]
Glossaries = Annotated[
    list[Path],
    typer.Option(
        "--glossary", metavar="FILE", help="Your terms, over the built-in ones: TSV, CSV, TBX or a list."
    ),
]
ModelName = Annotated[
    str, typer.Option("--model", metavar="NAME", help="A translation model, instead of the best one here.")
]
EngineName = Annotated[Engine, typer.Option("--engine", help="What runs the translation models.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


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


@app.command()
def brief(
    articles: Inputs = None,
    lang: Languages = [],  # noqa: B006 — typer copies defaults
    length: Annotated[Length, typer.Option(help="About 3, 5 or 8 sentences.")] = "medium",
    sentences: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="So many sentences instead.", show_default=False)
    ] = None,
    format: Annotated[  # noqa: A002
        Format | None, typer.Option("--format", "-f", help="Default: by the ending of -o FILE, else text.")
    ] = None,
    output: Output = None,
    glossary: Glossaries = [],  # noqa: B006
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 when a fact was lost or changed.")] = False,
    model: ModelName = "",
    engine: EngineName = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No hints and no progress.")] = False,
) -> None:
    """Clean, summarise, translate and check articles (the default command)."""
    from summarize.pipeline import Pipeline

    pipeline = Pipeline(glossaries=glossary, model=model, engine=engine)
    names = progress(articles or ["-"], quiet=quiet)
    results = pipeline.briefs(names, partial(open_article, quiet=quiet), lang, sentences or length)
    briefs = show_briefs(results, format, output)
    if strict:
        refuse_lost_facts(briefs)


@app.command()
def clean(
    article: Input = "-",
    explain: Annotated[
        bool, typer.Option("--explain", help="List each removed line with its reason.")
    ] = False,
    numbered: Annotated[bool, typer.Option("--numbered", help="Number the sentences, as briefs do.")] = False,
    json: AsJson = False,
    output: Output = None,
) -> None:
    """Print the clean article: no menus, captions, share bars or sign-offs."""
    from summarize.render import listing
    from summarize.render.json import article_json

    found = open_article(article)
    if json:
        show(article_json(found), output)
    else:
        show(listing.removed(found) if explain else listing.article(found, numbered=numbered), output)


@app.command()
def facts(article: Input = "-", json: AsJson = False, output: Output = None) -> None:
    """List the key facts of an article: names, numbers, dates, quotations, events."""
    from summarize.facts.extract import key_facts
    from summarize.render import listing
    from summarize.render.json import facts_json

    found = key_facts(open_article(article))
    show(facts_json(found) if json else listing.facts(found), output)


@app.command()
def translate(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="The text; - or nothing reads standard input.")
    ] = "-",
    lang: Annotated[str, typer.Option("--lang", "-l", metavar="CODE", help="The language wanted.")] = "fr",
    source: Annotated[
        str, typer.Option("--from", metavar="CODE", help="The language of the text; detected by default.")
    ] = "",
    glossary: Glossaries = [],  # noqa: B006
    model: ModelName = "",
    engine: EngineName = "auto",
    json: AsJson = False,
    output: Output = None,
) -> None:
    """Translate text, sentence by sentence."""
    from summarize.pipeline import Pipeline
    from summarize.render import listing
    from summarize.render.json import translation_json

    pipeline = Pipeline(glossaries=glossary, model=model, engine=engine)
    result = pipeline.translate(read_text(text), lang, source)
    show(translation_json(result) if json else listing.translation(result), output)


def main() -> None:
    """Run the command `summarize`."""
    app()
