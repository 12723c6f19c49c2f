"""The cleaner for plain text pasted from a web page."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from summarize.article.language import detect_language
from summarize.records import Block, RemovedLine


@dataclass(frozen=True, slots=True)
class CleanPage:
    """What the cleaner found in a page."""

    title: str
    standfirst: str
    date: dt.date | None
    byline: str
    link: str
    language: str
    blocks: tuple[Block, ...]
    removed: tuple[RemovedLine, ...]


def clean_page(text: str) -> CleanPage:
    """Find the article in a pasted page."""
    title = ""
    blocks: list[Block] = []
    removed: list[RemovedLine] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line:
            continue
        ends = bool(re.search(r"[.!?…][\"”»’)]*$", line))
        words = len(line.split())
        if ends and words >= 4:
            blocks.append(Block(line))
        elif not title and words >= 3 and not re.match(r"\d+\.", line):
            title = line
        elif blocks and words <= 8 and not re.search(r"Image|[(/]", line):
            blocks.append(Block(line, "heading"))
        else:
            removed.append(RemovedLine(number, line, "navigation"))
    standfirst = blocks.pop(0).text if len(blocks) > 1 else ""
    return CleanPage(title, standfirst, None, "", "", detect_language(text), tuple(blocks), tuple(removed))
