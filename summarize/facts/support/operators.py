"""Negation, denial, possibility, intention, demand, allegation and attempt over a verb, by word lists.

"The United States threatened to cut its aid" does not say that aid was cut. For each word of a claim that
its evidence has too, the operators that reach it in both are compared. An operator reaches the words
behind it up to the end of its clause, at most as far as `data/operators.tsv` says. The idea is that of
NegEx (Chapman et al. 2001), which uses trigger words with a window instead of a parser; the limits are
the same: scope over long distances and operators behind the verb are missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from summarize.facts.support.passages import Passage, content_stem
from summarize.facts.words.folding import fold
from summarize.facts.words.phrases import read_table

_CLAUSE_END = re.compile(
    r"[,.;:!?]|\b(?:and|but|while|whereas|although|et|mais|tandis|alors que)\b", re.IGNORECASE
)
_SHORT_NEGATION = re.compile(r"n['’]t\b")
_DONE = re.compile(
    r"\b(?:has|have|had|was|were|been|a|ont|avait|avaient|est|sont|était|étaient|été)$", re.IGNORECASE
)
_WEAK = frozenset({"possible", "demand", "allegation", "attempt"})


@dataclass(frozen=True, slots=True)
class _Trigger:
    kind: str
    reach: int


def contradiction(claim: Passage, sources: Sequence[Passage], language: str) -> str:
    """Return why a claim says more than, or the opposite of, its source passages; empty when it does not.

    A word is at fault when none of its places in the passages stands under operators that allow the claim.
    """
    for stem in dict.fromkeys(stem for stem in claim.stems if stem in claim.predicate):
        said = [_scope(claim, place, language) for place in _places(claim, stem)]
        written = [_scope(source, place, language) for source in sources for place in _places(source, stem)]
        if said and written and not any(_fits(one, other) for one in said for other in written):
            return _reason(said[0], written[0])
    return _antonym(claim, sources, language)


@dataclass(frozen=True, slots=True)
class _Scope:
    """The operators over a word, the text from the first of them to it, and whether it is told as done."""

    word: str
    kinds: frozenset[str]
    phrase: str
    done: bool


def _places(passage: Passage, stem: str) -> list[int]:
    pairs = enumerate(zip(passage.stems, passage.free, strict=True))
    return [place for place, (each, free) in pairs if each == stem and free]


def _scope(passage: Passage, place: int, language: str) -> _Scope:
    word = passage.words[place]
    kinds, first = set(), word.start
    for before in range(place - 1, max(-1, place - 12), -1):
        other = passage.words[before]
        if _CLAUSE_END.search(passage.text[other.end : word.start]):
            break
        trigger = _triggers(language).get(fold(other.text))
        if trigger and place - before <= trigger.reach:
            kinds.add(trigger.kind)
            first = other.start
    if _SHORT_NEGATION.search(passage.text[max(0, word.start - 24) : word.start]):
        kinds.add("negation")
    own = _triggers(language).get(fold(word.text))
    if own and own.kind in ("negation", "denial"):
        kinds.add(own.kind)
    done = bool(_DONE.search(passage.text[: word.start].rstrip())) or word.text.endswith("ed")
    return _Scope(word.text, frozenset(kinds), passage.text[first : word.end], done)


def _fits(said: _Scope, written: _Scope) -> bool:
    """Whether a claim under these operators follows from a source under those."""
    for kind in ("negation", "denial"):
        if (kind in said.kinds) != (kind in written.kinds):
            return False
    softened = said.kinds & (_WEAK | {"future"})
    if written.kinds & _WEAK:
        return bool(softened) and not (softened == {"future"} and "future" not in written.kinds)
    return not ("future" in written.kinds and not softened and said.done)


def _reason(said: _Scope, written: _Scope) -> str:
    return f"the summary says “{said.phrase}”, the article “{written.phrase}”"


def _antonym(claim: Passage, sources: Sequence[Passage], language: str) -> str:
    content = frozenset().union(*(source.content for source in sources))
    for pair in _antonyms(language):
        for mine, theirs in (pair, pair[::-1]):
            if mine in claim.predicate - content and theirs in content - claim.content:
                said = claim.words[_places(claim, mine)[0]].text
                return f"the article says the opposite of “{said}”"
    return ""


@cache
def _antonyms(language: str) -> tuple[tuple[str, str], ...]:
    rows = [row for row in read_table("antonyms.tsv") if row["language"] == language]
    return tuple((content_stem(row["one"], language), content_stem(row["other"], language)) for row in rows)


@cache
def _triggers(language: str) -> dict[str, _Trigger]:
    column = "fr" if language == "fr" else "en"
    return {
        fold(word.split()[0]): _Trigger(row["class"], int(row["reach"]))
        for row in read_table("operators.tsv")
        for word in row[column].split("|")
    }
