"""Results kept between runs, so that a second run is instant and an interrupted one resumes.

Each result is one JSON file named by a hash of everything it was made from. What cannot be read or has
another form counts as absent; what cannot be written is not kept, and is no error.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

_Result = TypeVar("_Result")

KEPT_DAYS = 60
"""Results that no run has used for so long are deleted."""


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
            result = msgspec.json.decode(path.read_bytes(), type=form)
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
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(msgspec.json.encode(result))
                Path(draft).replace(path)
            except OSError:
                Path(draft).unlink(missing_ok=True)

    def prune(self) -> None:
        """Delete what no run has used for `KEPT_DAYS` days."""
        oldest = time.time() - KEPT_DAYS * 86400
        for path in self._folder.glob("??/*") if self._folder else ():
            with suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _path(self, folder: Path, key: str) -> Path:
        return folder / key[:2] / f"{key}.json"


def user_cache(part: str) -> ResultCache:
    """Return the cache in the user's own cache folder."""
    from platformdirs import user_cache_path

    return ResultCache(user_cache_path("summarize", appauthor=False) / part)


def result_key(*parts: object) -> str:
    """Hash what a result is made from: bytes by content, all else by what it prints as."""
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@cache
def program_state() -> str:
    """Hash the state of the program's own files, so that no result outlives the code that made it."""
    package = Path(__file__).parent.parent
    files = (
        path for path in package.rglob("*") if path.suffix not in (".pyc", ".safetensors", ".bin", ".spm")
    )
    stats = ((str(path), path.stat()) for path in sorted(files) if path.is_file())
    return result_key(*((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats))
