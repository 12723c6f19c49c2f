"""The lines of a pasted page and what can be told from one line alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from summarize.article.bylines import find_byline
from summarize.article.dates import is_date_line
from summarize.article.language import words_of
from summarize.article.vocabulary import load_vocabulary

LineKind: TypeAlias = Literal["prose", "short", "boilerplate"]

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[.!?…][\"”»]?\s?[\[(]\d{1,3}[\])]$")
_ORNAMENT = re.compile("(?:\\s*[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]|\\s+#\\w+)+$")
"""Emoji and hashtags behind the end of a sentence."""
LIST_ITEM = re.compile(r"(?:[-–—•*·>o#]|\(?\w{1,2}[.)])\s")
"""How the items of a list begin."""
_REPEATED = 3
"""A short line that stands so often in a page belongs to the page, not to the article."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_PRODUCTION_NOTE = re.compile(
    r"[\[(][A-ZÀ-Þ][A-ZÀ-Þ /]{2,}\b(?:[^\[\]]{0,160})[\])]"
    r"|(?:ANCHOR|PRESENTER|NEWSREADER|REPORTER|VOICER?|VOICE ?OVER|INTRO|OUTRO|LEAD ?IN|BACK ANNO|SLUG|"
    r"DURATION|CLIP|SOUND|SON|LANCEMENT|PIED|VOIX|PAPIER|DURÉE|ENROBÉ)(?: [A-ZÀ-Þ]+)?\s?:\s?[A-ZÀ-Þ\d\W]*"
)
"""What a radio script says to the studio: "[CLIP: …]", "VOICER:"."""
_PAGE_NUMBER = re.compile(r"^\d{1,3}\s+(?=\D)|\s+\d{1,3}$")
_HYPHENATED = re.compile(r"([^\W\d_]{2,})-$")
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|•·›»>/]\s+")
_SPOKEN = re.compile(r"[.!][\"'”’»]?$|[\"”»]$|^[-–—] ")
"""One to three words that end like this are an answer or an exclamation rather than a menu entry."""
_QUOTES = re.compile(r"[\"“”«»]|^[-–—] ")
_TO_READER = re.compile(
    r"\b(?:you|your|we|us|our|here|my|this (?:site|website|page|article|story|post|content)|vous|votre|vos"
    r"|nous|notre|nos|ici|ce site|cet article|sie|ihre?n?|uns|unsere?|usted|tu|tus|nuestr[oa]s?|voi|noi"
    r"|nostr[oi]|você|nosso|wij|ons)\b",
    re.IGNORECASE,
)
"""Words by which a page speaks to its reader; reporting seldom does outside quotations."""
_LONGEST_BOILERPLATE = 1000
"""Characters; longer lines are paragraphs, and patterns need not be tried on them."""
_AT_START = 5
"""A sentence that begins with a pattern, an article before it aside, needs not speak to the reader."""
_EDGES = re.compile(r"^[\W\d_]+|[\W_]+$")
_AGENCY = "(?:AFP|AP|Reuters|REUTERS|dpa|DPA|EFE|ANSA|Xinhua|APA|ATS|Belga|RFI|BBC|DW|PANA|APS|MAP|TAP)"
_SIGN_OFF = re.compile(
    r"\(?[A-Za-z]{1,4}(?:[/-][A-Za-z]{1,4}){1,3}\s*\([^()]{2,60}\)"
    rf"|[([]?(?:[Ww]ith |[Aa]vec )?{_AGENCY}(?:(?:[ ,/&+]| and | et )+{_AGENCY})*[)\]]?"
)
"""`tm/ng (AFP, AP)`: editors and agencies below a report."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, with what it looks like by itself."""

    number: int
    """1-based number in the text as given."""
    text: str
    gap: bool
    """True when a blank line, or the start of the text, stands before it."""
    words: int
    kind: LineKind
    reason: str = ""
    """Reason code, for boilerplate."""

    @property
    def prose(self) -> bool:
        """True for a line that reads like running text."""
        return self.kind == "prose"


def read_lines(text: str) -> list[Line]:
    """Cut a text into its lines, leaving out blank ones and joining hard-wrapped ones."""
    lines = [_look_at(number, line, gap) for number, line, gap in _unwrap(_raw_lines(text))]
    counts = Counter(line.text for line in lines if line.kind == "short" and line.words >= 3)
    heads = Counter(_PAGE_NUMBER.sub("", line.text) for line in lines if _PAGE_NUMBER.search(line.text))
    return [
        replace(line, kind="boilerplate", reason="repeated line")
        if counts[line.text] >= _REPEATED or _is_page_head(line, heads)
        else line
        for line in lines
    ]


def _is_page_head(line: Line, heads: Counter[str]) -> bool:
    """Whether a line stands, but for the number of the page, above or below several pages."""
    head = _PAGE_NUMBER.sub("", line.text)
    return line.kind == "short" and line.words >= 2 and head != line.text and heads[head] > 1


def _raw_lines(text: str) -> list[tuple[int, str, bool]]:
    """The number, text and gap of each line that is not blank."""
    lines = []
    gap = True
    for number, raw in enumerate(text.splitlines(), 1):
        line = " ".join(_INVISIBLE.sub("", raw).split())
        if line:
            lines.append((number, line, gap))
        gap = not line
    return lines


