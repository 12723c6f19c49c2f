"""HTML, Markdown and e-mail to text."""

from __future__ import annotations

import datetime as dt
import logging
import re
from email.message import EmailMessage
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from summarize.article.plaintext import Document, decode_text
from summarize.errors import InputError

if TYPE_CHECKING:
    from markdown_it.token import Token

_BLOCK_TAGS = (
    "address article aside blockquote br dd div dt figcaption footer form h1 h2 h3 h4 h5 h6 header hr li main"
)
_BLOCK_TAGS += " nav ol option p pre section table td th tr ul"
_INNER = ("p", "item", "head", "cell")
"""Elements of trafilatura whose text is a line of its own."""
_LITTLE = 200
"""Fewer characters may be no more than the advice to turn scripts on, which trafilatura takes for text."""
_FORWARDED = re.compile(r"\A(?:(?:fwd?|re|tr|wg|aw)\s?:\s*)+", re.IGNORECASE)
"""What mail programs put in front of a subject."""


def parse_html(data: bytes, name: str) -> Document:
    """Take the article out of a saved web page with trafilatura, or its whole text when that finds none.

    Raises:
        InputError: it is no web page, or one without text.
    """
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # told by our own error
    found = bare_extraction(data, with_metadata=True, include_comments=False)
    text = "" if found is None or isinstance(found, dict) else (found.text or "").strip()
    visible = _visible_lines(data, name) if len(text) < _LITTLE else []
    if found is None or isinstance(found, dict) or not text:
        return Document("\n".join(visible))
    lines = [
        _element_text(element) for element in found.body.iter("head", "p", "item", "quote", "row", "cell")
    ]
    title = found.title or ""
    body = [line for line in lines if line and line != title]
    return Document(
        "\n\n".join(body),
        title,
        _iso_date(found.date),
        _names(found.author),
        found.url or "",
        found.sitename or "",
    )


def _element_text(element: Any) -> str:  # noqa: ANN401 - lxml has no types
    """The text of one element; text of blocks inside it comes with them."""
    if element.tag == "row":
        return " | ".join(map(_plain, element.iter("cell"))) if _is_data(element) else ""
    if element.tag == "cell" and any(map(_is_data, element.iterancestors("row"))):
        return ""
    if any(child is not element for child in element.iter(*_INNER)):
        return ""
    text = _plain(element)
    return f"- {text}" if element.tag == "item" and text else text


def _is_data(row: Any) -> bool:  # noqa: ANN401
    """True for a row of a table of figures or names, False for one that only lays out the page."""
    cells = list(row.iter("cell"))
    return len(cells) > 1 and not any(child is not cell for cell in cells for child in cell.iter(*_INNER))


def _plain(element: Any) -> str:  # noqa: ANN401
    return " ".join("".join(element.itertext()).split())


def _visible_lines(data: bytes, name: str) -> list[str]:
    """The text of a page, one line for each block."""
    from trafilatura import load_html

    page = load_html(data)
    if page is None:
        raise InputError(f"{name} is not a web page. Save the page again, or paste its text.")
    for element in list(page.iter("script", "style", "noscript", "template")):
        element.drop_tree()
    for element in page.iter(*_BLOCK_TAGS.split()):
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    titles = {_plain(title) for title in page.iter("title")}
    lines = [" ".join(line.split()) for line in page.text_content().split("\n")]
    if titles.issuperset(line for line in lines if line):
        raise InputError(
            f"{name} is a web page without text; pages that a script fills are saved so. "
            "Open the page in a browser, then copy its text and paste it, or print it to a PDF file."
        )
    return lines


def _iso_date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _names(authors: str | None) -> str:
    """Trafilatura parts several authors by semicolons."""
    return ", ".join(name.strip() for name in (authors or "").split(";") if name.strip())


def parse_markdown(data: bytes, name: str) -> Document:
    """Take the marks out of Markdown; the first heading of the first level is the title."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(_without_front_matter(decode_text(data, name)))
    title = ""
    lines: list[str] = []
    cells: list[str] = []
    for before, token in pairwise(tokens):
        if token.type in ("fence", "code_block"):
            lines.append(token.content)
        elif token.type == "tr_close":
            lines.append("- " + " | ".join(cells))
            cells = []
        if token.type != "inline":
            continue
        text = _inline_text(token)
        if before.type in ("th_open", "td_open"):
            cells.append(text)
        elif before.type == "heading_open" and before.tag == "h1" and not title:
            title = text
        elif text:
            in_list = before.type == "paragraph_open" and before.hidden
            lines.append(f"- {text}" if in_list else text)
    return Document("\n\n".join(lines), title)


def _without_front_matter(text: str) -> str:
    """Drop the `---` block in which static sites keep their settings."""
    head, mark, rest = text.lstrip().partition("\n---\n")
    return rest if mark and head.startswith("---\n") and "\n\n" not in head else text


def _inline_text(token: Token) -> str:
    """The text of a paragraph or heading without emphasis, link targets and pictures."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" " if child.type == "softbreak" else "\n\n")
    return "".join(parts).strip()


def parse_email(data: bytes, name: str) -> Document:
    """Take subject, date, sender and text of a message; its plain text is preferred to its HTML."""
    from email import message_from_bytes, policy

    message = message_from_bytes(data, policy=policy.default)
    part = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
    content = part.get_payload(decode=True) if part else None
    if not isinstance(content, bytes) or not content.strip():
        raise InputError(f"{name} holds no text. Save the message with its text, or paste the text itself.")
    if part is not None and part.get_content_type() == "text/html":
        inner = parse_html(content, name)
    else:
        inner = Document(_decode_part(part, content, name))
    date = message["date"]
    return Document(
        inner.text,
        _FORWARDED.sub("", str(message["subject"] or inner.title).strip()),
        date.datetime.date() if date is not None and date.datetime else inner.date,
        _sender(message),
        inner.link,
        _publisher(message),
    )


def _sender(message: Any) -> str:  # noqa: ANN401 - a message of either policy
    """The names of who wrote a message."""
    addresses = message["from"].addresses if message["from"] else ()
    return ", ".join(address.display_name for address in addresses if address.display_name)


def _publisher(message: Any) -> str:  # noqa: ANN401
    """Who sent a message out: the organisation or mailing list that it names, else who wrote it."""
    mailing_list = str(message["list-id"] or "").split("<")[0].strip(' "')
    return str(message["organization"] or "").strip() or mailing_list or _sender(message)


def _decode_part(part: Any, content: bytes, name: str) -> str:  # noqa: ANN401 - a message of either policy
    try:
        return str(content.decode(part.get_content_charset() or "utf-8"))
    except (LookupError, UnicodeDecodeError):
        return decode_text(content, name)
