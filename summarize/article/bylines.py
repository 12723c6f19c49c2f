"""Bylines: who wrote the article."""

from __future__ import annotations

import re

from summarize.article.dates import calendar_words

_PREFIX = re.compile(
    r"^(?:(?:written|words|story|article|text|reported|report|reporting|analysis|interview|posted|published) by"
    r"|by|par|von|door|authors?|auteure?s?|autora?|texte|propos recueillis par|un article de|texto de)\s*:?\s+",
    re.IGNORECASE,
)
_NAME = r"(?:[A-ZÀ-Þ][\w'’.-]*|al|ag|ben|bin|da|de|del|der|di|du|el|la|le|ould|van|von)"
_NAMES = re.compile(
    rf"{_NAME}(?: {_NAME}){{0,4}}(?:(?:,| ?[/&+]| and| et| und| y| with| avec) ?{_NAME}(?: {_NAME}){{0,4}}){{0,5}}"
)
_REST = re.compile(
    r"\s*(?:[|•·–—(]|\s\d|,? (?:published|updated|posted|publiée?|mis|on|in|le|am)\b).*$", re.IGNORECASE
)


def find_byline(text: str) -> str:
    """Return the names in a byline such as `By Ada Keita and Moussa Ba | 3 May 2012`, or the empty string."""
    prefix = _PREFIX.match(text)
    if not prefix or len(text.split()) > 18:
        return ""
    words = _REST.sub("", text[prefix.end() :]).split()
    while words and words[-1].lower().rstrip(".,") in calendar_words():
        words.pop()
    names = " ".join(words).strip(" ,")
    return names if _NAMES.fullmatch(names) else ""
