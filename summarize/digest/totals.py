"""Tell a figure that counts something as a whole from measures, parts, rates, ages and figures of before.

Method: what stands directly around the figure. Units are those that CLDR names, currencies those that are
legal tender today by CLDR.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarize.facts.matching.units import unit_of

_SIGNS = r"[$€£¥₦₵₹]|\bF\.? ?CFA\b"
_MEASURE_BEFORE = re.compile(rf"(?:{_SIGNS}|\b(?P<code>[A-Z]{{3}})) ?$")
_MEASURE_AFTER = re.compile(rf" ?(?:%|per ?cent\b|pour cent\b|{_SIGNS}|(?P<code>[A-Z]{{3}})\b)")
_PHRASE = re.compile(r" ?(?:d[e’'] ?)?((?:[^\W\d_]+[ -]?){1,3})")
"""The words behind a figure in which its unit may stand: "West African francs", "de francs CFA"."""
_COMMON = frozenset(("or", "gold", "nouveau", "nouveaux", "real", "sol", "sum", "won"))
"""Words in names of currencies that mostly mean something else."""
_AGE_BEFORE = re.compile(
    r"\b(?:aged?(?: of| between)?|âgée?s? (?:de|d’|d')|(?:died|dies|mort(?:es?)?) (?:at|à)|"
    r"(?:old|young)est\b[^,;]*|plus (?:âgée?s?|jeunes?)\b[^,;]*)\W*$"
)
_PART_AFTER = re.compile(
    r"\W*(?:of\W+$|sur\W+$|of (?:the|them|those|whom)\b|more\b|additional\b|new\b|des\b|d.entre\b|"
    r"parmi\b|de plus\b|(?:nouve|supplém)\w*|blessés ayant\b)"
    r"|[^,;:.]*\b(?:alone|à (?:elle|lui) seule?)\b"
    r"|\W+(?:\w+ )?\W?(?:attackers|insurgents|militants|rebels|terrorists|gunmen|jihadists|"
    r"assaillants|terroristes|djihadistes)"
)
_PART_BEFORE = re.compile(
    r"\b(?:including|among them|another|dont|killed by|tués par|bodies of)\W+(?:\w+\W+){0,2}$"
    r"|\b(?:first|last|premi(?:ers|ères)|derni(?:ers|ères)) $"
)
_EARLIER = re.compile(
    r"\b(?:(?:up|down) from|compared (?:with|to)|instead of|contre|au lieu de"
    r"|(?:earlier|previous|initial|first|précédent|premier) (?:\w+ )?"
    r"(?:toll|count|figure|report|bilan|chiffre)\b[^,;]*)\W*$"
)
_RANGE = (re.compile(r"\b(?:from|de)\W+$"), re.compile(r"\W*(?:to|à)\W"))
_SUMMED = re.compile(
    r" (?:d[e’'] ?)?(?!people|persons|personnes)(?:[^\W\d_]+ )?[^\W\d_]{4,}s (?:and|et) "
    r"(?:at least |au moins )?"
)
_ROUGH = re.compile(
    r"\b(?:about|around|some|nearly|almost|over|more than|roughly|environ|près de|plus de|"
    r"quelque|presque)\W+$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|entre)\W+$")
_RATE = re.compile(
    r"[^,;:.]*\b(?:(?:an?|per|each|every) (?:year|month|week|day)|annually|"
    r"(?:par|chaque) (?:an|année|mois|semaine|jour))\b"
)


def is_total(before: str, after: str) -> bool:
    """Tell whether the figure between two pieces of a sentence counts something as a whole.

    It does not as a measure or an amount of money, an age, a part ("seven of the dead"), an increment
    ("three more"), a rate ("a year"), the attackers' own, or a figure that a later one replaces ("up from
    12"). Times, days and years are no figures here but dates.
    """
    replaced = _RANGE[0].search(before) and _RANGE[1].match(after)
    return not (
        replaced
        or after.startswith("-")
        or _PART_AFTER.match(after)
        or _PART_BEFORE.search(before)
        or _EARLIER.search(before)
        or _AGE_BEFORE.search(before)
        or _RATE.match(after)
        or _is_measure(before, after)
    )


def is_paired(before: str, after: str) -> bool:
    """Tell whether a figure is half of a sum or range: "8 soldiers and 3 civilians", "between 8 and 11"."""
    return bool(_SUMMED.fullmatch(after) or _BETWEEN.search(before))


def is_rough(before: str) -> bool:
    """Tell whether a figure is given as a rounded one: "about 60", "more than 60"."""
    return bool(_ROUGH.search(before))


def _is_measure(before: str, after: str) -> bool:
    for match in (_MEASURE_BEFORE.search(before), _MEASURE_AFTER.match(after)):
        if match and (match["code"] is None or match["code"] in _currencies()[0]):
            return True
    phrase = _PHRASE.match(after)
    words = phrase[1].split() if phrase else []
    return bool(words) and (is_unit(words[0]) or any(word.lower() in _currencies()[1] for word in words))


@lru_cache(maxsize=65536)
def is_unit(noun: str) -> bool:
    """Tell whether a word is a unit of measure, such as days or kilometres."""
    return bool(unit_of(noun))


@cache
def _currencies() -> tuple[frozenset[str], frozenset[str]]:
    """The ISO 4217 codes of today's currencies, and the nouns of their English and French names."""
    from babel.core import get_global
    from babel.numbers import get_currency_name, get_territory_currencies

    codes = {code for place in get_global("territory_currencies") for code in get_territory_currencies(place)}
    names = {
        get_currency_name(code, count=count, locale=language).lower().split()[place]
        for code in codes
        for language, place in (("en", -1), ("fr", 0))
        for count in (1, 2)
    }
    return frozenset(codes), frozenset(names - _COMMON)
