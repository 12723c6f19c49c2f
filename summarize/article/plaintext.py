"""What every parser of files makes, and how the bytes of text are decoded."""

from __future__ import annotations

import codecs
import datetime as dt
import re
import shlex
from dataclasses import dataclass

from summarize.errors import InputError

SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".eml")
"""Endings of the files that can be read."""
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROL = 0.01
"""A larger share of control characters means that the bytes are no text."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, one line for each paragraph, and what the file itself says about the article."""

    text: str
    title: str = ""
    date: dt.date | None = None
    byline: str = ""
    link: str = ""
    publisher: str = ""


def decode_text(data: bytes, name: str) -> str:
    """Decode text: by its byte order mark, as UTF-16 or UTF-8 when it is that, else as Windows-1252.

    Raises:
        InputError: the bytes are no text.
    """
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), "")
    for candidate in (encoding,) if encoding else (*_utf16_by_nulls(data), "utf-8", "cp1252", "latin-1"):
        try:
            text = data.decode(candidate, errors="replace" if encoding else "strict")
        except UnicodeDecodeError:
            continue
        break
    if len(_CONTROL.findall(text[:100_000])) > _MOST_CONTROL * min(len(text), 100_000):
        raise InputError(f"{name} is a binary file, not text. Files that can be read: {' '.join(SUFFIXES)}.")
    return _CONTROL.sub("", text)


def conversion(name: str) -> str:
    """Tell how a file that office programs open becomes one that can be read."""
    file = shell_name(name) or "FILE"
    return (
        f"Save it as .docx or .txt, or run `soffice --headless --convert-to docx {file}`. "
        f"Files that can be read: {' '.join(SUFFIXES)}."
    )


def shell_name(name: str) -> str:
    """Return the name of a file as one writes it in a command; empty for text that came from no file."""
    return "" if name in ("", "<stdin>") else shlex.quote(name)


def _utf16_by_nulls(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a byte order mark shows in Western text by a null in every second byte."""
    sample = data[:2000]
    if sample[1::2].count(0) > 0.7 * len(sample[1::2]) and sample[0::2].count(0) == 0:
        return ("utf-16-le",)
    if sample[0::2].count(0) > 0.7 * len(sample[0::2]) and sample[1::2].count(0) == 0:
        return ("utf-16-be",)
    return ()
