"""Language detection.

Function words decide the clear cases, which spares the half second that the statistical model takes to load.
The rest goes to py3langid (naive Bayes over byte n-grams, Lui & Baldwin 2012), whose model is a compressed
NumPy archive, read without pickle.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from summarize.article.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_DETECTABLE = ("ar", "de", "en", "es", "fr", "it", "nl", "pt", "sw")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_FEW_WORDS = 8
_EXPECTED = ("en", "fr")
"""What a few words are in when nothing but their letters speaks for another language, as for "Hello"."""
_CLEAR_LEAD = 1.5
_CLEAR_SHARE = 0.2


def words_of(text: str) -> list[str]:
    """The words of a text, lower case, cut at apostrophes and hyphens."""
    return _WORD.findall(text.lower())


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text; `en` for a text without words."""
    words = words_of(text[:_SAMPLE])
    if not words:
        return "en"
    counts = Counter(words)
    function_words = load_vocabulary().function_words
    hits = {code: sum(counts[word] for word in known) for code, known in function_words.items()}
    (best, most), (_, second) = Counter(hits).most_common(2)
    if most >= 5 and most >= _CLEAR_SHARE * len(words) and most >= _CLEAR_LEAD * second:
        return best
    ranked = [str(code) for code, _ in _identifier().rank(text[:_SAMPLE])]
    if len(words) < _FEW_WORDS and not hits.get(ranked[0]) and re.search("[a-z]", "".join(words)):
        return next(code for code in ranked if code in _EXPECTED)
    return ranked[0]


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(_DETECTABLE))
    return identifier
