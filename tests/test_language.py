"""Language detection."""

import subprocess
import sys

import pytest

from summarize.article.language import detect_language

TEXTS = [
    ("en", "Junta leaders in Mali faced pressure to step down on Monday as rebels closed in on a key town."),
    ("fr", "Les chefs de la junte ont rencontré les rebelles dans le nord du pays."),
    ("bm", "Sɔrɔdasiw ye fanga ta Mali la ani jamana kuntigi tɛ ka bɔ a ka so kɔnɔ."),
    ("de", "Der Präsident hat gesagt, dass er nicht geht und die Armee im Land bleibt."),
    ("es", "El presidente dijo que no se va y que el ejército de Malí está en la capital."),
    ("ar", "وقال الرئيس إنه لن يغادر البلاد"),
    ("fr", "Coup d'État manqué"),
    ("fr", "Merci"),
    ("en", "Hello"),
    ("en", "Two dead"),
    ("en", "OK"),
    ("en", "Gunmen attacked a weekly market near Djibo."),
    ("en", "Mali: junta delays vote"),
    ("de", "Neuer Brunnen für Gao"),
    ("ar", "سلام"),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_language_is_recognised(language: str, text: str) -> None:
    assert detect_language(text) == language


def test_text_without_words_counts_as_english() -> None:
    assert detect_language("2012 — 3.5") == "en"


def test_clear_text_needs_no_model() -> None:
    code = (
        "import sys; from summarize.article.language import detect_language; "
        "detect_language('The rebels closed in on the town and the army was not there.'); "
        "sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
