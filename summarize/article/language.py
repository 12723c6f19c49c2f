"""Language detection.

Function words decide the clear cases, which spares the half second that the statistical model takes to load; the rest
goes to py3langid (naive Bayes over byte n-grams, Lui & Baldwin 2012), whose model is a NumPy archive read without pickle.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

FUNCTION_WORDS = {
    "en": "the of and to in is that for it with as was on are be by this have from at not but they which you his her "
    "their has had were an or we he she i who its been would will more can said there what when about one if all",
    "fr": "le la les de des du et en un une est que qui dans pour pas au aux ce cette ces sur par plus avec se sa son "
    "ses ne il elle ils elles nous vous je on ont sont été être mais ou où leur leurs a à d l c s n qu y comme",
    "de": "der die das und in zu den von mit ist des im für auf dem nicht ein eine als auch es an werden aus er hat "
    "dass sie nach wird bei einer um am sind noch wie einem über so zum war haben nur oder aber vor zur bis",
    "es": "de la que el en y a los se del las un por con una su para es al lo como más pero sus le ha o este sí "
    "porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante",
    "it": "di e il la che in a per un è del non una sono da con le si i della al dei nel alla gli anche ha come più "
    "ma lo se questo delle o dal nella ai degli suo ed essere stato loro cui c",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu "
    "sua ou ser quando muito há nos já está também só pelo pela até isso",
    "nl": "de van het een en in is dat op te zijn met voor niet die aan er om ook als dan maar bij of uit nog naar "
    "heeft ze wordt door over ik hij we worden was tot geen deze meer kan",
    "bm": "ka ye la na ni bɛ tɛ kɛ min o ko de don ma ani a u kan ta fɛ tun bena ɲɛ kɔrɔ kosɔn ninnu minnu olu",
}
"""The most frequent function words of each language the tool can recognise by itself."""

_DETECTABLE = ("ar", "de", "en", "es", "fr", "it", "nl", "pt", "sw")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_CLEAR_LEAD = 1.5
_CLEAR_SHARE = 0.2


def words_of(text: str) -> list[str]:
    """The words of a text, lower case, cut at apostrophes and hyphens."""
    return _WORD.findall(text.lower())


@cache
def function_words(language: str) -> frozenset[str]:
    """The function words of a language; the empty set for a language without a list."""
    return frozenset(FUNCTION_WORDS.get(language, "").split())


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text; `en` for a text without words."""
    words = words_of(text[:_SAMPLE])
    if not words:
        return "en"
    counts = Counter(words)
    hits = {code: sum(counts[word] for word in function_words(code)) for code in FUNCTION_WORDS}
    (best, most), (_, second) = Counter(hits).most_common(2)
    if most >= 5 and most >= _CLEAR_SHARE * len(words) and most >= _CLEAR_LEAD * second:
        return best
    return str(_identifier().classify(text[:_SAMPLE])[0])


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(_DETECTABLE))
    return identifier
