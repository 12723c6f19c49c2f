"""The facts of a text: names, numbers, dates, quotations and events, and which of them matter most.

Method: rules and word lists only, no statistical model; each kind has its own module (`names`, `numbers`, `dates`,
`quotes`, `events`), which says what it does and what it cannot do.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from summarize.facts.dates import find_dates
from summarize.facts.events import find_events
from summarize.facts.names import find_names
from summarize.facts.numbers import find_numbers, is_vague
from summarize.facts.quotes import find_quotes
from summarize.records import Article, Fact, Mention

_KIND_WEIGHT = {
    "event": 1.0, "person": 0.9, "place": 0.85, "organisation": 0.9, "group": 0.75, "number": 0.55, "date": 0.55,
    "quote": 0.5,
}  # fmt: skip


def find_mentions(text: str, language: str, date: dt.date | None = None) -> tuple[Mention, ...]:
    """Find the facts that a text mentions.

    Args:
        text: Any text, such as an article, a summary or one sentence.
        language: ISO 639-1 code; French has its own rules, all others are read with the English ones.
        date: The day the text appeared, to resolve "last Wednesday"; without it, relative dates keep a relative key.

    Returns:
        Mentions sorted by start, without overlaps within a kind; a quotation may contain other mentions. A number
        inside a date or a name, and an event or month name inside a name, is not a fact of its own.
    """
    dates = find_dates(text, language, date)
    names = _outside_longer(find_names(text, language), dates)
    dates = _outside(dates, names)
    numbers = _outside(find_numbers(text, language), [*dates, *names])
    events = _outside_longer(find_events(text, language), [*dates, *names])
    names = _outside(names, events)
    found = [*names, *dates, *numbers, *events, *find_quotes(text, language)]
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))


def _outside(mentions: Iterable[Mention], others: list[Mention]) -> list[Mention]:
    """Leave out the mentions that overlap others."""
    return [m for m in mentions if not any(m.start < o.end and o.start < m.end for o in others)]


def _outside_longer(mentions: Iterable[Mention], others: list[Mention]) -> list[Mention]:
    """Leave out the mentions that overlap longer ones: an "État" gives way to a "coup d'État"."""
    return [m for m in mentions if not any(m.start < o.end and o.start < m.end and len(o.text) >= len(m.text) for o in others)]


def key_facts(article: Article) -> tuple[Fact, ...]:
    """Return the facts of an article, the most salient first.

    Salience combines kind, place (title, standfirst, early sentences), frequency and spread over the article, as in
    lead-biased news summarisation. All mentions with the same kind and key make one fact; its text is the fullest
    form, its aliases the others.
    """
    mentions: dict[tuple[str, str], list[tuple[float, int | None, Mention]]] = defaultdict(list)
    for mention, weight, index in _placed_mentions(article):
        mentions[mention.kind, mention.key].append((weight, index, mention))
    facts = [_fact(group, len(article.sentences)) for group in mentions.values()]
    return tuple(sorted(facts, key=lambda fact: -fact.weight))


def _placed_mentions(article: Article) -> Iterable[tuple[Mention, float, int | None]]:
    """Yield each mention with the weight of its place and the index of its sentence."""
    text = article.text
    bounds = _sentence_bounds(article, text)
    head = len(article.title) + len(article.standfirst) + 4
    for mention in find_mentions(text, article.language, article.date):
        index = next((i for i, (start, end) in enumerate(bounds) if start <= mention.start < end), None)
        if index is None:
            weight = 1.0 if mention.start < head else 0.5
        else:
            weight = 1.0 / (1 + index) ** 0.3
        yield mention, weight, index


def _sentence_bounds(article: Article, text: str) -> list[tuple[int, int]]:
    """The span of each sentence in the article's text; sentences that cannot be found get an empty span."""
    bounds = []
    position = len(article.title) + len(article.standfirst)
    for sentence in article.sentences:
        start = text.find(sentence.text, position)
        if start < 0:
            bounds.append((-1, -1))
            continue
        position = start + len(sentence.text)
        bounds.append((start, position))
    return bounds


def _fact(group: list[tuple[float, int | None, Mention]], count: int) -> Fact:
    mentions = [mention for _, _, mention in group]
    fullest = max(mentions, key=lambda m: len(m.text))
    sentences = tuple(sorted({index for _, index, _ in group if index is not None}))
    early = max(weight for weight, _, _ in group)
    frequency = 1 - 1 / (1 + len(group))
    spread = (sentences[-1] - sentences[0]) / max(1, count - 1) if sentences else 0.0
    weight = _KIND_WEIGHT[fullest.kind] * (0.5 * early + 0.35 * frequency + 0.15 * spread)
    if fullest.kind == "number" and (is_vague(fullest.text) or fullest.detail == "ordinal"):
        weight *= 0.4
    aliases = tuple(dict.fromkeys(m.text for m in mentions if m.text != fullest.text))
    detail = next((m.detail for m in (fullest, *mentions) if m.detail), "")
    return Fact(fullest.kind, fullest.text, fullest.key, sentences, round(weight, 4), aliases, detail)
