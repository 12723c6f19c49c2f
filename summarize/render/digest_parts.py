"""What all forms of a digest show in the same words: marks, dates, facts, differences, statuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from summarize.records import (
    Digest,
    DigestDifference,
    DigestItem,
    DigestSentence,
    Fact,
    Failure,
    SourceArticle,
    Translation,
)
from summarize.render.facts import STATUSES, fact_checks
from summarize.render.labels import labels

_MOST = {"facts": 10, "dates": 5, "places": 6}
_LONGEST_DETAIL = 50


class Version(NamedTuple):
    """An item in one language."""

    language: str
    headline: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    """For each sentence, why it is not translated; empty when it is."""
    translation: Translation | None
    """None for the language of the articles."""


def versions(item: DigestItem) -> Iterator[Version]:
    """Yield an item in its own language, then its translations."""
    own = tuple(sentence.text for sentence in item.sentences)
    yield Version(item.language, item.headline, own, ("",) * len(own), None)
    for translation in item.translations:
        headline = translation.title.text if translation.title else item.headline
        texts = tuple(sentence.text for sentence in translation.sentences)
        notes = tuple(s.reason if s.status == "untranslated" else "" for s in translation.sentences)
        yield Version(translation.language, headline, texts, notes, translation)


def headline_in(item: DigestItem, language: str) -> tuple[str, str]:
    """Return an item's headline in a language, else in its own, and the code of the language it is in."""
    for version in versions(item):
        if version.language == language:
            return version.headline, language
    return item.headline, item.language


def is_draft(digest: Digest, language: str) -> bool:
    """Tell whether something in a language is a draft."""
    translations = (own for item in digest.items for own in item.translations)
    return any(own.draft for own in translations if own.language == language)


def title_of(digest: Digest, language: str) -> str:
    """Return the title given, or what a briefing is called in a language."""
    return digest.title or labels(language)["digest"]


def main_language(digest: Digest) -> str:
    """Return the language of most articles, in which headings stand."""
    return digest.languages[0] if digest.languages else "en"


def long_date(date: dt.date, language: str) -> str:
    """Write a date in full, in a language that CLDR knows, else in French."""
    return format_date(date, "long", locale=known_locale(language))


def known_locale(language: str) -> str:
    """Return a language whose customs CLDR knows: this one, else French."""
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return "fr"
    return language


def days(item: DigestItem, language: str) -> str:
    """Write the day of an item's articles, or the first and last one."""
    written = [long_date(date, language) for date in (item.start, item.end) if date]
    return " – ".join(dict.fromkeys(written))


def mark(sentence: DigestSentence) -> str:
    """Name where a sentence comes from, counted from 1: `2:5` is source 2, sentence 5."""
    return f"{sentence.article + 1}:{sentence.sentence + 1}"


def web_link(source: SourceArticle) -> str:
    """Return the link of a source when it leads to the web, so that no other kind ever becomes a link."""
    return source.link if source.link.startswith(("http://", "https://")) else ""


def fact_words(item: DigestItem, language: str) -> dict[str, list[str]]:
    """Write the key facts, the dates and the places of an item, by the name of their label."""
    words: dict[str, list[str]] = {"facts": [], "dates": [], "places": []}
    outlets = {source.outlet for source in item.sources}
    disputed = {claim.value for difference in item.differences for claim in difference.claims}
    for fact in item.facts:
        if fact.text in outlets or (fact.kind == "number" and fact.key in disputed):
            continue
        kind = {"date": "dates", "place": "places"}.get(fact.kind, "facts")
        if written := _fact_word(fact, language):
            words[kind].append(written)
    return {kind: list(dict.fromkeys(own))[: _MOST[kind]] for kind, own in words.items()}


