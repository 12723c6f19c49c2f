"""Rows: what is read of the input, and what is written for each, also for those that cannot be used."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.errors import InputError, SummarizeError
from summarize.records import Article, Brief

if TYPE_CHECKING:
    from summarize.briefs import BriefMaker

MOST_CHARACTERS = 1_000_000
"""A longer text is no article, and one such row would hold up or kill its worker."""
ID = "id"
"""The column that names the rows, where there is one."""
_HEADER = ("title", "date", "byline", "link", "language")
_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the input."""

    id: str
    text: str
    problem: str = ""
    """Why no brief can be made of it; else empty."""


def row_of(record: object, ordinal: int, column: str) -> Row:
    """Read the text and the name of a row.

    Args:
        record: the row, column by column.
        ordinal: its place in the input, from 0.
        column: the one that holds the text.
    """
    fields = record if isinstance(record, Mapping) else {}
    text = fields.get(column)
    problem = _problem(record, text, column)
    kept = text if isinstance(text, str) and not problem else ""
    own = fields.get(ID)
    named = isinstance(own, str | int) and not isinstance(own, bool) and own != ""
    name = str(own) if named else content_id(str(text or "").encode(errors="replace"), ordinal)
    return Row(name.encode(errors="replace").decode(), kept, problem)


def broken_row(content: bytes, ordinal: int, problem: str) -> Row:
    """Stand in for a row that cannot be read at all."""
    return Row(content_id(content, ordinal), "", problem)


def content_id(content: bytes, ordinal: int) -> str:
    """Name a row that has no name: by its content, and by its place, since contents repeat."""
    return f"{hashlib.sha256(content).hexdigest()[:16]}-{ordinal}"


def _problem(record: object, text: object, column: str) -> str:
    if not isinstance(record, Mapping):
        return f"The row is {_kind(record)}, not an object with columns."
    if column not in record:
        return f"The row has no column {column!r}; it has {', '.join(map(repr, record))}. See --text-column."
    if not isinstance(text, str):
        return f"The column {column!r} holds {_kind(text)}, not text."
    if not text.strip():
        return f"The column {column!r} is empty."
    if len(text) > MOST_CHARACTERS:
        return f"The text has {len(text):,} characters; an article has at most {MOST_CHARACTERS:,}."
    return ""


def _kind(value: object) -> str:
    return "nothing" if value is None else _KINDS.get(type(value), type(value).__name__)


def result_of(row: Row, maker: BriefMaker) -> dict[str, object]:
    """Make what is written for a row: `id`, `status` (`done` or `failed`), `reason`, `brief`.

    Raises:
        SummarizeError: not the row but the run is at fault: a model is damaged.
    """
    try:
        if row.problem:
            return _failed(row, row.problem)
        brief = maker.brief(row.text.encode(errors="replace"), "")
    except InputError as error:
        return _failed(row, str(error))
    except SummarizeError:
        raise
    except Exception as error:  # one bad row never stops the run
        told = str(error).split("\n", 1)[0]
        return _failed(row, f"It could not be processed: {type(error).__name__}: {told}. Please report it.")
    return {"id": row.id, "status": "done", "reason": "", "brief": short_brief(brief)}


def _failed(row: Row, reason: str) -> dict[str, object]:
    return {"id": row.id, "status": "failed", "reason": reason, "brief": None}


def short_brief(brief: Brief) -> dict[str, object]:
    """Leave out of a brief what only repeats the input: the article's text, and facts without a place."""
    return {
        "article": _header(brief.article),
        "summary": brief.summary,
        "key_facts": brief.key_facts,
        "translations": brief.translations,
        "signature": brief.signature,
    }


def _header(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in _HEADER}
