"""A term of the glossary and how its forms are written, recognised and merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from summarize.facts.words.folding import fold, stems

KINDS = (
    "person",
    "place",
    "organisation",
    "group",
    "demonym",
    "title",
    "event",
    "term",
    "currency",
    "language",
    "name",
)
"""What a term can be; `name` is an entry of a do-not-translate list, `term` any other vocabulary."""

PROPER = frozenset({"person", "place", "organisation", "group", "demonym", "language", "name"})
"""Kinds whose single-word forms are found only with the capital they are listed with."""

Forms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Term:
    """One notion and its forms in each language.

    `key` is the language-neutral name of the notion: the folded English acronym of an organisation, for all
    else the folded first form. `forms` maps a language code to the forms in that language, the preferred
    one first. `note` starts with the CLDR territory code for countries and demonyms.
    """

    key: str
    kind: str
    forms: Forms
    note: str = ""
    source: str = ""

    @property
    def territory(self) -> str:
        """CLDR code of the territory that a place or demonym stands for, or an empty string."""
        code = self.note.split(";")[0].strip() if self.kind in ("place", "demonym") else ""
        return code if len(code) in (2, 3) and (code.isupper() or code.isdigit()) else ""


def make_term(forms: Forms, kind: str = "term", note: str = "", source: str = "") -> Term:
    """Return a term with its key derived from the forms."""
    first = forms.get("en") or next(iter(forms.values()))
    acronyms = (form for form in first if kind in PROPER and is_acronym(form))
    return Term(normal(next(acronyms, first[0])), kind, forms, note, source)


def is_acronym(form: str) -> bool:
    """Return whether a form is written without lower-case letters: `ECOWAS`, `U.S.`, `G5`."""
    return len(form) > 1 and form == form.upper() and form != form.lower()


def normal(form: str) -> str:
    """Return the folded words of a form joined by hyphens: `normal("Côte d’Ivoire") == "cote-d-ivoire"`."""
    return "-".join(stems(form, "")) or form


def merge(base: Iterable[Term], over: Iterable[Term]) -> list[Term]:
    """Lay terms over others; one that shares a form with a term of its kind extends that term.

    English forms are compared, French ones when there is no English. The forms of the upper term come first;
    those of the base stay, and its key too unless it is CLDR's. `name` and `term` extend any kind.
    """
    below = list(base)
    known = {
        (language, fold(form)): place
        for place, term in reversed(list(enumerate(below)))
        for language, forms in term.forms.items()
        for form in forms
    }
    above: list[Term] = []
    for term in over:
        place = next(
            (known[i] for i in _identities(term) if i in known and _fits(term, below[known[i]])), None
        )
        if place is None:
            above.append(term)
        else:
            below[place] = _extend(below[place], term)
            above.append(below[place])
    taken = {id(term) for term in above}
    return above + [term for term in below if id(term) not in taken]


def _fits(term: Term, base: Term) -> bool:
    return term.kind in (base.kind, "name", "term")


def _identities(term: Term) -> list[tuple[str, str]]:
    language = "en" if "en" in term.forms else "fr"
    return [(language, fold(form)) for form in term.forms.get(language, ())]


def _extend(base: Term, over: Term) -> Term:
    languages = dict.fromkeys([*over.forms, *base.forms])
    forms = {
        language: tuple(dict.fromkeys([*over.forms.get(language, ()), *base.forms.get(language, ())]))
        for language in languages
    }
    note, source = over.note or base.note, over.source or base.source
    key = over.key if base.source == "CLDR" else base.key
    return replace(base, key=key, forms=forms, note=note, source=source)
