"""A digest as a Word document with real styles, so that a newsroom can lay its own template over it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from summarize.languages import own_name
from summarize.records import Digest, DigestItem
from summarize.render import digest_parts as parts
from summarize.render.digest_lines import IN_TABLE, DigestLine, digest_lines
from summarize.render.labels import labels

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_STYLES = {
    "title": "Title",
    "detail": "Subtitle",
    "section": "Heading 1",
    "entry": "List Paragraph",
    "item": "Heading 2",
    "warning": "Intense Quote",
    "label": "Normal",
    "source": "List Bullet",
    "signoff": "Normal",
    "failure": "List Bullet",
    "signature": "Caption",
}
_TAGS = {"en": "en-GB", "fr": "fr-FR", "bm": "bm-ML"}
"""Codes with which Word knows the languages, for its spelling check."""


def digest_docx(digest: Digest) -> bytes:
    """Render a digest as the bytes of a .docx file for A4 paper."""
    from docx import Document

    document = Document()
    _set_page(document, digest)
    items = iter(digest.items)
    language = parts.main_language(digest)
    in_table = False
    for line in digest_lines(digest):
        if line.role == "language" and not in_table:
            _add_table(document, next(items))
        in_table = line.role in IN_TABLE
        if not in_table:
            _add_line(document, line, line.language or language)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_page(document: Document, digest: Digest) -> None:
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    section.footer.paragraphs[0].text = digest.signature
    properties = document.core_properties
    properties.title = parts.title_of(digest, parts.main_language(digest))
    properties.author = "summarize"
    properties.comments = ""
    properties.language = _TAGS.get(parts.main_language(digest), "")


def _add_line(document: Document, line: DigestLine, language: str) -> None:
    numbered = line.role in ("item", "source", "entry")
    paragraph = document.add_paragraph(style=_STYLES[line.role])
    if line.label:
        _add_run(paragraph, f"{line.label} " if numbered else f"{line.label}: ", language).bold = not numbered
    _add_run(paragraph, line.text, language)


def _add_run(paragraph: Paragraph, text: str, language: str) -> Run:
    """Add text marked with its language; control characters, which XML forbids, are dropped."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(
        "".join(character for character in text if character >= " " or character in "\t\n")
    )
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), _TAGS.get(language, language))
    run._r.get_or_add_rPr().append(tag)
    return run


def _add_table(document: Document, item: DigestItem) -> None:
    """The summaries side by side, one column for each language."""
    from docx.oxml import OxmlElement

    versions = list(parts.versions(item))
    table = document.add_table(rows=0, cols=len(versions), style="Table Grid")
    for row in _rows(item, versions):
        line = table.add_row()
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # no row over two pages
        cells = line.cells
        for cell, version, (text, bold) in zip(cells, versions, row, strict=True):
            _add_run(cell.paragraphs[0], text, version.language).bold = bold
    document.add_paragraph()


def _rows(item: DigestItem, versions: list[parts.Version]) -> Iterator[list[tuple[str, bool]]]:
    """The cells of each row: text, and whether it is bold."""
    heads = []
    for version in versions:
        draft = version.translation is not None and version.translation.draft
        name = own_name(version.language)
        heads.append((f"{name} ({labels(version.language)['draft']})" if draft else name, True))
    yield heads
    if len(versions) > 1:
        yield [(version.headline, True) for version in versions]
    for place, sentence in enumerate(item.sentences):
        mark = f" [{parts.mark(sentence)}]"
        yield [(f"{version.sentences[place]}{mark}{_note(version, place)}", False) for version in versions]


def _note(version: parts.Version, place: int) -> str:
    note = version.notes[place]
    return f" ({labels(version.language)['untranslated']}: {note})" if note else ""
