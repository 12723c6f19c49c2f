"""Dates: absolute and relative, resolved against the date of the article.

Method: regular expressions built from the CLDR month and weekday names (through Babel), then calendar arithmetic.

Conventions, as newsrooms use them: a bare weekday is the nearest one, in the past unless the sentence speaks of the
future ("will meet on Tuesday"); "last Wednesday" lies before the article's day and "next Tuesday" after it; a month
without a year is the nearest in the past unless the sentence speaks of the future.

Limits: "a year later" or "four days after the coup" hang on another event and stay unresolved, with a key like
`later-1-year`; holidays and the Islamic calendar are not known; `03/04/2012` is read day first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from summarize.facts.folding import fold
from summarize.records import Mention

Unit = str
_UNITS = {
    "day": "day", "week": "week", "month": "month", "year": "year", "decade": "decade",
    "jour": "day", "semaine": "week", "mois": "month", "an": "year", "annee": "year", "decennie": "decade",
}  # fmt: skip


def find_dates(text: str, language: str, date: dt.date | None = None) -> list[Mention]:
    """Find the dates of an English or French text.

    Args:
        text: Any text.
        language: `en` or `fr`; other languages are read with the English rules.
        date: The day the article appeared; without it, relative dates keep a relative key.

    Returns:
        Mentions sorted by start without overlaps. The key is an ISO date, `2012-01` for a month, `2012` for a year,
        `1990s` for a decade, and when it cannot be resolved `weekday-2` (Monday is 0), `--04-26` or `--04`
        (no year), `today-1`, or `later-1-year`.
    """
    taken: list[tuple[int, int]] = []
    found = []
    for rule in _rules(language if language in ("en", "fr") else "en"):
        for match in rule.pattern.finditer(text):
            start, end = match.span("date") if "date" in match.re.groupindex else match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            key = rule.key(match, _Context(text, start, end, language, date))
            if key:
                taken.append((start, end))
                found.append(Mention("date", text[start:end], key, start, end))
    return sorted(found, key=lambda mention: mention.start)


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a date stands: its text, its span, and the article's day."""

    text: str
    start: int
    end: int
    language: str
    date: dt.date | None

    def speaks_of_future(self) -> bool:
        """Tell whether the nearest verb form in the sentence is a future one."""
        left = self.text[max(0, self.start - 200) : self.start]
        left = re.split(r"[.!?\n]\s", left)[-1]
        right = re.split(r"[.!?\n](?:\s|$)", self.text[self.end : self.end + 120])[0]
        future, past = _verb_patterns("fr" if self.language == "fr" else "en")
        return _distance(future, left, right) < _distance(past, left, right)


def _distance(pattern: re.Pattern[str], left: str, right: str) -> int:
    before = [len(left) - match.end() for match in pattern.finditer(left)]
    after = pattern.search(right)
    return min([*before, after.start() if after else 9999, 9999])


@cache
def _verb_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    if language == "fr":
        future = r"\b\w{2,}(?:ra|ront|rons)\b|\b(?:va|vont|doit|doivent|devrait|devraient|prévue?s?|compte(?:nt)?)\b"
        past = r"\b(?:a|ont|avait|avaient|était|étaient|est|sont|fut|furent)\s(?:été\s)?\w+[éistu]e?s?\b|\b\w+aient\b"
    else:
        future = (
            r"\b(?:will|shall|'ll|going to|(?:is|are) (?:to|set to|due|expected|scheduled|planned)|(?:set|due|expected|"
            r"scheduled|planned|plans?|hopes?|intends?|planning) (?:to|for))\b"
        )
        past = r"\b(?:said|told|was|were|had|did|took|began|left|met|held|went|won|\w{3,}ed)\b"
    return re.compile(future), re.compile(past)


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    key: Callable[[re.Match[str], _Context], str]


@cache
def _names(language: str, what: str) -> dict[str, int]:
    """Map the folded CLDR names of months (1…12) or weekdays (0…6) to their numbers."""
    locale = Locale.parse(language)
    names = (locale.months if what == "months" else locale.days)["format"]
    table: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in names[width].items():
            table.setdefault(fold(name).rstrip("."), number)
    if what == "months" and language == "en":
        table["sept"] = 9
    return table


def _alternatives(language: str, what: str) -> str:
    locale = Locale.parse(language)
    names = (locale.months if what == "months" else locale.days)["format"]
    forms = {str(name).rstrip(".") for width in ("wide", "abbreviated") for name in names[width].values()}
    if what == "months" and language == "en":
        forms.add("Sept")
    if what == "days":
        forms = {str(name) for name in names["wide"].values()}
    forms |= {form.capitalize() for form in forms}
    return "(?:" + "|".join(sorted(map(re.escape, forms), key=len, reverse=True)) + r")\b"


