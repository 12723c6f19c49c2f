"""The first half of a digest: each article is read and summarised, its facts found, in processes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TypeAlias
from urllib.parse import urlsplit

from summarize.article.feeds import FeedEntry, entry_article
from summarize.article.reader import article_from_bytes
from summarize.cache import ResultCache, program_state, result_key
from summarize.digest.fetch import Fetcher
from summarize.digest.jobs import run_tasks
from summarize.digest.sources import Candidate
from summarize.errors import InputError
from summarize.facts.extract import key_facts
from summarize.records import Article, Fact, Failure, Summary
from summarize.summary.extractive import summarize_article

_AGENCY = re.compile(r"^[^a-z]{2,40}.{0,40}?\(([A-Z][\w .'’-]{1,30})\)\s*[-–—]\s")
"""The agency in a dateline: `BAMAKO, Nov 12 (Sahel Newswire) - …`."""
SENTENCES = 3
"""Sentences of a summary."""
_FEW = 50
"""Articles that are read sooner than processes start."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with what later steps need of it."""

    article: Article
    facts: tuple[Fact, ...]
    outlet: str
    """Who published it."""
    summary: Summary
    """By the built-in summariser."""


@dataclass(frozen=True, slots=True)
class _Raw:
    """An article's bytes on their way to another process."""

    place: int
    name: str
    data: bytes
    entry: FeedEntry | None

    @property
    def key(self) -> str:
        """What the result depends on; of the name only the ending, which tells the kind of file."""
        return result_key(program_state(), PurePath(self.name).suffix.lower(), self.data, self.entry)


Outcome: TypeAlias = Prepared | Failure


def prepare_articles(
    candidates: Sequence[Candidate],
    *,
    cache: ResultCache,
    jobs: int,
    fetcher: Fetcher | None = None,
    done: Callable[[int], None] = lambda _: None,
) -> list[Outcome]:
    """Return for each candidate, in order, what was made of it.

    Args:
        candidates: what to read; one that cannot be used never stops the rest.
        cache: where results are kept, by content.
        jobs: the most processes.
        fetcher: what fetches pages; None where nothing may.
        done: called with the number of candidates done so far.
    """
    outcomes: dict[int, Outcome] = {}
    pending = _pending(candidates, cache, fetcher, outcomes)
    for raw, result in run_tasks(prepare, pending, jobs, _FEW):
        if isinstance(result, Prepared):
            cache.put(raw.key, result)
            outcomes[raw.place] = _named(result, raw.name)
        else:
            outcomes[raw.place] = _failure(raw.name, result)
        done(len(outcomes))
    return [outcomes[place] for place in range(len(candidates))]


def _pending(
    candidates: Sequence[Candidate],
    cache: ResultCache,
    fetcher: Fetcher | None,
    outcomes: dict[int, Outcome],
) -> Iterator[_Raw]:
    """Yield what is still to be read; what was kept, and what has no content, goes to `outcomes` at once."""
    for place, candidate in enumerate(candidates):
        try:
            raw = _Raw(place, candidate.name, candidate.content(fetcher), candidate.entry)
        except InputError as error:
            outcomes[place] = Failure(candidate.name, str(error), error.exit_code)
            continue
        kept = cache.get(raw.key, Prepared)
        if kept is None:
            yield raw
        else:
            outcomes[place] = _named(kept, raw.name)


def prepare(raw: _Raw) -> Prepared:
    """Read one article, find its facts and summarise it.

    Raises:
        InputError: it cannot be used.
    """
    if raw.entry and not raw.data:
        article = entry_article(raw.entry, raw.name)
    else:
        article = article_from_bytes(raw.data, raw.name)
    if raw.entry:
        article = replace(
            article,
            title=raw.entry.title or article.title,
            link=raw.entry.link,
            date=raw.entry.date or article.date,
        )
    outlet = (raw.entry.feed if raw.entry else "") or outlet_of(article)
    facts = key_facts(article)
    summary = summarize_article(article, facts, SENTENCES)
    return Prepared(replace(article, removed=(), source=""), facts, outlet, summary)


def outlet_of(article: Article) -> str:
    """Say who published an article: the agency of its dateline, else what its file says, else its site."""
    dateline = _AGENCY.match(article.sentences[0].text) if article.sentences else None
    if dateline:
        return dateline[1]
    return article.publisher or (urlsplit(article.link).hostname or "").removeprefix("www.")


def _named(prepared: Prepared, name: str) -> Prepared:
    """Give a result, which is kept by content, the name that its content has in this run."""
    outlet = prepared.outlet or PurePath(name).stem
    return replace(prepared, article=replace(prepared.article, source=name), outlet=outlet)


def _failure(name: str, error: Exception) -> Failure:
    if isinstance(error, InputError):
        return Failure(name, str(error), error.exit_code)
    reason = str(error).split("\n", 1)[0] or type(error).__name__
    return Failure(name, f"{name} could not be processed: {reason}. Please report it with the file.", 1)
