"""French plurals, as far as the rendering of a glossary term needs them."""

from __future__ import annotations

import re

_PREPOSITION = re.compile(r"\s(?=(?:de|du|des|d['’]|à|au|aux|en|contre|pour|par|sur)\b|d['’])")


def plural(form: str, kind: str, language: str) -> str:
    """Return the plural of a French form: of the noun and its adjectives, up to the first preposition.

    `plural("prisonnier politique", "term", "fr") == "prisonniers politiques"`. Demonyms and peoples get the
    capital of the noun, because an English plural (*Malians*) is never an adjective. Other languages are
    returned as they are.
    """
    if language != "fr":
        return form
    head, *rest = _PREPOSITION.split(form, maxsplit=1)
    inflected = " ".join(_word(word, kind) for word in head.split(" "))
    if kind in ("demonym", "group"):
        inflected = "-".join(part[:1].upper() + part[1:] for part in inflected.split("-"))
    return " ".join([inflected, *rest])


def _word(word: str, kind: str) -> str:
    if word[-1:] in "sxz" or ("-" in word and kind != "demonym"):  # porte-parole, cessez-le-feu
        return word
    if word.endswith("al"):
        return word[:-2] + "aux"
    return word + ("x" if word.endswith("eau") else "s")
