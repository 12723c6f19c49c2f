"""The second half of a digest: translating its items, in processes that each load the models once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TypeAlias

from summarize.cache import ResultCache, program_state, result_key
from summarize.digest.choice import ModelChoice
from summarize.digest.jobs import run_tasks
from summarize.errors import LanguageError, ModelError
from summarize.languages import language_name
from summarize.models.registry import Registry
from summarize.pipeline import Pipeline
from summarize.records import DigestItem, Translation

READ = ("en", "fr")
"""Languages that articles are read in."""
_FEW = 8
"""Items that are translated sooner than processes start."""


@dataclass(frozen=True, slots=True)
class _Work:
    """The translation of one item into one language."""

    item: int
    source: str
    target: str
    sentences: tuple[str, ...]
    title: str

    @property
    def content(self) -> tuple[str, str, tuple[str, ...], str]:
        """What the result depends on, besides the models."""
        return self.source, self.target, self.sentences, self.title


_States: TypeAlias = dict[tuple[str, str], str]
"""Something about each pair of languages, source first."""
_Results: TypeAlias = dict[tuple[int, str], Translation | str]
"""A translation, or a note why there is none, for each item and language."""


def check_languages(languages: Sequence[str], choice: ModelChoice) -> None:
    """Make sure before any work starts that something can be translated into each language.

    Raises:
        LanguageError: no model that is here writes a language; the message names the one to fetch.
    """
    for target in languages:
        refusals = []
        for source in (code for code in READ if code != target):
            try:
                choice.route(source, target)
            except LanguageError as error:
                refusals.append(error)
        if len(refusals) == sum(code != target for code in READ) and target not in READ:
            raise refusals[0]


def translate_items(
    items: Sequence[DigestItem],
    languages: Sequence[str],
    choice: ModelChoice,
    *,
    cache: ResultCache,
    jobs: int,
    done: Callable[[int, int], None] = lambda *_: None,
) -> tuple[DigestItem, ...]:
    """Return the items with their translations; where one is not possible, a note says why.

    Args:
        items: items in their own languages.
        languages: the languages wanted; an item's own is passed over.
        choice: which models.
        cache: where results are kept.
        jobs: the most processes.
        done: called with the number of translations done so far, and of all.

    Raises:
        ModelError: a model is damaged.
    """
    states, notes = _pairs(items, languages, choice)
    works = [_work(place, item, code) for place, item in enumerate(items) for code in languages]
    works = [work for work in works if (work.source, work.target) in states]
    results: _Results = {}
    for work, result in _results(works, states, choice, cache, jobs):
        results[work.item, work.target] = result
        done(len(results), len(works))
    return tuple(_with_results(item, place, languages, results, notes) for place, item in enumerate(items))


def _work(place: int, item: DigestItem, target: str) -> _Work:
    sentences = tuple(sentence.text for sentence in item.sentences)
    return _Work(place, item.language, target, sentences, item.headline)


def _results(
    works: Sequence[_Work], states: _States, choice: ModelChoice, cache: ResultCache, jobs: int
) -> Iterator[tuple[_Work, Translation | str]]:
    """Yield each translation, or a note why there is none: those that were kept, and then the others."""
    keys = {
        work: result_key(program_state(), states[work.source, work.target], work.content) for work in works
    }
    pending = []
    for work in works:
        kept = cache.get(keys[work], Translation)
        if kept is None:
            pending.append(work)
        else:
            yield work, kept
    for work, result in run_tasks(partial(_translate, choice), pending, jobs, _FEW):
        if isinstance(result, ModelError):
            raise result
        if isinstance(result, Exception):
            yield work, _note(work.source, work.target, result)
        else:
            cache.put(keys[work], result)
            yield work, result


def _with_results(
    item: DigestItem,
    place: int,
    languages: Sequence[str],
    results: _Results,
    notes: _States,
) -> DigestItem:
    own = [results[place, code] for code in languages if (place, code) in results]
    translations = tuple(result for result in own if isinstance(result, Translation))
    missing = [result for result in own if isinstance(result, str)]
    missing += [notes[item.language, code] for code in languages if (item.language, code) in notes]
    return replace(item, translations=translations, notes=tuple(missing))


def _pairs(
    items: Sequence[DigestItem], languages: Sequence[str], choice: ModelChoice
) -> tuple[_States, _States]:
    """For each pair of languages that occurs: the state of its models, or a note that there are none."""
    states: _States = {}
    notes: _States = {}
    for source in dict.fromkeys(item.language for item in items):
        for target in (code for code in languages if code != source):
            try:
                states[source, target] = choice.state(*choice.route(source, target))
            except LanguageError as error:
                notes[source, target] = _note(source, target, error)
    return states, notes


def _note(source: str, target: str, error: Exception) -> str:
    reason = str(error).split("\n", 1)[0].rstrip(".") or type(error).__name__
    return f"Not translated from {language_name(source)} to {language_name(target)}: {reason}."


def _translate(choice: ModelChoice, work: _Work) -> Translation:
    return _pipeline(choice).route(work.source, work.target).translate(list(work.sentences), title=work.title)


@cache
def _pipeline(choice: ModelChoice) -> Pipeline:
    """The models of this process, loaded when first needed."""
    return Pipeline(
        registry=Registry.load(*choice.registries),
        glossaries=choice.glossaries,
        model=choice.model,
        engine=choice.engine,
    )
