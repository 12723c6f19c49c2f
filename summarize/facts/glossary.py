"""The glossary: terms in English, French and Bambara, found in any inflection and rendered in another.

Four layers lie over each other: `data/names.tsv` (cities, seas, peoples, persons), CLDR (countries, regions,
languages, currencies), `data/glossary.tsv` (which says where each row comes from), and the user's own files.
A term of an upper layer keeps the key of the term it extends. See `glossary_formats` for the file formats.

Finding: words are folded and stemmed (`folding`), the longest run of words that is a form wins, and the
search goes on behind it. Acronyms are found only in capitals (`WHO`, never *who*; from five letters also
`Unicef`), single-word names only with their capital (`Chad`, never *chad*).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from summarize.facts.terms.cldr import cldr_terms
from summarize.facts.terms.formats import read_glossary, row_term
from summarize.facts.terms.term import PROPER, Term, is_acronym, make_term, merge, normal
from summarize.facts.words.folding import Word, fold, stemmed, stems
from summarize.facts.words.inflection import plural
from summarize.facts.words.phrases import read_table

NAMES_TABLE = "names.tsv"
"""Source of the terms of the lowest layer."""
_BREAK = re.compile(r"[,;:!?()\[\]«»“”\"]|\.\s")
Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term where it stands in a text."""

    term: Term
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Index:
    """Forms of one language by their stems, and the longest form for each first stem."""

    forms: dict[Stems, list[tuple[str, Term]]]
    longest: dict[str, int]


class Glossary:
    """Terms, looked up and found by any of their forms; the terms given first win."""

    def __init__(
        self, terms: Iterable[Term] | Callable[[], Iterable[Term]], own: Sequence[Term] = ()
    ) -> None:
        """Make a glossary; `own` are the terms as the user's files have them, whose forms are to be used."""
        self._source = terms
        self._own = Glossary(own) if own else None
        self._indices: dict[str, _Index] = {}

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """All terms; made when first needed, because CLDR takes longer to read than the table."""
        return tuple(self._source() if callable(self._source) else self._source)

    @property
    def own(self) -> Glossary | None:
        """The terms of the user's files alone, as these have them; None without such files."""
        return self._own

    def find(self, text: str, language: str) -> list[TermMatch]:
        """Return the terms in a text of that language in order, longest first, without overlap."""
        index, (tokens, keys) = self._index(language), stemmed(text, language)
        found, place = [], 0
        while place < len(tokens):
            match = _longest(index, text, tokens, keys, place)
            if match is None:
                place += 1
            else:
                found.append(match[0])
                place += match[1]
        return found

    def locate(
        self, term: Term, text: str, language: str, *, acronym_first: bool = False
    ) -> TermMatch | None:
        """Return where a text has this term, in the first of its forms that stands there, or None."""
        tokens, keys = stemmed(text, language)
        forms = term.forms.get(language, ())
        for form in sorted(forms, key=is_acronym, reverse=True) if acronym_first else forms:
            wanted = stems(form, language)
            for place in range(len(keys) - len(wanted) + 1) if wanted else ():
                if keys[place : place + len(wanted)] == wanted:
                    start, end = tokens[place].start, tokens[place + len(wanted) - 1].end
                    if _case_fits(text[start:end], form, term):
                        return TermMatch(term, text[start:end], start, end)
        return None

    def related(self, term: Term) -> list[Term]:
        """Return the country of a demonym and the demonyms of a country: *Mali* and *Malian*."""
        same = self._by_territory.get(term.territory, []) if term.territory else []
        return [other for other in same if other.key != term.key]

    def lookup(self, form: str, language: str = "") -> Term | None:
        """Return the term with this form in any inflection and case, in any language when none is named."""
        for code in (language,) if language else ("en", "fr", "bm"):
            candidates = self._index(code).forms.get(stems(form, code), [])
            exact = [term for written, term in candidates if _case_fits(form, written, term)]
            if exact:
                return exact[0]
            if candidates and len(form) > 3:  # "who" is not WHO
                return candidates[0][1]
        return None

    def by_key(self, key: str) -> Term | None:
        """Return the term with this key, or None."""
        return self._keys.get(key)

    def forms(self, term: Term, language: str) -> tuple[str, ...]:
        """Return the forms of a term in a language, the preferred one first; empty when none is known."""
        return tuple(term.forms.get(language, ()))

    def render(self, form: str, language: str) -> str | None:
        """Return how a form is said in a language: acronym by acronym, long by long form, plural by plural.

        None when the glossary does not have the form or knows no form in that language:
        `render("ECOWAS", "fr") == "CEDEAO"`, `render("Tuaregs", "fr") == "Touaregs"`.
        """
        if self._own and (rendered := self._own.render(form, language)):
            return rendered
        term = self.lookup(form)
        targets = self.forms(term, language) if term else ()
        if term is None or not targets:
            return None
        same = [target for target in targets if is_acronym(target) == _is_short(form, term)]
        rendered = same[0] if same else targets[0]
        return plural(rendered, term.kind, language) if _is_plural(form, term) else rendered

    @cached_property
    def _keys(self) -> dict[str, Term]:
        return {term.key: term for term in reversed(self.terms)}

    @cached_property
    def _by_territory(self) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.territory, []).append(term)
        return found

    def _index(self, language: str) -> _Index:
        if language not in self._indices:
            self._indices[language] = _build(self.terms, language)
        return self._indices[language]


