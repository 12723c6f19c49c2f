"""The words the cleaner knows, read once from `vocabulary.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Function words by language, and patterns of boilerplate by reason code."""

    function_words: dict[str, frozenset[str]]
    whole: tuple[tuple[str, re.Pattern[str]], ...]
    """Patterns that a whole line must match."""
    part: tuple[tuple[str, re.Pattern[str]], ...]
    """Patterns that may stand anywhere in a short line."""
    strong: tuple[tuple[str, re.Pattern[str]], ...]
    """Patterns that may stand anywhere in a line of up to a paragraph."""
    credits: tuple[re.Pattern[str], ...]
    """Patterns of picture credits, alone or at the end of a caption."""


@cache
def load_vocabulary() -> Vocabulary:
    """Read and compile the vocabulary."""
    text = (files("summarize.article") / "vocabulary.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Vocabulary(
        {language: frozenset(words.split()) for language, words in data["function_words"].items()},
        _compile(data["whole"]),
        _compile(data["part"]),
        _compile(data["strong"]),
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["credit"]["patterns"]),
    )


def _compile(patterns: dict[str, list[str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (reason, re.compile("|".join(f"(?:{pattern})" for pattern in choices), re.IGNORECASE))
        for reason, choices in patterns.items()
    )
