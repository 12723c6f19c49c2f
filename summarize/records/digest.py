"""Many articles in one briefing, story by story."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from summarize.records.brief import Failure, Translation
from summarize.records.facts import Fact


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """One article behind an item of a digest."""

    outlet: str
    """Who published it: agency, site or feed; the name of its file when nothing says more."""
    title: str
    language: str
    file: str
    """File, feed entry or address it was read from."""
    date: dt.date | None = None
    link: str = ""
    copy_of: int | None = None
    """Index in `DigestItem.sources` of the article that this one is a near-duplicate of."""


@dataclass(frozen=True, slots=True)
class DigestSentence:
    """One sentence of an item's summary with the sentence it comes from."""

    text: str
    article: int
    """Index into `DigestItem.sources`."""
    sentence: int
    """Index into the sentences of that article."""


@dataclass(frozen=True, slots=True)
class DigestClaim:
    """What one source says on a point that the sources of an item differ on."""

    value: str
    """Canonical number or ISO day."""
    article: int
    """Index into `DigestItem.sources`."""
    text: str
    """The sentence or title that says it, verbatim."""


@dataclass(frozen=True, slots=True)
class DigestDifference:
    """One point that the sources of an item differ on; never resolved."""

    about: str
    claims: tuple[DigestClaim, ...]


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One story of a digest, told from all its sources."""

    headline: str
    language: str
    sources: tuple[SourceArticle, ...]
    """The article it is mainly told by first, then the others, oldest first."""
    sentences: tuple[DigestSentence, ...]
    facts: tuple[Fact, ...]
    """Those that most sources mention first; `Fact.sentences` are of the first source, if it has the fact."""
    translations: tuple[Translation, ...] = ()
    """Sentence by sentence as `sentences`; `title` is the headline."""
    differences: tuple[DigestDifference, ...] = ()
    notes: tuple[str, ...] = ()
    """Why a language is missing, in words."""
    start: dt.date | None = None
    """Day of the oldest dated article."""
    end: dt.date | None = None
    """Day of the newest dated article."""


@dataclass(frozen=True, slots=True)
class DigestSection:
    """Items under one heading; a digest that is not divided has one section without a title."""

    title: str
    items: tuple[DigestItem, ...]


@dataclass(frozen=True, slots=True)
class DigestCounts:
    """What became of everything that was given: found = articles + left_out + failures."""

    found: int
    """Articles found, readable or not."""
    articles: int
    """Articles behind the stories."""
    left_out: int
    """Articles older than asked for."""
    failures: int
    sources: int
    """Outlets behind the articles."""
    stories: int
    """Stories found; the digest may show fewer when a most was given."""
    ignored: int = 0
    """Files in the folders given that are of no kind that can be read."""


@dataclass(frozen=True, slots=True)
class Digest:
    """Many articles in one briefing."""

    title: str
    date: dt.date
    languages: tuple[str, ...]
    """Languages of the articles and of the translations, those with most items first."""
    sections: tuple[DigestSection, ...]
    counts: DigestCounts
    failures: tuple[Failure, ...]
    signature: str

    @property
    def items(self) -> tuple[DigestItem, ...]:
        """The items of all sections."""
        return tuple(item for section in self.sections for item in section.items)
