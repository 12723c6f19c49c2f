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

from summarize.facts.support.passages import Passage
from summarize.facts.support.stems import content_stem
from summarize.facts.words.folding import fold
from summarize.facts.words.phrases import read_table

_CLAUSE_END = re.compile(
    r"[,.;:!?]|\b(?:and|but|while|whereas|although|before|until|because|"
    r"et|mais|tandis|alors que|avant|jusqu|parce)\b",
    re.IGNORECASE,
)
_NOUN_BEFORE = {
    "en": re.compile(
        r"\b(?:an?|the|his|her|its|their|this|these|those|of|in|on|at|by|for|from|with|over|into|about|against|under)$",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:les?|la|l|une?|des?|du|d|ce|cette|ces|ses?|sa|leurs?|aux?|en|dans|par|pour|sur|avec|sans|contre)$",
        re.IGNORECASE,
    ),
}
_NOUN_BEHIND = {
    "en": re.compile(
        r"(?:[\w-]+ )?(?:has|have|had|is|are|was|were|will|would|can|could|must|may|might|should)\b"
    ),
    "fr": re.compile(r"(?:[\w-]+ )?(?:a|ont|est|sont|était|étaient|sera|seront|pourrai(?:en)?t)\b"),
}
_ONLY = re.compile(r"[^.;]{0,40}?\bqu(?:e|['’])", re.IGNORECASE)
_SHORT_NEGATION = re.compile(r"n['’]t\b")
_DONE = re.compile(
    r"\b(?:has|have|had|was|were|been|a|ont|avait|avaient|est|sont|était|étaient|été)$", re.IGNORECASE
)
_ALIKE = 2
_WEAK = frozenset({"possible", "demand", "allegation", "attempt"})


@dataclass(frozen=True, slots=True)
class _Trigger:
    kind: str
    reach: int


def contradiction(claim: Passage, sources: Sequence[Passage], language: str) -> str:
    """Return why a claim says more than, or the opposite of, its source passages; empty when it does not.

    A word is at fault when none of its places in the passages stands under operators that allow the claim.
    """
    language = "fr" if language == "fr" else "en"
    for stem in dict.fromkeys(stem for stem in claim.stems if stem in claim.predicate):
        said = [_scope(claim, place, language) for place in _places(claim, stem)]
        written = [_scope(source, place, language) for source in sources for place in _places(source, stem)]
        noun = all(_is_noun(claim, place, language) for place in _places(claim, stem))
        if said and written and not any(_fits(one, other, noun) for one in said for other in written):
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


def _scope(passage: Passage, place: int, language: str, with_own: bool = True) -> _Scope:
    word = passage.words[place]
    kinds: set[str] = set()
    first = word.start
    for before in range(place - 1, max(-1, place - 12), -1):
        other = passage.words[before]
        if _CLAUSE_END.search(passage.text[other.end : word.start]):
            break
        trigger = _trigger(passage, before, language)
        if trigger and place - before <= trigger.reach:
            kinds.add(trigger.kind)
            first = other.start
            if trigger.kind == "exclusion":  # what is not ruled out is possible
                negated = "negation" in kinds or _is_negated(passage, before, language)
                kinds = kinds - {"negation", "exclusion"} | {"possible" if negated else "negation"}
                break
    if _SHORT_NEGATION.search(passage.text[max(0, word.start - 24) : word.start]):
        kinds.add("negation")
    own = _trigger(passage, place, language)
    if with_own and own and own.kind in ("negation", "denial"):
        kinds.add(own.kind)
    done = bool(_DONE.search(passage.text[: word.start].rstrip())) or word.text.endswith("ed")
    return _Scope(word.text, frozenset(kinds), passage.text[first : word.end], done)


def _is_noun(passage: Passage, place: int, language: str) -> bool:
    """Whether the words beside it show that a word is a noun: *the attack*, "donors have"."""
    word = passage.words[place]
    return bool(
        _NOUN_BEFORE[language].search(passage.text[: word.start].rstrip(" '’\u00a0"))
        or _NOUN_BEHIND[language].match(passage.text, word.end + 1)
    )


def _fits(said: _Scope, written: _Scope, noun: bool) -> bool:
    """Whether a claim under these operators follows from a source under those.

    What was demanded, feared or alleged need not have happened, but who or what is named in it is there: of
    a noun only the negation is compared. "Banned" and "may not" say the same.
    """
    for kind in ("negation", "denial"):
        if (kind in said.kinds) != (kind in written.kinds):
            return kind == "negation" and "privative" in said.kinds | written.kinds
    if noun:
        return True
    softened = said.kinds & (_WEAK | {"future"})
    if written.kinds & _WEAK:
        return bool(softened) and not (softened == {"future"} and "future" not in written.kinds)
    return not ("future" in written.kinds and not softened and said.done)


def _reason(said: _Scope, written: _Scope) -> str:
    return f"the summary says “{said.phrase}”, the article “{written.phrase}”"


def _antonym(claim: Passage, sources: Sequence[Passage], language: str) -> str:
    """Return the reason when a source that says much the same has the opposite of a word of the claim."""
    content = frozenset().union(*(source.content for source in sources))
    alike = [source for source in sources if len(source.content & claim.content) >= _ALIKE]
    opposed = frozenset().union(*(source.content for source in alike)) - claim.content
    for pair in _antonyms(language):
        for mine, theirs in (pair, pair[::-1]):
            if mine not in claim.predicate - content or theirs not in opposed:
                continue
            place = _places(claim, mine)[0]
            if not _is_negated(claim, place, language):
                return f"the article says the opposite of “{claim.words[place].text}”"
    return ""


def _is_negated(passage: Passage, place: int, language: str) -> bool:
    return bool({"negation", "denial"} & _scope(passage, place, language, with_own=False).kinds)


@cache
def _antonyms(language: str) -> tuple[tuple[str, str], ...]:
    rows = [row for row in read_table("antonyms.tsv") if row["language"] == language]
    return tuple((content_stem(row["one"], language), content_stem(row["other"], language)) for row in rows)


def _trigger(passage: Passage, place: int, language: str) -> _Trigger | None:
    """Return the operator that a word of a passage is, alone or with the word behind it."""
    word, *rest = passage.words[place : place + 2]
    if language == "fr" and word.text.lower() in ("n", "ne"):  # "ne … que" only restricts
        return None if _ONLY.match(passage.text, word.end) else _Trigger("negation", 3)
    pair = f"{fold(word.text)} {fold(rest[0].text)}" if rest else ""
    return _triggers(language).get(pair) or _triggers(language).get(fold(word.text))


@cache
def _triggers(language: str) -> dict[str, _Trigger]:
    column = "fr" if language == "fr" else "en"
    return {
        fold(word): _Trigger(row["class"], int(row["reach"]))
        for row in read_table("operators.tsv")
        for word in row[column].split("|")
    }
