"""Times of day: "6:30 p.m.", "1830 GMT", "noon", *18h30*, *18 heures*, *midi*.

Method: regular expressions. A French hour without minutes is a time only behind a word such as *à* or *dès*
and in front of no noun: *une grève de 24 heures*, *après 6 heures de route* are durations.

Limits: "six o'clock" without its part of the day is ambiguous and not read, nor are "half past six" and
*six heures et demie*; the time zone is not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from summarize.facts.words.folding import fold
from summarize.records import Mention

_SPACE = "[ \u00a0\u2009\u202f]"
_ZONE = rf"(?:{_SPACE}?(?:GMT|UTC|TU|UT|CET|CEST|EST|EDT)\b)?"
_HOUR = r"(?<![\w$€£.,:/-])(?P<hour>[01]?\d|2[0-4])"
_MINUTE = r"(?P<minute>[0-5]\d)"
_NOT_LONGER = r"(?![\d:]|[.,]\d|%)"
_PART = {
    "en": rf"(?:{_SPACE}in the (?P<part>morning|afternoon|evening)|{_SPACE}at (?P<night>night))",
    "fr": rf"(?:{_SPACE}(?:du (?P<part>matin|soir)|de l[’'](?P<noon>après-midi)))",
}
_LEAD = r"(?:\b(?:à|vers|dès|jusqu[’']à|avant|après|depuis|de|entre|et|d[’']ici)|,)\s"
_NO_DURATION = r"(?<!pendant )(?<!duré )(?<!dure )(?<!durera )(?<!\ben )"
_NAMED = {"noon": 12, "midday": 12, "midnight": 0, "midi": 12, "minuit": 0}
_LATE = ("p", "afternoon", "evening", "night", "soir", "apres-midi")


def find_times(text: str, language: str) -> Iterator[Mention]:
    """Yield the times of day of a text, as dates with the key `T18:30`; an overlapping one is left out.

    Args:
        text: Any text.
        language: `fr` has its own rules; all others are read with the English ones.
    """
    end = 0
    found = [match for pattern in _patterns(language) for match in pattern.finditer(text)]
    for match in sorted(found, key=lambda each: (each.start("time"), -each.end("time"))):
        key = _key(match.groupdict())
        if key and match.start("time") >= end:
            end = match.end("time")
            yield Mention("date", match["time"], key, match.start("time"), end)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    if language == "fr":
        hours = rf"{_SPACE}?(?:h|heures?)\b"
        return (
            re.compile(
                rf"{_NO_DURATION}(?P<time>{_HOUR}{_SPACE}?(?:h|heures?){_SPACE}?{_MINUTE}{_NOT_LONGER}{_ZONE})"
                rf"(?!{_SPACE}de (?!l))"
            ),
            re.compile(
                rf"{_LEAD}(?P<time>(?P<hour>[01]?\d|2[0-3]){hours}(?!{_SPACE}de |/|{_SPACE}?\d){_ZONE})"
            ),
            re.compile(rf"(?P<time>{_HOUR}{hours}{_PART['fr']})"),
            re.compile(rf"(?P<time>{_HOUR}:{_MINUTE}{_NOT_LONGER}{_ZONE})"),
            re.compile(r"(?<![\w-])(?<!après )(?P<time>midi|minuit)\b(?!-)"),
        )
    return (
        re.compile(
            rf"(?P<time>{_HOUR}(?:[:.]{_MINUTE})?{_SPACE}?(?P<half>[AaPp])(?:\.{_SPACE}?[Mm]\.|\.?[Mm]\b){_ZONE})"
        ),
        re.compile(rf"(?P<time>{_HOUR}(?::{_MINUTE})?{_PART['en']})"),
        re.compile(rf"(?P<time>{_HOUR}[:h]{_MINUTE}{_NOT_LONGER}{_ZONE})"),
        re.compile(rf"(?<![\w$€£.,:/-])(?P<time>(?P<hour>[01]\d|2[0-3]){_MINUTE}{_SPACE}?(?:GMT|UTC|hrs)\b)"),
        re.compile(r"(?<![\w-])(?P<time>noon|midday|midnight)\b(?!-)"),
    )


def _key(parts: dict[str, str | None]) -> str:
    """Return the time on the 24-hour clock."""
    named = _NAMED.get(fold(parts["time"] or ""))
    hour = int(parts.get("hour") or 0) if named is None else named
    half = fold(
        next((parts[name] for name in ("half", "part", "night", "noon") if parts.get(name)), "") or ""
    )
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in _LATE else 0)
    return f"T{hour % 24:02}:{parts.get('minute') or '00'}"
