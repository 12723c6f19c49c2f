"""The registry of models: the built-in `models.yaml`, overlaid entry by entry by the user's own."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import LanguageError, ModelError
from summarize.languages import is_language, language_code, language_name
from summarize.models.schema import read_models
from summarize.models.spec import KnownAnswer, ModelFile, ModelSpec, Score

__all__ = ["KnownAnswer", "ModelFile", "ModelSpec", "Registry", "Route", "Score", "user_registry"]

Route = tuple[ModelSpec, ...]
"""Models to run one after the other."""


@dataclass(frozen=True, slots=True)
class Registry:
    """All models that are known by name."""

    models: Mapping[str, ModelSpec]

    @classmethod
    def load(cls, *overlays: Path) -> Registry:
        """Read the built-in registry and lay `overlays` over it; an entry replaces the one of the same name.

        Without overlays the user's own file is used, if there is one: see `user_registry`.

        Raises:
            RegistryError: a file is missing or not valid; the message gives file, line and cure.
        """
        models = read_models(_packaged(), packaged=True)
        if not overlays and (own := user_registry()):
            overlays = (own,)
        for overlay in overlays:
            models |= read_models(overlay)
        return cls(models)

    def __iter__(self) -> Iterator[ModelSpec]:
        return iter(self.models.values())

    def get(self, name: str) -> ModelSpec:
        """Return the model of this name.

        Raises:
            ModelError: there is none; the message names the nearest.
        """
        if name in self.models:
            return self.models[name]
        from rapidfuzz.process import extractOne

        nearest = extractOne(name, self.models.keys())
        hint = f"Did you mean {nearest[0]}? " if nearest and nearest[1] > 60 else ""
        raise ModelError(f"There is no model {name!r}. {hint}See `summarize models list`.")

    def find(self, name_or_language: str) -> ModelSpec:
        """Return the model of this name, else the best one to fetch that writes this language from English.

        A language may be named by its code or its name. Models under a non-commercial licence or without a
        pinned revision must be asked for by name.

        Raises:
            ModelError: there is no such model.
            LanguageError: no model that can be fetched writes the language.
        """
        code = language_code(name_or_language)
        is_code = len(name_or_language) in (2, 3)  # CLDR does not know all languages that models write
        is_pair = "-" in name_or_language or "_" in name_or_language
        if name_or_language in self.models or is_pair or not (is_code or is_language(code)):
            return self.get(name_or_language)
        routes = self._routes("en", code, _fetchable) or self._routes("fr", code, _fetchable)
        if not routes:
            raise self._no_model("en", code)
        return routes[0][-1]

    def summariser(self, name: str, language: str) -> ModelSpec:
        """Return the summariser of this name, for articles in this language.

        Raises:
            ModelError: the name is unknown, or of a model that translates.
            LanguageError: it does not read this language.
        """
        spec = self.get(name)
        if spec.task != "summarise":
            raise ModelError(
                f"{name} translates; for a summary use a model that `summarize models list` shows as one."
            )
        if language not in spec.source:
            reads = ", ".join(language_name(code) for code in spec.source)
            raise LanguageError(
                f"{name} reads {reads}, not {language_name(language)}. Use --summarizer extractive."
            )
        return spec

    def route(
        self,
        source: str,
        target: str,
        *,
        name: str = "",
        present: Callable[[ModelSpec], bool] = lambda spec: spec.on_disk,
    ) -> Route:
        """Return the best chain of models from one language to another among those that are present.

        Best is the highest published or measured chrF on the test set that most of the candidates share;
        models without it come last, in the order of the registry, and drafts after all others. A chain
        through a third language exists where a model says so with `via`.

        Args:
            source: ISO 639 code of the text.
            target: ISO 639 code wanted.
            name: last model of the chain, to override the choice.
            present: whether a model can be used now; `ModelStore.has` knows the fetched ones too.

        Raises:
            LanguageError: no model for this pair, or none that is present.
            ModelError: `name` is unknown.
        """
        usable = present if not name else lambda spec: spec.name == name or present(spec)
        routes = self._routes(source, target, usable)
        if name:
            wanted = self.get(name)
            routes = [route for route in routes if route[-1] == wanted]
        if routes:
            return routes[0]
        raise self._no_model(source, target, name)

    def chosen(self, present: Callable[[ModelSpec], bool]) -> frozenset[str]:
        """Return the names of the present models that `route` chooses for some pair of languages."""
        here = [spec for spec in self if spec.task == "translate" and present(spec)]
        sources = {code for spec in here for code in spec.source}
        targets = {code for spec in here for code in spec.target}
        routes = [self._routes(source, target, present)[:1] for source in sources for target in targets]
        return frozenset(spec.name for best in routes for route in best for spec in route)

    def _routes(self, source: str, target: str, usable: Callable[[ModelSpec], bool]) -> list[Route]:
        """All usable chains, best first."""
        routes = self._direct(source, target, usable)
        for spec in self._into(target, usable):
            if source not in spec.source and spec.via and (first := self._direct(source, spec.via, usable)):
                routes.append((*first[0], spec))
        return _ranked(routes, source, target)

    def _direct(self, source: str, target: str, usable: Callable[[ModelSpec], bool]) -> list[Route]:
        return _ranked(
            [(spec,) for spec in self._into(target, usable) if source in spec.source], source, target
        )

    def _into(self, target: str, usable: Callable[[ModelSpec], bool]) -> list[ModelSpec]:
        return [spec for spec in self if spec.task == "translate" and target in spec.target and usable(spec)]

    def _no_model(self, source: str, target: str, name: str = "") -> LanguageError:
        pair = f"{language_name(source)} to {language_name(target)}"
        if name:
            return LanguageError(
                f"The model {name} does not translate {pair}. See `summarize models show {name}`."
            )
        known = self._routes(source, target, lambda _: True)
        if known:
            best = next((route for route in known if _fetchable(route[-1])), known[0])[-1]
            terms = ", non-commercial use only" if best.non_commercial else ""
            return LanguageError(
                f"No model from {pair} is installed yet: fetch one with `summarize models pull {best.name}`"
                f"{terms}, or carry one over with `summarize models install FILE.tar`. "
                "`summarize models list` shows all."
            )
        codes = {code for spec in self for code in spec.target} - {source}
        targets = sorted(code for code in codes if self._routes(source, code, lambda _: True))
        names = ", ".join(map(_named, targets)) or "none"
        return LanguageError(
            f"There is no model from {pair}. Languages from {language_name(source)}: {names}. "
            "See `summarize models list`, or add your own model to models.yaml."
        )


def _named(code: str) -> str:
    name = language_name(code)
    return code if name == code else f"{code} ({name})"


def user_registry() -> Path | None:
    """Return the user's own registry: $SUMMARIZE_MODELS, else `models.yaml` in the configuration folder."""
    if named := os.environ.get("SUMMARIZE_MODELS"):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    own = user_config_path("summarize", appauthor=False) / "models.yaml"
    return own if own.is_file() else None


