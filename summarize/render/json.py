"""A brief as JSON. The form is described in docs/json.md; `SCHEMA` changes when a field changes meaning."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from summarize.records import Article, Brief, Fact, Failure, Translation

SCHEMA = "summarize/1"


def dumps(**contents: object) -> str:
    """Write records as one JSON document: `{"schema": "summarize/1", NAME: content, …}`."""
    document = {"schema": SCHEMA, **contents}
    return json.dumps(document, ensure_ascii=False, indent=2, default=_plain) + "\n"


def briefs_json(briefs: Sequence[Brief], failures: Sequence[Failure] = ()) -> str:
    """Write briefs, in the order given, under `briefs`, and what failed under `failures`."""
    return dumps(briefs=list(briefs), failures=list(failures))


def article_json(article: Article) -> str:
    """Write a clean article, with its removed lines, under `article`."""
    return dumps(article=article)


def facts_json(facts: Sequence[Fact]) -> str:
    """Write facts under `facts`."""
    return dumps(facts=list(facts))


def translation_json(translation: Translation) -> str:
    """Write a translation under `translation`."""
    return dumps(translation=translation)


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"not a record: {value!r}")
