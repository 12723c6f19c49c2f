"""One story as an item of a digest, in its own language: headline, summary, facts, sources, differences.

The summary tells the story by its lead article and adds at most one sentence of another source, which
mentions at least two facts that the lead article does not have. Each sentence keeps its article and place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from summarize.digest.disagreements import Disagreement
from summarize.digest.prepare import Prepared
from summarize.digest.stories import Story
from summarize.records import (
    DigestClaim,
    DigestDifference,
    DigestItem,
    DigestSentence,
    Fact,
    SourceArticle,
    Summary,
)

_NEW_FACTS = 2
"""Facts the lead article lacks that make a sentence of another source worth adding."""
_MOST_FACTS = 24


def story_item(story: Story, prepared: Sequence[Prepared], summary: Summary) -> DigestItem:
    """Tell a story; `prepared` are all articles that were grouped, in that order, `summary` is its lead's."""
    order = [story.lead, *(index for index in story.members if index != story.lead)]
    articles = [prepared[index] for index in order]
    places = {index: place for place, index in enumerate(order)}
    copies = {places[copy]: places[group[0]] for group in story.duplicates for copy in group[1:]}
    copies |= {places[group[0]]: 0 for group in story.duplicates if 0 in (places[copy] for copy in group[1:])}
    copies.pop(0, None)
    distinct = [place for place in range(len(articles)) if place not in copies]
    differences = tuple(_difference(point, places, copies) for point in story.disagreements)
    sentences = _sentences(summary, articles, distinct, differences)
    lead = articles[0].article
    return DigestItem(
        headline=lead.title or sentences[0].text,
        language=lead.language,
        sources=tuple(_source(own, copies.get(place)) for place, own in enumerate(articles)),
        sentences=sentences,
        facts=_shared_facts([articles[place].facts for place in distinct]),
        differences=differences,
        start=story.start,
        end=story.end,
    )


def _difference(
    point: Disagreement, places: Mapping[int, int], copies: Mapping[int, int]
) -> DigestDifference:
    """What distinct sources say; a copy says what its original says."""
    claims = (DigestClaim(claim.value, places[claim.article], claim.text) for claim in point.claims)
    return DigestDifference(point.about, tuple(claim for claim in claims if claim.article not in copies))


def _source(own: Prepared, copy_of: int | None) -> SourceArticle:
    article = own.article
    return SourceArticle(
        own.outlet, article.title, article.language, article.source, article.date, article.link, copy_of
    )


def _sentences(
    summary: Summary,
    articles: Sequence[Prepared],
    distinct: Sequence[int],
    differences: Sequence[DigestDifference],
) -> tuple[DigestSentence, ...]:
    lead = articles[0]
    told = [DigestSentence(sentence.text, 0, sentence.source) for sentence in summary.sentences]
    disputed = {(claim.article, claim.value) for difference in differences for claim in difference.claims}
    known = {fact.key for fact in lead.facts}
    additions = [
        addition
        for place in distinct[1:]
        if articles[place].article.language == lead.article.language
        for addition in _additions(place, articles[place], known, disputed)
    ]
    best = max(additions, key=lambda addition: addition[0], default=None)
    return (*told, best[1]) if best else tuple(told)


def _additions(
    place: int, own: Prepared, known: set[str], disputed: set[tuple[int, str]]
) -> Iterator[tuple[float, DigestSentence]]:
    """The sentences of another source's summary that tell enough new, with the weight of what is new.

    What sources differ on stands side by side, and is not told again here.
    """
    for sentence in own.summary.sentences:
        told = [fact for fact in own.facts if sentence.source in fact.sentences]
        new = [fact for fact in told if fact.key not in known]
        if len(new) >= _NEW_FACTS and not any((place, fact.key) in disputed for fact in told):
            yield sum(fact.weight for fact in new), DigestSentence(sentence.text, place, sentence.source)


def _shared_facts(facts: Sequence[tuple[Fact, ...]]) -> tuple[Fact, ...]:
    """Facts of all distinct sources by key: those most sources mention first, then the most salient."""
    found: dict[str, Fact] = {}
    mentions: dict[str, int] = defaultdict(int)
    for place, own in enumerate(facts):
        for fact in own:
            if fact.kind == "quote":
                continue
            mentions[fact.key] += 1
            known = found.get(fact.key)
            if known is None:
                found[fact.key] = fact if place == 0 else replace(fact, sentences=())
            else:
                found[fact.key] = replace(known, weight=max(known.weight, fact.weight))
    ranked = sorted(found.values(), key=lambda fact: (-mentions[fact.key], -fact.weight))
    return tuple(ranked[:_MOST_FACTS])
