"""The cleaner for plain text pasted from a web page, where no markup tells the article from the rest.

Lines are judged by their wording (`lines`), the body is the stretch of lines that reads most like an article (`body`),
the header around its start gives title, standfirst, date, byline and link (`metadata`), and what is left inside the
body becomes paragraphs and headings. Every line that is left out is reported with its number and reason.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.article.body import find_body
from summarize.article.language import detect_language
from summarize.article.lines import Line, read_lines
from summarize.article.metadata import byline_of, date_of, find_standfirst, find_title, header_of, link_of
from summarize.records import Block, RemovedLine

_LONGEST_HEADING = 14
_LINK_LIST = 3
"""So many short lines in a row without blank lines are a list of links."""
_LIST_ITEM = re.compile(r"(?:[-–—•*·>o#]|\(?\w{1,2}[.)])\s")
_ENDS_SENTENCE = re.compile(r"[.;,!?:…][\"'”’»)]*$")


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
    """Find the article in a pasted page; a page without running text gives no blocks."""
    lines = read_lines(text)
    start, end = find_body(lines)
    end = _with_clean_tail(lines, end)
    title = find_title(lines, (start, end))
    standfirst = find_standfirst(lines, title, end)
    language = detect_language("\n".join(line.text for line in lines[start:end] if line.prose) or text)
    header = header_of(lines, title, start) if end else []
    top = start if title is None else title + 1
    reasons = _reasons(lines, top, end, max(top, start))
    kept = [index for index in range(top, end) if not reasons[index] and index != standfirst]
    blocks = tuple(_block(lines, kept, place) for place in range(len(kept)))
    return CleanPage(
        title=lines[title].text if title is not None else "",
        standfirst=lines[standfirst].text if standfirst is not None else "",
        date=date_of(header, language),
        byline=byline_of(header),
        link=link_of(header),
        language=language,
        blocks=blocks,
        removed=tuple(
            RemovedLine(line.number, line.text, reasons[index])
            for index, line in enumerate(lines)
            if reasons[index] and index not in (title, standfirst)
        ),
    )


def _with_clean_tail(lines: Sequence[Line], end: int) -> int:
    """Move the end of the body to the end of the text when nothing below it looks like part of a page."""
    tail = [line for line in lines[end:] if line.reason != "agency sign-off"]
    clean = end and not any(line.kind == "boilerplate" for line in tail) and all(line.gap for line in tail)
    return end + len(tail) if clean else end


def _reasons(lines: Sequence[Line], top: int, end: int, start: int) -> list[str]:
    """Why each line is left out; the empty string for the lines of the article."""
    reasons = [line.reason for line in lines]
    for index, line in enumerate(lines):
        if reasons[index]:
            continue
        if index < top or index >= end:
            reasons[index] = "navigation" if line.kind == "short" else "outside the article"
        elif index < start and line.words < 6:
            reasons[index] = "header"
        elif _is_caption(lines, index):
            reasons[index] = "caption"
        elif _follows_related_heading(lines, reasons, index):
            reasons[index] = "related link"
        elif _in_link_list(lines, index):
            reasons[index] = "link list"
    return reasons


def _is_caption(lines: Sequence[Line], index: int) -> bool:
    """True for the line above a picture credit, unless it is a paragraph of its own."""
    if index + 1 >= len(lines) or lines[index + 1].reason not in ("credit", "caption"):
        return False
    line, after = lines[index], lines[index + 1]
    return (not after.gap and line.gap) or (line.kind == "short" and line.words > 4)


def _follows_related_heading(lines: Sequence[Line], reasons: Sequence[str], index: int) -> bool:
    """True for short lines below "Related", but for a heading that opens the next section."""
    if not index or reasons[index - 1] not in ("related link", "read more") or lines[index].kind != "short":
        return False
    opens_section = index + 1 < len(lines) and lines[index].gap and lines[index + 1].prose
    return not opens_section or lines[index - 1].reason in ("related link", "read more")


def _in_link_list(lines: Sequence[Line], index: int) -> bool:
    """True within three or more short lines that follow each other without blank lines and are no list items."""
    first = last = index
    while not lines[first].gap and first > 0 and _is_link(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and not lines[last + 1].gap and _is_link(lines[last + 1]):
        last += 1
    return _is_link(lines[index]) and last - first + 1 >= _LINK_LIST


def _is_link(line: Line) -> bool:
    return line.kind == "short" and not _LIST_ITEM.match(line.text) and not _ENDS_SENTENCE.search(line.text)


def _block(lines: Sequence[Line], kept: Sequence[int], place: int) -> Block:
    """A heading is a short line without end mark before a longer text; all else are paragraphs."""
    line = lines[kept[place]]
    after = lines[kept[place + 1]] if place + 1 < len(kept) else None
    heading = (
        line.kind == "short"
        and line.words <= _LONGEST_HEADING
        and not _ENDS_SENTENCE.search(line.text)
        and not _LIST_ITEM.match(line.text)
        and after is not None
    )
    return Block(line.text, "heading" if heading else "paragraph")
