"""Which models summarise and translate a digest, with which glossaries; what worker processes are told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from summarize.cache import result_key
from summarize.models.engines import EngineName
from summarize.models.registry import Registry, Route
from summarize.models.spec import ModelSpec
from summarize.models.store import ModelStore
from summarize.pipeline import EXTRACTIVE


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """The models of a digest: see `Pipeline`."""

    glossaries: tuple[Path, ...] = ()
    registries: tuple[Path, ...] = ()
    model: str = ""
    engine: EngineName = "auto"
    summarizer: str = EXTRACTIVE

    def route(self, source: str, target: str) -> Route:
        """Return the models for a pair of languages, without loading them.

        Raises:
            LanguageError: there is none here.
        """
        store = ModelStore()
        return Registry.load(*self.registries).route(source, target, name=self.model, present=store.has)

    def summariser(self) -> ModelSpec | None:
        """Return the model that summarises, without loading it; None for the built-in summariser.

        Raises:
            ModelError: there is no such model, it translates, or it was not fetched.
        """
        if self.summarizer == EXTRACTIVE:
            return None
        registry = Registry.load(*self.registries)
        spec = registry.summariser(self.summarizer, registry.get(self.summarizer).source[0])
        ModelStore().folder(spec)
        return spec

    def state(self, *specs: ModelSpec) -> str:
        """Hash models, to the times of their files, with the glossaries and the engine."""
        store = ModelStore()
        files = [path for spec in specs for path in sorted(store.folder(spec).rglob("*")) if path.is_file()]
        stats = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
        return result_key(specs, stats, self.engine, *(path.read_bytes() for path in self.glossaries))
