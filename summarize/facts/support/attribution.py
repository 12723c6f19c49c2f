"""Who said it: quotations and statements of a claim against those of the article.

A quotation must stand in the article, and its speaker must be the one the article names next to it; where
the article has a pronoun, one of the names in the sentence or the one before it. For a statement without
quotation marks ("X said that …"), something of X must stand in the article sentence that says the same,
or in the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.facts.support.passages import NAMES, Evidence, Passage
from summarize.facts.words.folding import fold, words
from summarize.records import Mention

_SPEECH = re.compile(
    r"\b(?:said|says|told|announced|declared|warned|added|stated|explained|according to|"
    r"a (?:dit|déclaré|affirmé|assuré|indiqué|annoncé|ajouté|expliqué|estimé|averti|précisé)|"
    r"selon|d['’]après)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|il|elle|ils|elles)\b", re.IGNORECASE)
_SAME_STATEMENT = 0.6


def misattributed(claim: Passage, source: Evidence, closest: list[Passage]) -> Iterator[str]:
    """Yield the reason for each quotation or statement that the article gives to somebody else."""
    quotes = [mention for mention in claim.mentions if mention.kind == "quote"]
    for quote in quotes:
        reason = _quotation(quote, source)
        if reason:
            yield reason
    if not quotes and closest:
        reason = _statement(claim, source, closest[0])
        if reason:
            yield reason


def _quotation(quote: Mention, source: Evidence) -> str:
    for place, passage in enumerate(source.passages):
        if _plain(quote.key) in _plain(passage.text):
            written = next((m.detail for m in passage.mentions if m.kind == "quote" and m.detail), "")
            named = _names(written) or _near(source, place)
            claimed = _names(quote.detail)
            if named and claimed and not named & claimed:
                return f"the article does not give the quotation to {quote.detail}"
            return ""
    return "the quotation is not in the article"


def _statement(claim: Passage, source: Evidence, nearest: Passage) -> str:
    match = _SPEECH.search(claim.text)
    if match is None or not _SPEECH.search(nearest.text):
        return ""
    speaker = [place for place, word in enumerate(claim.words) if _speaks(claim, word.start, match)]
    stems = {claim.stems[place] for place in speaker} - {""}
    statement = frozenset(claim.content - stems)
    if not stems or source.coverage(statement, (nearest,)) < _SAME_STATEMENT:
        return ""
    if stems & _possible_speakers(source, nearest):
        return ""
    name = " ".join(claim.words[place].text for place in speaker)
    return f"the article does not give this statement to {name}"


def _possible_speakers(source: Evidence, nearest: Passage) -> frozenset[str]:
    """The words of a passage, and of the one before it when it has a pronoun for its speaker."""
    place = source.passages.index(nearest)
    first = place - 1 if place and _PRONOUN.search(nearest.text) else place
    return frozenset().union(*(passage.content for passage in source.passages[first : place + 1]))


def _speaks(claim: Passage, start: int, match: re.Match[str]) -> bool:
    """Whether a word belongs to the speaker: before the verb or behind *according to*, up to a comma."""
    if match.group().lower() in ("according to", "selon", "d'après", "d’après"):
        return match.end() <= start and not re.search(r"[,;.]\s", claim.text[match.end() : start])
    return start < match.start() and not re.search(r"[,;:]\s", claim.text[start : match.start()])


def _near(source: Evidence, place: int) -> set[str]:
    """The names of a passage and of the one before it."""
    near = source.passages[max(0, place - 1) : place + 1]
    return {word for passage in near for m in passage.mentions if m.kind in NAMES for word in _names(m.text)}


def _names(text: str) -> set[str]:
    return {fold(word.text) for word in words(text) if word.text[:1].isupper()}


def _plain(text: str) -> str:
    return " ".join(fold(word.text) for word in words(text))
