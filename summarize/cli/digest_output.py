"""Where a digest goes, and in which form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.cli.digest_options import Form
from summarize.cli.output import write_bytes, write_result
from summarize.errors import InputError

if TYPE_CHECKING:
    from summarize.records import Digest

_ENDINGS: dict[str, Form] = {
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
    ".docx": "docx",
    ".json": "json",
    ".txt": "text",
}


def form_of(form: Form | None, output: Path | None) -> Form:
    """Return the form asked for, else that of the ending of the file, else text.

    Raises:
        InputError: the ending names no form, or the form needs a file.
    """
    if form is None and output is not None:
        form = _ENDINGS.get(output.suffix.lower())
        if form is None:
            known = " ".join(_ENDINGS)
            raise InputError(f"the ending of {output} names no form: use one of {known}, or give --format.")
    if form == "docx" and output is None:
        raise InputError("a Word document needs a file: give -o FILE.docx.")
    return form or "text"


def write_digest(made: Digest, form: Form, output: Path | None) -> None:
    """Write a digest to a file, which is either whole or untouched, or to standard output."""
    if form == "docx":
        from summarize.render.docx import digest_docx

        assert output is not None  # noqa: S101 - see `form_of`
        return write_bytes(digest_docx(made), output)
    return write_result(_renderer(form)(made), output)


def _renderer(form: Form) -> Callable[[Digest], str]:
    if form == "html":
        from summarize.render.page import digest_html

        return digest_html
    if form == "md":
        from summarize.render.digest_markdown import digest_markdown

        return digest_markdown
    if form == "json":
        from summarize.render.digest_json import digest_json

        return digest_json
    from summarize.render.digest_text import digest_text

    return digest_text
