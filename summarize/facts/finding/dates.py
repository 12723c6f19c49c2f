"""Dates: absolute and relative, resolved against the date of the article; with them times of day (`times`).

Method: regular expressions built from the CLDR month and weekday names (through Babel), then calendar
arithmetic.

Conventions, as newsrooms use them: a bare weekday, month, or day and month is the latest one up to the
article's day, or the next one after it when the sentence speaks of the future ("will meet on Tuesday",
"until 31 March"; see `tense`); where the sentence says neither, a day or month is the nearest one. "Last
Wednesday" lies before the article's day and "next Tuesday" after it.

Limits: "a year later", "four days after the coup" and "three days ago" are not dates here (their numbers
are found as numbers); weeks, seasons, holidays and the Islamic calendar are not read;
03/04/2012 is read day first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from summarize.facts.finding.tense import Tense, tense_at
from summarize.facts.finding.times import find_times
from summarize.facts.words.folding import fold
from summarize.records import Mention


def find_dates(text: str, language: str, date: dt.date | None = None) -> list[Mention]:
    """Find the dates of an English or French text.

    Args:
        text: Any text.
        language: `en` or `fr`; other languages are read with the English rules.
        date: The day the article appeared; without it, relative dates keep a relative key.

    Returns:
        Mentions sorted by start without overlaps. The key is an ISO date, `2012-01` for a month, `2012` for
        a year, `1990s` for a decade; unresolved it is `weekday-2` (Monday is 0), `--04-26` or `--04` (no
        year), `day-1`, `month+1` or `year+0`. A time of day has the key `T18:30`.
    """
    language = "fr" if language == "fr" else "en"
    taken: list[tuple[int, int]] = []
    found = []
    for pattern, key_of in _rules(language):
        for match in pattern.finditer(text):
            start, end = match.span("date") if "date" in pattern.groupindex else match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            key = key_of(_Found(match.groupdict(), match[0], text, start, end, language, date))
            if key:
                taken.append((start, end))
                found.append(Mention("date", text[start:end], key, start, end))
    for time in find_times(text, language):
        if not any(time.start < last and first < time.end for first, last in taken):
            found.append(time)
    return sorted(found, key=lambda mention: mention.start)


_SIDES = {"last": -1, "prev": -1, "dern": -1, "pass": -1, "next": 1, "proc": 1}


@dataclass(frozen=True, slots=True)
class _Found:
    """A date where it stands: its parts, its text and span, and the article's day."""

    parts: dict[str, str | None]
    written: str
    text: str
    start: int
    end: int
    language: str
    today: dt.date | None

    @property
    def month(self) -> int:
        return _month_numbers(self.language)[fold(self.parts["month"] or "")]

    @property
    def weekday(self) -> int:
        return _weekday_numbers(self.language)[fold(self.parts["weekday"] or "")]

    @property
    def tense(self) -> Tense:
        return tense_at(self.text, self.start, self.end, self.language)

    @property
    def side(self) -> int:
        """-1 for "last", +1 for "next", 0 for "this"."""
        return _SIDES.get(fold(self.parts["side"] or "")[:4], 0)


# --- patterns ---

_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)"
_ALONE = (
    r"(?:(?<![\w$€£.,\-/–])(?<!\d[ \u00a0\u202f])|(?<=\bmid-)|(?<=\b[12]\d{3}[-–]))"
    rf"{_YEAR}(?:[-–/]\d\d(?!\d))?"
    r"(?![\w%]|[.,]\d|[ \u00a0\u202f]%)"
)
_AFTER_IN = (
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Ee]arly|[Ll]ate|[Mm]id|[Oo]f|[Ff]or|[Bb]efore|[Aa]fter|[Tt]he|[Dd]uring|"
    r"[Bb]etween|planned|and|to|[Ll]ast|each|every)[ -]"
)
_Rule = tuple[re.Pattern[str], Callable[[_Found], str]]


@cache
def _rules(language: str) -> tuple[_Rule, ...]:
    """The rules of a language, the more specific first."""
    rules = _english_rules() if language == "en" else _french_rules()
    return tuple((re.compile(pattern), key) for pattern, key in (*_numeric_rules(), *rules))


