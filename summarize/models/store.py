"""Where models live on this machine. Nothing here uses the network but `ModelStore.pull`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from summarize.errors import ModelError
from summarize.models.manifest import Manifest
from summarize.models.registry import Registry
from summarize.models.spec import ModelSpec, Progress

State: TypeAlias = Literal[
    "built in", "local", "installed", "other revision", "to fetch", "no revision", "missing"
]


@dataclass(frozen=True, slots=True)
class StoredModel:
    """One line of `models list`."""

    spec: ModelSpec
    state: State
    """`to fetch` can be pulled; `no revision` only with an explicit one; `missing` has lost its folder."""
    size: int | None
    """Bytes on disk when it is here, else what the registry knows; None when nobody does."""
    folder: Path | None
    """Where it is, or None when it is not here."""
    default: bool = False
    """Whether it is what a run uses for some pair of languages."""


class ModelStore:
    """The fetched models of this user, one folder each.

    Args:
        root: folder of the store; by default $SUMMARIZE_HOME, else the user's data folder.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = (root or _default_root()).expanduser()

    def has(self, spec: ModelSpec) -> bool:
        """Tell whether the model can be used now."""
        return spec.on_disk if spec.folder else self._place(spec).is_dir()

    def folder(self, spec: ModelSpec) -> Path:
        """Return the folder of a model that is here; never fetches anything.

        Raises:
            ModelError: it is not here; the message names the commands that help.
        """
        folder = spec.folder or self._place(spec)
        if folder.is_dir():
            return folder
        if spec.built_in:
            raise ModelError(f"The built-in model {spec.name} is not in {folder}. Install the package again.")
        if spec.path:
            raise ModelError(
                f"There is no folder {folder} for the model {spec.name}. Correct `path` in your models.yaml."
            )
        raise ModelError(
            f"The model {spec.name} is not installed. Fetch it with `summarize models pull {spec.name}`, "
            "or carry it over with `summarize models install FILE.tar`."
        )

    def manifest(self, spec: ModelSpec) -> Manifest | None:
        """Return the record of a fetched model; None for built-in and local ones."""
        return None if spec.folder else Manifest.read(self._place(spec))

    def available(self, registry: Registry) -> tuple[StoredModel, ...]:
        """Return the state of each model of a registry, in its order, with the default ones marked."""
        chosen = registry.chosen(self.has)
        return tuple(replace(self.state(spec), default=spec.name in chosen) for spec in registry)

    def state(self, spec: ModelSpec) -> StoredModel:
        """Return whether and where a model is here."""
        if not self.has(spec):
            absent: State = "missing" if spec.folder else "to fetch" if spec.pinned else "no revision"
            return StoredModel(spec, absent, spec.size, None)
        folder = self.folder(spec)
        if spec.folder:
            size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
            return StoredModel(spec, "built in" if spec.built_in else "local", size, folder)
        manifest = self.manifest(spec)
        state: State = (
            "installed"
            if manifest and manifest.revision == (spec.revision or manifest.revision)
            else "other revision"
        )
        return StoredModel(spec, state, manifest.size if manifest else None, folder)

    def remove(self, spec: ModelSpec) -> int:
        """Delete a fetched model and what is left of unfinished downloads; return the bytes freed.

        Raises:
            ModelError: it is built in, a local folder of the user, or not here.
        """
        if spec.folder:
            kind = "part of the package" if spec.built_in else f"your own folder {spec.folder}"
            raise ModelError(f"{spec.name} is {kind}, so it is not removed here.")
        doomed = [self._place(spec), *self.root.glob(f"staging/{spec.name}@*")]
        doomed = [folder for folder in doomed if folder.is_dir()]
        if not doomed:
            raise ModelError(
                f"The model {spec.name} is not installed. `summarize models list` shows what is."
            )
        freed = sum(path.stat().st_size for folder in doomed for path in folder.rglob("*") if path.is_file())
        with self.writing():
            for folder in doomed:
                shutil.rmtree(folder)
        return freed

    def pull(
        self,
        spec: ModelSpec,
        *,
        revision: str = "",
        endpoint: str = "",
        progress: Progress = lambda _file, _done, _total: None,
    ) -> Path:
        """Fetch a model from its hub and return its folder, which appears only when all files are checked.

        An interrupted fetch is continued by the next one. Weights in torch's pickle format are read once
        without running code, written as safetensors and dropped.

        Args:
            spec: the model.
            revision: commit, branch or tag to take instead of the pinned one.
            endpoint: address of the hub, by default what `HF_ENDPOINT` says.
            progress: told about each piece that arrives.

        Raises:
            ModelError: nothing to pull, no revision, no connection, too little space or a wrong checksum.
        """
        from summarize.models.pull import pulled

        revision = revision or spec.revision
        if (found := self.manifest(spec)) and found.revision == revision:
            return self._place(spec)
        with self.writing(), pulled(spec, self.root, revision, endpoint, progress) as (staging, manifest):
            return self.install(spec, staging, manifest)

    def install(self, spec: ModelSpec, staging: Path, manifest: Manifest) -> Path:
        """Move a complete, checked folder to its place in one step and return the place."""
        manifest.check(spec)
        manifest.write(staging)
        place = self._place(spec)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            old = staging.with_name(staging.name + ".old")
            place.rename(old)
            staging.rename(place)
            shutil.rmtree(old)
        else:
            staging.rename(place)
        return place

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turn the failures of a disk that is full, read-only or not there into one sentence."""
        try:
            yield
        except OSError as error:
            raise ModelError(
                f"The model store {self.root} cannot be written: {error.strerror or error}. "
                "Set SUMMARIZE_HOME to a folder that can."
            ) from None

    def _place(self, spec: ModelSpec) -> Path:
        return self.root / "models" / spec.name


def _default_root() -> Path:
    if named := os.environ.get("SUMMARIZE_HOME"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("summarize", appauthor=False)
