"""The lines of a brief in reading order, each with its role; the text and terminal forms style them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from babel.dates import format_date

from summarize.languages import own_name
from summarize.records import Article, Brief, SummarySentence, TranslatedSentence, Translation
from summarize.render.facts import lost_note, summary_coverage, translation_tally

Role: TypeAlias = Literal[
    "title", "detail", "language", "headline", "sentence", "warning", "facts", "signature"
]

DRAFT_NOTE = "draft, often wrong: needs review by a speaker of the language"


class Line(NamedTuple):
    """One line of a brief; `mark` is the source-sentence mark of a sentence, as `[5]`."""

    role: Role
    text: str
    mark: str = ""


def brief_lines(brief: Brief) -> Iterator[Line | None]:
    """Yield the lines of a brief; None stands for a blank line."""
    yield from article_head(brief.article)
    yield None
    yield Line("language", own_name(brief.summary.language))
    for sentence in brief.summary.sentences:
        yield from _summary_lines(sentence)
    for translation in brief.translations:
        yield None
        yield from _translation_lines(translation, [s.source for s in brief.summary.sentences])
    yield None
    yield Line("facts", summary_coverage(brief))
    for translation in brief.translations:
        yield Line("facts", translation_tally(translation))
        if note := lost_note(translation):
            yield Line("warning", note)
    yield Line("signature", brief.signature)


def article_head(article: Article) -> Iterator[Line]:
    """Yield the title, and the date, byline and link on one line, of an article that has them."""
    if article.title:
        yield Line("title", article.title)
    date = format_date(article.date, "long", locale=article.language) if article.date else ""
    details = [part for part in (date, article.byline, article.link) if part]
    if details:
        yield Line("detail", " · ".join(details))


def _summary_lines(sentence: SummarySentence) -> Iterator[Line]:
    yield Line("sentence", sentence.text, f"[{sentence.source + 1}]")
    if sentence.support.reasons:
        verdict = "from the article instead" if sentence.support.supported else "unsupported by the article"
        yield Line("warning", f"{verdict}: {'; '.join(sentence.support.reasons)}")


def _translation_lines(translation: Translation, sources: list[int]) -> Iterator[Line]:
    name = own_name(translation.language)
    yield Line("language", f"{name} ({DRAFT_NOTE})" if translation.draft else name)
    if translation.title:
        yield Line("headline", translation.title.text)
    for sentence, source in zip(translation.sentences, sources, strict=True):
        yield Line("sentence", sentence.text, f"[{source + 1}]")
        if note := untranslated_note(sentence):
            yield Line("warning", note)


def untranslated_note(sentence: TranslatedSentence) -> str:
    """Say that and why a sentence is shown in its own language; empty when it was translated."""
    return f"not translated: {sentence.reason}" if sentence.status == "untranslated" else ""
