"""The facts of a text: names, numbers, dates, quotations and events, and which of them matter most.

Method: rules and word lists, no statistical model. Each kind has its own module (`names`, `numbers`, `dates`,
`quotes`, `events`), which says what it does and what it cannot do; `benchmarks/extraction.py` measures them.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from summarize.facts.finding.dates import find_dates
from summarize.facts.finding.events import find_events
from summarize.facts.finding.names import find_names
from summarize.facts.finding.numbers import find_numbers, is_vague
from summarize.facts.finding.quotes import find_quotes
from summarize.facts.glossary import load_glossary
from summarize.facts.words.capitals import recase
from summarize.facts.words.spans import Spans
from summarize.records import Article, Fact, Mention

_KIND_WEIGHT = {
    "event": 1.0, "person": 0.95, "organisation": 0.95, "place": 0.9, "group": 0.8,
    "number": 0.7, "date": 0.55, "quote": 0.5,
}  # fmt: skip
"""How much a kind counts in the salience: a story is what happened, to whom and where."""


@lru_cache(maxsize=128)
def find_mentions(text: str, language: str, date: dt.date | None = None) -> tuple[Mention, ...]:
    """Find the facts that a text mentions.

    Args:
        text: Any text, such as an article, a summary or one sentence.
        language: ISO 639-1 code; French has its own rules, all others are read with the English ones.
        date: The day the text appeared, to resolve "last Wednesday"; without it, relative dates keep a
            relative key.

    Returns:
        Mentions sorted by start, without overlaps within a kind. A quotation may contain other mentions; of
        all others that overlap, the longer one stays ("G5 Sahel" is no number, "coup d'État" no state).
    """
    written, text = text, recase(text, language, _is_known_acronym)
    dates = find_dates(text, language, date)
    names = _without_shorter(find_names(text, language), dates)
    events = _without_shorter(find_events(text, language), [*dates, *names])
    names = _without_shorter(names, events)
    dates = _without_shorter(dates, names)
    numbers = _without_shorter(find_numbers(text, language), [*dates, *names], even_longer=True)
    quotes = _with_speakers(find_quotes(text, language), names)
    found = [*names, *dates, *numbers, *events, *quotes]
    if text != written:
        found = [replace(mention, text=written[mention.start : mention.end]) for mention in found]
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))


def _is_known_acronym(word: str) -> bool:
    term = load_glossary().lookup(word)
    return term is not None and any(word in forms for forms in term.forms.values())


def _without_shorter(
    mentions: Iterable[Mention], others: Iterable[Mention], *, even_longer: bool = False
) -> list[Mention]:
    """Leave out the mentions that overlap one of the others that is at least as long, or any other."""
    taken = Spans((other.start, other.end) for other in others)
    return [
        mention
        for mention in mentions
        if not any(
            even_longer or end - start >= mention.end - mention.start
            for start, end in taken.overlapping(mention.start, mention.end)
        )
    ]


_PRONOUNS = frozenset({"he", "she", "il", "elle"})
_NOBODY = frozenset({"it", "they", "this", "ils", "elles", "on", "ceci", "cela"})
"""Pronouns that tell no reader who speaks."""


def _with_speakers(quotes: list[Mention], names: list[Mention]) -> list[Mention]:
    """Put the full name for a speaker's surname, for a pronoun that of the person named last."""
    persons = [name for name in names if name.kind == "person"]
    starts = [person.start for person in persons]
    fullest: dict[str, str] = {}
    for person in persons:
        fullest[person.key] = max(fullest.get(person.key, ""), person.text, key=len)
    full_names = {person.text: fullest[person.key] for person in persons}
    spoken = []
    for quote in quotes:
        if quote.detail.lower() in _NOBODY:
            quote = replace(quote, detail="")
        place = bisect_right(starts, quote.start) - 1
        if quote.detail.lower() in _PRONOUNS and place >= 0:
            quote = replace(quote, detail=fullest[persons[place].key])
        spoken.append(replace(quote, detail=full_names.get(quote.detail, quote.detail)))
    return spoken