@cache
def _rules(language: str) -> tuple[_Rule, ...]:
    """The rules of a language, the more specific first."""
    table = _english_rules() if language == "en" else _french_rules()
    return tuple(_Rule(re.compile(pattern), key) for pattern, key in table)


_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)"


def _english_rules() -> Iterator[tuple[str, Callable[[re.Match[str], _Context], str]]]:
    month = f"(?P<month>{_alternatives('en', 'months')})"
    weekday = f"(?P<weekday>{_alternatives('en', 'days')})"
    unit = r"(?P<unit>month|year)"
    yield from _numeric_rules()
    yield rf"(?:\b{weekday},? )?\b{month}\.? {_DAY}(?:st|nd|rd|th)?\b(?!\.?\d)(?:,? {_YEAR}\b)?", _calendar
    yield rf"(?:\b{weekday},? )?\b(?:the )?{_DAY}(?:st|nd|rd|th)? (?:of )?{month}(?:,? {_YEAR}\b)?", _calendar
    yield rf"\b{month},? (?:of )?{_YEAR}\b", _calendar
    yield rf"\b(?P<side>[Ll]ast|[Nn]ext|[Tt]his) (?:{month}|{weekday})", _sided
    yield rf"\b{weekday} (?P<side>last|next)\b", _sided
    yield rf"\b{weekday}", _weekday
    yield (
        rf"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Ee]arly|[Ll]ate|[Mm]id|[Oo]f|[Ff]or|[Bb]efore|[Aa]fter|[Tt]he|[Dd]uring|[Bb]etween|planned|and|to|[Ll]ast|each|every)[ -](?P<date>{month})(?! [A-Z])",
        _calendar,
    )
    yield r"\b(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b", _adverb
    yield rf"\b(?:the )?(?P<side>[Ll]ast|[Nn]ext|[Tt]his|[Pp]revious) {unit}\b(?<!s)", _period
    yield r"\b(?:the )?(?:early |late |mid-)?(?P<decade>1[5-9]\d0|20\d0)s\b", _decade
    yield rf"(?<![\w$€£.,\-/])(?<!\d ){_YEAR}(?P<to>[-–/]\d\d(?:\d\d)?)?(?!\w|[.,]\d|%| ?%)", _year


def _french_rules() -> Iterator[tuple[str, Callable[[re.Match[str], _Context], str]]]:
    month = f"(?P<month>{_alternatives('fr', 'months')})"
    weekday = f"(?P<weekday>{_alternatives('fr', 'days')})"
    unit = r"(?P<unit>mois|année|an)"
    yield from _numeric_rules()
    yield rf"(?:\b{weekday} )?\b(?P<day>1er|[0-3]?\d) {month}(?: {_YEAR}\b)?", _calendar
    yield rf"\b{month} {_YEAR}\b", _calendar
    yield rf"\b(?:{month}|{weekday}) (?P<side>dernier|prochain)\b", _sided
    yield rf"\bce {weekday}", _weekday
    yield rf"\b{weekday}", _weekday
    yield (
        rf"\b(?:[Ee]n|[Dd]ès|[Dd]epuis|[Ff]in|[Dd]ébut|[Mm]i|de|d[’']|au mois de|au mois d[’']|courant|avant|après|entre|et|à)(?:[ -]|(?<=[’'])|(?<=mi)-)(?P<date>{month})",
        _calendar,
    )
    yield r"\b(?:[Aa]vant-hier|[Aa]près-demain|[Hh]ier|[Aa]ujourd[’']hui|[Dd]emain)\b", _adverb
    yield rf"\b(?:la |le |l[’'])?{unit} (?P<side>dernière?s?|prochaine?s?|passée?)\b", _period
    yield rf"\b[Cc]ett?e {unit}(?P<side>)\b", _period
    yield r"\b(?:les )?années (?P<decade>1[5-9]\d0|20\d0)\b", _decade
    yield rf"(?<![\w$€£.,\-/])(?<!\d ){_YEAR}(?P<to>[-–/]\d\d(?:\d\d)?)?(?!\w|[.,]\d| ?%)", _year


def _numeric_rules() -> Iterator[tuple[str, Callable[[re.Match[str], _Context], str]]]:
    yield rf"(?<![\w-]){_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\w-])", _numeric
    yield rf"(?<![\w/.]){_DAY}[/.](?P<month>[01]?\d)[/.]{_YEAR}(?![\w/])", _numeric


def _numeric(match: re.Match[str], _context: _Context) -> str:
    return _iso(int(match["year"]), int(match["month"]), int(match["day"]))


