"""The same story across sources: articles about one event become one `Story` that keeps every source.

Method: near-duplicates are set aside first (`duplicates`), the remaining articles are grouped by average
similarity of words and facts, lowered by the days between them (`similarity`, `clusters`), and what the
articles of a story differ on is listed (`disagreements`). Time and memory grow about linearly with the
number of articles, and somewhat faster when most of them are about a single event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.digest.clusters import agglomerate
from summarize.digest.disagreements import Disagreement, find_disagreements
from summarize.digest.duplicates import find_copies
from summarize.digest.similarity import build_profiles, candidate_pairs
from summarize.records import Article, Fact

_FULL = 0.8
"""An article with this share of the longest one's length counts as full."""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event; all numbers are indices into the articles that were grouped."""

    members: tuple[int, ...]
    """Every article of the story, the oldest first, undated ones last."""
    lead: int
    """The article to tell the story by: the earliest of the full ones."""
    duplicates: tuple[tuple[int, ...], ...] = ()
    """Sets of near-duplicates among the members, such as copies of an agency text; the fullest of each set
    first."""
    sources: tuple[str, ...] = ()
    """The sources of the members, each once, in the order of the members."""
    start: dt.date | None = None
    """Day of the earliest dated article."""
    end: dt.date | None = None
    """Day of the latest dated article."""
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def distinct(self) -> tuple[int, ...]:
        """The members with only the fullest of each set of near-duplicates."""
        copies = {index for group in self.duplicates for index in group[1:]}
        return tuple(index for index in self.members if index not in copies)


def group_stories(articles: Sequence[Article], facts: Sequence[tuple[Fact, ...]]) -> tuple[Story, ...]:
    """Group articles about one event, in any mixture of languages.

    Args:
        articles: Clean articles; an article without a date is compared as if it were of the same day.
        facts: The key facts of each article, in the same order.

    Returns:
        The stories, those with the most distinct articles first, then the newest; every article is in exactly
        one.

    Raises:
        ValueError: If there is not one tuple of facts for each article.
    """
    if len(articles) != len(facts):
        raise ValueError(f"{len(articles)} articles need as many tuples of facts, not {len(facts)}.")
    copies = [
        sorted(group, key=lambda index: (-_length(articles[index]), index)) for group in find_copies(articles)
    ]
    sets = {group[0]: tuple(group) for group in copies}
    left_out = {index for group in copies for index in group[1:]}
    kept = [index for index in range(len(articles)) if index not in left_out]
    profiles = build_profiles([articles[index] for index in kept], [facts[index] for index in kept])
    stories = []
    for group in agglomerate(profiles, candidate_pairs(profiles)):
        own = [kept[place] for place in group]
        stories.append(_story(own, [sets[index] for index in own if index in sets], articles, facts))
    return tuple(sorted(stories, key=_rank))


def _story(
    distinct: Sequence[int],
    duplicates: Sequence[tuple[int, ...]],
    articles: Sequence[Article],
    facts: Sequence[tuple[Fact, ...]],
) -> Story:
    members = sorted(
        {*distinct, *(index for group in duplicates for index in group)}, key=lambda i: _age(i, articles)
    )
    days = sorted(date for index in members if (date := articles[index].date))
    longest = max(_length(articles[index]) for index in members)
    return Story(
        members=tuple(members),
        lead=next(index for index in members if _length(articles[index]) >= _FULL * longest),
        duplicates=tuple(sorted(duplicates)),
        sources=tuple(dict.fromkeys(articles[index].source for index in members)),
        start=days[0] if days else None,
        end=days[-1] if days else None,
        disagreements=find_disagreements(articles, facts, members),
    )


def _length(article: Article) -> int:
    return sum(map(len, article.paragraphs))


def _age(index: int, articles: Sequence[Article]) -> tuple[dt.date, int]:
    return articles[index].date or dt.date.max, index


def _rank(story: Story) -> tuple[int, int, int]:
    return -len(story.distinct), -story.end.toordinal() if story.end else 0, story.lead
