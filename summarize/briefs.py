"""Briefs of named articles: those made before are found again, all others are made.

A brief is kept under a hash of all that decides it: bytes and name of the article, options, glossaries,
registry, the files of all models that are here, program and libraries. What makes a brief is imported when
one has to be made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.cache import ResultCache, program_state, result_key
from summarize.errors import InputError
from summarize.models.registry import Registry
from summarize.models.store import ModelStore
from summarize.records import Brief, Failure

if TYPE_CHECKING:
    from summarize.models.engines import EngineName
    from summarize.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """What decides a brief besides the article: see `Pipeline` and `Pipeline.brief`."""

    languages: tuple[str, ...] = ()
    length: str | int = "medium"
    glossaries: tuple[Path, ...] = ()
    registries: tuple[Path, ...] = ()
    summarizer: str = "extractive"
    model: str = ""
    engine: EngineName = "auto"


class BriefMaker:
    """Makes the briefs of a run.

    Args:
        options: how.
        cache: where briefs are kept.

    Raises:
        RegistryError: a registry file cannot be used.
        GlossaryError: a glossary file cannot be used.
    """

    def __init__(self, options: BriefOptions, cache: ResultCache) -> None:
        self._options = options
        self._cache = cache
        self._made = False
        self._registry = Registry.load(*options.registries)
        self._store = ModelStore()
        if options.glossaries:
            from summarize.facts.glossary import load_glossary

            load_glossary(*options.glossaries)  # a bad file is refused before any work

    def briefs(self, names: Iterable[str], read: Callable[[str], bytes]) -> Iterator[Brief | Failure]:
        """Make a brief of each named article; one that cannot be used becomes a `Failure`, the rest go on."""
        try:
            for name in names:
                try:
                    yield self.brief(read(name), "<stdin>" if name == "-" else name)
                except InputError as error:
                    yield Failure(name, str(error), error.exit_code)
        finally:
            if self._made:  # once a run: it looks at all that is kept
                self._cache.prune()

    def brief(self, data: bytes, name: str) -> Brief:
        """Return the brief of an article given as the bytes of a file with this name.

        Raises:
            InputError: it cannot be read, or not be translated into a language wanted.
            ModelError: a model is missing or damaged.
        """
        key = result_key(self._state, name, data)
        brief = self._cache.get(key, Brief)
        if brief is None:
            brief = self._make(data, name)
            self._cache.put(key, brief)
            self._made = True
        return brief

    def _make(self, data: bytes, name: str) -> Brief:
        from summarize.article.reader import article_from_bytes

        article = article_from_bytes(data, name)
        return self._pipeline.brief(article, self._options.languages, self._options.length)

    @cached_property
    def _pipeline(self) -> Pipeline:
        from summarize.pipeline import Pipeline

        return Pipeline(
            registry=self._registry,
            store=self._store,
            glossaries=self._options.glossaries,
            summarizer=self._options.summarizer,
            model=self._options.model,
            engine=self._options.engine,
        )

    @cached_property
    def _state(self) -> str:
        """Hash all that decides a brief besides the article."""
        glossaries = [path.read_bytes() for path in self._options.glossaries]
        specs = list(self._registry)
        return result_key(program_state(), self._options, *glossaries, specs, list(self._model_files()))

    def _model_files(self) -> Iterator[tuple[str, int, int]]:
        """Name, size and time of the files of all models here: which of them a route takes depends on all."""
        for spec in self._registry:
            paths = sorted(self._store.folder(spec).rglob("*")) if self._store.has(spec) else ()
            for path in paths:
                if path.is_file():
                    stat = path.stat()
                    yield str(path), stat.st_size, stat.st_mtime_ns
