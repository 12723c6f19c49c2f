"""The options of the commands about many articles."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

Form = Literal["html", "md", "docx", "json", "text"]
Group = Literal["story", "source", "date", "place"]


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
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files, folders, patterns, saved feeds (RSS, Atom, OPML); - reads a list on stdin.",
    ),
]
Folders = Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Folders where articles arrive.")]
Kept = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The briefing to keep.")]
Date = Annotated[
    dt.date | None, typer.Option("--date", metavar="DATE", parser=_day, help="Date of the briefing; today.")
]
Fetch = Annotated[bool, typer.Option("--fetch", help="Allow http(s) addresses and feeds' pages.")]
Interval = Annotated[float, typer.Option("--interval", min=0.1, metavar="SECONDS", help="How often to look.")]
