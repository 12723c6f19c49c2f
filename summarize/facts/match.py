"""What became of a fact in a translation: kept, rendered, changed or missing.

Names are looked for as written (without regard to accents and case), then through the glossary with its
CLDR layer in any inflection (a country also as its demonym), then by the keys of the names the target text
is found to have, then respelled (`respelling`). Numbers and dates are compared by value and unit
(`values`), so that 1,200, *1 200* and *douze cents* are one and "last Wednesday" is *mercredi dernier*.
Events are compared by the key of the event lexicon and through the glossary; a common noun of the user's
own glossary must be in one of the forms that the user gave, else it is *changed* or *missing*. A quotation
must stand in quotation marks; its words are not compared, the facts in it are.

A fact that is not found is *changed* when something of its kind stands in the target that no other fact of
the source explains, else *missing*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from summarize.facts.extract import find_mentions
from summarize.facts.finding.events import find_events
from summarize.facts.glossary import Glossary
from summarize.facts.matching.respelling import find_respelled, sounds_spelled
from summarize.facts.matching.values import same_value, values_in
from summarize.facts.terms.term import PROPER, Term, is_acronym
from summarize.facts.words.folding import fold, words
from summarize.records import FactCheck, Mention

_NAMES = frozenset({"person", "place", "organisation", "group"})
_QUOTED = re.compile(r"«[^»]+»?|“[^”]+”?|\"[^\"]+\"?|„[^“”]+[“”]?")
_COGNATE = 70.0
_COGNATE_ALONE = 84.0
Found = tuple[int, int, str]
"""Start and end in the target, and how it was rendered; empty when kept."""


def match_mention(mention: Mention, target: str, language: str, glossary: Glossary) -> FactCheck:
    """Return what became of one fact in a translation.

    Args:
        mention: The fact, as found in the source.
        target: The translated sentence or text.
        language: Language of the target, such as `fr`.
        glossary: Terms in both languages.
    """
    return match_mentions((mention,), target, language, glossary)[0]


def match_mentions(
    mentions: Iterable[Mention], target: str, language: str, glossary: Glossary
) -> tuple[FactCheck, ...]:
    """Return what became of each fact of a source in its translation, in the order given."""
    asked = tuple(mentions)
    longer = [other for other in asked if other.kind in _NAMES and " " in other.text]
    found = [_find(mention, _outside(mention, longer, target), language, glossary) for mention in asked]
    taken = [span[:2] for span in found if span]
    checks = []
    for mention, span in zip(asked, found, strict=True):
        if mention.kind == "term" and not span:
            other_form = _other_form(mention, target, language, glossary)
            checks.append(FactCheck(mention, "changed" if other_form else "missing", other_form))
            continue
        if span:
            status, how = ("rendered", span[2]) if span[2] else ("kept", "")
            checks.append(FactCheck(mention, status, target[span[0] : span[1]], how))  # type: ignore[arg-type]
            continue
        other = _in_its_place(mention, target, language, taken)
        if other:
            taken.append((other.start, other.end))
        checks.append(FactCheck(mention, "changed" if other else "missing", other.text if other else ""))
    return tuple(checks)


def _outside(mention: Mention, longer: Iterable[Mention], target: str) -> str:
    """Blank the longer names that a name is part of: *Jordan Henderson* does not keep the country Jordan."""
    for other in longer:
        if other.key != mention.key and f" {mention.text} " in f" {other.text} " != f" {mention.text} ":
            target = target.replace(other.text, " " * len(other.text))
    return target


def _find(mention: Mention, target: str, language: str, glossary: Glossary) -> Found | None:
    if mention.kind in ("number", "date"):
        return _find_value(mention, target, language)
    if mention.kind == "quote":
        return _find_quote(mention, target)
    if mention.kind == "term":
        return _find_own(mention, target, language, glossary)
    if mention.kind == "event":
        return _find_event(mention, target, language, glossary)
    return (
        _verbatim(mention.text, target)
        or _find_term(mention, target, language, glossary)
        or _find_key(mention, target, language)
        or _find_spelling(mention, target, language, known=bool(_terms(mention, glossary)))
    )


def own_terms(text: str, language: str, target: str, glossary: Glossary) -> list[Mention]:
    """Return the common nouns of a text that the user's own glossary has in the target language too."""
    if glossary.own is None:
        return []
    return [
        Mention("term", match.text, match.term.key, match.start, match.end)
        for match in glossary.own.find(text, language)
        if match.term.kind not in PROPER and match.text.islower() and match.term.forms.get(target)
    ]


def _find_own(mention: Mention, target: str, language: str, glossary: Glossary) -> Found | None:
    """Find a term of the user's in any inflection of the forms that the user gave."""
    term = glossary.own.lookup(mention.text) if glossary.own else None
    match = glossary.own.locate(term, target, language) if glossary.own and term else None
    return (match.start, match.end, "glossary") if match else None


def _other_form(mention: Mention, target: str, language: str, glossary: Glossary) -> str:
    """Return the form that stands in the place of the user's: another one of the glossary or of the event."""
    term = glossary.lookup(mention.text)
    match = glossary.locate(term, target, language) if term else None
    if match:
        return match.text
    events = {event.key for event in find_events(mention.text, "en")} | {
        event.key for event in find_events(mention.text, "fr")
    }
    return next((event.text for event in find_events(target, language) if event.key in events), "")


def _find_event(mention: Mention, target: str, language: str, glossary: Glossary) -> Found | None:
    """Find an event by its key, so that a coup is found as *coup d'État* and a hunger strike is no strike."""
    found = _find_key(mention, target, language) or _find_term(mention, target, language, glossary)
    if found and fold(target[found[0] : found[1]]) == fold(mention.text):
        return found[0], found[1], ""
    return found


