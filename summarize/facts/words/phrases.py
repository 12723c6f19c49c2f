"""Words, keys and phrase look-up: the small tools that the fact finders share."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Generic, NamedTuple, TypeVar

from summarize.facts.words.folding import WORD, fold

T = TypeVar("T")


class Token(NamedTuple):
    """A word of a text, with its folded form; hyphens and apostrophes separate words."""

    text: str
    folded: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """Split a text into words with their offsets."""
    return [
        Token(found.group(), _folded(found.group()), found.start(), found.end())
        for found in WORD.finditer(text)
    ]


def _folded(word: str) -> str:
    return fold(word).replace(".", "")


class PhraseIndex(Generic[T]):
    """A dictionary of phrases that finds the longest one starting at a word.

    Phrases are compared folded, word by word; what separates the words (space, hyphen, apostrophe) is
    ignored.
    """

    def __init__(self) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], T]] = {}

    def add(self, phrase: str, value: T) -> None:
        """Add a phrase; the first value given for a phrase stays."""
        key = tuple(map(_folded, WORD.findall(phrase)))
        if key:
            self._by_first.setdefault(key[0], {}).setdefault(key, value)

    def longest(self, tokens: Sequence[Token], index: int) -> tuple[int, T] | None:
        """Return the number of words and the value of the longest phrase that starts at `tokens[index]`."""
        candidates = self._by_first.get(tokens[index].folded)
        if not candidates:
            return None
        limit = max(map(len, candidates))
        window = tuple(word.folded for word in tokens[index : index + limit])
        for size in range(len(window), 0, -1):
            if window[:size] in candidates:
                return size, candidates[window[:size]]
        return None

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, T]]:
        """Yield first word, word after the last, and value of the phrases in a text, without overlaps."""
        index = 0
        while index < len(tokens):
            match = self.longest(tokens, index)
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
    """Return the words that texts mostly write small; at a sentence start, their capital proves no name."""
    name = f"common_{'fr' if language == 'fr' else 'en'}.txt"
    text = files("summarize.facts").joinpath("data", name).read_text(encoding="utf-8")
    return frozenset(text.split())
