"""The lines of a digest in reading order, each with its role, which text, Markdown and Word style."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Literal, NamedTuple, TypeAlias

from summarize.languages import own_name
from summarize.records import Digest, DigestItem
from summarize.render import digest_parts as parts
from summarize.render.labels import labels

DigestRole: TypeAlias = Literal[
    "title", "detail", "section", "entry", "item", "language", "headline", "sentence", "warning", "label",
    "source", "signoff", "failure", "signature", "untranslated",
]  # fmt: skip

IN_TABLE = ("language", "headline", "sentence", "untranslated")
"""Roles of the lines that Markdown and Word show as a table, side by side."""
SIGNATURE_SPACE = "_" * 20


class DigestLine(NamedTuple):
    """One line of a digest."""

    role: DigestRole
    text: str
    label: str = ""
    """What stands before the text: a number, the name of a list, the mark of a sentence."""
    language: str = ""
    """Code of the text's language, where it may differ from the headings'."""


def digest_lines(digest: Digest) -> Iterator[DigestLine]:
    """Yield the lines of a digest."""
    language = parts.main_language(digest)
    words = labels(language)
    yield DigestLine("title", parts.title_of(digest, language))
    yield DigestLine("detail", parts.long_date(digest.date, language))
    counts = [f"{words[name]}: {count}" for name, count in parts.shown_counts(digest)]
    yield DigestLine("detail", " · ".join(counts))
    for code in digest.languages:
        draft = f" ({labels(code)['draft']})" if parts.is_draft(digest, code) else ""
        yield DigestLine("section", f"{labels(code)['overview']} – {own_name(code)}{draft}", language=code)
        for number, item in enumerate(digest.items, start=1):
            headline, spoken = parts.headline_in(item, code)
            told = headline if spoken == code else f"{headline} ({own_name(spoken)})"
            yield DigestLine("entry", told, f"{number}.", spoken)
    numbers = count(1)
    for section in digest.sections:
        if len(digest.sections) > 1 or section.title:
            yield DigestLine("section", parts.section_title(section.title, language))
        for item in section.items:
            yield from _item_lines(item, next(numbers), language)
    if digest.failures:
        yield DigestLine("section", words["failures"])
        yield from (DigestLine("failure", line) for line in parts.failure_lines(digest.failures))
    yield DigestLine("signature", f"{words['marks']} {digest.signature}")


def _item_lines(item: DigestItem, number: int, language: str) -> Iterator[DigestLine]:
    words = labels(language)
    yield DigestLine("item", item.headline, f"{number}.", item.language)
    outlets = ", ".join(dict.fromkeys(source.outlet for source in item.sources))
    yield DigestLine("detail", " · ".join(part for part in (parts.days(item, language), outlets) if part))
    yield from version_lines(item)
    for difference in item.differences:
        yield DigestLine("warning", parts.difference_line(difference, language), words["differ"])
    for kind, facts in parts.fact_words(item, language).items():
        if facts:
            yield DigestLine("label", "; ".join(facts), words[kind])
    yield from status_lines(item, language)
    for place in range(1, len(item.sources) + 1):
        yield DigestLine("source", parts.source_line(item, place, language), f"[{place}]")
    yield DigestLine("signoff", f"{words['reviewed']} {SIGNATURE_SPACE} {words['on']} {SIGNATURE_SPACE}")


def version_lines(item: DigestItem) -> Iterator[DigestLine]:
    """Yield an item's summary in each of its languages."""
    for version in parts.versions(item):
        draft = version.translation is not None and version.translation.draft
        name = own_name(version.language)
        yield DigestLine("language", f"{name} ({labels(version.language)['draft']})" if draft else name)
        if version.translation:
            yield DigestLine("headline", version.headline, language=version.language)
        for sentence, text, note in zip(item.sentences, version.sentences, version.notes, strict=True):
            yield DigestLine("sentence", text, f"[{parts.mark(sentence)}]", version.language)
            if note:
                yield DigestLine("untranslated", note, labels(version.language)["untranslated"])


def status_lines(item: DigestItem, language: str) -> Iterator[DigestLine]:
    """Yield what became of the facts in each translation, what to check, and why a language is missing."""
    words = labels(language)
    for translation in item.translations:
        name = own_name(translation.language)
        yield DigestLine("label", parts.status_words(translation, language), f"{words['status']} ({name})")
        if lost := parts.lost_words(translation, language):
            yield DigestLine("warning", "; ".join(lost), f"{words['check']} ({name})")
    yield from (DigestLine("warning", note) for note in item.notes)
