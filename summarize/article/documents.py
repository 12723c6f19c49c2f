"""Files to text: what kind of file it is, and which parser reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from summarize.article import office, web
from summarize.article.plaintext import SUFFIXES, Document, conversion, decode_text
from summarize.errors import InputError

_KINDS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html"} | {
    ".docx": "docx",
    ".pdf": "pdf",
    ".eml": "email",
}
_REFUSED = {
    "old office": "an Office file of the kind before 2007 (.doc, .xls, .ppt)",
    "rtf": "a rich text file (.rtf)",
}
_MAGIC = {b"%PDF-": "pdf", b"PK\x03\x04": "docx", b"\xd0\xcf\x11\xe0": "old office", b"{\\rtf": "rtf"}
_ENDINGS = (*SUFFIXES, *_KINDS, ".doc", ".rtf", ".odt")
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def is_file_name(text: str) -> bool:
    """Tell whether a text is one word that ends as files of text do, so that nobody means the word itself."""
    return len(text.split()) == 1 and PurePath(text).suffix.lower() in _ENDINGS


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
        raise InputError(f"{name} is {_REFUSED[kind]}, which cannot be read. {conversion(name)}")

    return refuse


def _parse_text(data: bytes, name: str) -> Document:
    return Document(decode_text(data, name))
