"""Word and PDF files to text."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterable, Sequence

from summarize.article.plaintext import Document, conversion
from summarize.errors import InputError

_LARGEST_UNPACKED = 100_000_000
"""Bytes that a Word file may unpack to; more is a decompression bomb, not an article."""
_MOST_PAGES = 100
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]]*$")


def parse_docx(data: bytes, name: str) -> Document:
    """Read the paragraphs and tables of a Word file; a paragraph in the style `Title` is the title."""
    _check_archive(data, name)
    import docx
    from docx.text.paragraph import Paragraph

    try:
        items = list(docx.Document(io.BytesIO(data)).iter_inner_content())
    except (
        Exception
    ) as error:  # python-docx raises whatever its XML lacks: KeyError, ValueError, lxml's errors
        raise _damaged(name, "Word") from error
    title = ""
    lines: list[str] = []
    for item in items:
        if isinstance(item, Paragraph):
            text = item.text.strip()
            if text and not title and item.style is not None and item.style.name == "Title":
                title = text
            else:
                lines.append(text)
        else:
            lines += [" | ".join(cell.text.strip() for cell in row.cells) for row in item.rows]
    if not any((title, *lines)):
        raise InputError(f"{name} holds no text. If it holds a picture of the text, type or paste the text.")
    return Document("\n\n".join(line for line in lines if line), title)


def _check_archive(data: bytes, name: str) -> None:
    """Refuse archives that are damaged, no Word files, or unpack to more than an article ever needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _damaged(name, "Word") from error
    if "word/document.xml" not in {entry.filename for entry in entries}:
        raise InputError(f"{name} is an archive or another office file, not a Word file. {conversion(name)}")
    if sum(entry.file_size for entry in entries) > _LARGEST_UNPACKED:
        raise InputError(
            f"{name} unpacks to more than {_LARGEST_UNPACKED // 10**6} MB. Save its text alone as .txt."
        )


def _damaged(name: str, kind: str) -> InputError:
    return InputError(f"{name} is damaged or not a {kind} file. Open and save it again, or paste its text.")


def parse_pdf(data: bytes, name: str) -> Document:
    """Read the text of a PDF file, wrapped lines joined to paragraphs and hyphenated words put together."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # damage is told by our own error
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{name} is protected by a password. Save a copy without it, or paste the text.")
        if len(reader.pages) > _MOST_PAGES:
            raise InputError(
                f"{name} has {len(reader.pages)} pages; the most is {_MOST_PAGES}. Save the article alone."
            )
        pages = [page.extract_text() for page in reader.pages]
    except InputError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise _damaged(name, "PDF") from error
    if not "".join(pages).strip():
        raise InputError(f"{name} holds no text, only pictures of it. Run text recognition (OCR) first.")
    return Document("\n".join(join_wrapped("\n".join(pages).splitlines())))


def join_wrapped(lines: Iterable[str]) -> list[str]:
    """Join the lines of printed text to paragraphs.

    A paragraph or heading ends at a blank line, or with a line that is clearly shorter than the usual one.
    """
    stripped = [line.strip() for line in lines]
    width = _usual_length(stripped)
    paragraphs: list[str] = []
    is_open = False
    for line in stripped:
        if is_open and line:
            before = paragraphs.pop()
            paragraphs.append(before[:-1] + line if _is_hyphenated(before, line) else f"{before} {line}")
        else:
            paragraphs.append(line)
        short = len(line) < 0.8 * width
        is_open = bool(line) and not short
    return paragraphs


def _usual_length(lines: Sequence[str]) -> int:
    """The length that a full line has: the upper quartile."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[3 * len(lengths) // 4] if lengths else 0


def _is_hyphenated(before: str, after: str) -> bool:
    return bool(re.search(r"[^\W\d_]-$", before)) and after[:1].islower()