def load_glossary(*extra: Path) -> Glossary:
    """Return the built-in glossary with the user's files laid over it, the last file on top.

    Raises:
        GlossaryError: when a file cannot be read or has a problem; names file, line and cure.
    """
    layers = [read_glossary(path) for path in extra]
    if not layers:
        return _built_in()

    def terms() -> Iterable[Term]:
        merged: Iterable[Term] = _built_in().terms
        for layer in layers:
            merged = merge(merged, layer)
        return merged

    return Glossary(terms, own=[term for layer in reversed(layers) for term in layer])


@lru_cache(maxsize=1)
def _built_in() -> Glossary:
    return Glossary(lambda: merge(merge(_names(), cldr_terms()), _table()))


def _names() -> Iterator[Term]:
    """Yield the places, peoples and persons that need no more than an English and a French name."""
    for row in read_table("names.tsv"):
        forms = {language: tuple(row[language].split("|")) for language in ("en", "fr")}
        yield make_term(forms, row["kind"], source=NAMES_TABLE)


def _table() -> Iterator[Term]:
    text = (Path(__file__).parent / "data" / "glossary.tsv").read_text(encoding="utf-8")
    header, *rows = (line.split("\t") for line in text.splitlines() if line[0] != "#")
    return (row_term(dict(zip(header, row, strict=True))) for row in rows)


def _build(terms: Iterable[Term], language: str) -> _Index:
    forms: dict[Stems, list[tuple[str, Term]]] = {}
    longest: dict[str, int] = {}
    for term in terms:
        for form in term.forms.get(language, ()):
            key = stems(form, language)
            if key:
                forms.setdefault(key, []).append((form, term))
                longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return _Index(forms, longest)


def _longest(
    index: _Index, text: str, tokens: tuple[Word, ...], keys: Stems, place: int
) -> tuple[TermMatch, int] | None:
    """Return the longest term that starts at this word, and its length in words."""
    for length in range(min(index.longest.get(keys[place], 0), len(tokens) - place), 0, -1):
        start, end = tokens[place].start, tokens[place + length - 1].end
        written = text[start:end]
        for form, term in index.forms.get(keys[place : place + length], ()):
            if _case_fits(written, form, term) and not (length > 1 and _BREAK.search(written)):
                return TermMatch(term, written, start, end), length
    return None


def _case_fits(written: str, form: str, term: Term) -> bool:
    if is_acronym(form):
        return is_acronym(written.removesuffix("s")) or (len(form) > 4 and written[:1].isupper())
    if form[:1].isupper() and (term.kind in PROPER or " " not in form):
        relaxed = term.kind == "organisation" and " " in form
        return relaxed or written[:1].isupper()
    return True


def _is_short(form: str, term: Term) -> bool:
    """Whether a form is an acronym of the term, also written as a word: *Cédéao*."""
    acronyms = {fold(each) for forms in term.forms.values() for each in forms if is_acronym(each)}
    return is_acronym(form) or fold(form) in acronyms


def _is_plural(form: str, term: Term) -> bool:
    """Whether an English or French form is written with a plural that the listed forms do not have."""
    listed = {normal(each) for language in ("en", "fr") for each in term.forms.get(language, ())}
    return normal(form) not in listed and normal(form).endswith(("s", "x")) and not is_acronym(form)
