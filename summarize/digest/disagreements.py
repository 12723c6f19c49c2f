"""Facts on which the articles of one story disagree, kept side by side and never resolved.

Compared are the figures of a story (how many dead, wounded, missing, displaced, abducted, arrested, ill),
other counted nouns of which each article gives one figure, and the day of the event. The first figure an
article gives for one of these is its claim, as news puts its best knowledge first; "seven of the dead" and
"three more" are parts, not totals, and are passed over. A later toll is a disagreement too: the dates of the
articles show which is newer.

Limits: a figure tied to its noun over more than a few words is missed, and so is the second figure of an
article that itself quotes two.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from summarize.digest.roles import ROLES, find_role, is_unit
from summarize.facts.finding.numbers import is_vague
from summarize.facts.words.folding import stem
from summarize.records import Article, Fact
from summarize.summary.features import stop_words

_DAYS = dt.timedelta(days=2)
"""Days that are further apart are days of different events."""
_APART = 2.0
"""Figures for a plain noun that are further apart than this factor count different things."""
_SAYING = re.compile(
    r"\b(?:said|says|told|announced|declared|confirmed|added|report\w*|warned|statement|indiqué|annoncé|déclaré|affirmé|"
    r"précisé|expected|due|until|will|attendue?s?|prévue?s?|jusqu\w*)\W"
)
"""Words that make a day the day of a statement or of something still to come."""
_NEAR = 60
"""Characters between an event and its day."""
_BEFORE = 20
"""Characters before a day in which a verb of saying takes it for itself."""
_DECIMAL = re.compile(r"[.,]\d")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_GENERIC = frozenset(
    ("people", "person", "men", "women", "times", "basis", "points", "hommes", "femmes", "personnes", "fois")
)
"""Nouns that say too little, or are units, to compare their figures."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says."""

    value: str
    """Canonical number or ISO day."""
    article: int
    """Index of the article in the sequence that was grouped."""
    text: str
    """The sentence or title that says it, verbatim."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing on which articles of a story differ."""

    about: str
    """`dead`, `wounded`, `missing`, `displaced`, `abducted`, `arrested`, `rescued`,
    `cases`, `day of` an event key, or
    the stem of a counted noun."""
    claims: tuple[Claim, ...]
    """One for each article that says anything on it, in the order given; at least two values among them."""

    @property
    def values(self) -> tuple[str, ...]:
        """The different values, smallest or earliest first."""
        return tuple(sorted({claim.value for claim in self.claims}, key=lambda value: (len(value), value)))


def find_disagreements(
    articles: Sequence[Article], facts: Sequence[tuple[Fact, ...]], members: Sequence[int]
) -> tuple[Disagreement, ...]:
    """Compare what the member articles of one story say.

    Args:
        articles: All articles that were grouped.
        facts: The key facts of each.
        members: Indices of the articles of one story, in the order in which claims are to be listed.
    """
    if len(members) < 2:
        return ()
    claims: dict[str, list[Claim]] = defaultdict(list)
    for index in members:
        for about, claim in _claims(index, articles[index], facts[index]).items():
            claims[about].append(claim)
    found = [Disagreement(about, tuple(own)) for about, own in claims.items()]
    return tuple(item for item in found if len(item.values) > 1 and _comparable(item))


def _comparable(item: Disagreement) -> bool:
    """Tell whether the values can be about one thing: days in a row; figures for a plain noun of one size."""
    if item.about in ROLES:
        return True
    if item.about.startswith("day of "):
        days = [dt.date.fromisoformat(value) for value in item.values]
        return max(days) - min(days) <= _DAYS
    figures = [float(value) for value in item.values]
    return max(figures) <= _APART * min(figures)


def _claims(index: int, article: Article, facts: tuple[Fact, ...]) -> dict[str, Claim]:
    """The first claim of an article on each thing, and for a plain noun the only one."""
    claims: dict[str, Claim] = {}
    nouns: dict[str, set[str]] = defaultdict(set)
    for text, own in _passages(article, facts):
        days = _event_days(text, own, article.date)
        for about, value, noun in chain(_figures(text, own, article.language), days):
            claims.setdefault(about, Claim(value, index, text))
            if noun:
                nouns[about].add(value)
    return {about: claim for about, claim in claims.items() if len(nouns[about]) < 2}


def _passages(article: Article, facts: tuple[Fact, ...]) -> Iterator[tuple[str, list[Fact]]]:
    """Title, then sentences in order, each with the facts that it mentions."""
    by_sentence: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        for index in fact.sentences:
            by_sentence[index].append(fact)
    yield article.title, list(facts)
    for sentence in article.sentences:
        yield sentence.text, by_sentence[sentence.index]


def _places(text: str, facts: Iterable[Fact], kind: str) -> list[tuple[int, int, Fact]]:
    """Where the facts of one kind stand in a text: start, end, fact; in order, without overlaps."""
    spans: list[tuple[int, int, Fact]] = []
    for fact in facts:
        if fact.kind == kind:
            for form in (fact.text, *fact.aliases):
                spans += [(start, start + len(form), fact) for start in _find_all(text, form)]
    spans.sort(key=lambda span: (span[0], -span[1]))
    return [
        span for place, span in enumerate(spans) if not any(span[0] < before[1] for before in spans[:place])
    ]


def _find_all(text: str, form: str) -> Iterator[int]:
    """Where a form stands as a whole word or number, not inside "1,400" or "mid-14"."""
    start = text.find(form)
    while start >= 0:
        before, after = text[:start][-1:], text[start + len(form) :][:2]
        if not (before.isalnum() or before in tuple(".,-_")) and not (
            after[:1].isalnum() or _DECIMAL.match(after)
        ):
            yield start
        start = text.find(form, start + 1)


def _figures(text: str, facts: Sequence[Fact], language: str) -> Iterator[tuple[str, str, bool]]:
    """What the figures of a passage count: role or noun, value, and whether it is a plain noun."""
    spans = _places(text, facts, "number")
    ends = [0, *(end for _, end, _ in spans)]
    starts = [*(start for start, _, _ in spans[1:]), len(text)]
    for (start, end, fact), last, following in zip(spans, ends, starts, strict=False):
        if is_vague(fact.text) or not fact.key.replace(".", "").isdigit() or fact.detail == "ordinal":
            continue
        after = text[end:following]
        role = find_role(text[last:start], after, language)
        noun = re.match(r" (?:d[e’'] ?)?([^\W\d_]{4,})\b", after)
        if role:
            yield role, fact.key, False
        elif (
            noun and noun[1].islower() and not _is_unit(noun[1], fact) and noun[1] not in stop_words(language)
        ):
            yield stem(noun[1], language), fact.key, True


def _is_unit(noun: str, fact: Fact) -> bool:
    return noun in _GENERIC or is_unit(noun) or fact.detail == "percent" or fact.detail.isupper()


def _event_days(text: str, facts: Sequence[Fact], today: dt.date | None) -> Iterator[tuple[str, str, bool]]:
    """The past day that stands nearest to each event of a passage: `day of` and the event, ISO day."""
    dates = _places(text, facts, "date")
    for first, last, event in _places(text, facts, "event"):
        if not dates:
            return
        start, end, date = min(dates, key=lambda d: max(d[0], first) - min(d[1], last))
        between = text[min(end, last) : max(start, first)]
        around = f"{text[max(0, start - _BEFORE) : start]} {between} "
        past = _ISO_DAY.fullmatch(date.key) and not (today and date.key > today.isoformat())
        if past and len(between) <= _NEAR and "," not in between and not _SAYING.search(around):
            yield f"day of {event.key.replace('-', ' ')}", date.key, False
