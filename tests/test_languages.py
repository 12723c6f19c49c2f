"""Languages are named as people name them."""

from __future__ import annotations

import pytest

from summarize.languages import is_language, language_code, language_name, own_name

FRENCH = ["fr", "FR", " fr ", "fra", "fre", "fr-CA", "fr_FR", "French", "french", "français", "Francais"]
BAMBARA = ["bm", "bam", "Bambara", "bambara", "bamanakan", "Bamanankan"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *((name, "fr") for name in FRENCH),
        *((name, "bm") for name in BAMBARA),
        *(
            ("Ewe", "ee"),
            ("éwé", "ee"),
            ("ewe", "ee"),
            ("haoussa", "ha"),
            ("Kiswahili", "sw"),
            ("mos", "mos"),
        ),
    ],
)
def test_a_language_is_named_by_code_or_in_english_french_or_itself(name: str, code: str) -> None:
    assert language_code(name) == code


@pytest.mark.parametrize("name", ["", "xx", "gibberish"])
def test_what_no_language_is_called_stays_as_it_is(name: str) -> None:
    assert language_code(name) == name
    assert not is_language(name)


def test_names_are_given_in_any_language_and_unknown_codes_as_they_are() -> None:
    assert language_name("bm", "fr") == "bambara"
    assert own_name("fr") == "Français"
    assert language_name("xx") == language_name("xx", "xx") == "xx"
