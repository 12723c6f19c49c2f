"""Numbers and dates across languages: whether a value of one text stands in another.

English and French are read by the finders of `numbers` and `dates`, whose keys do not depend on the
language; Bambara by `bambara`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from summarize.facts.finding.dates import find_dates
from summarize.facts.finding.numbers import find_numbers
from summarize.facts.matching.bambara import bambara_values
from summarize.facts.matching.units import same_unit
from summarize.records import Mention

_ORDINALS = {
    "en": re.compile(r"\b(?:first|1st)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:premi(?:er|ère)s?|1(?:er|re|ère)s?)\b(?! ministre)", re.IGNORECASE),
}


@lru_cache(maxsize=256)
def values_in(text: str, language: str) -> tuple[Mention, ...]:
    """Return the dates, and the numbers outside them, of a text."""
    if language == "bm":
        return tuple(bambara_values(text))
    dates = find_dates(text, language)
    numbers = [
        number for number in find_numbers(text, language) if not any(_overlap(number, d) for d in dates)
    ]
    return (*dates, *numbers, *_firsts(text, language))


def same_value(source: Mention, other: Mention) -> bool:
    """Return whether two mentions are the same number with the same unit, or the same date."""
    if source.kind != other.kind:
        return False
    if source.kind == "number":
        return source.key == other.key and same_unit(source.detail, other.detail)
    return any(_same_date(key, other.key) for key in _date_keys(source))


def _same_date(key: str, other: str) -> bool:
    """Compare keys; one without year (`--03-26`), or a bare year or month, fits the full date it is in."""
    return key == other or other.startswith(f"{key}-") or _partial(key, other) or _partial(other, key)


def _partial(key: str, full: str) -> bool:
    return (
        key.startswith("--") and re.fullmatch(r"\d{4}-\d\d(-\d\d)?", full) is not None and full[4:] == key[1:]
    )


@cache
def _date_keys(mention: Mention) -> tuple[str, ...]:
    """Return the resolved key and those of the words as written: "last Wednesday" stays a Wednesday."""
    readings = [date for language in ("en", "fr") for date in find_dates(mention.text, language)]
    return (mention.key, *(date.key for date in readings if date.text == mention.text))


def _firsts(text: str, language: str) -> Iterator[Mention]:
    """Yield "first", which the number finder leaves out in French."""
    pattern = _ORDINALS.get(language)
    for match in pattern.finditer(text) if pattern else ():
        yield Mention("number", match.group(), "1", match.start(), match.end(), "ordinal")


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
