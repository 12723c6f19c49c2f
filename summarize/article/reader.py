"""Reading: from a file, bytes or pasted text to a clean `Article`."""

from __future__ import annotations

import re
from pathlib import Path

from summarize.article.documents import parse_document
from summarize.article.files import SIZE_LIMIT, read_bytes
from summarize.article.pasted import clean_page
from summarize.article.plaintext import Document, shell_name
from summarize.article.sentences import split_sentences
from summarize.errors import InputError
from summarize.records import Article, Block, Sentence

__all__ = [
    "SIZE_LIMIT",
    "NoArticleError",
    "article_from_bytes",
    "clean_text",
    "number_sentences",
    "read_article",
]

_LIST_MARK = re.compile(r"\A[-*•–·]\s+")
_TABLE_ROW = re.compile(r" \| .* \| |\A[^|]{1,60} \| [^|]{1,60}(?<![.!?])\Z")
_SLUG = re.compile(r"\A(?:UPDATE|CORRECTED|REFILE|RPT|WRAPUP|URGENT)(?: ?\d+)? ?- ?")
"""What agencies put in front of the title of a new version: `UPDATE 2-`."""


class NoArticleError(InputError):
    """Nothing is left after cleaning; `article` has no sentences, but all removed lines with reasons."""

    def __init__(self, message: str, article: Article) -> None:
        super().__init__(message)
        self.article = article


def read_article(path: Path) -> Article:
    """Read and clean one article file: .txt .md .html .htm .docx .pdf .eml.

    Raises:
        InputError: the file is missing, a folder, unreadable, too big, empty, binary, damaged or encrypted.
        NoArticleError: nothing but menus and boilerplate was found in it.
    """
    return article_from_bytes(read_bytes(path), str(path))


def article_from_bytes(data: bytes, name: str) -> Article:
    """Clean one article given as the bytes of a file.

    Args:
        data: At most `SIZE_LIMIT` bytes.
        name: The name of the file or `<stdin>`; its ending tells the kind of file unless the bytes do.

    Raises:
        InputError: see `read_article`.
    """
    if len(data) > SIZE_LIMIT:
        raise InputError(
            f"{name} is larger than {SIZE_LIMIT // 10**6} MB. Save the article alone, or paste its text."
        )
    return _article(parse_document(data, name), name)


def clean_text(text: str, source: str = "") -> Article:
    """Clean text pasted from a web page.

    Raises:
        InputError: the text is empty or larger than `SIZE_LIMIT`.
        NoArticleError: nothing but menus and boilerplate was found in it.
    """
    if not text.strip():
        raise InputError(f"{source or 'The text'} is empty. Give the text of an article.")
    if len(text) > SIZE_LIMIT:
        raise InputError(f"The text is larger than {SIZE_LIMIT // 10**6} MB. Give one article at a time.")
    return _article(Document(text), source)


def _article(document: Document, source: str) -> Article:
    """Clean a document; what the file itself says about the article goes before what its text says."""
    known_title = " ".join(document.title.split())
    page = clean_page(f"{known_title}\n\n{document.text}" if known_title else document.text)
    article = Article(
        title=_SLUG.sub("", known_title or page.title),
        blocks=page.blocks,
        sentences=number_sentences(page.blocks, page.language),
        language=page.language,
        source=source,
        standfirst=page.standfirst,
        date=document.date or page.date,
        byline=document.byline or page.byline,
        link=document.link or page.link,
        publisher=document.publisher,
        removed=page.removed,
    )
    if not article.sentences:
        raise NoArticleError(_nothing_left(source), article)
    return article


def _nothing_left(source: str) -> str:
    command = f"summarize clean {shell_name(source)}".rstrip()
    return (
        f"Only menus and boilerplate found in {source or 'the text'}. An article is running text; "
        f"`{command} --explain` tells why each line was left out."
    )


def number_sentences(blocks: tuple[Block, ...], language: str) -> tuple[Sentence, ...]:
    """The sentences of all paragraphs, numbered through; headings and rows of tables have none."""
    paragraphs = [block.text for block in blocks if block.kind == "paragraph"]
    pairs = [
        (text, place)
        for place, paragraph in enumerate(paragraphs)
        if not _TABLE_ROW.search(paragraph)
        for text in split_sentences(_LIST_MARK.sub("", paragraph), language)
    ]
    return tuple(Sentence(index, text, place) for index, (text, place) in enumerate(pairs))