def _packaged() -> Path:
    """The registry inside an installed package, else the one at the top of a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "models.yaml"
    return installed if installed.is_file() else package.parent / "models.yaml"


def _fetchable(spec: ModelSpec) -> bool:
    return bool(spec.repository) and spec.pinned and not spec.non_commercial


def _ranked(routes: Sequence[Route], source: str, target: str) -> list[Route]:
    """Sort drafts last, then by chrF on the test set that most routes share; ties keep registry order."""
    scores = [_chrf(route, source, target) for route in routes]
    shared = Counter(test_set for measured in scores for test_set in measured).most_common(1)
    test_set = shared[0][0] if shared else ""
    ranks = {
        route: (any(spec.draft for spec in route), -measured.get(test_set, -1.0))
        for route, measured in zip(routes, scores, strict=True)
    }
    return sorted(routes, key=lambda route: ranks[route])


def _chrf(route: Route, source: str, target: str) -> dict[str, float]:
    """Return chrF by test set: of the whole chain where recorded, else of its last model alone."""
    last = route[-1]
    pairs = ((source, target), (last.via, target)) if len(route) > 1 else ((source, target),)
    measured: dict[str, float] = {}
    for test_set in dict.fromkeys(score.set for score in last.scores):
        values = (last.score("chrF", test_set, *pair) for pair in pairs)
        found = next((value for value in values if value is not None), None)
        if found is not None:
            measured[test_set] = found
    return measured
