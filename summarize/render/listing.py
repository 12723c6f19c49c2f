"""The parts of a run as plain text: a clean article, what was removed from it, its facts, a translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.records import Article, Fact, Translation
from summarize.render.layout import article_head


def article(article: Article, *, numbered: bool = False) -> str:
    """Render the clean article: title, date, standfirst, headings and paragraphs, a blank line between them.

    With `numbered`, each sentence begins with its number in brackets, counted from 1 as in briefs.
    """
    head = "\n".join(line.text for line in article_head(article))
    blocks = _numbered_blocks(article) if numbered else (block.text for block in article.blocks)
    return "\n\n".join(part for part in (head, article.standfirst, *blocks) if part) + "\n"


def _numbered_blocks(article: Article) -> Iterator[str]:
    paragraph = 0
    for block in article.blocks:
        if block.kind == "heading":
            yield block.text
            continue
        inside = (sentence for sentence in article.sentences if sentence.paragraph == paragraph)
        yield "\n".join(f"[{sentence.index + 1}] {sentence.text}" for sentence in inside)
        paragraph += 1


def removed(article: Article) -> str:
    """List each removed line: its number in the text as given, the reason, the line."""
    if not article.removed:
        return "Nothing was removed.\n"
    width = max(len(line.reason) for line in article.removed)
    rows = (f"{line.number:>4}  {line.reason:<{width}}  {line.text}" for line in article.removed)
    return "\n".join(rows) + "\n"


def facts(facts: Sequence[Fact]) -> str:
    """List facts, most salient first: kind, fact, detail, other forms, numbers of its sentences."""
    if not facts:
        return "No facts were found.\n"
    return "\n".join(_fact_row(fact) for fact in facts) + "\n"


def _fact_row(fact: Fact) -> str:
    detail = f" ({fact.detail})" if fact.detail else ""
    resolved = (
        f" = {fact.key}" if fact.kind == "date" and fact.key[0].isdigit() and fact.key != fact.text else ""
    )
    also = f"; also {', '.join(fact.aliases)}" if fact.aliases else ""
    where = ", ".join(str(index + 1) for index in fact.sentences)
    return f"{fact.kind:<12}  {fact.text}{resolved}{detail}{also} [{where or 'title'}]"


def translation(translation: Translation) -> str:
    """Render a translation: one sentence a line, with a note below each that could not be translated."""
    lines = []
    for sentence in translation.sentences:
        lines.append(sentence.text)
        if sentence.status == "untranslated":
            lines.append(f"  ! not translated: {sentence.reason}")
    return "\n".join(lines) + "\n"
