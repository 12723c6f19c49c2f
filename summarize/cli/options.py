"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

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
Summarizer = Annotated[
    str, typer.Option("--summarizer", metavar="NAME", help="extractive (built in) or a summarisation model.")
]
Registries = Annotated[
    list[Path], typer.Option("--registry", metavar="FILE", help="Your models.yaml, over the built-in one.")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Use no results of earlier runs, and keep none.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
