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
_LONGEST = 90
_SHORT = -1.3
"""A short line; half of it when it holds function words, and again when it stands between blank lines."""
_SHORT_RUN = -1.5
"""The least that a run of short lines scores, so that verse or a table does not cut an article in two."""
_BOILERPLATE = {"comments": -6.0, "footer": -5.0, "related link": -0.8, "read more": -1.5, "tags": -1.0}
HARMLESS = frozenset(
    (
        *("advertisement", "agency sign-off", "byline", "caption", "credit"),
        *("date line", "decoration", "letter", "link", "production note", "repeated line", "share bar"),
    )
)
"""Reasons of lines that stand inside articles as often as outside."""
_OTHER_BOILERPLATE = -5.0
_INSERT = -0.7
"""Boilerplate that stands alone between paragraphs, such as a call to subscribe, is no end of the article."""
_ELSEWHERE = 0.1
"""What prose is worth below the heading of the comments, once a body of `_ENOUGH` points has been found, and
between the headlines of related stories."""
_ENOUGH = 8.0
_REACH = 20
"""How many lines away a neighbour is looked for."""
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
        score = _score(lines, index)
        if line.kind == "short":
            score = max(score, _SHORT_RUN - run)
            run += score
        else:
            run = 0.0
        if related and (line.kind == "short" or line.reason == "related link"):
            score = 0.0
        related = line.reason == "related link" or (related and not _is_joined(lines, index))
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
    above = _next_telling(lines, index, -1)
    below = _next_telling(lines, index, 1)
    if above is None or below is None or not above.prose:
        return False
    apart = lines[index].gap and lines[index + 1].gap
    return below.prose or (apart and below.kind == "short")


def _next_telling(lines: Sequence[Line], index: int, step: int) -> Line | None:
    """The nearest line, up or down, whose reason is not harmless; None when there is none near."""
    for place in range(index + step, index + step * _REACH, step):
        if not 0 <= place < len(lines):
            return None
        if lines[place].reason not in HARMLESS:
            return lines[place]
    return None


def _is_list_item(lines: Sequence[Line], index: int) -> bool:
    """True for the items of a list: with dashes or bullets, or announced by a line that ends in a colon."""
    if lines[index].text.startswith(("- ", "• ")):
        return True
    for place in range(index, max(0, index - _REACH), -1):
        if not LIST_ITEM.match(lines[place].text):
            return False
        if lines[place - 1].text.endswith(":"):
            return True
    return False


def _is_teaser(lines: Sequence[Line], index: int) -> bool:
    """True for prose between a headline and a bare "read more"."""
    below = _next_telling(lines, index, 1)
    if below is None or below.reason != "read more" or below.text.endswith(":"):
        return False
    return index == 0 or not lines[index - 1].prose
