"""Sentences in capitals, as telex and headlines have them, written as a text has them.

Nothing in "ARMY KILLS 12 IN MALI ON MONDAY" shows what is a name. Words that texts mostly write small
(`common_words`) are written small, known acronyms stay, weekdays and months are as the language writes
them, and all else gets its capital. Limits: an acronym that is also a word (WHO, US) is taken for the word,
an unknown one for a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from babel import Locale

from summarize.facts.words.phrases import common_words

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?](?=\s)|(?=\n)|$)")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+")
_FEWEST = 2
"""So many common words tell a sentence in capitals from a list of acronyms."""
_VERB_OR_MONTH = ("may", "march")
_DATED = re.compile(r"(?:\d{1,2}(?:ST|ND|RD|TH)? |\b(?:IN|SINCE|UNTIL|BY|OF) )$")


def recase(text: str, language: str, is_acronym: Callable[[str], bool]) -> str:
    """Return a text of the same length, with its sentences in capitals written as others are.

    Args:
        text: Any text; sentences that are not wholly in capitals stay as they are.
        language: `fr`, or else read as English.
        is_acronym: Whether a word in capitals is a known acronym.
    """
    if not any(map(str.isupper, text)) or re.search(r"[A-ZÀ-Þ]{3}", text) is None:
        return text
    return _SENTENCE.sub(lambda found: _sentence(found[0], language, is_acronym), text)


def _sentence(sentence: str, language: str, is_acronym: Callable[[str], bool]) -> str:
    if sentence != sentence.upper():
        return sentence
    common = common_words(language)
    words = _WORD.findall(sentence)
    if sum(len(word) > 1 and word.lower() in common for word in words) < _FEWEST:
        return sentence
    first = True

    def written(found: re.Match[str]) -> str:
        nonlocal first
        word, opening = found[0], first
        first = False
        small = word.lower()
        if len(small) != len(word) or "." in word:
            return word
        behind = sentence[found.end() : found.end() + 1] in ("'", "’") and len(word) <= 2
        before = sentence[max(0, found.start() - 1) : found.start()] in ("'", "’") and language != "fr"
        if behind or before:  # L'ARMÉE, MALI'S
            return word.capitalize() if opening else small
        if small in _calendar(language):
            month = small not in _VERB_OR_MONTH or _is_dated(sentence, found)
            return word.capitalize() if language != "fr" and month else small
        if small in common or len(word) == 1:
            return word.capitalize() if opening else small
        return word if is_acronym(word) else word.capitalize()

    return _WORD.sub(written, sentence)


def _is_dated(sentence: str, found: re.Match[str]) -> bool:
    """Whether figures or a preposition show that MAY or MARCH is the month."""
    return bool(
        _DATED.search(sentence[: found.start()])
        or re.match(r",? \d", sentence[found.end() : found.end() + 3])
    )


@cache
def _calendar(language: str) -> frozenset[str]:
    locale = Locale.parse("fr" if language == "fr" else "en")
    tables = (locale.days["format"]["wide"], locale.months["format"]["wide"])
    return frozenset(str(name).lower() for table in tables for name in table.values())
