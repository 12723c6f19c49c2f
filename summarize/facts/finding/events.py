"""Key events: noun phrases such as "hunger strike", "coup d'état", "suspension of aid", and safe event verbs.

Method: a compact bilingual event lexicon (`data/events.tsv`) with one key per event for both languages; the
longest phrase wins, so that "hunger strike" is never also a strike.

Limits: an event that the lexicon does not know is not found; negation and modality are not read ("no coup").
"""

from __future__ import annotations

from functools import cache

from summarize.facts.words.phrases import PhraseIndex, read_table, tokens_of
from summarize.records import Mention

_NO_EVENT = "-"
"""Key of phrases that look like an event and are none, such as "to protest"."""


def find_events(text: str, language: str) -> list[Mention]:
    """Find the events of an English or French text; the key is language-neutral (`hunger-strike`, `coup`)."""
    words = tokens_of(text)
    found = []
    for first, last, key in _lexicon("fr" if language == "fr" else "en").find(words):
        start, end = words[first].start, words[last - 1].end
        if key != _NO_EVENT:
            found.append(Mention("event", text[start:end], key, start, end))
    return found


@cache
def _lexicon(language: str) -> PhraseIndex[str]:
    index: PhraseIndex[str] = PhraseIndex()
    for row in read_table("events.tsv"):
        for form in row[language].split("|"):
            index.add(form, row["key"])
    return index
