"""Known names: the names and demonyms of the glossary, which contains CLDR's territories."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from summarize.facts.glossary import load_glossary
from summarize.facts.terms.term import Term
from summarize.facts.words.phrases import PhraseIndex
from summarize.records import FactKind

_KINDS = {
    "person": "person",
    "place": "place",
    "organisation": "organisation",
    "group": "group",
    "demonym": "group",
}


class Known(NamedTuple):
    """What is known of a name."""

    kind: FactKind
    key: str
    """The key of its glossary term."""


@cache
def gazetteer(language: str) -> PhraseIndex[Known]:
    """Return the names known in a language (`en` or `fr`)."""
    index: PhraseIndex[Known] = PhraseIndex()
    for term in load_glossary().terms:
        kind = _KINDS.get(term.kind)
        if not kind or _is_belief(term):
            continue
        for form in term.forms.get(language, ()):
            for inflected in _inflected(form, language) if kind == "group" else (form,):
                index.add(inflected, Known(cast(FactKind, kind), term.key))
    return index


def _is_belief(term: Term) -> bool:
    """Tell religions and professions from peoples: French writes them small."""
    return term.kind == "group" and term.forms.get("fr", ("X",))[0][:1].islower()


def _inflected(form: str, language: str) -> Iterator[str]:
    """Yield plural and feminine forms by rule; forms that do not exist do no harm."""
    yield form
    yield form + "s"
    if language == "fr":
        yield from (form + "e", form + "es")
        if form.endswith("n"):
            yield from (form + "ne", form + "nes")
