"""The frozen records that flow between the steps: read → clean → summarise → translate → check → render.

This module holds data only and imports nothing of the project, so that every step can use it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

BlockKind: TypeAlias = Literal["paragraph", "heading"]
FactKind: TypeAlias = Literal[
    "person", "place", "organisation", "group", "number", "date", "quote", "event", "term"
]
"""`term` is a common noun of the user's own glossary, checked in translations only."""
FactStatus: TypeAlias = Literal["kept", "rendered", "changed", "missing"]
SentenceStatus: TypeAlias = Literal["translated", "retried", "untranslated"]


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """One line of the pasted text that was left out, and why."""

    number: int
    """1-based line number in the text as given."""
    text: str
    reason: str
    """Short reason code, such as `navigation`, `caption`, `credit`, `share bar`."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a section heading of the clean article."""

    text: str
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the article's paragraphs; headings, title and standfirst are not sentences."""

    index: int
    """0-based position in the article."""
    text: str
    paragraph: int
    """0-based position of its paragraph among the article's paragraphs."""


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article."""

    title: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    language: str = "en"
    """ISO 639-1 code, detected from the text."""
    source: str = ""
    """Where the text came from: a file name, `<stdin>`, or empty for text given directly."""
    standfirst: str = ""
    date: dt.date | None = None
    byline: str = ""
    link: str = ""
    removed: tuple[RemovedLine, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs without the headings."""
        return tuple(block.text for block in self.blocks if block.kind == "paragraph")

    @property
    def text(self) -> str:
        """Title, standfirst and all blocks as plain text, a blank line between them."""
        parts = (self.title, self.standfirst, *(block.text for block in self.blocks))
        return "\n\n".join(part for part in parts if part)


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
class SummarySentence:
    """One sentence of a summary with the article sentence it comes from."""

    text: str
    source: int
    """Index into `Article.sentences`."""
    support: Support = Support(True, 1.0)


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary of an article, in the article's language and order."""

    sentences: tuple[SummarySentence, ...]
    language: str
    model: str
    """Name and version of the summariser, for the signature."""

    @property
    def text(self) -> str:
        """The summary as one paragraph."""
        return " ".join(sentence.text for sentence in self.sentences)


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


@dataclass(frozen=True, slots=True)
class TranslatedSentence:
    """One sentence and its translation; an untranslated one repeats the source, marked by its status."""

    source: str
    text: str
    status: SentenceStatus = "translated"
    reason: str = ""
    """Why a sentence was retried or left untranslated."""
    checks: tuple[FactCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation, sentence by sentence."""

    language: str
    sentences: tuple[TranslatedSentence, ...]
    models: tuple[str, ...]
    """Name and version of each model on the route, in order."""
    title: TranslatedSentence | None = None
    draft: bool = False
    """True when the models of this route are not good enough to publish without human review."""

    @property
    def text(self) -> str:
        """The translated sentences as one paragraph, without the title."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Brief:
    """What the main command makes of one article."""

    article: Article
    summary: Summary
    facts: tuple[Fact, ...]
    """All facts of the article, most salient first."""
    key_facts: tuple[Fact, ...]
    """Those that a brief should have."""
    translations: tuple[Translation, ...]
    signature: str
    """One line that names the tool, its version, and all models and checks that made this brief."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be used, and why."""

    source: str
    reason: str
    exit_code: int


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
