"""Numbers and dates as Bambara news writes them.

Numbers are mostly figures, behind their magnitude (*miliyɔn 10*); small ones are words (*fila*, two). Dates
name the month with or without *kalo*, the day behind *tile*, the year behind *san*: *zuwɛnkalo tile 16,
san 2021*. Names of months and weekdays are CLDR's, with the spellings of today's newspapers beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from summarize.facts.finding.times import find_times
from summarize.facts.words.folding import fold, words
from summarize.records import Mention

_NUMBER = re.compile(r"(?:\b(miliyari|miliyɔn|miliyon|waga|wa)\s+)?(\d[\d., \u00a0\u202f]*\d|\d)")
_MAGNITUDES = {"miliyari": 10**9, "miliyon": 10**6, "waga": 1000, "wa": 1000}
_WORDS = {
    "fila": 2, "saba": 3, "naani": 4, "nani": 4, "duuru": 5, "wooro": 6, "wolonwula": 7, "wolonwila": 7,
    "wolonfila": 7, "segin": 8, "seegin": 8, "kononton": 9, "tan": 10, "mugan": 20, "folo": 1,
}  # fmt: skip
_DAYS = {"bi": "today", "kunun": "today-1", "sini": "today+1"}


def bambara_values(text: str) -> Iterator[Mention]:
    """Yield the numbers and dates of a Bambara text, with the keys of `find_numbers` and `find_dates`."""
    yield from _figures(text)
    yield from find_times(text, "fr")
    tokens = words(text)
    for place, word in enumerate(tokens):
        name = fold(word.text)
        number = _WORDS.get(name.removesuffix("nan")) or _WORDS.get(name)
        if number:
            yield Mention("number", word.text, str(number), word.start, word.end)
        if name in _DAYS:
            yield Mention("date", word.text, _DAYS[name], word.start, word.end)
        days, months = _names()
        if name.removesuffix("don") in days:
            yield Mention(
                "date", word.text, f"weekday-{days[name.removesuffix('don')]}", word.start, word.end
            )
        elif name.removesuffix("kalo") in months:
            following = [other.text for other in tokens[place + 1 : place + 5]]
            yield _date(text, months[name.removesuffix("kalo")], word.start, following)


def _figures(text: str) -> Iterator[Mention]:
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"[., \u00a0\u202f](?=\d{3}(?:\D|$))", "", match[2]).replace(",", ".")
        magnitude = _MAGNITUDES.get(fold(match[1] or ""), 1)
        if re.fullmatch(r"\d+(?:\.\d+)?", digits):
            value = (
                format(float(digits) * magnitude, ".12g") if "." in digits else str(int(digits) * magnitude)
            )
            yield Mention("number", match.group(), value, match.start(), match.end())
            if re.fullmatch(r"(?:19|20)\d\d", value):
                yield Mention("date", match.group(), value, match.start(), match.end())
                yield Mention("date", match.group(), f"{value}s", match.start(), match.end())


def _date(text: str, month: int, start: int, following: list[str]) -> Mention:
    """Read a date from its month on: day and year are optional."""
    day = (
        following[1] if len(following) > 1 and fold(following[0]) == "tile" and following[1].isdigit() else ""
    )
    rest = [word for word in (following[2:] if day else following)[:2] if fold(word) != "san"]
    year = rest[0] if rest and re.fullmatch(r"(?:19|20)\d\d", rest[0]) else ""
    key = f"{year or '-'}-{month:02}" + (f"-{int(day):02}" if day else "")
    last = year or day
    end = (
        text.index(last, start) + len(last)
        if last
        else start + len(re.split(r"\W", text[start:], maxsplit=1)[0])
    )
    return Mention("date", text[start:end], key, start, end)


@cache
def _names() -> tuple[dict[str, int], dict[str, int]]:
    """Return the weekdays (Monday is 0) and months of CLDR's Bambara, folded."""
    locale = Locale.parse("bm")
    days = {fold(str(name)): number for number, name in locale.days["format"]["wide"].items()}
    months = {fold(str(name)): number for number, name in locale.months["format"]["wide"].items()}
    return days | {"ntenen": 0}, months | {"zanwiye": 1, "fewuruye": 2, "zwen": 6, "desamburu": 12}
