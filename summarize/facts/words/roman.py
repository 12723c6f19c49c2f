"""Roman numerals, as French numbers centuries with them: *XXe siècle*."""

from __future__ import annotations

NUMERALS = tuple(
    tens + units
    for tens in ("", "X", "XX", "XXX")
    for units in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
)
"""The numerals of 0 (empty) to 39."""


def roman_value(numeral: str) -> int | None:
    """Return the value of a numeral up to 39, or None: `roman_value("XIV") == 14`."""
    return NUMERALS.index(numeral) if numeral and numeral in NUMERALS else None
