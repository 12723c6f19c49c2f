"""A digest as a Word document: real styles, side-by-side tables, languages marked."""

from __future__ import annotations

import dataclasses
from io import BytesIO

import pytest
from digests import ATTACK, DIGEST, HOSTILE
from docx import Document

from summarize.records import DigestSection
from summarize.render.docx import digest_docx


@pytest.fixture(scope="module")
def document() -> object:
    return Document(BytesIO(digest_docx(DIGEST)))


def styled(document: object, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == style]  # type: ignore[attr-defined]


def test_headings_have_the_styles_that_a_newsroom_can_restyle(document: object) -> None:
    assert styled(document, "Title") == ["Sahel & more"]
    assert styled(document, "Heading 2") == ["1. Gunmen kill 14 at market", f"2. {HOSTILE} & more"]
    assert "Overview – English" in styled(document, "Heading 1")
    assert document.core_properties.title == "Sahel & more"  # type: ignore[attr-defined]


def test_summaries_stand_side_by_side_with_their_sources(document: object) -> None:
    table = document.tables[0]  # type: ignore[attr-defined]
    heads = [cell.text for cell in table.rows[0].cells]
    assert [head.split()[0] for head in heads] == ["English", "Français", "Bamanakan"]
    assert "relire" in heads[2]
    assert [cell.text.split()[-1] for cell in table.rows[2].cells] == ["[1:1]"] * 3
    assert "non traduit: the model repeats itself" in table.rows[3].cells[1].text


def test_each_text_is_marked_with_its_language(document: object) -> None:
    runs = document.tables[0].rows[2].cells[2].paragraphs[0].runs  # type: ignore[attr-defined]
    assert 'w:lang w:val="bm-ML"' in runs[0]._r.xml


def test_differences_facts_sources_and_sign_off_are_there(document: object) -> None:
    text = "\n".join(p.text for p in document.paragraphs)  # type: ignore[attr-defined]
    for part in (
        "The sources differ: dead: 14 [1] / 1,700 [2]",
        "seven (missing)",
        "Key facts: Sékou Diallo (governor)",
        "Dates: March 2, 2026",
        "[2] coast.example · Attack in Tandoro",
        "copy of [1]",
        "Reviewed by ____",
        "broken.pdf is damaged",
    ):
        assert part in text


def test_the_page_is_a4(document: object) -> None:
    section = document.sections[0]  # type: ignore[attr-defined]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


def test_control_characters_do_not_damage_the_document() -> None:
    item = dataclasses.replace(ATTACK, headline="a\x00b\x0bc")
    made = dataclasses.replace(DIGEST, sections=(DigestSection("", (item,)),))
    assert styled(Document(BytesIO(digest_docx(made))), "Heading 2") == ["1. abc"]