def _iso(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _calendar(match: re.Match[str], context: _Context) -> str:
    """Key of a month with or without day and year."""
    groups = match.groupdict()
    month = _names("fr" if context.language == "fr" else "en", "months")[fold(match["month"]).rstrip(".")]
    day = int(re.sub(r"\D", "", groups.get("day") or "") or 0)
    if day > 31 or (not day and "day" in groups):
        return ""
    year = int(groups.get("year") or 0) or _nearest_year(month, day, context)
    if not year:
        return f"--{month:02}-{day:02}" if day else f"--{month:02}"
    return _iso(year, month, day) if day else f"{year}-{month:02}"


def _nearest_year(month: int, day: int, context: _Context) -> int:
    """The year that puts a month or day before the article's date, or after it when the sentence is in the future."""
    today = context.date
    if not today:
        return 0
    here = (today.month, today.day if day else 0)
    there = (month, day)
    if there == here:
        return today.year
    if context.speaks_of_future():
        return today.year + (there < here)
    return today.year - (there > here)


def _sided(match: re.Match[str], context: _Context) -> str:
    """Key of "last Wednesday", "next April", "mardi prochain"."""
    back = fold(match["side"]) in ("last", "dernier")
    this = fold(match["side"]) == "this"
    if match["weekday"]:
        return _weekday_key(match["weekday"], context, "back" if back else "nearest" if this else "ahead")
    month = _names("fr" if context.language == "fr" else "en", "months")[fold(match["month"]).rstrip(".")]
    if not context.date:
        return f"--{month:02}"
    if this:
        return f"{context.date.year}-{month:02}"
    year = (
        context.date.year - (month >= context.date.month)
        if back
        else context.date.year + (month <= context.date.month)
    )
    return f"{year}-{month:02}"


def _weekday(match: re.Match[str], context: _Context) -> str:
    return _weekday_key(match["weekday"], context, "future" if context.speaks_of_future() else "nearest")


def _weekday_key(name: str, context: _Context, way: str) -> str:
    weekday = _names("fr" if context.language == "fr" else "en", "days")[fold(name).rstrip(".")]
    if not context.date:
        return f"weekday-{weekday}"
    behind = (context.date.weekday() - weekday) % 7
    if way in ("future", "ahead"):
        days = (7 - behind) if behind or way == "ahead" else 0
    else:
        days = -(behind or 7) if way == "back" else -behind
    return (context.date + dt.timedelta(days)).isoformat()


_ADVERBS = {
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
    "hier": -1, "avant-hier": -2, "aujourd'hui": 0, "demain": 1, "apres-demain": 2,
}  # fmt: skip


def _adverb(match: re.Match[str], context: _Context) -> str:
    return _shifted(_ADVERBS[fold(match[0])], "day", context)


def _period(match: re.Match[str], context: _Context) -> str:
    """Key of "last year", "this week", "le mois prochain"."""
    side = fold(match["side"])
    shift = -1 if side[:4] in ("last", "dern", "prev", "pass") else 1 if side[:4] in ("next", "proc") else 0
    return _shifted(shift, _UNITS[fold(match["unit"])], context)


def _shifted(count: int, unit: Unit, context: _Context) -> str:
    """Key of the day, ISO week, month, year or decade that lies `count` units from the article's date."""
    if not context.date:
        return (
            f"{'today' if unit == 'day' else unit}{count:+d}"
            if count
            else ("today" if unit == "day" else f"{unit}+0")
        )
    if unit in ("day", "week"):
        day = context.date + dt.timedelta(count * (7 if unit == "week" else 1))
        year, week, _ = day.isocalendar()
        return day.isoformat() if unit == "day" else f"{year}-W{week:02}"
    if unit == "month":
        months = context.date.year * 12 + context.date.month - 1 + count
        return f"{months // 12}-{months % 12 + 1:02}"
    years = context.date.year + count * (10 if unit == "decade" else 1)
    return str(years) if unit == "year" else f"{years // 10 * 10}s"


def _decade(match: re.Match[str], _context: _Context) -> str:
    return f"{match['decade']}s"


def _year(match: re.Match[str], context: _Context) -> str:
    """Key of a bare year; a round number before a plural noun is a number ("2000 people")."""
    left, right = context.text[: context.start], context.text[context.end :]
    counted = re.match(
        r"[   ](?:people|persons|soldiers|troops|personnes|soldats|hommes|euros|dollars|francs|CFA|naira|km|hectares|tonnes|million|milliard|billion)",
        right,
    )
    if counted and not re.search(r"\b(?:in|of|since|the|en|de|depuis|des) $", left[-8:], re.IGNORECASE):
        return ""
    return match["year"]
