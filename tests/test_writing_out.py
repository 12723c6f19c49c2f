"""Signs and abbreviations are written out before translation."""

from __future__ import annotations

import pytest

from summarize.translation.writing_out import write_out


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It cost $3.5m.", "It cost $3.5 million."),
        ("a loan of 1,250bn francs", "a loan of 1,250 billion francs"),
        ("¥3 billion and ₦1,605", "3 billion yen and 1,605 naira"),
        ("US$453 million", "$453 million"),
        ("at 2pm and 12.30 a.m. today", "at 14:00 and 0:30 today"),
        ("12 p.m.", "12:00"),
        ("now-President Toure, a now-defunct party", "now President Toure, a now-defunct party"),
        ("a wall of 12 m, 38 men, 5 am", "a wall of 12 m, 38 men, 5:00"),
    ],
)
def test_what_models_misread_is_written_out(text: str, written: str) -> None:
    assert write_out(text, "en") == written


def test_other_languages_are_left_alone() -> None:
    assert write_out("à 2pm, ¥3", "fr") == "à 2pm, ¥3"
