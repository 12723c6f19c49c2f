"""A digest from beginning to end: gather → prepare → group → tell → translate → divide."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from summarize import __version__
from summarize.cache import ResultCache
from summarize.digest.choice import ModelChoice
from summarize.digest.fetch import Fetcher
from summarize.digest.items import story_item
from summarize.digest.prepare import Prepared, prepare_articles
from summarize.digest.sections import Grouping, divide
from summarize.digest.sources import Gathered, gather
from summarize.digest.stories import Story, group_stories
from summarize.digest.summaries import summarize_leads
from summarize.digest.translations import check_languages, translate_items
from summarize.models.protocol import cpu_threads
from summarize.records import Digest, DigestCounts, DigestItem, Failure

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with the name of a step, how many of its parts are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class DigestOptions:
    """What a digest should be like."""

    languages: tuple[str, ...] = ()
    """ISO 639-1 codes of the translations wanted."""
    title: str = ""
    date: dt.date | None = None
    """Day on the title; today when None."""
    since: dt.date | None = None
    """Articles dated earlier are left out; undated ones stay."""
    most: int | None = None
    """The most stories to show."""
    grouping: Grouping = "story"
    models: ModelChoice = field(default_factory=ModelChoice)
    jobs: int = 0
    """The most processes; 0 takes one for each CPU."""
    output: Path | None = None
    """The briefing's own file, which is not read as an article."""

    @property
    def processes(self) -> int:
        """The most processes, as a number."""
        return self.jobs or cpu_threads()


def build_digest(
    names: Iterable[str],
    options: DigestOptions,
    *,
    cache: ResultCache,
    fetcher: Fetcher | None = None,
    progress: Progress = lambda *_: None,
) -> Digest:
    """Make one digest of all articles that names stand for (see `gather`); what fails is listed in it.

    Raises:
        LanguageError: no model that is here writes one of the languages; nothing was done yet.
        ModelError: the summariser asked for is not here, or a model is damaged.
    """
    check_models(options)
    found = gather(names, fetcher=fetcher, output=options.output)
    outcomes = _prepare(found, options, cache, fetcher, progress)
    readable = [outcome for outcome in outcomes if isinstance(outcome, Prepared)]
    used = [own for own in readable if _recent(own, options.since)]
    stories = group_stories([own.article for own in used], [own.facts for own in used])
    items, models = _tell(stories[: options.most], used, options, cache, progress)
    failures = (*found.failures, *(outcome for outcome in outcomes if isinstance(outcome, Failure)))
    return Digest(
        title=options.title,
        date=options.date or dt.date.today(),
        languages=_languages(items, options.languages),
        sections=divide(items, options.grouping),
        counts=DigestCounts(
            found=len(found.candidates) + len(found.failures),
            articles=len(used),
            left_out=len(readable) - len(used),
            failures=len(failures),
            sources=len({own.outlet for own in used}),
            stories=len(stories),
            ignored=found.ignored,
        ),
        failures=failures,
        signature=" · ".join([f"summarize {__version__}", *models]),
    )


def check_models(options: DigestOptions) -> None:
    """Make sure before any work starts that the models asked for are here.

    Raises:
        LanguageError: no model that is here writes one of the languages.
        ModelError: the summariser is unknown, translates, or was not fetched.
    """
    check_languages(options.languages, options.models)
    options.models.summariser()


def _prepare(
    found: Gathered, options: DigestOptions, cache: ResultCache, fetcher: Fetcher | None, progress: Progress
) -> list[Prepared | Failure]:
    return prepare_articles(
        found.candidates,
        cache=cache,
        jobs=options.processes,
        fetcher=fetcher,
        done=lambda count: progress("articles", count, len(found.candidates)),
    )


def _tell(
    stories: Sequence[Story],
    used: Sequence[Prepared],
    options: DigestOptions,
    cache: ResultCache,
    progress: Progress,
) -> tuple[tuple[DigestItem, ...], list[str]]:
    """Summarise and translate stories; return their items, and the models that were used."""
    summaries = summarize_leads(
        [used[story.lead] for story in stories],
        options.models,
        cache=cache,
        jobs=options.processes,
        done=lambda count, whole: progress("summaries", count, whole),
    )
    items = translate_items(
        [story_item(story, used, summary) for story, summary in zip(stories, summaries, strict=True)],
        options.languages,
        options.models,
        cache=cache,
        jobs=options.processes,
        done=lambda count, whole: progress("translations", count, whole),
    )
    models = [summary.model for summary in summaries]
    models += [model for item in items for own in item.translations for model in own.models]
    return items, list(dict.fromkeys(models))


def _recent(own: Prepared, since: dt.date | None) -> bool:
    return since is None or own.article.date is None or own.article.date >= since


def _languages(items: Sequence[DigestItem], wanted: Sequence[str]) -> tuple[str, ...]:
    """The languages of the articles, the most frequent first, then those wanted."""
    own = Counter(item.language for item in items)
    return tuple(dict.fromkeys([*(code for code, _ in own.most_common()), *wanted]))
