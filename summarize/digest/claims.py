"""What one article claims: its figures by what they count, and the days of its events.

The first figure an article gives for something is its claim, as news puts its best knowledge first. Passages
that name a time well before the article tell of another event, or of a sum over many, and are passed over.

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
from typing import NamedTuple

from summarize.digest.roles import find_role
from summarize.digest.totals import is_paired, is_rough, is_total
from summarize.facts.finding.numbers import is_vague
from summarize.facts.words.folding import stem
from summarize.records import Article, Fact
from summarize.summary.features import stop_words

_RECENT = dt.timedelta(days=30)
"""Times that are longer ago are not those of a story."""
_TIME = re.compile(r"\d{4}(?:-\d\d){0,2}")
"""Key of a year, a month or a day."""
_SAYING = re.compile(
    r"\b(?:said|says|told|announced|declared|confirmed|added|report\w*|warned|statement|indiqué|annoncé|déclaré|affirmé|"
    r"précisé|expected|due|until|will|attendue?s?|prévue?s?|jusqu\w*)\W"
)
"""Words that make a day the day of a statement or of something still to come."""
_NEAR = 60
"""Characters between an event and its day."""
_BEFORE = 20
"""Characters before a day in which a verb of saying takes it for itself."""
_UP_TO = ("to", "à")
"""Words between two figures of which the second has the place of the first: "from 12 to 17"."""
_DECIMAL = re.compile(r"[.,]\d")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_GENERIC = frozenset(
    ("people", "person", "men", "women", "times", "basis", "points", "hommes", "femmes", "personnes", "fois")
)
"""Nouns that say too little to compare their figures."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says."""

    value: str
    """Canonical number or ISO day."""
    article: int
    """Index of the article in the sequence that was grouped."""
    text: str
    """The sentence or title that says it, verbatim."""
    rough: bool = False
    """True for a figure given as a rounded one: "about 60", "more than 60"."""


class _Said(NamedTuple):
    """One thing that a passage says."""

    about: str
    value: str
    rough: bool = False
    plain: bool = False
    """True for figures of a plain noun."""


def article_claims(index: int, article: Article, facts: tuple[Fact, ...]) -> dict[str, Claim]:
    """Return what an article says on each thing; for a plain noun, only when it is one figure.

    Args:
        index: The article's place in the sequence that was grouped.
        article: The article.
        facts: Its key facts.

    Returns:
        Claims by what they are about: a role of `roles.ROLES`, `day of` an event key, or the stem of a noun.
    """
    claims: dict[str, Claim] = {}
    nouns: dict[str, set[str]] = defaultdict(set)
    for text, own in _passages(article, facts):
        if _tells_of_before(text, own, article.date):
            continue
        for said in chain(_figures(text, own, article.language), _event_days(text, own, article.date)):
            claims.setdefault(said.about, Claim(said.value, index, text, said.rough))
            if said.plain:
                nouns[said.about].add(said.value)
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


def _tells_of_before(text: str, facts: Sequence[Fact], today: dt.date | None) -> bool:
    """Tell whether a passage names a time well before its article."""
    limit = (today - _RECENT).isoformat() if today else ""
    times = (date.key for _, _, date in _places(text, facts, "date") if _TIME.fullmatch(date.key))
    return any(time < limit[: len(time)] for time in times)


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


def _figures(text: str, facts: Sequence[Fact], language: str) -> Iterator[_Said]:
    """What the figures of a passage count: a role, else a plain noun."""
    for fact, before, after in _totals(text, facts):
        role = find_role(before, after, language)
        noun = re.match(r" (?:d[e’'] ?)?([^\W\d_]{4,})\b", after)
        if role:
            yield _Said(role, fact.key, is_rough(before))
        elif noun and noun[1].islower() and noun[1] not in _GENERIC and noun[1] not in stop_words(language):
            yield _Said(stem(noun[1], language), fact.key, is_rough(before), plain=True)


def _totals(text: str, facts: Sequence[Fact]) -> Iterator[tuple[Fact, str, str]]:
    """The figures that count something as a whole, with what stands between them and their neighbours."""
    spans = _places(text, facts, "number")
    ends = [0, *(end for _, end, _ in spans)]
    starts = [*(start for start, _, _ in spans[1:]), len(text)]
    before, first = "", False
    for (start, end, fact), last, following in zip(spans, ends, starts, strict=False):
        between, after = text[last:start], text[end:following]
        before = f"{before} … {between}" if between.strip() in _UP_TO else between
        second, first = first, following < len(text) and is_paired(before, after)
        counts = fact.detail != "ordinal" and fact.key.replace(".", "").isdigit() and not is_vague(fact.text)
        if counts and not first and not second and is_total(before, after):
            yield fact, before, after


def _event_days(text: str, facts: Sequence[Fact], today: dt.date | None) -> Iterator[_Said]:
    """The past day that stands nearest to each event of a passage."""
    dates = _places(text, facts, "date")
    for first, last, event in _places(text, facts, "event"):
        if not dates:
            return
        start, end, date = min(dates, key=lambda d: max(d[0], first) - min(d[1], last))
        between = text[min(end, last) : max(start, first)]
        around = f"{text[max(0, start - _BEFORE) : start]} {between} "
        past = _ISO_DAY.fullmatch(date.key) and not (today and date.key > today.isoformat())
        if past and len(between) <= _NEAR and "," not in between and not _SAYING.search(around):
            yield _Said(f"day of {event.key.replace('-', ' ')}", date.key)