def _fact_word(fact: Fact, language: str) -> str:
    if fact.kind == "date":
        try:
            return long_date(dt.date.fromisoformat(fact.key), language)
        except ValueError:
            return fact.text
    if fact.kind == "number":  # a bare figure says nothing
        return f"{fact.text} {fact.detail}" if fact.detail else ""
    told = 0 < len(fact.detail) <= _LONGEST_DETAIL and fact.kind != "event"
    return f"{fact.text} ({fact.detail})" if told else fact.text


def difference_topic(difference: DigestDifference, language: str) -> str:
    """Name what sources differ on."""
    words = labels(language)
    if difference.about.startswith("day of "):
        return f"{words['about day']} ({difference.about.removeprefix('day of ')})"
    return words.get(f"about {difference.about}", difference.about)


def difference_values(difference: DigestDifference, language: str) -> list[tuple[str, list[int]]]:
    """Return each value with the numbers, from 1, of the sources that give it."""
    found: dict[str, list[int]] = {}
    for claim in difference.claims:
        found.setdefault(claim.value, []).append(claim.article + 1)
    return [(_value_words(value, language), numbers) for value, numbers in found.items()]


def _value_words(value: str, language: str) -> str:
    """Write a canonical day or number as the language does."""
    try:
        return long_date(dt.date.fromisoformat(value), language) if "-" in value else _number(value, language)
    except ValueError:
        return value


def _number(value: str, language: str) -> str:
    return format_decimal(Decimal(value), locale=known_locale(language))


def difference_line(difference: DigestDifference, language: str) -> str:
    """Write a difference in one line: `dead: 14 [1] / 17 [2] [3]`."""
    parts = [
        " ".join([value, *(f"[{number}]" for number in numbers)])
        for value, numbers in difference_values(difference, language)
    ]
    return f"{difference_topic(difference, language)}: {' / '.join(parts)}"


def source_line(item: DigestItem, number: int, language: str) -> str:
    """Describe a source, `number` from 1: outlet, title, date, link or file, and what it is a copy of."""
    source = item.sources[number - 1]
    date = long_date(source.date, language) if source.date else ""
    copied = f"{labels(language)['copy']} [{source.copy_of + 1}]" if source.copy_of is not None else ""
    return " · ".join(
        part for part in (source.outlet, source.title, date, web_link(source) or source.file, copied) if part
    )


def status_words(translation: Translation, language: str) -> str:
    """Count the facts of a translation by what became of them."""
    checks = list(fact_checks(translation))
    words = labels(language)
    return ", ".join(f"{sum(c.status == status for c in checks)} {words[status]}" for status in STATUSES)


def lost_words(translation: Translation, language: str) -> list[str]:
    """Name each fact that was changed, and in one go those that are missing."""
    checks = list(fact_checks(translation))
    told = [f"{check.fact.text} → {check.found}" for check in checks if check.status == "changed"]
    missing = dict.fromkeys(check.fact.text for check in checks if check.status == "missing")
    if missing:
        told.append(f"{', '.join(missing)} ({labels(language)['missing']})")
    return list(dict.fromkeys(told))


def shown_counts(digest: Digest) -> list[tuple[str, int]]:
    """Return each count by the name of its label; those that are usually zero only when they are not."""
    counts = digest.counts
    always = [
        ("articles", counts.articles),
        ("sources", counts.sources),
        ("stories", counts.stories),
        ("failures", counts.failures),
    ]
    seldom = [("left_out", counts.left_out), ("ignored", counts.ignored)]
    return always + [(name, count) for name, count in seldom if count]


def section_title(title: str, language: str) -> str:
    """Write the title of a section: a day in full, a name as it is, and a word for what has none."""
    try:
        return long_date(dt.date.fromisoformat(title), language)
    except ValueError:
        return title or labels(language)["undivided"]


def failure_lines(failures: Sequence[Failure]) -> list[str]:
    """Say what failed and why; most reasons name the file themselves."""
    return [own.reason if own.source in own.reason else f"{own.source}: {own.reason}" for own in failures]
