"""A digest as one self-contained web page: it loads nothing, and a policy in it forbids to."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from summarize.languages import own_name
from summarize.records import Digest, DigestItem
from summarize.render import digest_parts as parts
from summarize.render.labels import labels

if TYPE_CHECKING:
    from jinja2 import Environment


def digest_html(digest: Digest) -> str:
    """Render a digest as HTML; all its content is escaped.

    The page reads without scripts. With them it has a search box and a language switch; `#lang=fr` and
    `#search=kidal` behind its address choose a language and search.
    """
    from markupsafe import Markup

    style, script = _part("digest.css"), _part("digest.js")
    language = parts.main_language(digest)
    template = _templates().get_template("digest.html")
    return template.render(
        digest=digest,
        title=parts.title_of(digest, language),
        language=language,
        words=labels(language),
        counts=parts.shown_counts(digest),
        parts=parts,
        labels=labels,
        own_name=own_name,
        outlets=_outlets,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
        all_labels=Markup(_json({code: dict(labels(code)) for code in (*digest.languages, language)})),  # noqa: S704
    )


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("summarize.render"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def _part(name: str) -> str:
    return (files("summarize.render") / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The form in which a content security policy names an inline script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _json(value: object) -> str:
    """JSON that cannot end the script element it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _outlets(item: DigestItem) -> list[str]:
    return list(dict.fromkeys(source.outlet for source in item.sources))
