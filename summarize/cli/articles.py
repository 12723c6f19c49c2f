"""The commands about one article: brief, clean, facts, check, translate."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from summarize.cli.app import app
from summarize.cli.console import (
    check_output,
    open_article,
    open_text,
    progress,
    read_input,
    read_text,
    refuse_lost_facts,
    show,
    show_briefs,
)
from summarize.cli.options import (
    AsJson,
    EngineName,
    Format,
    Glossaries,
    Input,
    Inputs,
    Languages,
    Length,
    ModelName,
    NoCache,
    Output,
    Registries,
    SourceLanguage,
    Summarizer,
    TargetLanguage,
    TextLanguage,
)
from summarize.errors import FactsLostError


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
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 when a fact is lost.")] = False,
    summarizer: Summarizer = "extractive",
    model: ModelName = "",
    engine: EngineName = "auto",
    registry: Registries = [],  # noqa: B006
    no_cache: NoCache = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No hints and no progress.")] = False,
) -> None:
    """Clean, summarise, translate and check articles (the default command)."""
    from summarize.briefs import BriefMaker, BriefOptions
    from summarize.cache import ResultCache, user_cache

    check_output(output, format, articles or [])
    options = BriefOptions(
        tuple(lang), sentences or length, tuple(glossary), tuple(registry), summarizer, model, engine
    )
    maker = BriefMaker(options, ResultCache(None) if no_cache else user_cache("briefs"))
    names = progress(articles or ["-"], quiet=quiet)
    results = maker.briefs(names, partial(read_input, quiet=quiet))
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

    found = open_article(article, allow_nothing=explain)
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
def check(
    summary: Annotated[str, typer.Argument(metavar="SUMMARY", help="A file; - reads standard input.")],
    against: Annotated[str, typer.Option("--against", metavar="ARTICLE", help="The article it is about.")],
    lang: TextLanguage = "",
    glossary: Glossaries = [],  # noqa: B006
    json: AsJson = False,
    output: Output = None,
) -> None:
    """Check a summary or translation, whoever wrote it, against its article."""
    from summarize.article.language import detect_language
    from summarize.facts.check import check_text
    from summarize.facts.glossary import load_glossary
    from summarize.render.json import dumps
    from summarize.render.report import report_text

    checked = open_text(summary)
    language = lang or detect_language(checked)
    found = check_text(checked, open_article(against), language, load_glossary(*glossary))
    show(dumps(report=found) if json else report_text(found), output)
    if not found.ok:
        raise FactsLostError("key facts are missing or changed, or the article does not support a sentence.")


@app.command()
def translate(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT|FILE", help="A text, or a file of it; - or nothing reads standard input."
        ),
    ] = "-",
    lang: TargetLanguage = "fr",
    source: SourceLanguage = "",
    glossary: Glossaries = [],  # noqa: B006
    model: ModelName = "",
    engine: EngineName = "auto",
    registry: Registries = [],  # noqa: B006
    json: AsJson = False,
    output: Output = None,
) -> None:
    """Translate text, sentence by sentence, as it stands: `summarize clean` leaves menus out first."""
    from summarize.models.registry import Registry
    from summarize.pipeline import Pipeline
    from summarize.render import listing
    from summarize.render.json import translation_json

    pipeline = Pipeline(registry=Registry.load(*registry), glossaries=glossary, model=model, engine=engine)
    result = pipeline.translate(read_text(text), lang, source)
    show(translation_json(result) if json else listing.translation(result), output)
