"""A digest as plain text, Markdown and JSON."""

from __future__ import annotations

import dataclasses
import json

import pytest
from digests import DIGEST, MARKET

from summarize.records import DigestSection
from summarize.render.digest_json import digest_json
from summarize.render.digest_markdown import digest_markdown
from summarize.render.digest_text import digest_text

PARTS = [
    "Articles: 4 · Sources: 4 · Stories: 2 · Failures: 1 · Left out as older: 1 · Other files: 3",
    "Overview – English",
    "more (Français)",
    "Vue d’ensemble – Bamanakan (Brouillon, souvent faux, à relire par un locuteur de la langue)",
    "Vue d’ensemble – Français",
    "Quatorze morts sur un marché",
    "Mɔgɔ 14 fagara Tandoro.",
    "Brouillon, souvent faux, à relire par un locuteur de la langue",
    "Not translated from French to Bambara: no model.",
    "1,700",
    "March 2, 2026 – March 3, 2026",
]


@pytest.mark.parametrize("part", PARTS)
def test_text_and_markdown_show_all_parts(part: str) -> None:
    assert part in digest_text(DIGEST)
    assert part in digest_markdown(DIGEST)


def test_text_marks_every_sentence_with_source_and_sentence() -> None:
    text = digest_text(DIGEST)
    assert "- Gunmen killed 14 people in Tandoro. [1:1]\n" in text
    assert "- Seven of the dead were women. [2:5]\n! non traduit: the model repeats itself\n" in text
    assert "! The sources differ: dead: 14 [1] / 1,700 [2]\n" in text
    assert "! Check (Bamanakan): seven (missing)\n" in text
    assert "[2:5] means source 2, sentence 5." in text


def test_text_has_no_line_without_need() -> None:
    assert "\n\n\n" not in digest_text(DIGEST)
    assert not any(line != line.rstrip() for line in digest_text(DIGEST).splitlines())


def test_markdown_escapes_what_would_be_markup() -> None:
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark").enable("table").render(digest_markdown(DIGEST))
    assert "<script>" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert html.count("<table>") == 2
    assert html.count("<th>") == 4  # three languages, and one


def test_sections_have_titles_when_there_are_several() -> None:
    sections = (DigestSection("2026-03-03", (MARKET,)), DigestSection("", (MARKET,)))
    text = digest_text(dataclasses.replace(DIGEST, sections=sections))
    assert "\nMarch 3, 2026\n-----" in text
    assert "\nOther\n-----" in text
    assert "\n2. Gunmen kill 14 at market\n~~~" in text


def test_headings_are_in_the_language_of_most_articles() -> None:
    text = digest_text(dataclasses.replace(DIGEST, title="", languages=("fr", "en")))
    assert text.startswith("REVUE DE PRESSE\n")
    assert "4 mars 2026" in text


def test_json_has_the_whole_digest() -> None:
    document = json.loads(digest_json(DIGEST))
    item = document["digest"]["sections"][0]["items"][0]
    assert document["schema"] == "summarize/1"
    assert item["differences"][0]["claims"][1] == {"value": "1700", "article": 1, "text": "… 1,700 dead"}
    assert item["translations"][1]["draft"] is True
    assert document["digest"]["counts"]["found"] == 6
