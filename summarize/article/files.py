"""The bytes of files."""

from __future__ import annotations

from pathlib import Path

from summarize.article.plaintext import SUFFIXES
from summarize.errors import InputError

SIZE_LIMIT = 10_000_000
"""Bytes that a file or pasted text may have (10 MB)."""


def read_bytes(path: Path) -> bytes:
    """Read a file, but never more than one byte over `SIZE_LIMIT`.

    Raises:
        InputError: the file is missing, a folder or unreadable.
    """
    try:
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except FileNotFoundError as error:
        raise InputError(
            f"There is no file {path}. Check the name, or give the text on standard input."
        ) from error
    except IsADirectoryError as error:
        raise InputError(f"{path} is a folder. Name a file in it ({' '.join(SUFFIXES)}).") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read ({_why(error)}). Check its permissions.") from error


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
