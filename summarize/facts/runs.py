"""Runs of capitalised words, the raw material of names.

A capital at the start of a sentence, quotation or headline in title case proves nothing, so there a word
opens a run only when texts do not mostly write it small (`common_words`), or when this text shows
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from summarize.facts.phrases import common_words, read_table


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or mark of a text; hyphens and inner apostrophes do not divide it, French elisions do."""

    text: str
    start: int
    end: int
    initial: bool
    """True where a capital proves nothing: at the start of a sentence, line or quotation."""

    @property
    def capital(self) -> bool:
        """Whether the word starts with a capital."""
        return self.text[0].isupper()


@cache
def word_set(kind: str, language: str) -> frozenset[str]:
    """Return a list of `data/name_words.tsv`, such as the head words of organisations or the titles."""
    for row in read_table("name_words.tsv"):
        if row["kind"] == kind and row["language"] == language:
            return frozenset((row["words"] or "").split())
    return frozenset()


@cache
def _piece_pattern(language: str) -> re.Pattern[str]:
    elision = r"(?:[LlDdJjSsCcnmt]|[Qq]u|lorsqu|puisqu|jusqu)[’'](?=\w)|" if language == "fr" else ""
    return re.compile(rf"{elision}(?:[A-Z]\.){{2,}}|[^\W\d_][^\W_]*(?:[’'\-][^\W_]+)*|\d+|[^\w\s]|\n+")


def pieces_of(text: str, language: str) -> list[Piece]:
    """Split a text into words and marks."""
    pieces: list[Piece] = []
    initial = True
    title_lines = _title_case_lines(text)
    for match in _piece_pattern(language).finditer(text):
        word = re.sub(r"[’']s$", "", match[0]) if language == "en" else match[0]
        if not word.strip():
            initial = True
            continue
        start = match.start()
        in_title = any(first <= start < last for first, last in title_lines)
        pieces.append(Piece(word, start, start + len(word), initial or in_title))
        initial = _opens_sentence(word, initial, pieces[-2].text if len(pieces) > 1 else "", language)
    return pieces


def _opens_sentence(mark: str, initial: bool, before: str, language: str) -> bool:
    """Tell whether the word after this one stands at the start of a sentence."""
    if mark in ".!?":
        return not (mark == "." and before in word_set("abbreviation", language))
    if mark in ':"“«•–—(…-*' or mark in ("l'", "L'", "l’", "L’", "D'", "D’", "C'", "J'", "S'", "N'"):
        return initial or mark in ':"“«•–—(…-*'
    return False


def _title_case_lines(text: str) -> list[tuple[int, int]]:
    """The spans of lines of four words or more that are mostly capitalised, such as headlines in title
    case.
    """
    spans = []
    for match in re.finditer(r"[^\n]+", text):
        words = [word for word in re.findall(r"[^\W\d_]{4,}", match[0])]
        if len(words) >= 4 and sum(word[0].isupper() for word in words) > 0.7 * len(words):
            spans.append(match.span())
    return spans


def runs_of(text: str, language: str, known: Collection[int]) -> Iterator[list[Piece]]:
    """Yield maximal runs of capitalised words, joined by particles, or by links inside an organisation or
    place.

    `known` holds the offsets at which a known name starts; a word there always opens a run.
    """
    pieces = pieces_of(text, language)
    reader = _RunReader(text, language, pieces, known)
    index = 0
    while index < len(pieces):
        if not reader.opens(index):
            index += 1
            continue
        run = [pieces[index]]
        index += 1
        while index < len(pieces) and (step := reader.continues(index, run)):
            run += pieces[index : index + step]
            index += step
        yield run


