"""Sentence splitting: sentencex with the repairs that news text needs.

sentencex (Wikimedia; rule based, nothing to fetch) knows quotations and the English abbreviations; but it
splits French after titles ("M. Keïta"), short months ("le 3 janv. 2012") and initials ("J.-C. Dupont"), and
leaves a quotation mark that opens a sentence at the end of the sentence before. Those places are mended here.
"""

from __future__ import annotations

import re
from functools import cache

_TITLES = {
    "fr": "adj al amb cap capt cdt col dr gal gén lt m me mgr mlle mm mme mmes pr prof sgt st ste",
    "de": "dr hr fr prof",
    "es": "cap d dña dr dra gral lic sr sra srta sto sta",
    "it": "dott dr gen on prof sig sen",
    "pt": "cap d dr dra gen prof sr sra sto sta",
}
"""Titles by language (English ones are known to sentencex): no sentence ends between a title and a name."""

_BEFORE_NUMBERS = frozenset(("art", "chap", "cf", "fig", "no", "nr", "núm", "p", "pp", "vol"))
_LAST_WORD = re.compile(r"(?:^|[\s(«“\"'’-])([^\W\d_]+)\.$")
_INITIAL = re.compile(r"(?:^|[\s.-])[^\W\d_]\.$")
_CLOCK = re.compile(r"\b[ap]\.m\.$")
_DANGLING_QUOTE = re.compile(r"\s([“«\"'‘])$")


def split_sentences(text: str, language: str) -> list[str]:
    """Split one paragraph into its sentences, verbatim and in order, without surrounding white space.

    Args:
        text: A paragraph; line breaks inside it count as spaces.
        language: ISO 639-1 code; languages that have no rules of their own are split by general ones.
    """
    from sentencex import segment

    sentences: list[str] = []
    carried = ""
    for raw in segment(language, " ".join(text.split())):
        piece = carried + raw
        dangling = _DANGLING_QUOTE.search(piece)
        carried = dangling.group(1) if dangling else ""
        piece = piece[: dangling.start()] if dangling else piece
        if sentences and _belong_together(sentences[-1], piece, language):
            sentences[-1] += piece
        elif piece.strip():
            sentences.append(piece)
    if carried and sentences:
        sentences[-1] += carried
    return [sentence.strip() for sentence in sentences]


def _belong_together(before: str, after: str, language: str) -> bool:
    """True when the splitter cut inside a sentence."""
    before = before.rstrip()
    first = after[:1]
    if first.islower() or first in "-,;:)»”":
        return True
    if _CLOCK.search(before):
        return after.split()[0].lower().strip(".,;") in _names("days", "wide", "en")
    word = _LAST_WORD.search(before)
    if word and first.isdigit():
        return word.group(1).lower() in _BEFORE_NUMBERS | _short_months(language)
    if word and word.group(1).lower() in _TITLES.get(language, "").split():
        return True
    return language != "en" and bool(_INITIAL.search(before))


@cache
def _short_months(language: str) -> frozenset[str]:
    return _names("months", "abbreviated", language) - _names("months", "wide", language)


def _names(table: str, width: str, language: str) -> frozenset[str]:
    """CLDR names of the months or days, lower case, without a full stop."""
    from babel import Locale, UnknownLocaleError

    try:
        names = getattr(Locale.parse(language), table)["format"][width].values()
    except (UnknownLocaleError, ValueError):
        return frozenset()
    return frozenset(name.lower().rstrip(".") for name in names)
