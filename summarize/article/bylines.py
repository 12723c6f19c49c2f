"""Bylines: who wrote the article."""

from __future__ import annotations

import re

from summarize.article.dates import calendar_words

_PREFIX = re.compile(
    r"^(?:(?:written|words|story|article|text|reported|report|reporting|analysis|interview|posted|published)"
    r" by|by|par|(?:ein bericht )?von|door|authors?|auteure?s?|autora?|texte|propos recueillis par"
    r"|un article de|texto de)\s*:?\s+",
    re.IGNORECASE,
)
_NAME = r"(?:[A-ZÀ-Þ][\w'’.-]*|al|ag|ben|bin|da|de|del|der|di|du|el|la|le|ould|van|von)"
_NAMES = re.compile(
    rf"{_NAME}(?: {_NAME}){{0,4}}"
    rf"(?:(?:,| ?[/&+]| and| et| und| y| with| avec) ?{_NAME}(?: {_NAME}){{0,4}}){{0,5}}"
)
_ROLE = re.compile(r", [a-zà-ÿ][^,]{2,60}$")
"""What an author is, after the name: `, linguiste`."""
_REST = re.compile(
    r"\s*(?:[|•·–—(]|\s\d|,? (?:published|updated|posted|publiée?|mis|on|in|le|am)\b).*$", re.IGNORECASE
)
_LONGEST_NOTE = 200
"""Words that a note on the author may have."""
_NOTE = re.compile(
    r"^(?:[A-ZÀ-Þ][\w'’.-]* ){1,4}(?:\([^)]*\) ?)?"
    r"(?:is|has (?:been|covered|written|worked|reported)|writes|covers|works|reports|est|écrit|couvre|ist"
    r"|schreibt|es|escribe|è|scrive|é|escreve)\b"
)
_WRITER = re.compile(
    r"\b(?:writers?|journalists?|reporters?|correspondents?|editors?|authors?|columnists?|contribut\w+"
    r"|freelance\w*|bloggers?|professor|lecturer|fellow (?:at|of|with)|journaliste|rédacteur|rédactrice"
    r"|auteure?|écrivaine?|chroniqueu\w+|linguiste|professeure?|enseigne|pigiste|correspondante?|redakteurin?|autorin?"
    r"|periodista|giornalista|jornalista)\b",
    re.IGNORECASE,
)


def is_open_byline(text: str) -> bool:
    """True for a byline whose names stand in the next line."""
    return bool(_PREFIX.fullmatch(f"{text} "))


def find_byline(text: str) -> str:
    """Return the names in a byline such as `By Ada Keita and Moussa Ba | 3 May 2012`, or the empty string."""
    prefix = _PREFIX.match(text)
    if not prefix or len(text.split()) > 18:
        return ""
    words = _REST.sub("", text[prefix.end() :]).split()
    while words and words[-1].lower().rstrip(".,") in calendar_words():
        words.pop()
    names = _ROLE.sub("", " ".join(words)).strip(" ,")
    return names if _NAMES.fullmatch(names) else ""


def is_author_note(text: str, byline: str) -> bool:
    """True for a line that presents the author: it begins with the byline, or calls its subject a writer."""
    if len(text.split()) > _LONGEST_NOTE:
        return False
    if byline and re.match(rf"{re.escape(byline)} [a-zà-ÿ(]", text, re.IGNORECASE):
        return True
    return bool(_NOTE.match(text) and _WRITER.search(text))
