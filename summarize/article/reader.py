"""Reading: from a file, bytes or pasted text to a clean `Article`."""

from __future__ import annotations

from pathlib import Path

from summarize.article.pasted import clean_page
from summarize.article.sentences import split_sentences
from summarize.errors import InputError
from summarize.records import Article, Block, Sentence


def read_article(path: Path) -> Article:
    """Read and clean one article file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    return article_from_bytes(data, path.name)


def article_from_bytes(data: bytes, name: str) -> Article:
    """Clean one article given as the bytes of a file called `name`."""
    return clean_text(data.decode("utf-8-sig", errors="replace"), name)


def clean_text(text: str, source: str = "") -> Article:
    """Clean text pasted from a web page."""
    page = clean_page(text)
    return Article(
        title=page.title,
        blocks=page.blocks,
        sentences=number_sentences(page.blocks, page.language),
        language=page.language,
        source=source,
        standfirst=page.standfirst,
        date=page.date,
        byline=page.byline,
        link=page.link,
        removed=page.removed,
    )


def number_sentences(blocks: tuple[Block, ...], language: str) -> tuple[Sentence, ...]:
    """The sentences of all paragraphs, numbered through; headings have none."""
    paragraphs = (block.text for block in blocks if block.kind == "paragraph")
    pairs = [
        (text, place)
        for place, paragraph in enumerate(paragraphs)
        for text in split_sentences(paragraph, language)
    ]
    return tuple(Sentence(index, text, place) for index, (text, place) in enumerate(pairs))
