"""Title, standfirst, date, byline and link of the article in a pasted page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from summarize.article.bylines import find_byline, is_open_byline
from summarize.article.dates import find_date
from summarize.article.language import words_of
from summarize.article.lines import LIST_ITEM, Line
from summarize.article.vocabulary import load_vocabulary

_LINES_ABOVE = 25
"""How far above the body a title is looked for."""
_WORDS_INTO = 70
"""How many words of prose may stand between the start of the body and a title inside it."""
_LONGEST_TITLE = 30
_LINES_AROUND = 6
"""How far from the title and the body's first paragraph dates, bylines and links are looked for."""
_LONGEST_STANDFIRST = 60
_HEADER = {"date line", "byline", "link", "share bar", "comments", "tags", "navigation"}
_STATEMENTS = re.compile(r"\.[\"”’»]?\s+[\"“«]?\s?[A-ZÀ-Þ]\w+ .*\w")
"""A full stop inside a line tells a paragraph from a title."""
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def find_title(lines: Sequence[Line], body: tuple[int, int]) -> int | None:
    """Return the index of the title: a near line above the body that shares many words with it.

    Without one, the title may stand inside the body, below prose that is none of the article, such as a
    cookie text; then boilerplate stands between the two.
    """
    start, end = body
    above = [index for index in range(max(0, start - _LINES_ABOVE), start) if _may_be_title(lines[index])]
    best = _best_title(lines, above, body)
    return best if best is not None else _best_title(lines, _titles_inside(lines, start, end), body)


def _best_title(lines: Sequence[Line], candidates: Sequence[int], body: tuple[int, int]) -> int | None:
    inside = range(*body)
    prose = [index for index in candidates if index in inside and lines[index].prose]
    known = _content_words([lines[index] for index in inside if index not in prose])
    scores = []
    for place, index in enumerate(reversed(candidates)):
        dated = any(line.reason in ("date line", "byline") for line in lines[index + 1 : index + 3])
        scores.append((_title_score(lines[index], known) + 0.3 * dated - 0.1 * place, index))
    score, index = max(scores, default=(0.0, 0))
    if score <= 0:
        return None
    above = lines[index - 1]
    headline = (
        index - 1 in candidates and above.gap == lines[index].gap and 5 <= above.words <= lines[index].words
    )
    rival = headline and _title_score(above, known) >= max(0.2, _title_score(lines[index], known) - 0.25)
    return index - 1 if rival else index


def _titles_inside(lines: Sequence[Line], start: int, end: int) -> list[int]:
    """The lines inside the body that may be titles: before all prose, or after prose and boilerplate."""
    candidates = []
    prose = boilerplate = 0
    for index in range(start, end):
        if _may_be_title(lines[index]) and (not prose or boilerplate):
            candidates.append(index)
        prose += lines[index].words if lines[index].prose else 0
        boilerplate += lines[index].kind == "boilerplate"
        if prose > _WORDS_INTO:
            break
    return candidates


def _may_be_title(line: Line) -> bool:
    spoken = line.text.endswith(("?", "!", "”", "»", '"', "’", "'")) and not _STATEMENTS.search(line.text)
    fits = line.kind == "short" or line.reason == "repeated line" or (line.prose and spoken)
    return (
        fits
        and 2 <= line.words <= _LONGEST_TITLE
        and not LIST_ITEM.match(line.text)
        and not find_date(line.text)
    )


def _title_score(line: Line, known: frozenset[str]) -> float:
    own = _content_words([replace(line, kind="prose")])
    shared = len(own & known) / len(own) if own else 0.0
    return shared + 0.2 * line.gap + 0.05 * min(len(own), 6) - 0.3 * _shouts(line.text) - 0.4


def _shouts(text: str) -> bool:
    """True for text mostly in capitals: the name of the newspaper or of the section."""
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(character.isupper() for character in letters) > len(letters)


def _content_words(lines: Sequence[Line]) -> frozenset[str]:
    """The words of the prose among the lines, without function words."""
    function_words = frozenset().union(*load_vocabulary().function_words.values())
    words = {word for line in lines if line.prose for word in words_of(line.text) if len(word) > 2}
    return frozenset(word.rstrip("s")[:6] for word in words - function_words)


def header_of(lines: Sequence[Line], title: int | None, start: int) -> list[Line]:
    """The lines around the title in which dates, bylines and links may stand, nearest first."""
    top = start if title is None else title
    first = next((index for index in range(max(top + 1, start), len(lines)) if lines[index].prose), start)
    after = list(lines[top + 1 : first + _LINES_AROUND])
    before = list(reversed(lines[max(0, top - _LINES_AROUND) : top]))
    return [line for line in (*after, *before) if not line.prose]


def date_of(header: Sequence[Line], language: str) -> dt.date | None:
    """The first date in the lines of the header."""
    dates = (
        find_date(line.text, language)
        for line in header
        if line.reason in ("date line", "byline") or line.words <= 12
    )
    return next((date for date in dates if date), None)


def byline_of(header: Sequence[Line]) -> str:
    """The first byline in the lines of the header."""
    texts = [line.text for line in header]
    for text, below in pairwise((*texts, "")):
        if names := find_byline(f"By {below}" if is_open_byline(text) else text):
            return names
    return ""


def link_of(header: Sequence[Line]) -> str:
    """The first link that stands alone in a line of the header."""
    return next((line.text for line in header if _URL.fullmatch(line.text)), "")


def find_standfirst(lines: Sequence[Line], title: int | None, end: int) -> int | None:
    """Return the index of the standfirst: text below the title that header lines part from the body."""
    if title is None:
        return None
    content = [index for index in range(title + 1, end) if lines[index].kind != "boilerplate"]
    content = [index for index in content if lines[index].prose or lines[index].words >= 6]
    if len(content) < 2 or lines[content[0]].words > _LONGEST_STANDFIRST:
        return None
    if LIST_ITEM.match(lines[content[0]].text) or lines[content[0]].text.startswith("("):
        return None
    first, second = content[:2]
    parted = any(line.reason in _HEADER for line in lines[first + 1 : second])
    return first if parted or not lines[first].prose else None