def _unwrap(lines: list[tuple[int, str, bool]]) -> list[tuple[int, str, bool]]:
    """Join lines that were broken to fit a width.

    A line was broken when the first word of the next one would not have fitted in.
    """
    width = _wrap_width(lines)
    text = " ".join(line for _, line, _ in lines)
    joined: list[tuple[int, str, bool]] = []
    broken = False
    for index, (number, line, gap) in enumerate(lines):
        if broken:
            first, before, before_gap = joined.pop()
            joined.append((first, _join(before, line, text), before_gap))
        else:
            joined.append((number, line, gap))
        broken = bool(width) and _is_broken(lines, index, width)
    return joined


def _join(before: str, line: str, text: str) -> str:
    """Join two parts of a line; a word that was hyphenated to fit is made whole, a compound is kept."""
    part, rest = _HYPHENATED.search(before), line.split(" ", 1)[0].rstrip(".,;:!?")
    if part is None or rest in ("and", "or", "et", "ou"):
        return f"{before} {line}"
    compound = not rest[:1].islower() or f"{part[1]}-{rest}" in text
    return (before if compound else before[:-1]) + line


def _wrap_width(lines: list[tuple[int, str, bool]]) -> int:
    """The width that 19 in 20 of the inner lines keep to, or 0 when the text was not wrapped."""
    inner = [
        index for index in range(len(lines) - 1) if not lines[index + 1][2] and len(lines[index][1]) >= 45
    ]
    if len(inner) < 3:
        return 0
    width = sorted(len(lines[index][1]) for index in inner)[(len(inner) - 1) * 19 // 20]
    longer = sum(len(line) for _, line, _ in lines if len(line) > width + 10)
    if width > 110 or longer > 0.2 * sum(len(line) for _, line, _ in lines):
        return 0
    broken = sum(_is_broken(lines, index, width) for index in inner)
    return width if broken >= 0.6 * len(inner) else 0


def _is_broken(lines: list[tuple[int, str, bool]], index: int, width: int) -> bool:
    """True when the line ends only because the next word did not fit."""
    if index + 1 >= len(lines) or lines[index + 1][2]:
        return False
    next_word = lines[index + 1][1].split(" ", 1)[0]
    return len(lines[index][1]) + 1 + len(next_word) > width


def _look_at(number: int, text: str, gap: bool) -> Line:
    words = words_of(text)
    prose = _is_prose(text, words)
    reason = boilerplate_reason(text, len(words), prose)
    return Line(
        number, text, gap, len(words), "boilerplate" if reason else "prose" if prose else "short", reason
    )


def boilerplate_reason(text: str, words: int, prose: bool) -> str:
    """The reason code when a line is boilerplate by its wording alone, else the empty string."""
    if len(text) > _LONGEST_BOILERPLATE:
        return ""
    if not words:
        return "" if sum(character.isdigit() for character in text) > 2 else "decoration"
    if _SIGN_OFF.fullmatch(text):
        return "agency sign-off"
    if _PRODUCTION_NOTE.fullmatch(text):
        return "production note"
    if reason := _vocabulary_reason(text, words, prose) or _header_reason(text, prose):
        return reason
    if words <= 45 and (credit := credit_reason(text)):
        return credit
    return "link" if _LINK.fullmatch(text) else ""


def _header_reason(text: str, prose: bool) -> str:
    """The reason of a byline or date line, or of a line of such parts: `3 May | News | Comments`."""
    if prose or len(text) > 150:
        return ""
    if find_byline(text):
        return "byline"
    if is_date_line(text):
        return "date line"
    parts = _SEPARATOR.split(text)
    reasons = [
        _vocabulary_reason(part, 1, False) or _header_reason(part, False) for part in parts if len(parts) > 1
    ]
    found = [reason for reason in reasons if reason]
    return found[0] if 2 * len(found) >= len(parts) else ""


def _vocabulary_reason(text: str, words: int, prose: bool) -> str:
    """The reason of the first pattern that fits; a sentence must also address the reader and quote nobody."""
    if prose and _QUOTES.search(text) and "cookie" not in text.lower():
        return ""
    vocabulary = load_vocabulary()
    to_reader = not prose or bool(_TO_READER.search(text))
    if words <= 14 and not (words < 4 and _SPOKEN.search(text)) and (to_reader or words < 4):
        bare = _EDGES.sub("", text)
        for reason, pattern in vocabulary.whole:
            if pattern.fullmatch(bare):
                return reason
    for limit, patterns in ((25, vocabulary.part), (80, vocabulary.strong)):
        for reason, pattern in patterns if words <= limit else ():
            match = pattern.search(text)
            if match and (to_reader or match.start() <= _AT_START):
                return reason
    return ""


def credit_reason(text: str) -> str:
    """`credit` for a line that names a picture's source, `caption` with a caption before it, or nothing."""
    for pattern in load_vocabulary().credits:
        match = pattern.search(text)
        if match:
            return "caption" if match.start() > 15 else "credit"
    return ""


def _is_prose(text: str, words: list[str]) -> bool:
    """Running text: ends like a sentence, or is long; and has the function words that sentences need."""
    count = len(words)
    share = function_word_share(words)
    text = _ORNAMENT.sub("", text) or text
    if not _SENTENCE_END.search(text):
        return count >= 20 and share >= 0.25
    quoted = bool(_QUOTES.search(text))
    spoken = 3 <= count <= 7 and text[-1] in ".!?" and text[0].isupper()
    return quoted or spoken or (count >= 8 and share >= 0.1) or (count >= 4 and share >= 0.2)


def function_word_share(words: Iterable[str]) -> float:
    """Share of the words that are function words of the best-matching language."""
    words = list(words)
    if not words:
        return 0.0
    tables = load_vocabulary().function_words.values()
    return max(sum(word in table for word in words) for table in tables) / len(words)
