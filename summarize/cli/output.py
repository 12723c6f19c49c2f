"""Where results go: standard output, or a file that is either whole or untouched."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

from summarize.errors import InputError

_ESCAPED = "backslashreplace"


def open_streams() -> None:
    r"""Make standard output UTF-8 wherever it goes, but to a terminal in that one's own encoding.

    What cannot be written, such as a file name that is no text, is written as an escape: `caf\udce9.txt`.
    Streams that were closed before the start are empty.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115 - open to the end
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors=_ESCAPED)


def write_result(text: str, path: Path | None = None) -> None:
    """Write `text` to standard output, or to `path` all at once.

    A file is written beside its final place and then renamed, so an interrupted or failing run leaves
    the old file, or none, but never half of one.

    Raises:
        InputError: the folder of `path` does not exist, is not writable, or `path` is a folder.
    """
    text = text if text.endswith("\n") else text + "\n"
    if path is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    write_bytes(text.encode(errors=_ESCAPED), path)


def check_place(path: Path) -> None:
    """Refuse a place where nothing can be written, before any work.

    Raises:
        InputError: `path` is a folder, or its folder does not exist.
    """
    if path.is_dir():
        raise InputError(f"cannot write {path}: it is a folder. Give -o a file in it.")
    if not path.parent.is_dir():
        raise InputError(
            f"cannot write {path}: there is no folder {path.parent}. Make it, or give -o a file in another."
        )


def write_bytes(data: bytes, path: Path) -> None:
    """Write `data` to `path` all at once: see `write_result`.

    Raises:
        InputError: the folder of `path` does not exist, is not writable, or `path` is a folder.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)  # a pipe or device, such as /dev/null, is written to and never replaced
        else:
            _replace(data, path.resolve())  # behind a link stands the file that is meant
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"cannot write {path}: {reason}. Give -o a file in a folder that exists and may be written to."
        ) from error


def _replace(data: bytes, path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(0, "it is a folder")
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(0, "it is read-only")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        draft.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
