"""Dates as news pages write them, in the languages whose month names CLDR gives us."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")
_ISO = re.compile(r"\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_EARLIEST = 1800
_ABOUT_DATES = frozenset(
    [
        "published",
        "publication",
        "posted",
        "updated",
        "update",
        "last",
        "modified",
        "first",
        "created",
        "online",
        "date",
        "on",
        "at",
        "am",
        "pm",
        "gmt",
        "utc",
        "cet",
        "est",
        "et",
        "publié",
        "publiée",
        "mis",
        "mise",
        "jour",
        "modifié",
        "créé",
        "paru",
        "le",
        "il",
        "dernière",
        "modification",
        "heure",
        "heures",
        "vendredi",
        "samedi",
        "dimanche",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "min",
        "mins",
        "minute",
        "minutes",
        "read",
        "de",
        "lecture",
        "uhr",
        "veröffentlicht",
        "aktualisiert",
        "stand",
        "publicado",
        "actualizado",
        "pubblicato",
        "aggiornato",
        "article",
        "history",
        "time",
        "issue",
        "hier",
        "aujourd",
        "hui",
        "yesterday",
        "today",
        "heute",
        "gestern",
        "ayer",
        "hoy",
        "ieri",
        "oggi",
    ]
)
"""Words that stand beside dates in date lines."""
_PUBLISHED = frozenset(
    ("published", "posted", "updated", "publié", "publiée", "mis", "mise", "modifié", "yesterday", "hier")
)
"""Words that open date lines without a date: `Updated at 9 am`."""


def find_date(text: str, language: str = "") -> dt.date | None:
    """Return the first complete date (day, month and year) in a text, or None.

    Args:
        text: One line, such as `Published: March 26, 2012 4:15 pm` or `le 26 mars 2012`.
        language: Decides the order of `03/04/2012`: day first, but for English, where it stays undecided and
            gives None unless one of the numbers can only be a day.
    """
    found = [match for match in (_named(text), _iso(text), _numeric(text, language)) if match]
    return min(found)[1] if found else None


def _named(text: str) -> tuple[int, dt.date] | None:
    for match in _named_pattern().finditer(text):
        day = match["day1"] or match["day2"]
        month = _months()[(match["month1"] or match["month2"]).lower().rstrip(".")]
        date = _date(int(match["year1"] or match["year2"]), month, int(day))
        if date:
            return match.start(), date
    return None


def _iso(text: str) -> tuple[int, dt.date] | None:
    match = _ISO.search(text)
    date = _date(int(match[1]), int(match[2]), int(match[3])) if match else None
    return (match.start(), date) if match and date else None


def _numeric(text: str, language: str) -> tuple[int, dt.date] | None:
    match = _NUMERIC.search(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] != "." and language in ("", "en") and first <= 12 and second <= 12 and first != second:
        return None
    date = _date(year, second, first) if second <= 12 else _date(year, first, second)
    return (match.start(), date) if date else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return date if date.year >= _EARLIEST else None


@cache
def _months() -> dict[str, int]:
    """Number of each month name, full or short, lower case and without a full stop."""
    from babel import Locale

    return {
        name.lower().rstrip("."): number
        for language in _LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in Locale.parse(language).months["format"][width].items()
    } | {"sept": 9}


@cache
def _named_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    suffix = r"(?:st|nd|rd|th|er|[.º])?"
    return re.compile(
        rf"(?<![\w-])(?:(?P<day1>\d{{1,2}}){suffix}(?:[\s-]+(?:of|de|den))?[\s-]+(?P<month1>{names})\.?"
        rf"(?:\s+del?)?,?[\s-]+(?P<year1>\d{{4}})"
        rf"|(?P<month2>{names})\.?\s+(?P<day2>\d{{1,2}}){suffix},?\s+(?P<year2>\d{{4}}))\b",
        re.IGNORECASE,
    )


def calendar_words() -> frozenset[str]:
    """Names of months and days and the words that stand beside dates, lower case."""
    return frozenset(_months()) | _ABOUT_DATES


def is_date_line(text: str) -> bool:
    """True for a line that holds little more than a date: `Updated on 26 March 2012 at 4 pm`."""
    if not any(character.isdigit() for character in text) or len(text) > 120:
        return False
    rest, dates = _named_pattern().subn(" ", text)
    rest, isos = _ISO.subn(" ", rest)
    rest, numeric = _NUMERIC.subn(" ", rest)
    words = re.findall(r"[^\W\d_]{2,}", rest.lower())
    others = sum(word not in _ABOUT_DATES for word in words)
    if dates + isos + numeric:
        return others <= 1
    return bool(words) and words[0] in _PUBLISHED and not others
