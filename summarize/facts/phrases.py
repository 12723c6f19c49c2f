"""Words, keys and phrase look-up: the small tools that the fact finders share."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Generic, TypeVar

T = TypeVar("T")


def fold(text: str) -> str:
    """Return a text without case and accents: `fold("Tombouctou à l'État") == "tombouctou a l'etat"`."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def slug(text: str) -> str:
    """Return the canonical key of a name: folded words joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", fold(text)))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text; hyphens and apostrophes separate words."""

    text: str
    folded: str
    start: int
    end: int


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


def words_of(text: str) -> list[Word]:
    """Split a text into words with their offsets."""
    return [Word(m[0], fold(m[0]), m.start(), m.end()) for m in _word_pattern().finditer(text)]


class PhraseIndex(Generic[T]):
    """A dictionary of phrases that finds the longest one starting at a word.

    Phrases are compared folded, word by word; what separates the words (space, hyphen, apostrophe) is ignored.
    """

    def __init__(self) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], T]] = {}

    def add(self, phrase: str, value: T) -> None:
        """Add a phrase; the first value given for a phrase stays."""
        key = tuple(re.findall(r"[^\W_]+", fold(phrase)))
        if key:
            self._by_first.setdefault(key[0], {}).setdefault(key, value)

    def longest(self, words: Sequence[Word], index: int) -> tuple[int, T] | None:
        """Return the number of words and the value of the longest phrase that starts at `words[index]`."""
        candidates = self._by_first.get(words[index].folded)
        if not candidates:
            return None
        limit = max(map(len, candidates))
        window = tuple(word.folded for word in words[index : index + limit])
        for size in range(len(window), 0, -1):
            if window[:size] in candidates:
                return size, candidates[window[:size]]
        return None

    def find(self, words: Sequence[Word]) -> Iterator[tuple[int, int, T]]:
        """Yield (first word, word after the last, value) of the phrases in a text, longest first, no overlaps."""
        index = 0
        while index < len(words):
            match = self.longest(words, index)
            if match:
                yield index, index + match[0], match[1]
                index += match[0]
            else:
                index += 1


def read_table(name: str) -> list[dict[str, str]]:
    """Read a tab-separated table with a header line from the package's `facts/data` folder."""
    text = files("summarize.facts").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def common_words(language: str) -> frozenset[str]:
    """Return words that texts mostly write in lower case; a capital on one at a sentence start proves no name."""
    name = f"common_{'fr' if language == 'fr' else 'en'}.txt"
    text = files("summarize.facts").joinpath("data", name).read_text(encoding="utf-8")
    return frozenset(text.split())
