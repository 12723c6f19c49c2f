"""Datelines: the place, day and agency with which a report opens."""

from __future__ import annotations

import re

_PLACE = r"[A-ZÀ-Þ][\w'’.-]*(?:[ /][A-ZÀ-Þ][\w'’.-]*){0,3}(?:, [A-ZÀ-Þ][\w.]+(?: [A-Z]\w+)?)?"
_DAY = (
    r"(?:le )?(?:[^\W\d_]+\.? )?\d{1,2}(?:er|st|nd|rd|th)? [^\W\d_]{3,9}\.?(?:,? \d{4})?"
    r"|[A-ZÀ-Þ][a-zà-ÿ]{2,8}\.? \d{1,2}(?:,? \d{4})?"
)
_AGENCY = r"\([A-ZÀ-Þ][^()\n]{1,40}\)"
_IN_CAPITALS = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+[ ,]+)+[^()\n]{0,40}" + _AGENCY
_DATELINE = re.compile(
    rf"(?:{_IN_CAPITALS}|{_PLACE},? (?:{_DAY})(?: {_AGENCY})?|{_PLACE} {_AGENCY})\s*[-–—]+\s+"
    r"(?=[A-ZÀ-Þ\d\"“«])"
)


def dateline_of(paragraph: str) -> str:
    """Return the dateline that opens a paragraph, with its dash, or the empty string.

    Such as `BAMAKO, Nov 12 (Reuters) - `, `N'DJAMENA, 5 June 2025 — ` or `Bamako (AFP) – `; a place alone is
    none.
    """
    match = _DATELINE.match(paragraph)
    return match[0] if match else ""
