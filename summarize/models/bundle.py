"""Carry models to machines without a network: one plain tar file with a manifest and checksums.

The first member is `summarize-models.json`, which names every file with its size and SHA-256; the others are
`MODEL/FILE`, in that order. Nothing is taken from a bundle that its manifest does not announce.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarize.errors import ModelError
from summarize.models.manifest import Manifest
from summarize.models.registry import Registry
from summarize.models.spec import ModelSpec
from summarize.models.store import ModelStore

CONTENTS = "summarize-models.json"
FORMAT = 1
_MAXIMUM_CONTENTS = 1_000_000
_MAXIMUM_BYTES = 20_000_000_000
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was written to or read from a bundle file."""

    file: Path
    models: tuple[Manifest, ...]

    @property
    def size(self) -> int:
        """Bytes of all files of all models."""
        return sum(model.size for model in self.models)


def bundle_models(specs: Iterable[ModelSpec], store: ModelStore, output: Path) -> Bundle:
    """Write fetched models into one tar file; it appears when complete, and equal models give equal bytes.

    Raises:
        ModelError: a model is not fetched, or was changed since, or the file cannot be written.
    """
    models = [(store.folder(spec), _fetched(spec, store)) for spec in specs]
    manifests = tuple(manifest for _, manifest in models)
    part = output.with_name(output.name + ".part")
    try:
        with tarfile.open(part, "w", format=tarfile.PAX_FORMAT) as tar:
            _add(tar, CONTENTS, _contents(manifests))
            for folder, manifest in models:
                _add_model(tar, folder, manifest)
        part.replace(output)
    except OSError as error:
        raise ModelError(
            f"{output} cannot be written: {error.strerror}. Choose another -o FILE.tar."
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return Bundle(output, manifests)


def install_bundle(file: Path, store: ModelStore, registry: Registry) -> Bundle:
    """Install all models of a bundle, or none.

    Each must be known to the registry, consist only of files that its engine uses, and agree with every
    checksum; pinned checksums of the registry count more than those of the bundle.

    Raises:
        ModelError: the file is not a bundle, is damaged or holds anything unexpected.
    """
    with _opened(file) as tar, store.writing(), _scratch(store.root / "staging") as scratch:
        manifests = _read_contents(file, tar)
        specs = [registry.get(manifest.name) for manifest in manifests]
        for spec, manifest in zip(specs, manifests, strict=True):
            manifest.check(spec)
        _check_space(manifests, scratch)
        _extract(file, tar, manifests, scratch)
        for spec, manifest in zip(specs, manifests, strict=True):
            store.install(spec, scratch / manifest.name, manifest)
    return Bundle(file, manifests)


def _fetched(spec: ModelSpec, store: ModelStore) -> Manifest:
    if spec.folder:
        where = (
            "part of the package"
            if spec.built_in
            else f"your own folder {spec.folder}: copy that, and its entry"
        )
        raise ModelError(f"{spec.name} is {where}, so it is not bundled.")
    manifest = store.manifest(spec)
    if manifest is None:
        raise ModelError(f"{spec.name} has lost its manifest. Remove it and fetch it again.")
    return manifest


def _contents(manifests: tuple[Manifest, ...]) -> bytes:
    data = {"format": FORMAT, "models": [manifest.as_json() for manifest in manifests]}
    return json.dumps(data, indent=1, ensure_ascii=False).encode()


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def _add_model(tar: tarfile.TarFile, folder: Path, manifest: Manifest) -> None:
    for file in manifest.files:
        member = tarfile.TarInfo(f"{manifest.name}/{file.path}")
        member.size = file.size or 0
        with (folder / file.path).open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
            if found != file.sha256:
                raise ModelError(
                    f"{file.path} of {manifest.name} was changed. Remove the model and fetch it again."
                )
            content.seek(0)
            tar.addfile(member, content)


@contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        yield Path(folder)


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    """Open a plain tar, so that no small file can unpack to a huge one."""
    try:
        with tarfile.open(file, "r:") as tar:
            yield tar
    except tarfile.TarError as error:
        raise ModelError(f"{file} is not a model bundle, or is damaged ({error}). Copy it again.") from None
    except OSError as error:
        raise ModelError(f"{file} cannot be read: {error.strerror or error}.") from None


def _read_contents(file: Path, tar: tarfile.TarFile) -> tuple[Manifest, ...]:
    member = tar.next()
    if member is None or member.name != CONTENTS or not member.isreg() or member.size > _MAXIMUM_CONTENTS:
        raise ModelError(f"{file} is not a model bundle: it does not begin with {CONTENTS}.")
    content = tar.extractfile(member)
    try:
        data: Any = json.loads(content.read() if content else b"")
        if data["format"] != FORMAT:
            raise ModelError(
                f"{file} has format {data['format']!r}; this release reads {FORMAT}. Upgrade it."
            )
        manifests = tuple(Manifest.from_json(model) for model in data["models"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ModelError(f"{file} is not a model bundle: its {CONTENTS} cannot be read.") from None
    if len({manifest.name for manifest in manifests}) < len(manifests) or not manifests:
        raise ModelError(f"{file} names no model, or one twice.")
    return manifests


def _check_space(manifests: tuple[Manifest, ...], folder: Path) -> None:
    needed = sum(manifest.size for manifest in manifests)
    free = shutil.disk_usage(folder).free
    if needed > min(free, _MAXIMUM_BYTES):
        raise ModelError(
            f"The bundle holds {needed / 1e6:,.0f} MB, but {free / 1e6:,.0f} MB are free. "
            "Set SUMMARIZE_HOME to a folder on a larger disk."
        )


def _extract(file: Path, tar: tarfile.TarFile, manifests: tuple[Manifest, ...], scratch: Path) -> None:
    """Write the announced files, and only those, under `scratch`, checking size and checksum on the way."""
    announced = {f"{model.name}/{entry.path}": entry for model in manifests for entry in model.files}
    for model in manifests:
        (scratch / model.name).mkdir()
    while member := tar.next():
        entry = announced.pop(member.name, None)
        if entry is None or not member.isreg() or member.size != entry.size:
            raise ModelError(
                f"{file} holds {member.name!r}, which its manifest does not announce. Do not use it."
            )
        tarfile.data_filter(member, str(scratch))
        if _copy(tar, member, scratch / member.name) != entry.sha256:
            raise ModelError(
                f"{member.name} in {file} is damaged: its checksum is wrong. Copy the bundle again."
            )
    if announced:
        raise ModelError(f"{file} is not complete: it lacks {next(iter(announced))}. Copy it again.")


def _copy(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> str:
    """Copy a member to a new file and return its SHA-256."""
    digest = hashlib.sha256()
    source = tar.extractfile(member)
    if source is None:
        raise tarfile.ReadError(f"{member.name} has no content")
    with source, target.open("xb") as out:
        while piece := source.read(_PIECE):
            digest.update(piece)
            out.write(piece)
    return digest.hexdigest()
