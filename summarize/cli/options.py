"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from summarize.errors import InputError

Engine = Literal["auto", "ctranslate2", "transformers"]
Format = Literal["text", "md", "json"]
Length = Literal["short", "medium", "long"]


def _code(name: str) -> str:
    from summarize.languages import language_code

    return language_code(name)


def _known_code(name: str) -> str:
    """Return the code of the language that a text is in, where there may be no model to refuse it later."""
    from summarize.languages import is_language

    code = _code(name)
    if name and not is_language(code):
        raise InputError(f"There is no language {name!r}. Name it as `fr`, `French` or `français`.")
    return code


def _codes(names: list[str]) -> list[str]:
    """Return the codes of languages that are given one by one or joined by commas, each once."""
    parts = [name.strip() for given in names for name in given.split(",")]
    if not all(parts):
        raise InputError("A language is missing after --lang. Name it as `fr`, `French` or `français`.")
    return list(dict.fromkeys(map(_code, parts)))


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
    typer.Option(
        "--lang",
        "-l",
        metavar="LANGUAGE",
        callback=_codes,
        help="Translate to this one too: `fr`, `French`, `français`; several as `fr,bm`.",
    ),
]
TextLanguage = Annotated[
    str,
    typer.Option(
        "--lang",
        "-l",
        metavar="LANGUAGE",
        callback=_known_code,
        help="The language of SUMMARY; else detected.",
    ),
]
TargetLanguage = Annotated[
    str, typer.Option("--lang", "-l", metavar="LANGUAGE", callback=_code, help="The language wanted.")
]
SourceLanguage = Annotated[
    str,
    typer.Option(
        "--from", metavar="LANGUAGE", callback=_known_code, help="The language of the text; else detected."
    ),
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
Summarizer = Annotated[
    str, typer.Option("--summarizer", metavar="NAME", help="extractive (built in) or a summarisation model.")
]
Registries = Annotated[
    list[Path], typer.Option("--registry", metavar="FILE", help="Your models.yaml, over the built-in one.")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Use no results of earlier runs, and keep none.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
