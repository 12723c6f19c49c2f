"""Spelling of the pairs: the source as inference normalises it, the target as the models shall write it."""

from __future__ import annotations

import unicodedata

from summarize.translation.normalise import normalise
from training.bambara import standard_spelling

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
QUOTES = {
    "fr": str.maketrans({"“": "« ", "”": " »"}),
    "en": str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"'}),
    "bm": str.maketrans({"“": '"', "”": '"'}),
}


def source_text(text: str, language: str) -> str:
    """Return a source sentence exactly as `summarize` hands it to a model."""
    return normalise(unicodedata.normalize("NFC", text), language).strip()


def target_text(text: str, language: str) -> str:
    """Return a target sentence with plain apostrophes, one kind of quotes and single spaces.

    French typography (’ and no-break spaces) is left to `summarize.translation.typography`.
    """
    text = unicodedata.normalize("NFC", text).translate(APOSTROPHES).translate(QUOTES[language])
    if language == "bm":
        text = standard_spelling(text)
    return " ".join(text.split())
