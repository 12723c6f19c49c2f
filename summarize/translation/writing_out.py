"""Write out what small models misread in English: money signs, magnitudes, "2 p.m.", "then-President"."""

from __future__ import annotations

import re

_MAGNITUDES = {"k": "thousand", "m": "million", "bn": "billion", "tn": "trillion"}
_SIGNS = {"¥": "yen", "₦": "naira", "GH₵": "cedis", "₵": "cedis", "₹": "rupees", "₽": "roubles", "₺": "liras"}
_NUMBER = r"\d(?:[\d.,]*\d)?"
_MAGNITUDE = re.compile(rf"([$€£¥₦₵₹]\s?{_NUMBER})\s?(k|m|bn|tn)\b|({_NUMBER})\s?(bn|tn)\b")
_DOLLARS = re.compile(r"\bUS\$\s?(?=\d)")
_SIGN = re.compile(rf"(GH₵|[¥₦₵₹₽₺])\s?({_NUMBER}(?:\s(?:thousand|million|billion|trillion))?)")
_CLOCK = re.compile(r"\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?\s?([ap])(?:\.m\.|m\b)", re.IGNORECASE)
_TIME_IN_OFFICE = re.compile(r"\b([Nn]ow|[Tt]hen)-(?=[A-Z])")


def write_out(text: str, language: str) -> str:
    """Return an English text with `$3.5m` as $3.5 million, `¥3bn` as 3 billion yen and `2pm` as 14:00.

    `then-President` becomes two words. Texts in other languages stay as they are.
    """
    if language != "en":
        return text
    text = _DOLLARS.sub("$", text)
    text = _MAGNITUDE.sub(_magnitude, text)
    text = _SIGN.sub(lambda match: f"{match[2]} {_SIGNS[match[1]]}", text)
    text = _TIME_IN_OFFICE.sub(r"\1 ", text)
    return _CLOCK.sub(_clock, text)


def _magnitude(match: re.Match[str]) -> str:
    return f"{match[1] or match[3]} {_MAGNITUDES[match[2] or match[4]]}"


def _clock(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
    return f"{hour}:{match[2] or '00'}"
