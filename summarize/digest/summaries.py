"""Summaries of the articles that tell the stories, by a model in several processes where one was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from summarize.cache import ResultCache, program_state, result_key
from summarize.digest.choice import ModelChoice
from summarize.digest.jobs import run_tasks
from summarize.digest.prepare import SENTENCES, Prepared
from summarize.errors import ModelError
from summarize.models.generator import Generator
from summarize.models.load import load_summariser
from summarize.models.store import ModelStore
from summarize.records import Summary
from summarize.summary.abstractive import summarize_abstractively


@dataclass(frozen=True, slots=True)
class _Work:
    """The summary of one article."""

    place: int
    own: Prepared


def summarize_leads(
    leads: Sequence[Prepared],
    choice: ModelChoice,
    *,
    cache: ResultCache,
    jobs: int,
    done: Callable[[int, int], None] = lambda *_: None,
) -> list[Summary]:
    """Summarise articles, in order; what the model cannot summarise, the built-in summariser does.

    Args:
        leads: the articles.
        choice: which summariser.
        cache: where a model's summaries are kept.
        jobs: the most processes.
        done: called with the number of summaries a model has made so far, and of all.

    Raises:
        ModelError: the model is damaged.
    """
    spec = choice.summariser()
    made: dict[int, Summary] = {}
    if spec:
        works = [_Work(place, own) for place, own in enumerate(leads) if own.article.language in spec.source]
        for place, summary in _by_model(works, choice, choice.state(spec), cache, jobs):
            made[place] = summary
            done(len(made), len(works))
    return [made.get(place) or own.summary for place, own in enumerate(leads)]


def _by_model(
    works: Sequence[_Work], choice: ModelChoice, state: str, cache: ResultCache, jobs: int
) -> Iterator[tuple[int, Summary]]:
    """Yield each summary with its place: those that were kept, then the others."""
    keys = {work.place: result_key(program_state(), state, work.own) for work in works}
    pending = []
    for work in works:
        kept = cache.get(keys[work.place], Summary)
        if kept is None:
            pending.append(work)
        else:
            yield work.place, kept
    for work, result in run_tasks(partial(_summarize, choice), pending, jobs):
        if isinstance(result, ModelError):
            raise result
        if not isinstance(result, Exception):
            cache.put(keys[work.place], result)
            yield work.place, result
    if _generator.cache_info().currsize:  # no processes were used: its memory is given back here
        _generator(choice).close()
        _generator.cache_clear()


def _summarize(choice: ModelChoice, work: _Work) -> Summary:
    return summarize_abstractively(work.own.article, work.own.facts, SENTENCES, _generator(choice))


@cache
def _generator(choice: ModelChoice) -> Generator:
    """The model of this process, loaded when first needed."""
    spec = choice.summariser()
    assert spec is not None  # noqa: S101 - see `summarize_leads`
    return load_summariser(spec, ModelStore().folder(spec), choice.engine)
