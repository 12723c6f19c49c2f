"""Fetch one model into a staging folder: list, check the space, download, check, convert pickled weights."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from summarize.errors import ModelError
from summarize.models.fetch import Hub, RemoteFile
from summarize.models.layout import PICKLED_WEIGHTS, WEIGHTS, file_sha256, optional_files, required_files
from summarize.models.manifest import Manifest
from summarize.models.pickled import convert_pickled
from summarize.models.spec import ModelFile, ModelSpec, Progress

_SPARE_BYTES = 50_000_000


@contextmanager
def pulled(
    spec: ModelSpec, root: Path, revision: str, endpoint: str, progress: Progress
) -> Iterator[tuple[Path, Manifest]]:
    """Fetch a model and give its staging folder, complete and checked, while no other process pulls it.

    Raises:
        ModelError: see `ModelStore.pull`.
    """
    _refuse(spec, revision)
    hub, files = _listing(spec, revision, endpoint)
    staging = root / "staging" / f"{spec.name}@{files[0].commit[:12]}"
    staging.mkdir(parents=True, exist_ok=True)
    with _exclusive(staging, spec):
        _check_space(spec, files, staging)
        yield staging, _Pull(spec, hub, staging, progress).run(files)


def _refuse(spec: ModelSpec, revision: str) -> None:
    if not spec.repository:
        place = "built in" if spec.built_in else f"your folder {spec.path}"
        raise ModelError(f"{spec.name} is {place}: there is nothing to fetch.")
    if not revision:
        raise ModelError(
            f"No revision of {spec.name} is confirmed in the registry, so it is not fetched. "
            f"If you trust one, name it: `summarize models pull {spec.name} --revision COMMIT`."
        )


def _listing(spec: ModelSpec, revision: str, endpoint: str) -> tuple[Hub, list[RemoteFile]]:
    """Ask the hub for all files of the model, at the one commit that the revision stands for."""
    first = Hub(spec.repository, revision, endpoint).describe("config.json")
    if first is None:
        raise ModelError(f"{spec.repository} at {revision[:8]} has no config.json, so it is not a model.")
    hub = Hub(spec.repository, first.commit, endpoint)
    found = [first]
    for name in [*required_files(spec.engine)[1:], *optional_files(spec.engine)]:
        if file := hub.describe(name):
            found.append(file)
        elif name in required_files(spec.engine):
            raise ModelError(f"{spec.repository} has no {name}, so it is not a {spec.engine} model.")
    pinned = [file.path for file in spec.files if file.sha256 and file.path in (WEIGHTS, PICKLED_WEIGHTS)]
    for name in pinned or (WEIGHTS, PICKLED_WEIGHTS):
        if file := hub.describe(name):
            return hub, [*found, file]
    raise ModelError(f"{spec.repository} at {revision[:8]} has neither {WEIGHTS} nor {PICKLED_WEIGHTS}.")


@contextmanager
def _exclusive(staging: Path, spec: ModelSpec) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = staging.with_name(staging.name + ".lock")
    try:
        with FileLock(lock, timeout=0):
            yield
    except Timeout:
        raise ModelError(
            f"{spec.name} is being fetched by another process. Wait until it has finished."
        ) from None


def _check_space(spec: ModelSpec, files: list[RemoteFile], staging: Path) -> None:
    here = sum(path.stat().st_size for path in staging.iterdir())
    converted = sum(file.size or 0 for file in files if file.path == PICKLED_WEIGHTS)
    needed = sum(file.size or 0 for file in files) + converted - here
    free = shutil.disk_usage(staging).free
    if needed + _SPARE_BYTES > free:
        raise ModelError(
            f"{spec.name} needs {needed / 1e6:,.0f} MB, but {staging.parent} has {free / 1e6:,.0f} MB free. "
            "Free some (`summarize models remove NAME`), or set SUMMARIZE_HOME to a larger disk."
        )


@dataclass
class _Pull:
    """One fetch in progress."""

    spec: ModelSpec
    hub: Hub
    staging: Path
    progress: Progress
    done: int = 0
    total: int = 0

    def run(self, files: list[RemoteFile]) -> Manifest:
        self.total = sum(file.size or 0 for file in files)
        self.done = sum(path.stat().st_size for path in self.staging.iterdir() if path.name != WEIGHTS)
        pinned = {file.path: file.sha256 for file in self.spec.files if self.spec.revision == files[0].commit}
        manifest = Manifest(
            name=self.spec.name,
            repository=self.spec.repository,
            revision=files[0].commit,
            files=tuple(self._file(file, pinned.get(file.path, "")) for file in files),
        )
        return self._without_pickle(manifest)

    def _file(self, file: RemoteFile, sha256: str) -> ModelFile:
        target = self.staging / file.path
        if target.is_file():  # complete and checked by an earlier attempt
            found = file_sha256(target)
        else:
            found = self.hub.download(file, target, sha256, lambda arrived: self._advance(file.path, arrived))
        return ModelFile(file.path, found, target.stat().st_size)

    def _advance(self, name: str, arrived: int) -> None:
        self.done += arrived
        self.progress(name, self.done, self.total)

    def _without_pickle(self, manifest: Manifest) -> Manifest:
        pickled = [file for file in manifest.files if file.path == PICKLED_WEIGHTS]
        if not pickled:
            return manifest
        weights = self.staging / WEIGHTS
        convert_pickled(self.staging / PICKLED_WEIGHTS, weights)
        (self.staging / PICKLED_WEIGHTS).unlink()
        others = [file for file in manifest.files if file.path != PICKLED_WEIGHTS]
        converted = ModelFile(WEIGHTS, file_sha256(weights), weights.stat().st_size)
        return replace(manifest, files=(*others, converted), converted={PICKLED_WEIGHTS: pickled[0].sha256})
