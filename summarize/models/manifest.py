"""The record kept beside each fetched model: where it came from and the checksum of every file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarize.errors import ModelError
from summarize.models.layout import MANIFEST, allowed_files, is_model_name, missing_files
from summarize.models.spec import ModelFile, ModelSpec


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was fetched."""

    name: str
    repository: str
    revision: str
    """Commit that was fetched."""
    files: tuple[ModelFile, ...]
    """All files, with checksum and size."""
    converted: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Files that were replaced by a conversion, with the SHA-256 they had."""

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size or 0 for file in self.files)

    def as_json(self) -> dict[str, Any]:
        """Return the manifest as plain data."""
        return {
            "name": self.name,
            "repository": self.repository,
            "revision": self.revision,
            "files": {file.path: {"sha256": file.sha256, "size": file.size} for file in self.files},
            "converted": dict(self.converted),
        }

    @classmethod
    def from_json(cls, data: Any) -> Manifest:  # noqa: ANN401 — whatever a file holds
        """Check plain data, which may come from anywhere, and return it as a manifest.

        Raises:
            ModelError: it is not a manifest.
        """
        try:
            manifest = cls(
                name=_text(data["name"]),
                repository=_text(data["repository"]),
                revision=_text(data["revision"]),
                files=tuple(_file(path, known) for path, known in data["files"].items()),
                converted={_text(path): _text(sha) for path, sha in data["converted"].items()},
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise ModelError(
                f"The model's {MANIFEST} is damaged. Remove the model and fetch it again."
            ) from None
        if not is_model_name(manifest.name):
            raise ModelError(f"{manifest.name!r} is not a valid model name.")
        return manifest

    def write(self, folder: Path) -> None:
        """Write the manifest into a model's folder."""
        text = json.dumps(self.as_json(), indent=2, ensure_ascii=False)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """Return the manifest of a model's folder, or None when there is none.

        Raises:
            ModelError: it is damaged.
        """
        try:
            text = (folder / MANIFEST).read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise ModelError(
                f"{folder / MANIFEST} cannot be read: {error}. Remove the model and fetch it again."
            ) from None
        return cls.from_json(_parse(text))

    def check(self, spec: ModelSpec) -> None:
        """Refuse a manifest that is of another model, not complete, or holds what its engine does not use.

        Raises:
            ModelError: with the difference.
        """
        if (self.name, self.repository) != (spec.name, spec.repository):
            raise ModelError(
                f"This is {self.repository}, but the registry says that {spec.name} is {spec.repository}."
            )
        foreign = sorted({file.path for file in self.files} - allowed_files(spec.engine))
        if foreign:
            raise ModelError(
                f"{spec.name} holds files that no {spec.engine} model has: {', '.join(foreign[:5])}."
            )
        if lacking := missing_files(spec, [file.path for file in self.files]):
            raise ModelError(f"{spec.name} is not complete: it lacks {', '.join(lacking)}.")
        pinned = {file.path: file.sha256 for file in spec.files if file.sha256}
        for file in self.files:
            if self.revision == spec.revision and file.sha256 != pinned.get(file.path, file.sha256):
                raise ModelError(
                    f"{file.path} of {spec.name} differs from the registry's checksum. Do not use it."
                )


def _parse(text: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _file(path: str, known: Mapping[str, Any]) -> ModelFile:
    size = known["size"]
    if not isinstance(size, int) or size < 0 or len(_text(known["sha256"])) != 64:
        raise ValueError(path)
    return ModelFile(path, known["sha256"], size)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
