"""Model cards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from summarize.models.cards import own_card, render_card
from summarize.models.registry import Registry
from summarize.models.spec import ModelSpec

SECTIONS = ("Intended use", "Data", "Training", "Scores", "Limits", "Samples", "Licence")
"""Headings that the card of every built-in model has."""
BUILT_IN = [spec for spec in Registry.load() if spec.built_in]


def missing_sections(card: str) -> tuple[str, ...]:
    """Return the required headings that a card lacks."""
    headings = {line.lstrip("#").strip().lower() for line in card.splitlines() if line.startswith("#")}
    return tuple(section for section in SECTIONS if section.lower() not in headings)


@pytest.mark.parametrize("spec", BUILT_IN, ids=lambda spec: spec.name)
def test_the_card_of_a_built_in_model_has_all_sections(spec: ModelSpec) -> None:
    assert missing_sections(own_card(spec.folder)) == ()


def test_a_missing_section_is_noticed() -> None:
    card = "\n\n".join(f"## {section}\n\ntext" for section in SECTIONS[1:])
    assert missing_sections(card) == ("Intended use",)


@pytest.mark.parametrize("spec", list(Registry.load()), ids=lambda spec: spec.name)
def test_every_entry_renders_with_its_licence_languages_and_scores(spec: ModelSpec) -> None:
    card = render_card(spec, spec.folder)
    assert card.startswith(f"# {spec.name}\n")
    assert (spec.licence or "not confirmed") in card
    assert all(f"({code})" in card for code in (*spec.source, *spec.target))
    assert all(score.source in card for score in spec.scores)
    assert ("Non-commercial use only" in card) == spec.non_commercial
    assert ("Draft quality" in card) == spec.draft


def test_a_hub_card_is_shown_without_its_metadata(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n\n# Own card\n", encoding="utf-8")
    spec = replace(BUILT_IN[0], built_in=False, repository="a/b")
    assert render_card(spec, tmp_path).endswith("---\n\n# Own card\n")
    assert "summarize models pull" in render_card(spec)
