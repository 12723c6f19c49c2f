"""Results kept between runs, so that a second run is instant and an interrupted one resumes.

Each result is one file in the user's cache folder, named by a hash of everything it was made from, readable
by the user alone since it holds text of articles. It is JSON below a checksum: what cannot be read, was
damaged or has another form counts as absent; what cannot be written is not kept, and is no error.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

_Result = TypeVar("_Result")

KEPT_DAYS = 60
"""Results that no run has used for so long are deleted."""
MOST_BYTES = 500_000_000
"""The most that the results of one kind may take on disk; those unused for longest go first."""


class ResultCache:
    """Results by key.

    Args:
        folder: where they lie; None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, key: str, form: type[_Result]) -> _Result | None:
        """Return the result kept under a key, or None when there is none of this form."""
        import msgspec

        if self._folder is None:
            return None
        path = self._path(self._folder, key)
        try:
            seal, _, content = path.read_bytes().partition(b"\n")
            if seal != _seal(key, content):
                return None
            result = msgspec.json.decode(content, type=form)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        with suppress(OSError):
            os.utime(path)
        return result

    def put(self, key: str, result: object) -> None:
        """Keep a result; its file appears only when it is complete."""
        import msgspec

        if self._folder is None:
            return
        path = self._path(self._folder, key)
        with suppress(OSError, UnicodeEncodeError):  # the latter: a file name that is no Unicode
            content = msgspec.json.encode(result)
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".")  # only its owner may read it
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_seal(key, content) + b"\n" + content)
                Path(draft).replace(path)
            except OSError:
                Path(draft).unlink(missing_ok=True)

    def prune(self) -> None:
        """Delete what no run has used for `KEPT_DAYS` days, and what is over `MOST_BYTES`."""
        oldest = time.time() - KEPT_DAYS * 86400
        total = 0
        for used, size, path in sorted(self._files(), reverse=True):
            total += size
            if used < oldest or total > MOST_BYTES:
                with suppress(OSError):
                    path.unlink()

    def size(self) -> tuple[int, int]:
        """Return how many results are kept, and their bytes."""
        sizes = [size for _, size, _ in self._files()]
        return len(sizes), sum(sizes)

    def _files(self) -> list[tuple[float, int, Path]]:
        """Time of last use in seconds, bytes and path of each file, drafts of ended runs too."""
        found = []
        for path in self._folder.rglob("*") if self._folder else ():
            with suppress(OSError):
                if path.is_file():
                    found.append((path.stat().st_mtime, path.stat().st_size, path))
        return found

    def _path(self, folder: Path, key: str) -> Path:
        return folder / key[:2] / f"{key}.json"


def _seal(key: str, content: bytes) -> bytes:
    return result_key(key, content).encode()


def user_cache(part: str = "") -> ResultCache:
    """Return the cache of one kind of results, or by default of all, in the user's own cache folder."""
    folder = results_folder()
    return ResultCache(folder / part if folder.is_absolute() else None)  # a user without a home has none


def results_folder() -> Path:
    """Return the folder below which all results are kept."""
    from platformdirs import user_cache_path

    return user_cache_path("summarize", appauthor=False) / "results"


def clear_results() -> None:
    """Delete all results that are kept.

    Raises:
        OSError: the folder is there, but may not be written to.
    """
    with suppress(FileNotFoundError):
        shutil.rmtree(results_folder())


def result_key(*parts: object) -> str:
    """Hash what a result is made from: bytes by content, all else by what it prints as."""
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@cache
def program_state() -> str:
    """Hash the state of the program and its libraries, so that no result outlives the code that made it."""
    package = Path(__file__).parent
    files = (
        path for path in package.rglob("*") if path.suffix not in (".pyc", ".safetensors", ".bin", ".spm")
    )
    stats = ((str(path), path.stat()) for path in sorted(files) if path.is_file())
    return result_key(*((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats), *_libraries())


def _libraries() -> list[str]:
    """Name and version of what is installed, as their folders say: `babel-2.17.0.dist-info`."""
    return sorted(path.name for folder in sys.path for path in Path(folder).glob("*.dist-info"))
