"""Guards: signs that a translation model failed on a sentence.

Neural models fail loudly on odd input: loops, nothing at all, a fraction of the sentence, the source
copied. Each guard returns a short reason, or an empty string when the translation passes.
"""

from __future__ import annotations

import re
from collections import Counter

from summarize.article.language import words_of
from summarize.article.vocabulary import load_vocabulary
from summarize.translation.typography import ADDRESS

LOOP = re.compile(r"(?P<unit>[^\W\d_][^\s\d]{0,15}?)(?P=unit){4,}")
"""A short run of characters, five times over."""
WORD = re.compile(r"\w+(?:[-'’]\w+)*")
COPIED_WORDS = 5
COPIED_SHARE = 0.7
SHORTEST, LONGEST = 0.5, 2.2
"""Bounds of target length over source length in characters; see `length_fault`."""

CLEAR_HITS = 4
"""Function words that settle a sentence's language, when they outnumber the other's two to one."""


def find_fault(source: str, target: str, source_language: str, target_language: str) -> str:
    """Return why a translation must not be shown, or an empty string."""
    source, target = ADDRESS.sub("", source), ADDRESS.sub("", target)
    if not WORD.search(target):
        return "empty translation" if WORD.search(source) else ""
    return (
        repetition_fault(source, target)
        or length_fault(source, target)
        or copy_fault(source, target)
        or language_fault(target, source_language, target_language)
    )


def repetition_fault(source: str, target: str) -> str:
    """Report loops: characters or word n-grams repeated in the translation and not in the source."""
    if LOOP.search(target) and not LOOP.search(source):
        return "repeats characters"
    before, after = WORD.findall(source.lower()), WORD.findall(target.lower())
    for size in (1, 2, 3, 4):
        if _run(after, size) > max(3 if size == 1 else 2, _run(before, size)):
            return "repeats words"
    if _most(after, 4) > max(2, _most(before, 3)):
        return "repeats words"
    return ""


def length_fault(source: str, target: str) -> str:
    """Report a translation much shorter or longer than its source; short sentences may vary more."""
    allowance = 25
    if len(target) < SHORTEST * len(source) - allowance / 2:
        return "translation too short"
    if len(target) > LONGEST * len(source) + allowance:
        return "translation too long"
    return ""


def copy_fault(source: str, target: str) -> str:
    """Report a source copied untranslated: most of its lower-case words stand in the translation."""
    words = [word for word in WORD.findall(source) if word.islower() and len(word) > 2]
    if len(words) < COPIED_WORDS:
        return ""
    found = set(WORD.findall(target))
    copied = sum(word in found for word in words)
    return "source copied" if copied >= COPIED_SHARE * len(words) else ""


def language_fault(target: str, source_language: str, target_language: str) -> str:
    """Report a translation that is clearly still in the source's language."""
    return "wrong language" if is_clearly(target, source_language, target_language) else ""


def is_clearly(text: str, language: str, other: str) -> bool:
    """Tell whether function words show a sentence to be in one language rather than the other."""
    known = load_vocabulary().function_words
    words = words_of(text)
    hits, others = (sum(word in known.get(code, ()) for word in words) for code in (language, other))
    return hits >= CLEAR_HITS and hits > 2 * others


def _run(words: list[str], size: int) -> int:
    """Return how often at most a word n-gram stands in a row."""
    longest = alike = 0
    for word, later in zip(words, words[size:], strict=False):
        alike = alike + 1 if word == later else 0
        longest = max(longest, alike)
    return longest // size + 1


def _most(words: list[str], size: int) -> int:
    """Return how often the most frequent word n-gram occurs."""
    grams = Counter(tuple(words[start : start + size]) for start in range(len(words) - size + 1))
    return max(grams.values(), default=0)
