"""The facts of a text, what became of them elsewhere, and how well sentences are supported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

FactKind: TypeAlias = Literal[
    "person", "place", "organisation", "group", "number", "date", "quote", "event", "term"
]
"""`term` is a common noun of the user's own glossary, checked in translations only."""
FactStatus: TypeAlias = Literal["kept", "rendered", "changed", "missing"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a name, number, date, quotation or event in a text."""

    kind: FactKind
    text: str
    key: str
    """Language-neutral canonical form: `ecowas`, `1200`, `2012-03-21`; equal keys mean the same fact."""
    start: int
    end: int
    detail: str = ""
    """Role of a person, unit of a number, speaker of a quotation, long form of an acronym."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the article: all mentions with one key, over all sentences."""

    kind: FactKind
    text: str
    """The fullest form in which the article writes it."""
    key: str
    sentences: tuple[int, ...]
    """Indices of the article sentences that mention it, ascending."""
    weight: float
    """Salience in 0…1; the article's key facts come first."""
    aliases: tuple[str, ...] = ()
    """Other forms in the article: acronym, surname, respelling."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """How well the article supports one sentence of a summary."""

    supported: bool
    score: float
    """0…1; 1 for a sentence taken verbatim from the article."""
    reasons: tuple[str, ...] = ()
    """In words, why the sentence is not supported, or why the article's own replaced it; else empty."""


@dataclass(frozen=True, slots=True)
class FactCheck:
    """What became of one fact of a source sentence in its translation."""

    fact: Mention
    status: FactStatus
    found: str = ""
    """What stands in the translation for it; empty when missing."""
    how: str = ""
    """For `rendered`: `glossary`, `CLDR` or `respelling`."""


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the checked text and how well the article supports it."""

    text: str
    support: Support


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of a text against an article found."""

    language: str
    """Language of the checked text."""
    sentences: tuple[CheckedSentence, ...]
    facts: tuple[FactCheck, ...]
    """What became of each key fact of the article, the most salient first."""
    facts_only: bool = False
    """True when the article is in another language: what is said about the facts was not compared."""

    @property
    def unsupported(self) -> tuple[CheckedSentence, ...]:
        """The sentences that the article does not support."""
        return tuple(sentence for sentence in self.sentences if not sentence.support.supported)

    @property
    def lost(self) -> tuple[FactCheck, ...]:
        """The key facts that are missing or changed."""
        return tuple(check for check in self.facts if check.status in ("missing", "changed"))

    @property
    def ok(self) -> bool:
        """True when every sentence is supported and no key fact is missing or changed."""
        return not self.unsupported and not self.lost

    def count(self, status: FactStatus) -> int:
        """Return the number of key facts with this status."""
        return sum(check.status == status for check in self.facts)
