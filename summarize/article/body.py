"""Where the article stands in the page: maximum subsequence segmentation over lines.

Each line gets a score, positive for running text and negative for menus and boilerplate, and the body is the
run of lines with the highest total (Pasternack & Roth, "Extracting Article Text from the Web with Maximum
Subsequence Segmentation", WWW 2009; there over the tokens of HTML, here over the lines of plain text). The
points were chosen on 91 judged pages, each half checked against a choice made on the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.article.language import words_of
from summarize.article.lines import LIST_ITEM, Line, function_word_share

_WORDS_PER_POINT = 10
"""A prose line scores one point for so many words, up to `_LONGEST` words."""
_LONGEST = 60
_SHORT = -1.3
"""A short line; half of it when it holds function words, and again when it stands between blank lines."""
_SHORT_RUN = -1.5
"""The least that a run of short lines scores, so that verse or a table does not cut an article in two."""
_BOILERPLATE = {"comments": -6.0, "footer": -5.0, "related link": -1.0, "read more": -1.5, "tags": -1.0}
HARMLESS = frozenset(
    (
        *("advertisement", "agency sign-off", "byline", "caption", "credit"),
        *("date line", "decoration", "link", "repeated line", "share bar"),
    )
)
"""Reasons of lines that stand inside articles as often as outside."""
_OTHER_BOILERPLATE = -5.0
_INSERT = -1.5
"""Boilerplate that stands alone between paragraphs, such as a call to subscribe, is no end of the article."""
_ELSEWHERE = 0.1
"""What prose is worth below the heading of the comments, once a body of `_ENOUGH` points has been found, and
between the headlines of related stories."""
_ENOUGH = 15.0
_TEASER = -1.0
"""A prose line with a bare "read more" below it introduces another article."""


def find_body(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the body as indices of its first line and one past its last; (0, 0) when there is no prose."""
    body = (0, 0)
    best = total = run = 0.0
    start = 0
    commented = related = False
    for index, line in enumerate(lines):
        if total <= 0:
            total, start = 0.0, index
        commented |= line.reason == "comments" and best >= _ENOUGH
        related = line.reason == "related link" or (related and not _is_joined(lines, index))
        score = _score(lines, index)
        if line.kind == "short":
            score = 0.0 if related else max(score, _SHORT_RUN - run)
            run += score
        else:
            run = 0.0
        if line.prose and (commented or (related and _is_between_headlines(lines, index))):
            score *= _ELSEWHERE
        total += score
        if total > best:
            best, body = total, (start, index + 1)
    return body


def _is_joined(lines: Sequence[Line], index: int) -> bool:
    """True for prose with prose above it."""
    return index > 0 and lines[index].prose and lines[index - 1].prose


def _is_between_headlines(lines: Sequence[Line], index: int) -> bool:
    near = [lines[place] for place in (index - 1, index + 1) if 0 <= place < len(lines)]
    return len(near) == 2 and all(line.kind == "short" for line in near)


def _score(lines: Sequence[Line], index: int) -> float:
    """The score of one line: how much it speaks for being part of the article."""
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if line.prose:
        return _TEASER if _is_teaser(lines, index) else min(line.words, _LONGEST) / _WORDS_PER_POINT
    if line.kind == "boilerplate":
        points = 0.0 if line.reason in HARMLESS else _BOILERPLATE.get(line.reason, _OTHER_BOILERPLATE)
        return max(points, _INSERT) if _is_insert(lines, index) else points
    if _is_list_item(lines, index):
        return 0.0
    score = _SHORT
    if line.words >= 4 and function_word_share(words_of(line.text)) >= 0.2:
        score /= 2
    return score / 2 if line.gap and (not after or after.gap) else score


def _is_insert(lines: Sequence[Line], index: int) -> bool:
    """True for boilerplate that stands alone between paragraphs, pictures and advertisements aside."""
    above, below = index - 1, index + 1
    while above >= 0 and lines[above].reason in HARMLESS:
        above -= 1
    while below < len(lines) and lines[below].reason in HARMLESS:
        below += 1
    if above < 0 or below == len(lines) or not (lines[index].gap and lines[index + 1].gap):
        return False
    return lines[above].prose and lines[below].kind != "boilerplate"


def _is_list_item(lines: Sequence[Line], index: int) -> bool:
    """True for the items of a list that a line ending in a colon announces."""
    while index > 0 and LIST_ITEM.match(lines[index].text):
        index -= 1
        if lines[index].text.endswith(":"):
            return True
    return False


def _is_teaser(lines: Sequence[Line], index: int) -> bool:
    """True for prose between a headline and a bare "read more"."""
    below = index + 1
    while below < len(lines) and lines[below].reason in HARMLESS:
        below += 1
    if below == len(lines) or lines[below].reason != "read more" or lines[below].text.endswith(":"):
        return False
    return index == 0 or not lines[index - 1].prose