def _numeric_rules() -> Iterator[tuple[str, Callable[[_Found], str]]]:
    yield rf"(?<![\w-]){_YEAR}-(?P<numeric_month>[01]\d)-(?P<day>[0-3]\d)(?![\w-])", _numeric
    yield rf"(?<![\w/.]){_DAY}[/.](?P<numeric_month>[01]?\d)[/.]{_YEAR}(?![\w/])", _numeric


def _english_rules() -> Iterator[tuple[str, Callable[[_Found], str]]]:
    month, weekday = _pattern("month", "en"), _pattern("weekday", "en")
    yield (
        rf"(?:\b{weekday},? )?\b{month}\.? {_DAY}(?:st|nd|rd|th)?\b(?!\.?\d)(?:,? {_YEAR}\b)?",
        _calendar_day,
    )
    yield rf"(?:\b{weekday},? )?\b{_DAY}(?:st|nd|rd|th)? (?:of )?{month}(?:,? {_YEAR}\b)?", _calendar_day
    yield rf"\b{month},? (?:of )?{_YEAR}\b", _calendar_month
    yield rf"\b(?P<side>[Ll]ast|[Nn]ext) {weekday}", _weekday_aside
    yield rf"\b{weekday} (?P<side>last|next)\b", _weekday_aside
    yield rf"\b{weekday}", _weekday
    yield rf"\b(?P<side>[Ll]ast|[Nn]ext|[Tt]his) {month}", _month_aside
    yield rf"{_AFTER_IN}(?P<date>{month})(?! [A-Z\d])", _calendar_month
    yield rf"\b(?P<date>{month})(?=[’']s\b)", _calendar_month
    yield rf"\b(?!March|May|Mar\b|Jan\b|April|June|August){month}", _calendar_month  # no given names
    yield r"\b(?P<adverb>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b", _adverb
    yield r"\b(?P<side>[Ll]ast|[Nn]ext|[Tt]his|[Pp]revious) (?P<unit>month|year)\b", _period
    yield r"\b(?P<decade>1[5-9]\d0|20\d0)s\b", _decade
    yield _ALONE, _year


def _french_rules() -> Iterator[tuple[str, Callable[[_Found], str]]]:
    month, weekday = _pattern("month", "fr"), _pattern("weekday", "fr")
    before = r"[Ee]n|[Dd]ès|[Dd]epuis|[Ff]in|[Dd]ébut|[Mm]i|de|mois de|courant|avant|après|entre|et|à|pour"
    yield rf"(?:\b{weekday} )?\b(?P<day>1er|[0-3]?\d) {month}(?: {_YEAR}\b)?", _calendar_day
    yield rf"\b{month} {_YEAR}\b", _calendar_month
    yield rf"\b{weekday} (?P<side>dernier|prochain|passé)\b", _weekday_aside
    yield rf"\b{weekday}", _weekday
    yield rf"\b{month} (?P<side>dernier|prochain)\b", _month_aside
    yield rf"\b(?:(?:{before})[ -]|d[’'])(?P<date>{month})", _calendar_month
    # "le président aujourd'hui Touré", now-President Toure, names no day
    today = r"(?:(?<!président )|(?!\S+ [A-ZÀ-Ý]))[Aa]ujourd[’']hui"
    adverbs = rf"[Aa]vant-hier|[Aa]près-demain|[Hh]ier|{today}|[Cc]e soir|[Cc]ette nuit|[Dd]emain"
    yield rf"\b(?P<adverb>{adverbs})\b", _adverb
    yield r"\b(?P<unit>mois|année|an) (?P<side>dernier|dernière|prochaine?|passée?)\b", _period
    yield r"\b[Cc](?:e|ette) (?P<unit>mois|année)(?P<side>)(?!-là)\b", _period
    yield r"\bannées (?P<decade>1[5-9]\d0|20\d0)\b", _decade
    yield _ALONE, _year


def _pattern(what: str, language: str) -> str:
    numbers = _month_numbers(language) if what == "month" else _weekday_numbers(language)
    names = {name for name in _cldr_names(what, language) if fold(name) in numbers}
    forms = names | {name.capitalize() for name in names}
    return rf"(?P<{what}>{'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))})\b"


def _cldr_names(what: str, language: str) -> dict[str, int]:
    """CLDR names as written: full names, and English month abbreviations ("Sept" is added)."""
    locale = Locale.parse(language)
    tables = (locale.months if what == "month" else locale.days)["format"]
    names = {str(name): int(number) for number, name in tables["wide"].items()}
    if what == "month" and language == "en":
        names |= {str(name).rstrip("."): int(number) for number, name in tables["abbreviated"].items()}
        names["Sept"] = 9
    return names


