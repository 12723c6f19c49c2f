"""The folder of a run: its manifest says what the parts in it were made from, and of what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

from filelock import FileLock, Timeout

from summarize.corpus.job import Manifest
from summarize.errors import InputError

MANIFEST = "manifest.json"
DRAFTS = ".drafts"
"""The folder, inside that of the run, in which parts are written before they are complete."""


@contextmanager
def open_folder(folder: Path, manifest: Manifest) -> Iterator[None]:
    """Hold the folder of a run: a new one gets the manifest, one that was begun must have the same.

    Drafts that an earlier run left are deleted first, and all drafts when the run is over.

    Raises:
        InputError: the folder holds something else, another run works in it, or it cannot be written.
    """
    try:
        _claim(folder, manifest)
        drafts = folder / DRAFTS
        drafts.mkdir(exist_ok=True)
        with FileLock(drafts / "lock", timeout=0):
            for draft in drafts.glob("*.draft*"):
                draft.unlink(missing_ok=True)
            yield
            rmtree(drafts, ignore_errors=True)
    except Timeout as error:
        raise InputError(f"Another run works in {folder}. Wait for it, or give another folder.") from error
    except OSError as error:
        raise InputError(f"cannot write to {folder}: {error.strerror or error}.") from error


def _claim(folder: Path, manifest: Manifest) -> None:
    path = folder / MANIFEST
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file. Give the name of a folder for the parts.")
    if path.is_file():
        return _compare(folder, _kept(path), manifest)
    if folder.is_dir() and any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise InputError(f"{folder} holds other files. Give a new folder for the parts.")
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{MANIFEST}"
    draft.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    draft.replace(path)
    return None


def _kept(path: Path) -> dict[str, object]:
    with suppress(ValueError):
        if isinstance(kept := json.loads(path.read_text(encoding="utf-8")), dict):
            return kept
    raise InputError(f"{path} is damaged. Give a new folder for the parts.")


def _compare(folder: Path, kept: dict[str, object], manifest: Manifest) -> None:
    differing = [name for name in sorted({*kept, *manifest}) if kept.get(name) != manifest.get(name)]
    if differing:
        raise InputError(
            f"{folder} was begun with other input or options ({', '.join(differing)} differ; see "
            f"{folder / MANIFEST}). Give the same ones to go on, or a new folder."
        )
