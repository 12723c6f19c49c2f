"""Whether a name, number or date of a claim stands with the same words as in the article.

"Rescuers recovered 43 bodies" has only words and numbers of an article that says 19 bodies were recovered
and 43 miners died elsewhere. The words around a fact, weighted by nearness, are compared with those
around its own mentions in the article and with those around other facts of its kind; when another fact
fits clearly better, the fact is out of place. Two names around one verb must also keep their order,
unless one side is passive.

Limits: needs the article's own words around the fact; a free paraphrase shows nothing and passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarize.facts.matching.units import unit_of
from summarize.facts.matching.values import same_value
from summarize.facts.support.passages import NAMES, Evidence, Passage
from summarize.facts.words.folding import fold, words
from summarize.records import Mention

_BORDER = re.compile(r"[,;:—–]|\b(?:and|while|but|whereas|et|mais|tandis)\b", re.IGNORECASE)
_LABEL = re.compile(r"(?!.*?\b(?:said|says|told|added|dit|déclare)\b.*?:)(?:[^\s:.!?,]+ ?){1,5}:\s", re.I)
"""What a headline is about, with no part in its sentence: "Bellator 289: Stots beats Sabatello"."""
_PRONOUN = re.compile(r"(?:he|she|it|they|il|elle|ils|elles)\b", re.IGNORECASE)
_ACTORS = frozenset({"person", "role", "organisation"})
_RIVALS = {
    "person": _ACTORS,
    "role": _ACTORS,
    "organisation": _ACTORS,
    "place": frozenset({"place", "organisation"}),
    "group": frozenset({"group"}),
    "number": frozenset({"number"}),
    "date": frozenset({"date"}),
}
_CLEARLY = 1.6
_BESIDE = 2.0
_ENOUGH = 0.25
_APPOSED = 40
_JOINED = re.compile(r"[.;:]\s|,\s(?!$)|\b(?:and|et|in|en|from|to|au|à|of (?!$)|said|met)\s")
_TOWN_OF = re.compile(
    r"\b(?:town|city|village|capital|port|district|region|province|state) of $", re.IGNORECASE
)
_KIN = 6
"""Letters that the name of a place shares with its adjective: *Guinea*, *Guinean*."""
_PASSIVE = re.compile(
    r"\b(?:was|were|been|be|is|are|est|sont|été|était|étaient)\b[^,.;]{0,40}\b(?:by|par)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Occurrence:
    mention: Mention
    passage: Passage
    context: dict[str, float]


def misplaced(claim: Passage, source: Evidence) -> Iterator[str]:
    """Yield the reason for each fact of the claim that stands where the article has another one."""
    occurrences = list(_occurrences(source))
    label = _LABEL.match(claim.text)
    for mention in claim.mentions:
        rivals = _RIVALS.get(mention.kind, frozenset())
        if label and mention.kind in NAMES and mention.start < label.end():
            continue
        context = _context(claim, mention.start, mention.end)
        own, other, rival = 0.0, 0.0, None
        for occurrence in occurrences if rivals else ():
            fit = _similarity(context, occurrence.context, source)
            if same_fact(mention, occurrence.mention) or _named_together(mention, occurrence):
                own = max(own, fit)
            elif (
                fit > other
                and occurrence.mention.kind in rivals
                and _can_replace(mention, occurrence.mention)
                and not _stated(claim, mention, occurrence.mention)
            ):
                other, rival = fit, occurrence
        if rival and other >= _ENOUGH and other >= own * _margin(mention, rival):
            yield f"where the summary says “{mention.text}” the article says “{rival.mention.text}”"


def swapped(claim: Passage, source: Passage) -> str:
    """Return the reason when two names stand around the same word in the opposite order; empty otherwise."""
    if bool(_PASSIVE.search(claim.text)) != bool(_PASSIVE.search(source.text)):
        return ""
    for word, stem, free in zip(claim.words, claim.plain, claim.free, strict=True):
        before, after = (names[-1:] for names in _sides(claim, word.start, nearest_last=True))
        if (
            not stem
            or not free
            or stem not in source.plain
            or not before
            or not after
            or same_fact(before[0], after[0])
        ):
            continue
        places = [other.start for other, its in zip(source.words, source.plain, strict=True) if its == stem]
        sides = [_sides(source, place) for place in places]
        crossed = [_any(before[0], right) and _any(after[0], left) for left, right in sides]
        straight = [_any(before[0], left) or _any(after[0], right) for left, right in sides]
        if any(crossed) and not any(straight):
            return f"“{before[0].text}” and “{after[0].text}” have changed places around “{word.text}”"
    return ""


def _can_replace(mention: Mention, rival: Mention) -> bool:
    """Whether a rival is of the same sort: an amount of money or a share for another such."""
    if mention.kind != "number":
        return True
    measured = {unit_of(each.detail) for each in (mention, rival)}
    return len(measured) == 1 or not any(unit == "percent" or unit.isupper() for unit in measured)


def _any(mention: Mention, names: list[Mention]) -> bool:
    return any(same_fact(mention, name) for name in names)


def same_fact(one: Mention, other: Mention) -> bool:
    """Whether two mentions in one language can be the same fact; a surname is the same as a full name."""
    if one.kind in ("number", "date"):
        return same_value(one, other) or (one.kind == other.kind and one.key == other.key)
    if one.key == other.key:
        return True
    mine, theirs = ({fold(word.text) for word in words(m.text)} for m in (one, other))
    return one.kind in NAMES and bool(mine) and (mine <= theirs or theirs <= mine)


def _stated(claim: Passage, mention: Mention, rival: Mention) -> bool:
    """Whether the claim has the rival too: two names may share their words, two numbers not."""
    return mention.kind in NAMES and any(same_fact(m, rival) for m in claim.mentions if m.kind in NAMES)


def _named_together(mention: Mention, rival: _Occurrence) -> bool:
    """Whether the article names both as one: "the Guinean town of Kindia", "Transport Minister Yaya Sow"."""
    before = _JOINED.split(rival.passage.text[max(0, rival.mention.start - _APPOSED) : rival.mention.start])[
        -1
    ]
    if mention.kind == "place" and not _TOWN_OF.search(before):
        return False
    near = {fold(word.text) for word in words(before)}
    wanted = [fold(word.text) for word in words(mention.text)]
    return mention.kind in ("role", "place") and all(
        any(each.startswith(want[:_KIN]) for each in near) for want in wanted
    )


def _margin(mention: Mention, rival: _Occurrence) -> float:
    """How much better the rival must fit; more when names share the passage, whose words belong to both."""
    beside = mention.kind in NAMES and any(same_fact(mention, other) for other in rival.passage.mentions)
    return _BESIDE if beside or mention.kind == "group" else _CLEARLY


def _sides(passage: Passage, place: int, nearest_last: bool = False) -> tuple[list[Mention], list[Mention]]:
    """Return the names before and behind a place."""
    names = [mention for mention in passage.mentions if mention.kind in NAMES]
    before = [mention for mention in names if mention.end <= place]
    after = [mention for mention in names if mention.start > place]
    return before, after[::-1] if nearest_last else after


def _occurrences(source: Evidence) -> Iterator[_Occurrence]:
    """Yield all facts with their contexts; a pronoun that opens a sentence stands for the last subject."""
    subject: Mention | None = None
    for passage in source.passages:
        for mention in passage.mentions:
            yield _Occurrence(mention, passage, _context(passage, mention.start, mention.end))
        actors = [mention for mention in passage.mentions if mention.kind in NAMES]
        if subject and _PRONOUN.match(passage.text):
            yield _Occurrence(subject, passage, _context(passage, 0, 0))
        elif actors:
            subject = actors[0]


def _context(passage: Passage, start: int, end: int) -> dict[str, float]:
    """Return the content words around a fact, weighted by nearness; a clause border adds to the distance."""
    context: dict[str, float] = {}
    before = [i for i, word in enumerate(passage.words) if word.end <= start]
    after = [i for i, word in enumerate(passage.words) if word.start >= end]
    for places, forward in ((reversed(before), False), (after, True)):
        distance = 0
        edge = end if forward else start
        for place in places:
            word, stem = passage.words[place], passage.plain[place]
            gap = passage.text[edge : word.start] if forward else passage.text[word.end : edge]
            distance += 3 if _BORDER.search(gap) or _BORDER.fullmatch(word.text) else 0
            edge = word.end if forward else word.start
            if stem and passage.free[place]:
                distance += 1
                context[stem] = max(context.get(stem, 0.0), 1 / (1 + distance))
    return context


def _similarity(one: dict[str, float], other: dict[str, float], source: Evidence) -> float:
    """Return the shared nearness of two contexts, 0…1, rare words counting more."""
    total = sum(near * source.weight((stem,)) for stem, near in one.items())
    shared = sum(
        min(near, other[stem]) * source.weight((stem,)) for stem, near in one.items() if stem in other
    )
    return shared / total if total else 0.0
