"""Numbers and dates across languages: whether a value of one text stands in another.

English and French are read by the finders of `numbers` and `dates`, whose keys do not depend on the
language. Bambara writes numbers in figures behind their magnitude (*miliyon 10*) and dates with the CLDR
names of its months and weekdays (*zuwɛnkalo tile 16, san 2021*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from babel import Locale

from summarize.facts.dates import find_dates
from summarize.facts.folding import fold, words
from summarize.facts.numbers import find_numbers
from summarize.facts.units import same_unit
from summarize.records import Mention

_BAMBARA_NUMBER = re.compile(r"(?:\b(miliyari|miliyɔn|miliyon|waga|wa)\s+)?(\d[\d., \u00a0\u202f]*\d|\d)")
_BAMBARA_MAGNITUDES = {"miliyari": 10**9, "miliyon": 10**6, "waga": 1000, "wa": 1000}
_ORDINALS = {
    "en": re.compile(r"\b(?:first|1st)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:premi(?:er|ère)s?|1(?:er|re|ère)s?)\b(?! ministre)", re.IGNORECASE),
}


@lru_cache(maxsize=256)
def values_in(text: str, language: str) -> tuple[Mention, ...]:
    """Return the dates, and the numbers outside them, of a text."""
    if language == "bm":
        return tuple(_bambara_values(text))
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
    """Compare keys; a key without year (`--03-26`) is the same as the full date it is part of."""
    return key == other or _partial(key, other) or _partial(other, key)


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


def _bambara_values(text: str) -> Iterator[Mention]:
    for match in _BAMBARA_NUMBER.finditer(text):
        digits = re.sub(r"[. \u00a0\u202f](?=\d{3}\b)|,(?=\d{3}\b)", "", match[2]).replace(",", ".")
        magnitude = _BAMBARA_MAGNITUDES.get(fold(match[1] or ""), 1)
        try:
            value = (
                format(float(digits) * magnitude, ".10g") if "." in digits else str(int(digits) * magnitude)
            )
        except ValueError:
            continue
        yield Mention("number", match.group(), value, match.start(), match.end())
        if re.fullmatch(r"(?:19|20)\d\d", value):
            yield Mention("date", match.group(), value, match.start(), match.end())
    yield from _bambara_dates(text)


def _bambara_dates(text: str) -> Iterator[Mention]:
    days, months = _bambara_names()
    tokens = words(text)
    for place, word in enumerate(tokens):
        name = fold(word.text)
        if name.removesuffix("don") in days:
            yield Mention(
                "date", word.text, f"weekday-{days[name.removesuffix('don')]}", word.start, word.end
            )
        elif name.endswith("kalo") and name.removesuffix("kalo") in months:
            yield _bambara_day(
                text,
                months[name.removesuffix("kalo")],
                word.start,
                [w.text for w in tokens[place + 1 : place + 5]],
            )


def _bambara_day(text: str, month: int, start: int, following: list[str]) -> Mention:
    """Read *zuwɛnkalo tile 16, san 2021*: month, day, year, the last two optional."""
    day = (
        following[1] if len(following) > 1 and fold(following[0]) == "tile" and following[1].isdigit() else ""
    )
    rest = following[2:] if day else following
    year = rest[1] if len(rest) > 1 and fold(rest[0]) == "san" and rest[1].isdigit() else ""
    key = f"{year or '-'}-{month:02}" + (f"-{int(day):02}" if day else "")
    written = re.compile(rf"\w+(?:\s+tile\s+{day})?(?:,?\s+san\s+{year})?" if day else r"\w+").match(
        text, start
    )
    end = written.end() if written else start
    return Mention("date", text[start:end], key, start, end)


@cache
def _bambara_names() -> tuple[dict[str, int], dict[str, int]]:
    """Return the weekdays (Monday is 0) and months of CLDR's Bambara, folded."""
    locale = Locale.parse("bm")
    days = {fold(str(name)): number for number, name in locale.days["format"]["wide"].items()}
    months = {fold(str(name)): number for number, name in locale.months["format"]["wide"].items()}
    # The forms of today's newspapers beside CLDR's.
    return days | {"ntenen": 0}, months | {"zanwiye": 1, "fewuruye": 2, "utikalo": 8, "okutoburu": 10}
