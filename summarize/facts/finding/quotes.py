"""Direct quotations and their speakers.

Method: paired quotation marks (" ", “ ”, « »), then an attribution beside them in the same paragraph ("said
X", "X said", "a déclaré X", "selon X"; verbs in `data/speech_verbs.tsv`). A quotation without attribution
of its own continues the one before it in the paragraph. Quoted words of fewer than three are taken for
titles or scare quotes.

Limits: quotations in single quotes or without closing mark are not read; a speaker is taken as written, a
pronoun too (`extract` puts the last named person for it).
"""

from __future__ import annotations

import re
from functools import cache

from summarize.facts.words.folding import fold
from summarize.facts.words.phrases import read_table
from summarize.records import Mention

_REACH = 200
"""Characters beside a quotation in which its attribution is looked for."""


def find_quotes(text: str, language: str) -> list[Mention]:
    """Find the direct quotations of an English or French text.

    Returns:
        Mentions of the words between the marks, without a final comma or full stop; the key is their folded
        text without final punctuation, the detail is the speaker as the text names them, or empty.
    """
    language = "fr" if language == "fr" else "en"
    found: list[Mention] = []
    last_end = 0
    for match in _quotation().finditer(text):
        start, end = match.span(match.lastindex or 0)
        words = text[start:end].rstrip(" \u00a0\u202f.,;")
        key = " ".join(fold(words).rstrip("?!… \u00a0\u202f").split())
        speaker = _speaker(text, match.start(), match.end(), language)
        if not speaker and found and "\n" not in text[last_end : match.start()]:
            speaker = found[-1].detail
        if len(re.findall(r"[^\W_]+", key)) >= 3:
            found.append(Mention("quote", words, key, start, start + len(words), speaker))
            last_end = match.end()
    return found


@cache
def _quotation() -> re.Pattern[str]:
    return re.compile(
        r'«\s*([^«»]{2,2000}?)\s*»|“([^“”\n]{2,2000})”|(?<![\w"])"(?=\S)([^"\n]{2,2000})(?<=\S)"'
    )


def _speaker(text: str, start: int, end: int, language: str) -> str:
    """Return the speaker named beside a quotation, or an empty string."""
    right = text[end : end + _REACH].split("\n")[0]
    left = text[max(0, start - _REACH) : start].split("\n")[-1]
    for behind, pattern in _attributions(language):
        match = pattern.search(right if behind else left)
        if match:
            return _trimmed(match["speaker"])
    return ""


@cache
def _attributions(language: str) -> tuple[tuple[bool, re.Pattern[str]], ...]:
    """Whether the attribution stands behind the quotation, and its pattern; the most certain first."""
    verbs = "|".join(row["pattern"] for row in read_table("speech_verbs.tsv") if row["language"] == language)
    name = r"(?P<speaker>[^,.;:\n\"“”«»]{2,90})"
    pronoun = (
        r"a-t-(?P<speaker>il|elle)\s\w+" if language == "fr" else r"(?P<speaker>he|she|they)\s(?:said|added)"
    )
    return (
        (True, re.compile(rf"^,?\s*{pronoun}")),
        (True, re.compile(rf"^,?\s*(?:{verbs})\b\s*(?:on \w+day |\w+day )?{name}")),
        (True, re.compile(rf"^,?\s*{name}\s(?:{verbs})\b")),
        (False, re.compile(rf"(?:^|[.!?,]\s)\s*{name}\s(?:{verbs})\b[^.!?\"“”«»]{{0,60}}[:,]?\s*$")),
        (False, re.compile(rf"(?:^|[.!?]\s)(?:[Aa]ccording to|[Ss]elon|[Dd][’']après|[Pp]our)\s{name},\s*$")),
    )


def _trimmed(speaker: str) -> str:
    """Cut what follows the speaker's name: place, time, audience, a participle."""
    cut = "who|on|in|at|during|after|before|to|by|sent|from the|qui|lors|dans|à|au|devant|en|ce|sur|hier|aux"
    return re.split(rf"\s(?:{cut})\s", speaker.strip())[0].strip()
