"""The cleaner for plain text pasted from a web page, where no markup tells the article from the rest.

Lines are judged by their wording (`lines`), the body is the stretch of lines that reads most like an article
(`body`), the header around its start gives title, standfirst, date, byline and link (`metadata`), and what is
left inside the body becomes paragraphs and headings. Each line that is left out, or went into date, byline or
link, is reported with its number and reason.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.article.body import HARMLESS, find_body
from summarize.article.bylines import is_author_note
from summarize.article.datelines import dateline_of
from summarize.article.dates import find_date
from summarize.article.language import detect_language
from summarize.article.lines import LIST_ITEM, Line, read_lines
from summarize.article.metadata import byline_of, date_of, find_standfirst, find_title, header_of, link_of
from summarize.records import Block, RemovedLine

_LONGEST_HEADING = 14
_NEAR = 40
"""How many lines below a picture's source more of the article must follow, lest it be a sign-off."""
_RELATED_HEADING = 4
"""Related links have headings of at most so many words; longer lines are the link itself."""
_CHAT_STAMP = re.compile(
    r"^\[?\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?\]?\s?(?:-\s)?[^:]{1,40}:\s"
)
_AGENCY_MARK = re.compile(
    r"^(?:UPDATE|CORRECTED|REFILE|WRAPUP|EXCLUSIVE|FACTBOX|EXPLAINER|INSIGHT|ANALYSIS|RPT|ADVISORY)"
    r"(?: \d+)?\s?[-–:]\s?"
)
_ENDS_SENTENCE = re.compile(r"[.;,!:…][\"'”’»)]*$")


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
    start, end = _with_clean_sides(lines, *find_body(lines))
    title = find_title(lines, (start, end))
    standfirst = find_standfirst(lines, title, end)
    language = detect_language("\n".join(line.text for line in lines[start:end] if line.prose) or text)
    header = header_of(lines, title, start) if end else []
    top = start if title is None else title + 1
    byline = byline_of(header)
    reasons = _reasons(lines, top, end, max(top, start))
    _mark_author_notes(lines, reasons, byline)
    kept = [index for index in range(top, end) if not reasons[index] and index != standfirst]
    blocks = tuple(_block(lines, kept, place) for place in range(len(kept)))
    return CleanPage(
        title=_bare(lines[title].text) if title is not None else "",
        standfirst=lines[standfirst].text if standfirst is not None else "",
        date=date_of(header, language) or _date_of_dateline(blocks, language),
        byline=byline,
        link=link_of(header),
        language=language,
        blocks=blocks,
        removed=tuple(
            RemovedLine(line.number, line.text, reasons[index])
            for index, line in enumerate(lines)
            if reasons[index] and index not in (title, standfirst)
        ),
    )


def _bare(text: str) -> str:
    """Return a title without the marks of chats (time, sender, bold) and of agencies ("UPDATE 2-")."""
    text = _AGENCY_MARK.sub("", _CHAT_STAMP.sub("", text).lstrip("^ "))
    return re.sub(r"^([*_]{1,2})(.+)\1$", r"\2", text)


def _date_of_dateline(blocks: Sequence[Block], language: str) -> dt.date | None:
    """The full date in the dateline of the first paragraph."""
    first = next((block.text for block in blocks if block.kind == "paragraph"), "")
    return find_date(dateline_of(first), language)


def _with_clean_sides(lines: Sequence[Line], start: int, end: int) -> tuple[int, int]:
    """Stretch the body to either end of the text when nothing on that side looks like part of a page."""
    if not end:
        return start, end
    head = 0 if _is_clean(lines[:start]) else start
    tail = len(lines) if _is_clean(lines[end:]) else end
    return head, tail


def _is_clean(lines: Sequence[Line]) -> bool:
    return all(line.gap and (line.kind != "boilerplate" or line.reason in HARMLESS) for line in lines)


def _reasons(lines: Sequence[Line], top: int, end: int, start: int) -> list[str]:
    """Why each line is left out; the empty string for the lines of the article."""
    reasons = [line.reason for line in lines]
    for index, line in enumerate(lines):
        if reasons[index]:
            continue
        if index < top or index >= end:
            reasons[index] = "navigation" if line.kind == "short" else "outside the article"
        elif index < start and line.words < 6 and not _opens_section(lines, index):
            reasons[index] = "header"
        elif _is_caption(lines, index, end):
            reasons[index] = "caption"
        elif _follows_related_heading(lines, reasons, index):
            reasons[index] = "related link"
    return reasons


def _mark_author_notes(lines: Sequence[Line], reasons: list[str], byline: str) -> None:
    """Give the reason `author note` to lines at the ends of the article that present its author."""
    kept = [index for index, reason in enumerate(reasons) if not reason and lines[index].prose]
    for place, index in enumerate(kept):
        at_end = len(kept) > 3 and place >= len(kept) - 2
        named = byline and place < 2
        if (at_end or named) and is_author_note(lines[index].text, byline):
            reasons[index] = "author note"


def _is_caption(lines: Sequence[Line], index: int, end: int) -> bool:
    """True for the line above a picture credit, unless it is a paragraph of its own."""
    line, after = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    if after is None or after.reason not in ("credit", "caption", "agency sign-off"):
        return False
    if after.reason == "agency sign-off" and not any(
        below.prose for below in lines[index + 2 : min(end, index + _NEAR)]
    ):
        return False
    return (not after.gap and line.gap) or (line.kind == "short" and line.words > 4)


def _opens_section(lines: Sequence[Line], index: int) -> bool:
    """True for a line between blank lines above a paragraph."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    return after is not None and lines[index].gap and after.gap and after.prose


def _follows_related_heading(lines: Sequence[Line], reasons: Sequence[str], index: int) -> bool:
    """True for the short lines below a heading like "Related", but for one that opens the next section."""
    if not index or lines[index].kind != "short" or reasons[index - 1] != "related link":
        return False
    above = lines[index - 1]
    if above.kind == "short":
        return not _opens_section(lines, index)
    return above.words <= _RELATED_HEADING and ": " not in above.text


def _block(lines: Sequence[Line], kept: Sequence[int], place: int) -> Block:
    """A heading is a short line without end mark before a longer text; all else are paragraphs."""
    line = lines[kept[place]]
    after = lines[kept[place + 1]] if place + 1 < len(kept) else None
    heading = (
        line.kind == "short"
        and line.words <= _LONGEST_HEADING
        and not _ENDS_SENTENCE.search(line.text)
        and not LIST_ITEM.match(line.text)
        and not line.text.startswith(("(", "["))
        and after is not None
    )
    return Block(line.text, "heading" if heading else "paragraph")
