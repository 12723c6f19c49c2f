"""Repairs of names and numbers in a translation, each kept only when no fact is worse for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from summarize.records import FactCheck, TranslatedSentence
from summarize.translation.french import Noun, place
from summarize.translation.masking import append
from summarize.translation.renderings import Renderer

FactChecker: TypeAlias = Callable[[str, str], tuple[FactCheck, ...]]
"""Check what became of each fact of a source sentence (first) in its translation (second)."""
Checks: TypeAlias = tuple[FactCheck, ...]

LOST = ("missing", "changed")
NAMES = ("person", "place", "organisation")


def lost_facts(checks: Iterable[FactCheck]) -> frozenset[tuple[str, str]]:
    """Return kind and key of each fact that is missing or changed."""
    return frozenset((check.fact.kind, check.fact.key) for check in checks if check.status in LOST)


class Repairer:
    """Repairs translations into one language with the help of its renderer and a fact checker."""

    def __init__(self, renderer: Renderer, check: FactChecker) -> None:
        self._renderer = renderer
        self._check = check

    def names(self, source: str, text: str) -> tuple[str, Checks]:
        """Write names as the glossary does, with capitals and articles; return the text and its checks."""
        checks = self._check(source, text)
        for check in checks:
            for changed in self._glossary_forms(text, check):
                found = self._check(source, changed)
                if lost_facts(found) <= lost_facts(checks):
                    text, checks = changed, found
                    break
        return text, checks

    def _glossary_forms(self, text: str, check: FactCheck) -> Iterator[str]:
        noun = self._renderer.entry(check.fact)
        if noun is None:
            return
        if check.status in LOST and noun.text[:1].isupper():  # "les touaregs", said of the people
            yield re.sub(rf"\b{re.escape(noun.text)}\b", noun.text, text, flags=re.IGNORECASE)
        left = check.status == "kept" and check.fact.kind in NAMES and check.found != noun.text
        if left and not self._renderer.is_target_form(check.fact, check.found):
            for match in re.finditer(re.escape(check.found), text):
                yield self._placed(text[: match.start()], noun, text[match.end() :])  # l'ECOWAS → la CEDEAO

    def lost(self, source: str, text: str) -> tuple[str, Checks, tuple[str, ...]]:
        """Write facts that are lost into a sentence; return it, its checks and the facts written.

        What stands in the place of a changed fact is replaced; a missing one is added in brackets, with
        the original where the target has another form: [CEDEAO (ECOWAS)].
        """
        checks = first = self._check(source, text)
        written: list[str] = []
        for check in first:
            noun = self._renderer.writing(check.fact, source) if check.status in LOST else None
            for changed in self._writings(text, check, noun) if noun else ():
                found = self._check(source, changed)
                if lost_facts(found) < lost_facts(checks):
                    text, checks = changed, found
                    written.append(check.fact.text)
                    break
        return text, checks, tuple(written)

    def _writings(self, text: str, check: FactCheck, noun: Noun) -> Iterator[str]:
        if check.found and text.count(check.found) == 1:
            before, after = text.split(check.found)
            yield self._placed(before, noun, after)
        if check.fact.kind == "term":  # a common noun in brackets says nothing: it is reported
            return
        original = "" if noun.text == check.fact.text else f" ({check.fact.text})"
        yield append(text, [noun.text + original])

    def _placed(self, before: str, noun: Noun, after: str) -> str:
        return (place(before, noun, after) if self._renderer.target == "fr" else before + noun.text) + after


def introduce_originals(
    sentences: Sequence[TranslatedSentence], renderer: Renderer
) -> tuple[TranslatedSentence, ...]:
    """Add the original of each respelled name in brackets where it is first mentioned.

    Official Bambara texts do so: "Sedeyawo (CEDEAO)". For organisations it is the French form where the
    glossary has one, as those texts have it.
    """
    seen: set[str] = set()
    result = []
    for sentence in sentences:
        text = sentence.text
        for check in sentence.checks:
            if check.fact.kind in ("organisation", "person") and check.status == "rendered":
                if check.fact.key not in seen:
                    text = _introduced(text, check.found, renderer.original(check.fact))
                seen.add(check.fact.key)
        result.append(replace(sentence, text=text))
    return tuple(result)


def _introduced(text: str, name: str, original: str) -> str:
    before, found, after = text.partition(name)
    if not found or original in text or after.lstrip().startswith("("):
        return text
    return f"{before}{found} ({original}){after}"
