"""Punctuation of the source before translation: Moses normalisation, as Marian models were trained with it.

Copied web text has curly quotes, long dashes and odd spaces which the models' vocabularies know badly;
transformers defines this step for Marian tokenizers but never calls it.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from summarize.article.vocabulary import load_vocabulary
from summarize.translation.writing_out import write_out

SPACES = str.maketrans(
    {"\u202f": "\u00a0", "\u2009": "\u00a0", "\u2007": "\u00a0", "\u200b": None, "\ufeff": None}
)

CAPITALS = re.compile(r"(?<![.\w])[^\W\d_]{2,}(?![.\w])|(?<![.\w])[^\W\d_]{2,}(?=\.$)")


def normalise(text: str, language: str) -> str:
    """Return the text with plain quotes, apostrophes, dashes and spaces, and its signs written out."""
    spaced = write_out(text.translate(SPACES), language).replace("« ", "«").replace(" »", "»")
    return _normaliser(language)(spaced)


def lower_capitals(text: str, language: str) -> str:
    """Write a headline in capitals in title case, which models know: "Mali: Junta is Gone".

    Short words that are no function words stay, as they are acronyms more often than not (UN, AU).
    """
    if text != text.upper() or len(CAPITALS.findall(text)) < 3:
        return text
    known = load_vocabulary().function_words.get(language, frozenset())

    def lowered(match: re.Match[str]) -> str:
        word = match.group(0)
        if word.lower() in known and match.start():
            return word.lower()
        return word.capitalize() if len(word) > 3 else word

    return CAPITALS.sub(lowered, text)


@lru_cache
def _normaliser(language: str) -> Callable[[str], str]:
    # Numbers and quote-comma order are facts and style of the article: both rewritings stay off.
    normaliser: Callable[[str], str] = (
        _moses().MosesPunctNormalizer(language, norm_quote_commas=False, norm_numbers=False).normalize
    )
    return normaliser


def _moses() -> ModuleType:
    """Load sacremoses.normalize without the rest of its package, whose import alone takes 0.3 s."""
    package = importlib.util.find_spec("sacremoses")
    if package is None or not package.submodule_search_locations:
        raise ImportError("sacremoses is not installed; `pip install sacremoses`")
    path = Path(package.submodule_search_locations[0]) / "normalize.py"
    spec = importlib.util.spec_from_file_location("sacremoses_normalize", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
