"""Keeps evaluation sets out of the training data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from training.manifest import read_rows

LETTERS = re.compile(r"[^\W_]+")
SHORTEST = 4
"""Words of the shortest sentence that counts; shorter ones (`Bonjour !`) are in every corpus by chance."""


def sentence_key(text: str) -> str:
    """Return what two copies of a sentence share: its words without case, accents and punctuation."""
    letters = "".join(
        c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c)
    )
    words = LETTERS.findall(letters)
    return " ".join(words) if len(words) >= SHORTEST else ""


class HeldOut:
    """The sentences of the evaluation sets, in any language."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._keys = {key for text in sentences if (key := sentence_key(text))}

    @classmethod
    def read(cls, paths: Iterable[Path]) -> HeldOut:
        """Read files of one sentence a line, or of tab-separated sides."""
        return cls(side for path in paths for row in read_rows(path) for side in row)

    def holds(self, *texts: str) -> bool:
        """Tell whether one of the texts is a sentence of an evaluation set."""
        return any(sentence_key(text) in self._keys for text in texts)
