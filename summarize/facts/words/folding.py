"""Folding of words, so that one form in the glossary finds all its inflections in a text.

`fold` removes case and accents and spells the Bambara letters ɛ ɔ ɲ ŋ in ASCII. `stem` removes the regular
endings of English, French and Bambara inflection (plural, feminine). It is far lighter than a Porter or
Snowball stemmer on purpose: it must not bring *Nigerian* and *Nigerien*, or *Mali* and *Malian*, together.
Irregular forms are written out in the glossary.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
"""A run of letters and digits, or a dotted abbreviation such as `U.S.`."""
_SPECIAL = str.maketrans(
    {"ɛ": "e", "ɔ": "o", "ɲ": "ny", "ŋ": "n", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "’": "'"}
)
_FRENCH_ENDINGS = (("aux", "al"), ("ell", "el"), ("enn", "en"), ("onn", "on"), ("ett", "et"), ("iv", "if"))


class Word(NamedTuple):
    """A word of a text with its place; elided articles and hyphenated parts are words of their own."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the text in lower case without accents: `fold("Ségou’s") == "segou's"`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").casefold().translate(_SPECIAL))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=512)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text: runs of letters and digits, and dotted abbreviations such as `U.S.`."""
    return tuple(Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text))


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """Return the folded word without its regular inflection: `stem("maliennes", "fr") == "malien"`."""
    folded = fold(word).replace(".", "")
    if len(folded) < 3:
        return folded
    if language == "en":
        return _english(folded)
    if language == "fr":
        return _french(folded)
    return folded[:-1] if language == "bm" and folded.endswith("w") else folded


def stems(text: str, language: str) -> tuple[str, ...]:
    """Return the stems of all words of a text."""
    return tuple(stem(word, language) for word in WORD.findall(text))


@lru_cache(maxsize=512)
def stemmed(text: str, language: str) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """Return the words of a text with their stems."""
    found = words(text)
    return found, tuple(stem(word.text, language) for word in found)


def _english(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _french(word: str) -> str:
    if len(word) == 3:
        return word
    if word.endswith("aux"):
        return word[:-3] + "al"
    word = _without(word, "sx")
    if word.endswith(("gue", "que")):
        word = word[:-2] if word.endswith("gue") else word[:-3] + "c"
    else:
        word = _without(_without(word, "e"), "sx")
    for ending, plain in _FRENCH_ENDINGS[1:]:
        if word.endswith(ending):
            return word[: -len(ending)] + plain
    return word


def _without(word: str, letters: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in letters else word
