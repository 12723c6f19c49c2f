"""French articles and elision around a name or term put into a sentence.

A model that copies a placeholder cannot know what will stand there: "de le ⟪0⟫", "l'⟪0⟫", "⟪0⟫ se réunira".
`place` gives what was put in its article and contracts or elides the words before it: du, des, à la, d'…
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

FEMININE_ENDINGS = ("tion", "sion", "xion", "té", "ance", "ence", "ure", "ade", "esse", "ette", "ie", "ique")
MUTE_H = re.compile(
    r"h(?:aïti|abit|ebdo|éro[ïi]ne|eure|istoire|i[ve]|omme|onneur|ôpita|ôte|uma|u[ij]l|ypo|élico)",
    re.IGNORECASE,
)
VOWEL = re.compile(r"[aàâeéèêëiîïoôœuùû](?!nz)|y(?![aeiouéè])", re.IGNORECASE)
WORDS = (
    r"\b(?P<word>de la|de l['’]|à la|à l['’]|du|des|de|d['’]|aux?|à|en"
    r"|les?|la|l['’]|une?|ce|cet|cette|ces)\s*$"
)
BEFORE = re.compile(WORDS, re.IGNORECASE)
APART_BEFORE = re.compile(r"[(«\[/-]\s*$")
APART_AFTER = re.compile(r"\s*[:)]")
THE = ("le", "la", "l'", "les")
OF = ("du", "de la", "de l'", "des", "de", "d'")
TO = ("au", "à la", "à l'", "aux", "à", "en")
THIS = ("ce", "cette", "cet", "ces")
DATES = {"day": "le", "weekday": "", "month": "en"}
ADVERB = re.compile(WORDS.replace("|en", "|en|dans|sur|pour"), re.IGNORECASE)
QUE = re.compile(r"\b(?P<stem>qu|lorsqu|puisqu|jusqu)(?:e |['’])$", re.IGNORECASE)


Usage: TypeAlias = Literal["always", "agree", "never", "kept", "day", "weekday", "month"]


@dataclass(frozen=True, slots=True)
class Noun:
    """A name or term as it is put into a French sentence.

    `usage` says what becomes of articles: *always* one, even where the model wrote none (la CEDEAO, le Mali,
    les Touaregs); *agree* with the noun where there is one; *never* one (persons, cities); *kept* as they
    are but for elision (numbers, names of unknown gender). Dates replace the preposition: *day* (le 26 mars),
    *weekday* (mercredi), *month* (en mars, en 2012).
    """

    text: str
    usage: Usage = "kept"
    feminine: bool = False
    plural: bool = False


def elides(word: str) -> bool:
    """Tell whether le, la, de, que … lose their vowel before a word: ONU, Abidjan, not Haut."""
    return bool(VOWEL.match(word) or MUTE_H.match(word))


def noun(text: str, long: str, kind: str, territory: bool = False) -> Noun:
    """Describe a glossary form: gender and number come from the head of its long form.

    `kind` is the glossary's: person, place, organisation, group, event …; `territory` marks a place that is
    a country or a continent.
    """
    if text.startswith("Le "):  # Le Cap, Le Caire
        return Noun(text[3:], "always")
    head = re.split(r"[\s'’]", long)[0]
    city = kind == "place" and not territory and head not in _listed("regions")
    if kind == "person" or city or head in _listed("no_article"):
        return Noun(text, "never")
    proper = kind in ("place", "organisation", "group", "demonym")
    named_plural = kind in ("place", "group", "demonym") and head[-1:] in "sx" and head != "Laos"
    plural = text != text.upper() and (named_plural or head in _listed("plural"))
    return Noun(text, "always" if proper else "agree", _is_feminine(head, kind), plural)


def _is_feminine(head: str, kind: str) -> bool:
    if head in _listed("feminine_plural"):
        return True
    if kind == "place":
        return head.endswith("e") and head not in _listed("masculine_countries")
    word = head.lower()
    singular = word if word in _listed("feminine") else word.rstrip("s")
    if singular in _listed("masculine"):
        return False
    return singular in _listed("feminine") or singular.endswith(FEMININE_ENDINGS)


@cache
def _listed(name: str) -> frozenset[str]:
    lists = tomllib.loads((files("summarize.translation") / "french.toml").read_text(encoding="utf-8"))
    return frozenset(str(lists[name]).split())


def place(before: str, name: Noun, after: str = "") -> str:
    """Return `before` + the name, with the article or preposition that `before` ends in made to agree.

    `after` is what follows the name: one that heads a title ("Mali : …") gets no article of its own.
    """
    match = (ADVERB if name.usage in DATES else BEFORE).search(before)
    word = match.group("word").lower().replace("’", "'") if match else ""
    lead = before[: match.start()] if match else before
    apart = APART_BEFORE.search(before) or (not before.strip() and APART_AFTER.match(after))
    joined = _joined(word, name, apart=bool(apart))
    starts = match.group("word")[0].isupper() if match else not before.strip()
    if starts and joined != name.text:
        joined = joined[0].upper() + joined[1:]
    return _elide_que(lead, joined) + joined


def _joined(word: str, name: Noun, *, apart: bool) -> str:
    if name.usage in DATES:
        return _dated(word, name)
    if name.usage == "kept":
        return _kept(word, name.text)
    if name.usage == "never":
        return _bare(word, name.text)
    if word or (name.usage == "always" and not apart):
        return _agreeing(word, name)
    return name.text


def _dated(word: str, date: Noun) -> str:
    """Put a date with its own preposition, whatever the model made of "on" or "in"; "of" stays."""
    if word in OF:
        return _spaced("du" if date.usage == "day" else "de", date.text)
    return _spaced(DATES[date.usage], date.text)


def _kept(word: str, text: str) -> str:
    """Keep article and preposition; only elision and contraction follow the name."""
    vowel = elides(text)
    full = {"d'": "de", "l'": "le", "de l'": "du", "à l'": "au"}
    short = {
        "de": "d'",
        "le": "l'",
        "la": "l'",
        "du": "de l'",
        "de la": "de l'",
        "au": "à l'",
        "à la": "à l'",
    }
    word = short.get(word, word) if vowel else full.get(word, word)
    return _spaced(word, text)


def _bare(word: str, text: str) -> str:
    """Put a name that takes no article: what article there was goes, prepositions stay."""
    if word in OF:
        return f"d'{text}" if elides(text) else f"de {text}"
    return f"à {text}" if word in TO else text


def _agreeing(word: str, name: Noun) -> str:
    """Give a noun the article, alone or contracted with de or à, that fits its gender and number."""
    vowel = elides(name.text)
    if word in ("un", "une"):
        return _spaced("des" if name.plural else "une" if name.feminine else "un", name.text)
    if word in THIS:
        return _spaced(THIS[3 if name.plural else 1 if name.feminine else 2 if vowel else 0], name.text)
    if word in ("de", "d'", "à", "en") and name.usage == "agree":
        return _kept(word, name.text)
    if word == "en":
        return _spaced("aux" if name.plural else "en" if name.feminine or vowel else "au", name.text)
    articles = OF if word in OF else TO if word in TO else THE
    return _spaced(articles[3 if name.plural else 2 if vowel else 1 if name.feminine else 0], name.text)


def _spaced(word: str, text: str) -> str:
    return f"{word}{'' if not word or word.endswith(chr(39)) else ' '}{text}"


def _elide_que(lead: str, joined: str) -> str:
    """Write que, lorsque … with or without their vowel, as the next word asks."""
    match = QUE.search(lead)
    if not match:
        return lead
    return lead[: match.start()] + match.group("stem") + ("'" if elides(joined) else "e ")