def key_facts(article: Article) -> tuple[Fact, ...]:
    """Return the facts of an article, the most salient first.

    All mentions with one kind and key make one fact (but 9 percent, 9 dollars, 9 miles and the ninth are
    four); its text is the fullest form, its aliases are the others. Salience combines kind, place (title and
    standfirst first, then early sentences, as in lead-biased news summarisation), frequency and spread over
    the article; vague numbers and ordinals count little.
    """
    groups: dict[tuple[str, str, str], list[_Placed]] = defaultdict(list)
    for placed in _placed_mentions(article):
        mention = placed.mention
        groups[mention.kind, mention.key, _unit_apart(mention)].append(placed)
    facts = [_fact(group, len(article.sentences)) for group in groups.values() if not _told_in_passing(group)]
    return tuple(sorted(facts, key=lambda fact: -fact.weight))


_PARTICIPLE = re.compile(r"\w+(?:ed|és?|ées?|us?|ues?)")
_LEAD = 3
"""The first so many sentences tell what the story is."""


def _told_in_passing(group: list[_Placed]) -> bool:
    """Whether an event is told once, by a verb and below the lead: "who was arrested in 2019"."""
    first = group[0]
    return (
        first.mention.kind == "event"
        and len(group) == 1
        and (first.sentence or 0) >= _LEAD
        and _PARTICIPLE.fullmatch(first.mention.text) is not None
    )


def _unit_apart(mention: Mention) -> str:
    """What makes the same figure another fact: percent, a currency, or that it is an ordinal."""
    unit = mention.detail if mention.kind == "number" else ""
    return unit if unit in ("percent", "ordinal") or re.fullmatch("[A-Z]{3}", unit) else ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mention with its place in the article."""

    mention: Mention
    sentence: int | None
    """Index of its sentence; None in title, standfirst and headings."""
    earliness: float
    """1 at the start of the article, less further on."""


def _placed_mentions(article: Article) -> Iterator[_Placed]:
    text = article.text
    head = len(article.title) + len(article.standfirst) + 2
    bounds = list(_sentence_bounds(article, text, head))
    starts = [start for start, _, _ in bounds]
    for mention in find_mentions(text, article.language, article.date):
        place = bisect_right(starts, mention.start) - 1
        if place >= 0 and mention.start < bounds[place][1]:
            index = bounds[place][2]
            yield _Placed(mention, index, 1 / (1 + index) ** 0.3)
        else:
            yield _Placed(mention, None, 1.0 if mention.start < head else 0.5)


def _sentence_bounds(article: Article, text: str, position: int) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and index of each sentence that stands in the text as it is."""
    for sentence in article.sentences:
        start = text.find(sentence.text, max(0, position - 2))
        if start >= 0:
            position = start + len(sentence.text)
            yield start, position, sentence.index


def _fact(group: list[_Placed], count: int) -> Fact:
    mentions = [placed.mention for placed in group]
    fullest = max(mentions, key=lambda mention: len(mention.text))
    sentences = tuple(sorted({placed.sentence for placed in group if placed.sentence is not None}))
    early = max(placed.earliness for placed in group)
    frequency = 1 - 1 / (1 + len(group))
    spread = (sentences[-1] - sentences[0]) / max(1, count - 1) if sentences else 0.0
    weight = _KIND_WEIGHT[fullest.kind] * (0.5 * early + 0.35 * frequency + 0.15 * spread)
    if fullest.kind == "number" and (is_vague(fullest.text) or fullest.detail == "ordinal"):
        weight *= 0.4
    if fullest.kind == "date" and fullest.key.startswith("T"):
        weight *= 0.6  # a time of day says less than the day
    if fullest.kind == "event" and " " not in fullest.text:
        weight *= 0.9  # one word ("released", "protest") says less about the story than "hunger strike"
    aliases = tuple(dict.fromkeys(m.text for m in mentions if m.text != fullest.text))
    detail = next((m.detail for m in (fullest, *mentions) if m.detail), "")
    return Fact(fullest.kind, fullest.text, fullest.key, sentences, round(weight, 4), aliases, detail)
