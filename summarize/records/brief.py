"""What is made of one article: summary, translations, brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from summarize.records.article import Article
from summarize.records.facts import Fact, FactCheck, Support

SentenceStatus: TypeAlias = Literal["translated", "retried", "untranslated"]
_VERBATIM = Support(True, 1.0)


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary with the article sentence it comes from."""

    text: str
    source: int
    """Index into `Article.sentences`."""
    support: Support = _VERBATIM


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
