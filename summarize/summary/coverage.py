"""What a summary should cover: the lead, each section, and the key facts that the headline does not tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.records import Article, Fact
from summarize.summary.features import terms

KEY_FACTS = 20
"""How many of an article's facts count as key facts."""

LEAD_WEIGHT = 1.0
"""What the first sentence counts, which in a news text says what happened."""

SECTION_WEIGHT = 2.0
"""What a section counts. Beside these two, the most salient fact counts at most 1."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something to cover once, by any of its sentences."""

    sentences: tuple[int, ...]
    weight: float


def coverage_targets(article: Article, facts: Sequence[Fact]) -> list[Target]:
    """Return what a summary of the article should cover.

    Facts in the title or standfirst are left out, for the reader of the summary has them before their eyes.
    Sections are the editor's own outline; rewarding the first sentence from each part of a text is the
    diversity term of Lin and Bilmes, "A class of submodular functions for document summarization" (ACL
    2011).
    """
    known = set(terms(f"{article.title} {article.standfirst}", article.language))
    untold = [fact for fact in facts[:KEY_FACTS] if not _is_in(known, fact, article.language)]
    return [
        Target((0,), LEAD_WEIGHT),
        *(Target(fact.sentences, fact.weight) for fact in untold),
        *(Target(indices, SECTION_WEIGHT) for indices in _sections(article)),
    ]


def _is_in(known: set[str], fact: Fact, language: str) -> bool:
    forms = (terms(form, language) for form in (fact.text, *fact.aliases))
    return any(form and known.issuperset(form) for form in forms)


def _sections(article: Article) -> list[tuple[int, ...]]:
    """Return the sentences of each section, where headings divide the article; none in an undivided one."""
    section, section_of_paragraph = 0, []
    for block in article.blocks:
        if block.kind == "heading":
            section += 1
        else:
            section_of_paragraph.append(section)
    members: dict[int, list[int]] = {}
    for sentence in article.sentences:
        members.setdefault(section_of_paragraph[sentence.paragraph], []).append(sentence.index)
    return [tuple(indices) for indices in members.values()] if len(members) > 1 else []
