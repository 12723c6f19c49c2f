"""The bytes of files."""

from __future__ import annotations

import errno
from pathlib import Path

from summarize.article.plaintext import SUFFIXES, shell_name
from summarize.errors import InputError

SIZE_LIMIT = 10_000_000
"""Bytes that a file or pasted text may have (10 MB)."""

_LONGEST_TOLD = 100
"""Characters of a name in an error; longer ones are mostly texts given where a file is expected."""
_ABSENT = (errno.ENOENT, errno.ENAMETOOLONG, errno.ENOTDIR)


def read_bytes(path: Path) -> bytes:
    """Read a file, but never more than one byte over `SIZE_LIMIT`.

    Raises:
        InputError: the file is missing, a folder or unreadable.
    """
    try:
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except IsADirectoryError as error:
        raise InputError(
            f"{path} is a folder. Name a file in it ({' '.join(SUFFIXES)}), or make one briefing of all: "
            f"`summarize digest {shell_name(str(path))}`."
        ) from error
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in _ABSENT:
            raise InputError(_absent(str(path))) from error
        raise InputError(f"{path} cannot be read ({_why(error)}). Check its permissions.") from error


def _absent(name: str) -> str:
    told = name if len(name) <= _LONGEST_TOLD else f"{name[:_LONGEST_TOLD]}…"
    return f"There is no file {' '.join(told.split())}. Check the name, or give the text on standard input."


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
