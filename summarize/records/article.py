"""A clean article, and what was removed to get it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

BlockKind: TypeAlias = Literal["paragraph", "heading"]


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """One line of the pasted text that was left out, and why."""

    number: int
    """1-based line number in the text as given."""
    text: str
    reason: str
    """Short reason code, such as `navigation`, `caption`, `credit`, `share bar`."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a section heading of the clean article."""

    text: str
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the article's paragraphs; headings, title and standfirst are not sentences."""

    index: int
    """0-based position in the article."""
    text: str
    paragraph: int
    """0-based position of its paragraph among the article's paragraphs."""


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article."""

    title: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    language: str = "en"
    """ISO 639-1 code, detected from the text."""
    source: str = ""
    """Where the text came from: a file name, `<stdin>`, or empty for text given directly."""
    standfirst: str = ""
    date: dt.date | None = None
    byline: str = ""
    link: str = ""
    publisher: str = ""
    """Who published it, where the file says so: the site of a page, the sender of a mail."""
    removed: tuple[RemovedLine, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs without the headings."""
        return tuple(block.text for block in self.blocks if block.kind == "paragraph")

    @property
    def text(self) -> str:
        """Title, standfirst and all blocks as plain text, a blank line between them."""
        parts = (self.title, self.standfirst, *(block.text for block in self.blocks))
        return "\n\n".join(part for part in parts if part)
