"""Files to text: what kind of file it is, how its text is encoded, and which parser reads it."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from summarize.errors import InputError

SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".eml")
"""Endings of the files that can be read."""
_KINDS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html"} | {
    ".docx": "docx",
    ".pdf": "pdf",
    ".eml": "email",
}
_MAGIC = {b"%PDF-": "pdf", b"PK\x03\x04": "docx", b"\xd0\xcf\x11\xe0": "old Word", b"{\\rtf": "RTF"}
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
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


def parse_document(data: bytes, name: str) -> Document:
    """Turn the bytes of a file into text.

    Args:
        data: The bytes of the file.
        name: Its name; the ending tells the kind of file unless the bytes do.

    Raises:
        InputError: the file is empty, binary, damaged, encrypted or of a kind that cannot be read.
    """
    if not data.strip():
        raise InputError(f"{name} is empty. Give the text of an article.")
    return _parser(_kind(data, name))(data, name)


def _kind(data: bytes, name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            return kind
    if suffix in _KINDS:
        return _KINDS[suffix]
    return "html" if suffix != ".txt" and _HTML.match(data[:2000]) else "text"


def _parser(kind: str) -> Callable[[bytes, str], Document]:
    from summarize.article import office, web

    parsers = {
        "text": _parse_text,
        "markdown": web.parse_markdown,
        "html": web.parse_html,
        "email": web.parse_email,
        "docx": office.parse_docx,
        "pdf": office.parse_pdf,
    }
    return parsers.get(kind, _refuse(kind))


def _refuse(kind: str) -> Callable[[bytes, str], Document]:
    def refuse(_: bytes, name: str) -> Document:
        raise InputError(f"{name} is an {kind} file, which cannot be read. Save it as .docx or .txt.")

    return refuse


def _parse_text(data: bytes, name: str) -> Document:
    return Document(decode_text(data, name))


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


def _utf16_by_nulls(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a byte order mark shows in Western text by a null in every second byte."""
    sample = data[:2000]
    if sample[1::2].count(0) > 0.7 * len(sample[1::2]) and sample[0::2].count(0) == 0:
        return ("utf-16-le",)
    if sample[0::2].count(0) > 0.7 * len(sample[0::2]) and sample[1::2].count(0) == 0:
        return ("utf-16-be",)
    return ()
