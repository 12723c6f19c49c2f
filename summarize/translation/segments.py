"""Long sentences in pieces a model can translate whole.

Marian models lose the end of segments much longer than those they were trained on (about 60 words).
"""

from __future__ import annotations

import re
from collections.abc import Callable

LINKS = "and|but|or|nor|while|whereas|although|because|which|who|where|when|after|before|as|since|so|if"
LIENS = "et|mais|ou|ni|tandis que|alors que|bien que|parce que|qui|que|où|lorsque|quand|après|avant|car|si"
BOUNDARIES = (
    re.compile(r"(?<=;)\s+"),
    re.compile(r"(?<=\s[-–—])\s+"),
    re.compile(r"(?<=:)\s+"),
    re.compile(rf"(?<=,)\s+(?=(?:{LINKS}|{LIENS})\b)"),
    re.compile(r"(?<=,)\s+"),
    re.compile(r"\s+(?=(?:and|but|while|because|et|mais)\b)"),
    re.compile(r"\s+"),
)
"""Places to cut, safest first; the last is any space, as a sentence is better cut than lost."""
SMALLEST = 4
"""Words a piece must have."""


def split_long(sentence: str, fits: Callable[[str], bool]) -> list[str]:
    """Cut a sentence at its safest boundaries, at any word when there are none, until every piece fits.

    The pieces joined by single spaces are the sentence.
    """
    if fits(sentence):
        return [sentence]
    for boundary in BOUNDARIES:
        cut = _middle_cut(sentence, boundary)
        if cut:
            left, right = sentence[: cut[0]], sentence[cut[1] :]
            return split_long(left, fits) + split_long(right, fits)
    return [sentence]


def _middle_cut(sentence: str, boundary: re.Pattern[str]) -> tuple[int, int] | None:
    """Return the span of the boundary nearest the middle that leaves two real pieces outside brackets."""
    spans = [match.span() for match in boundary.finditer(sentence)]
    usable = [
        (start, end)
        for start, end in spans
        if min(len(sentence[:start].split()), len(sentence[end:].split())) >= SMALLEST
        and sentence[:start].count("(") == sentence[:start].count(")")
    ]
    return min(usable, key=lambda span: abs(span[0] - len(sentence) / 2), default=None)


def join_pieces(sources: list[str], targets: list[str]) -> str:
    """Join translated pieces: a piece from mid-sentence gets no capital and no full stop of its own."""
    joined: list[str] = []
    for index, (source, target) in enumerate(zip(sources, targets, strict=True)):
        if index and source[:1].islower() and target[1:2].islower():
            target = target[:1].lower() + target[1:]
        if index < len(sources) - 1:
            target = _same_end(source, target)
        joined.append(target)
    return " ".join(joined)


def _same_end(source: str, target: str) -> str:
    """Give a piece the closing mark of its source when the model closed it as a sentence."""
    end = source[-1:] if source[-1:] in ",;:-–—" else ""
    if target.endswith(".") and not source.endswith("."):
        target = target[:-1].rstrip()
    return target if not end or target.endswith(end) else f"{target}{' ' if end in '-–—' else ''}{end}"
