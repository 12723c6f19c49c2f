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

from summarize.facts.words.phrases import common_words, read_table
from summarize.facts.words.spans import Spans


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
        """Whether the word starts with a capital and is no elided article."""
        return self.text[0].isupper() and self.text[-1] not in "'’"


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
    title_lines = Spans(_title_case_lines(text))
    initial = True
    for match in _piece_pattern(language).finditer(text):
        word = re.sub(r"[’']s$", "", match[0]) if language == "en" else match[0]
        if not word.strip():
            initial = True
            continue
        start, end = match.start(), match.start() + len(word)
        before = pieces[-1].text if pieces else ""
        pieces.append(Piece(word, start, end, initial or bool(title_lines.overlapping(start, end))))
        if word == ".":
            initial = before not in word_set("abbreviation", language)
        elif word in _OPENING or not re.fullmatch(r"(?i:[ldcjsn])[’']", word):
            initial = word in _OPENING  # an elided article leaves the next word at the start
    return pieces


_OPENING = frozenset('!?:"“«•–—(…-*')
"""Marks after which a capital proves nothing."""


def _title_case_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of lines of four words or more that are mostly capitalised, as some headlines are."""
    for match in re.finditer(r"[^\n]+", text):
        words = re.findall(r"[^\W\d_]{4,}", match[0])
        small = [word for word in words if word[0].islower()]
        if len(words) >= 4 and len(small) < 0.3 * len(words) and all(len(word) < 6 for word in small):
            yield match.span()


def runs_of(text: str, language: str, known: Collection[int]) -> Iterator[list[Piece]]:
    """Yield maximal runs of capitalised words, joined by particles, or by links in an organisation or place.

    `known` holds the offsets at which a known name starts; a word there always opens a run.
    """
    reader = _RunReader(text, language, known)
    index = 0
    while index < len(reader.pieces):
        if not reader.opens(index):
            index += 1
            continue
        run = [reader.pieces[index]]
        index += 1
        while index < len(reader.pieces) and (step := reader.continues(index, run)):
            run += reader.pieces[index : index + step]
            index += step
        yield run


class _RunReader:
    """Decides where a run starts and how far it goes."""

    def __init__(self, text: str, language: str, known: Collection[int]) -> None:
        self.pieces = pieces_of(text, language)
        self._text, self._language, self._known = text, language, known
        self._written_small = {piece.text for piece in self.pieces if piece.text.islower()}
        self._common = common_words(language)
        self._heads = word_set("organisation", language) | word_set("place", language)
        self._openers = self._heads | word_set("title", language)

    def opens(self, index: int) -> bool:
        """Whether a run starts at this piece."""
        piece = self.pieces[index]
        if not piece.capital:
            return False
        if not piece.initial or piece.start in self._known or not self._is_common(piece.text):
            return True
        if piece.text in self._openers:
            return any(following.capital for following in self.pieces[index + 1 : index + 4])
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else piece
        return len(piece.text) > 4 and following.text in self._heads and self._touches(index)

    def _is_common(self, word: str) -> bool:
        """Whether the word, or each part of a compound, is mostly written small; an English plural too."""
        small = word.casefold()
        if small in self._written_small or (
            self._language == "en" and small.removesuffix("s") in self._common
        ):
            return True
        return all(part in self._common for part in re.split(r"[-’']", small) if len(part) > 1)

    def continues(self, index: int, run: list[Piece]) -> int:
        """Return how many pieces from `index` prolong the run; 0 ends it."""
        last, piece = run[-1], self.pieces[index]
        if not self._touches(index - 1):
            return 0
        if piece.text == ".":
            return int(len(last.text) == 1 or last.text in word_set("abbreviation", self._language))
        if piece.capital:
            return int(not piece.initial or piece.text in self._openers or not self._is_common(piece.text))
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else piece
        if piece.text in word_set("particle", self._language) and following.capital:
            return 1
        if not any(part.text in self._heads for part in run):
            return 0
        return self._linked(index, run) or self._qualified(index, run)

    def _touches(self, index: int) -> bool:
        """Whether at most a space parts this piece from the next."""
        gap = self._text[self.pieces[index].end : self.pieces[index + 1].start]
        return gap in ("", " ", "\u00a0", "\u202f")

    def _linked(self, index: int, run: list[Piece]) -> int:
        """Count the links (in French also nouns and adjectives) up to the next capital of a headed name."""
        links, ending = word_set("link", self._language), word_set("last-link", self._language)
        first = self.pieces[index].text
        if first in ("and", "et", *ending) and not any(piece.text in links for piece in run):
            return 0
        after_link = True
        for size, piece in enumerate(self.pieces[index : index + 7]):
            if size and not self._touches(index + size - 1):
                return 0
            if piece.capital:
                return (
                    size + 1
                    if after_link and (not size or self.pieces[index + size - 1].text not in ending)
                    else 0
                )
            is_link = piece.text.replace("’", "'") in links
            if not is_link and (
                self._language != "fr" or not (after_link or _adjective().fullmatch(piece.text))
            ):
                return 0
            after_link = is_link
        return 0

    def _qualified(self, index: int, run: list[Piece]) -> int:
        """Count the small adjectives, and one complement, that follow the head of a French organisation."""
        head = run[0]
        if (
            self._language != "fr"
            or len(run) > 1
            or head.initial
            or head.text not in word_set("organisation", "fr")
        ):
            return 0
        start = self.pieces[index].start
        match = _qualifiers().match(self._text, start, start + 80)
        return sum(piece.end <= match.end() for piece in self.pieces[index : index + 12]) if match else 0


@cache
def _adjective() -> re.Pattern[str]:
    endings = (
        "ale?|aux|elle|el|ienne|ien|aise?|aine?|ique|aire|if|ive|oise?|iste|suprême|mixte|publique?|ocrate"
    )
    return re.compile(rf"[a-zà-ÿ-]+(?:{endings})s?\b")


@cache
def _qualifiers() -> re.Pattern[str]:
    adjective, article = _adjective().pattern, r"(?:de la |de l[’']|de |du |des |d[’'])"
    return re.compile(rf"{adjective}(?: {adjective})*(?: {article}[a-zà-ÿ-]+(?: {adjective})?)?")
