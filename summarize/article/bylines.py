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
_ROLE = re.compile(r",(?: [a-zà-ÿ][\w'’-]*){1,6}$")
"""What an author is, after the name: `, linguiste`."""
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
    names = _ROLE.sub("", " ".join(words)).strip(" ,")
    return names if _NAMES.fullmatch(names) else ""


_NOTE = re.compile(
    r"^(?P<name>(?:[A-ZÀ-Þ][\w'’.-]* ){1,4})(?:\([^)]*\) ?)?"
    r"(?:is|has (?:been|covered|written|worked|reported)|writes|covers|works|reports|est|écrit|couvre|ist|schreibt|es|escribe|è|scrive|é|escreve)\b"
)
_WRITER = re.compile(
    r"\b(?:writers?|journalists?|reporters?|correspondents?|editors?|authors?|columnists?|contribut\w+|freelance\w*"
    r"|bloggers?|professor|lecturer|fellow (?:at|of|with)|journaliste|rédacteur|rédactrice|auteure?|écrivaine?|chroniqueu\w+|linguiste"
    r"|professeure?|enseigne|pigiste|correspondante?|redakteurin?|autorin?|periodista|giornalista|jornalista)\b",
    re.IGNORECASE,
)


def is_author_note(text: str, byline: str) -> bool:
    """True for a line that presents the author: it begins with the name in the byline, or calls its subject a writer."""
    match = _NOTE.match(text)
    if not match or len(text.split()) > 130:
        return False
    name = match["name"].strip().lower()
    return bool(_WRITER.search(text)) or (bool(name) and name in byline.lower())
