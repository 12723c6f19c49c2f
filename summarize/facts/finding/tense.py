"""Whether a date in a sentence lies ahead or behind.

Method: a preposition that points forward or back ("until", "since", "à partir de") decides; else the
nearest verb form before the date in its sentence, else the first one after it. The word patterns are in
`data/tense.tsv`. Limits: there is no parsing, so a verb of another clause may be taken.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from summarize.facts.words.phrases import read_table

Tense = Literal["future", "past", ""]


def tense_at(text: str, start: int, end: int, language: str) -> Tense:
    """Tell whether the date at `text[start:end]` lies ahead or behind; empty when nothing tells."""
    language = "fr" if language == "fr" else "en"
    left = re.split(r"[.!?;\n]\s|[«“]", text[max(0, start - 250) : start])[-1]
    right = re.split(r"[.!?;\n](?:\s|$)", text[end : end + 150])[0]
    verb = _verb(language)
    if _pointer("backward", language).search(left):
        return "past"
    opening = len(left.split()) < 2  # "By Monday the streets were empty"
    if _pointer("forward", language).search(left) and not (
        opening and _tense_of(verb.search(right)) == "past"
    ):
        return "future"
    verbs = list(verb.finditer(left))
    if verbs and _PROSPECTIVE.match(verbs[-1][0]) and _FELL_THROUGH.search(right):
        return "past"  # "was to open on Tuesday but was put off"
    return _tense_of(verbs[-1] if verbs else verb.search(right))


_PROSPECTIVE = re.compile(r"(?:was|were|devai(?:en)?t)\b")
_FELL_THROUGH = re.compile(
    r"\bbut (?:was|were|did|had|has)\b|\bmais (?:il|elle|ils|elles|a|ont)\b|^[^,]{0,40}, n(?:e|['’])\b"
)


def _tense_of(verb: re.Match[str] | None) -> Tense:
    return "" if verb is None else "past" if verb["past"] else "future"


@cache
def _pointer(kind: str, language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(kind, language)})(?:\s(?:{_any('between', language)}))*\s?$")


@cache
def _verb(language: str) -> re.Pattern[str]:
    """Verb forms; a modal takes the infinitive after it along ("will be issued" is no past)."""
    modal = rf"(?:{_any('modal', language)})(?: not| also| only| now| pas)?(?: be| have been| être)?(?: \w+)?"
    future, past = _any("future", language), _any("past", language)
    return re.compile(rf"\b(?:(?:{modal}|{future})|(?P<past>{past}))\b")


def _any(kind: str, language: str) -> str:
    rows = read_table("tense.tsv")
    return "|".join(row["pattern"] for row in rows if row["kind"] == kind and row["language"] == language)