@cache
def _month_numbers(language: str) -> dict[str, int]:
    return {fold(name): number for name, number in _cldr_names("month", language).items()}


@cache
def _weekday_numbers(language: str) -> dict[str, int]:
    return {fold(name): number for name, number in _cldr_names("weekday", language).items()}


# --- keys ---


def _iso(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _numeric(found: _Found) -> str:
    parts = found.parts
    return _iso(*(int(parts[name] or 0) for name in ("year", "numeric_month", "day")))


def _calendar_day(found: _Found) -> str:
    day = int(re.sub(r"\D", "", found.parts["day"] or ""))
    if not 1 <= day <= 31:
        return ""
    year = int(found.parts["year"] or 0) or _year_of(found, day)
    return _iso(year, found.month, day) if year else f"--{found.month:02}-{day:02}"


def _calendar_month(found: _Found) -> str:
    year = int(found.parts.get("year") or 0) or _year_of(found, 0)
    return f"{year}-{found.month:02}" if year else f"--{found.month:02}"


def _year_of(found: _Found, day: int) -> int:
    """The year of a day and month, or of a month alone, written without year; 0 without an article's date."""
    today = found.today
    if not today:
        return 0
    here, there = (today.month, today.day if day else 0), (found.month, day)
    if here == there:
        return today.year
    tense = found.tense
    ahead = tense == "future" or (not tense and (there[0] - here[0]) % 12 < 6)
    return today.year + (there < here) if ahead else today.year - (there > here)


def _month_aside(found: _Found) -> str:
    if not found.today:
        return f"--{found.month:02}"
    here = found.today.month
    shift = -(found.month >= here) if found.side < 0 else (found.month <= here) if found.side else 0
    return f"{found.today.year + shift}-{found.month:02}"


def _weekday(found: _Found) -> str:
    if not found.today:
        return f"weekday-{found.weekday}"
    behind = (found.today.weekday() - found.weekday) % 7
    days = 7 - behind if behind and found.tense == "future" else -behind
    return (found.today + dt.timedelta(days)).isoformat()


def _weekday_aside(found: _Found) -> str:
    if not found.today:
        return f"weekday-{found.weekday}"
    behind = (found.today.weekday() - found.weekday) % 7
    return (found.today + dt.timedelta(-(behind or 7) if found.side < 0 else 7 - behind)).isoformat()


_DAYS_AWAY = {
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
    "avant-hier": -2, "hier": -1, "aujourd'hui": 0, "ce soir": 0, "cette nuit": 0,
    "demain": 1, "apres-demain": 2,
}  # fmt: skip


def _adverb(found: _Found) -> str:
    days = _DAYS_AWAY[fold(found.parts["adverb"] or "")]
    return (found.today + dt.timedelta(days)).isoformat() if found.today else f"day{days:+d}"


def _period(found: _Found) -> str:
    """Key of "last month", "this year", "l'an dernier"."""
    unit = "month" if found.parts["unit"] in ("month", "mois") else "year"
    if not found.today:
        return f"{unit}{found.side:+d}"
    if unit == "year":
        return str(found.today.year + found.side)
    months = found.today.year * 12 + found.today.month - 1 + found.side
    return f"{months // 12}-{months % 12 + 1:02}"


def _decade(found: _Found) -> str:
    return f"{found.parts['decade']}s"


def _year(found: _Found) -> str:
    """Key of a bare year; a round number before a counted noun is a number ("2000 people")."""
    before = found.text[max(0, found.start - 8) : found.start]
    counted = _counts().match(found.text, found.end) and not _in_year().search(before)
    return "" if counted else found.parts["year"] or ""


@cache
def _counts() -> re.Pattern[str]:
    people = "people|persons|soldiers|troops|personnes|soldats|hommes"
    units = "euros|dollars|francs|CFA|naira|km|hectares|tonnes"
    return re.compile(rf"[ \u00a0\u202f](?:{people}|{units}|milli\w+|billion)\b")


@cache
def _in_year() -> re.Pattern[str]:
    return re.compile(r"\b(?:in|of|since|the|en|de|depuis|des) $", re.IGNORECASE)
