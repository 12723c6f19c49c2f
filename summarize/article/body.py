"""Where the article stands in the page: maximum subsequence segmentation over lines.

Each line gets a score, positive for running text and negative for menus and boilerplate, and the body is the run of
lines with the highest total (Pasternack & Roth, "Extracting Article Text from the Web with Maximum Subsequence
Segmentation", WWW 2009; there over the tokens of HTML, here over the lines of plain text).
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.article.language import words_of
from summarize.article.lines import Line, function_word_share

_WORDS_PER_POINT = 10
"""A prose line scores one point for so many words, up to `_LONGEST` words."""
_LONGEST = 60
_SHORT = -1.3
"""A short line; half of it when it holds function words, and again when it stands alone between blank lines."""
_SHORT_RUN = -1.5
"""The least that a run of short lines may score, so that code, verse or a table does not cut an article in two."""
_BOILERPLATE = {"comments": -6.0, "footer": -5.0, "related link": -1.5, "read more": -1.5, "tags": -1.0}
HARMLESS = {
    *(
        "advertisement",
        "agency sign-off",
        "byline",
        "caption",
        "credit",
        "date line",
        "decoration",
        "link",
        "share bar",
    ),
    "repeated line",
}
_OTHER_BOILERPLATE = -5.0
_AFTER = {"comments": 0.1, "related link": 0.7}
"""What prose is worth after the heading of such a section, once a body of `_ENOUGH` points has been found."""
_ENOUGH = 15.0
_TEASER = -1.0
"""A prose line with a bare "read more" below it introduces another article."""


def find_body(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the body as a range of indices: first line, and one past the last; (0, 0) when there is no prose."""
    body = (0, 0)
    best = total = run = 0.0
    worth = 1.0
    start = 0
    for index, line in enumerate(lines):
        if total <= 0:
            total, start = 0.0, index
        score = _score(lines, index)
        if line.prose:
            score *= worth
        elif line.kind == "short":
            score = max(score, _SHORT_RUN - run)
        elif best >= _ENOUGH:
            worth = min(worth, _AFTER.get(line.reason, 1.0))
        run = run + score if line.kind == "short" else 0.0
        total += score
        if total > best:
            best, body = total, (start, index + 1)
    return body


def _score(lines: Sequence[Line], index: int) -> float:
    """The score of one line: how much it speaks for being part of the article."""
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if line.prose:
        return _TEASER if _is_teaser(lines, index) else min(line.words, _LONGEST) / _WORDS_PER_POINT
    if line.kind == "boilerplate":
        return 0.0 if line.reason in HARMLESS else _BOILERPLATE.get(line.reason, _OTHER_BOILERPLATE)
    score = _SHORT
    if line.words >= 4 and function_word_share(words_of(line.text)) >= 0.2:
        score /= 2
    return score / 2 if line.gap and (not after or after.gap) else score


def _is_teaser(lines: Sequence[Line], index: int) -> bool:
    """True for prose between a headline and a bare "read more"."""
    below = index + 1
    while below < len(lines) and lines[below].reason in HARMLESS:
        below += 1
    if below == len(lines) or lines[below].reason != "read more" or lines[below].text.endswith(":"):
        return False
    return index == 0 or not lines[index - 1].prose