class _RunReader:
    """Decides where a run starts and how far it goes."""

    def __init__(self, text: str, language: str, pieces: list[Piece], known: Collection[int]) -> None:
        self.text, self.language, self.pieces, self.known = text, language, pieces, known
        self.written_small = {piece.text for piece in pieces if piece.text.islower()}
        self.shown = {piece.text for piece in pieces if piece.capital and not piece.initial}
        self.common = common_words(language)
        self.heads = word_set("organisation", language) | word_set("place", language)
        self.titles = word_set("title", language)

    def is_common(self, word: str) -> bool:
        """Whether the word, or each part of a compound, is mostly written small."""
        small = word.casefold()
        return small in self.written_small or all(
            part in self.common for part in re.split(r"[-’']", small) if len(part) > 1
        )

    def opens(self, index: int) -> bool:
        """Whether a run starts at this piece."""
        piece = self.pieces[index]
        if not piece.capital:
            return False
        if not piece.initial or piece.start in self.known:
            return True
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        before_capital = following is not None and following.capital and self._touches(piece, following)
        if self.is_common(piece.text):
            if piece.text in self.heads | self.titles:
                return any(p.capital for p in self.pieces[index + 1 : index + 4])
            return bool(before_capital and following and following.text in self.heads and len(piece.text) > 4)
        if before_capital or piece.text in self.shown or piece.text.isupper():
            return True
        return not piece.text.endswith(("s", "ing", "ment", "ly")) or piece.text.casefold() not in self.common

    def continues(self, index: int, run: list[Piece]) -> int:
        """Return how many pieces from `index` prolong the run: 0 ends it."""
        last, piece = run[-1], self.pieces[index]
        if not self._touches(last, piece):
            return 0
        if piece.text == "." and (
            last.text in word_set("abbreviation", self.language) or len(last.text) == 1
        ):
            return 1
        if piece.capital:
            return int(
                not (
                    piece.initial
                    and self.is_common(piece.text)
                    and piece.text not in self.heads | self.titles
                )
            )
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        if piece.text in word_set("particle", self.language) and following and following.capital:
            return 1
        if not any(p.text in self.heads for p in run):
            return 0
        return self._linked(index, run) or self._qualified(index, run)

    def _touches(self, left: Piece, right: Piece) -> bool:
        gap = self.text[left.end : right.start]
        return gap in (" ", "\u00a0", "\u202f", "")

    def _linked(self, index: int, run: list[Piece]) -> int:
        """Count the links (in French adjectives too) up to the next capital of a headed name."""
        links, first = word_set("link", self.language), self.pieces[index].text.replace("’", "'")
        if first in ("and", "et", "en", "à", "au", "aux") and not any(p.text in links for p in run):
            return 0
        for size, piece in enumerate(self.pieces[index : index + 7]):
            if size and not self._touches(self.pieces[index + size - 1], piece):
                return 0
            if piece.capital:
                return 0 if piece.text in self.titles and first in ("and", "et") else size + 1
            if piece.text.replace("’", "'") not in links and not self._is_adjective(piece):
                return 0
        return 0

    def _qualified(self, index: int, run: list[Piece]) -> int:
        """Count the adjectives, and one complement, that a French organisation's head may have in lower
        case.
        """
        if (
            self.language != "fr"
            or len(run) > 1
            or run[0].text not in word_set("organisation", "fr")
            or run[0].initial
        ):
            return 0
        rest = self.text[self.pieces[index].start : self.pieces[index].start + 80]
        match = _qualifiers().match(rest)
        if not match:
            return 0
        end = self.pieces[index].start + match.end()
        return sum(piece.end <= end for piece in self.pieces[index : index + 12])

    def _is_adjective(self, piece: Piece) -> bool:
        return (
            self.language == "fr"
            and piece.text.isalpha()
            and len(piece.text) > 3
            and piece.text not in _FRENCH_STOPS
        )


@cache
def _qualifiers() -> re.Pattern[str]:
    adjective = r"[a-zà-ÿ-]+(?:ale?|elle|el|ienne|ien|aise?|aine?|ique|aire|ifs?|ive|oise?|iste|suprême|mixte|publique?|génér\w+)"
    return re.compile(
        rf"{adjective}\b(?: {adjective}\b)*(?: (?:de |du |des |de la |de l[’']|d[’'])[a-zà-ÿ-]+(?: {adjective}\b)?)?"
    )


_FRENCH_STOPS = frozenset(
    [
        "avec",
        "dans",
        "mais",
        "cette",
        "elle",
        "sont",
        "était",
        "étaient",
        "avait",
        "selon",
        "entre",
        "après",
        "avant",
        "depuis",
        "dont",
        "pour",
    ]
)
