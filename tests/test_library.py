"""The library as a caller meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

import summarize

TEXT = (
    "Market reopens in Gao\n\n12 May 2014\n\nThe market of Gao reopened on Monday after 40 days, they said. "
    "The African Union paid for the new roof."
)


def test_a_path_is_read_and_text_is_cleaned(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(TEXT)
    by_path, by_name, by_text = summarize.read(path), summarize.read(str(path)), summarize.read(TEXT)
    assert by_path.title == by_name.title == by_text.title == "Market reopens in Gao"
    assert by_text.sentences == summarize.clean(TEXT).sentences


def test_a_brief_has_summary_translations_and_facts() -> None:
    brief = summarize.brief(summarize.clean(TEXT), languages=["fr"], length=1)
    assert len(brief.summary.sentences) == 1
    assert brief.translations[0].language == "fr"
    assert "Gao" in brief.translations[0].text
    assert {"Gao", "African Union"} <= {fact.text for fact in brief.facts}


def test_translate_works_again_and_again() -> None:
    first = summarize.translate("The market of Gao is open.", "fr")
    assert "Gao" in first.text
    assert summarize.translate("The market of Gao is open.", "fr") == first


def test_text_in_the_language_wanted_is_not_translated() -> None:
    article = summarize.clean(TEXT)
    assert summarize.brief(article, languages=["en"]).translations == ()


@pytest.mark.parametrize("length", ["tiny", 0])
def test_an_unknown_length_is_refused(length: str | int) -> None:
    with pytest.raises(summarize.SummarizeError, match="short, medium, long"):
        summarize.brief(summarize.clean(TEXT), length=length)