def _verbatim(form: str, target: str) -> Found | None:
    """Find a name as it is written, accents and case aside; it must have a capital where the form has one."""
    wanted = [fold(word.text) for word in words(form)]
    tokens = words(target)
    folded = [fold(word.text) for word in tokens]
    for place in range(len(tokens) - len(wanted) + 1):
        if wanted and folded[place : place + len(wanted)] == wanted:
            start, end = tokens[place].start, tokens[place + len(wanted) - 1].end
            if form.islower() or any(char.isupper() for char in target[start:end]):
                return start, end, ""
    return None


def _find_value(mention: Mention, target: str, language: str) -> Found | None:
    for value in values_in(target, language):
        if same_value(mention, value):
            return value.start, value.end, "" if fold(value.text) == fold(mention.text) else "CLDR"
    return None


def _find_quote(mention: Mention, target: str) -> Found | None:
    match = _QUOTED.search(target)
    if match is None:
        return None
    kept = fold(mention.key) in fold(target)
    return match.start(), match.end(), "" if kept else "translation"


def _find_term(mention: Mention, target: str, language: str, glossary: Glossary) -> Found | None:
    """Find the glossary's term for this fact; where a language has no form, the French one may stay."""
    terms = _terms(mention, glossary)
    located = (
        glossary.locate(term, target, spoken, acronym_first=is_acronym(mention.text))
        for term in terms
        for spoken in dict.fromkeys((language, "fr", "en"))
    )
    match = next((match for match in located if match), None)
    if match is None:
        # A demonym inside another name does not stand for the country: *Parlement européen* is not Europe.
        kin = {other.key for term in terms for other in glossary.related(term)}
        match = next((other for other in glossary.find(target, language) if other.term.key in kin), None)
    if match is None:
        return None
    return match.start, match.end, "CLDR" if match.term.source == "CLDR" else "glossary"


def _terms(mention: Mention, glossary: Glossary) -> list[Term]:
    """Return the terms of a fact: of its text, its long form or acronym, and its key."""
    forms = (mention.text, mention.detail if mention.kind == "organisation" else "")
    direct = [glossary.lookup(form) for form in forms if form] + [glossary.by_key(mention.key)]
    return list({term.key: term for term in direct if term}.values())


def _find_key(mention: Mention, target: str, language: str) -> Found | None:
    """Find a mention of the target with the same key."""
    for other in find_mentions(target, language):
        same_kind = other.kind == mention.kind or {other.kind, mention.kind} <= _NAMES
        if same_kind and other.key == mention.key:
            return other.start, other.end, "glossary" if mention.kind == "event" else "respelling"
    return None


def _find_spelling(mention: Mention, target: str, language: str, known: bool) -> Found | None:
    """Find a name respelled, an acronym with its letters moved, or a person by the surname.

    A name that the glossary does not know may also be found by cognate words.
    """
    span = find_respelled(mention.text, target, language)
    if span:
        return *span, "respelling"
    if is_acronym(mention.text):
        return _find_acronym(mention.text, target, language)
    surname = _find_surname(mention.text, target, language) if mention.kind == "person" else None
    return surname or (None if known or language == "bm" else _find_cognates(mention, target))


def _find_acronym(name: str, target: str, language: str) -> Found | None:
    """Find an acronym by its letters: reordered (EIB, *BEI*), in Bambara spelled out (CSA, *SEYƐSIYA*)."""
    letters = sorted(name.replace(".", ""))
    for word in words(target):
        reordered = sorted(word.text.replace(".", "")) == letters
        spelled = language == "bm" and sounds_spelled(name, word.text)
        if is_acronym(word.text) and (reordered or spelled):
            return word.start, word.end, "respelling"
    return None


def _find_surname(name: str, target: str, language: str) -> Found | None:
    """Find the last part of a name, unless another first name or surname stands beside it."""
    parts = [word.text for word in words(name)]
    if len(parts) < 2 or len(parts[-1]) < 4:
        return None
    span = _verbatim(parts[-1], target) or find_respelled(parts[-1], target, language)
    if span is None:
        return None
    names = [m for m in find_mentions(target, language) if m.kind == "person" and m.start <= span[0] < m.end]
    given = {fold(part) for part in parts}
    if any(len(words(m.text)) > 1 and fold(words(m.text)[0].text) not in given for m in names):
        return None
    return span[0], span[1], "respelling"


def _find_cognates(mention: Mention, target: str) -> Found | None:
    """Find a name by words that resemble its own: *National Alliance*, *Alliance nationale*."""
    parts = [
        fold(word.text) for word in words(mention.text) if word.text[:1].isupper() and len(word.text) > 3
    ]
    tokens = words(target)
    if not tokens or sum(map(len, parts)) < 6:
        return None
    enough = _COGNATE if mention.kind == "organisation" and len(parts) > 1 else _COGNATE_ALONE
    hits = []
    for part in parts:
        best = max(tokens, key=lambda word: fuzz.ratio(part, fold(word.text)))
        if fuzz.ratio(part, fold(best.text)) < enough:
            return None
        hits.append(best)
    return min(w.start for w in hits), max(w.end for w in hits), "respelling"


def _in_its_place(
    mention: Mention, target: str, language: str, taken: list[tuple[int, int]]
) -> Mention | None:
    """Return something of the same kind in the target that no other fact explains.

    Names are compared only where they are found well, in English and French.
    """
    values = mention.kind in ("number", "date")
    if not values and language not in ("en", "fr"):
        return None
    for other in values_in(target, language) if values else find_mentions(target, language):
        free = not any(other.start < end and start < other.end for start, end in taken)
        if free and other.kind == mention.kind and other.kind != "quote":
            return other
    return None
