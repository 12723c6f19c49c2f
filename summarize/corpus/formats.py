"""The file formats of corpora; a format is a module with these functions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from summarize.corpus import jsonl, parquet
from summarize.corpus.chunks import Chunk
from summarize.corpus.rows import Row
from summarize.errors import InputError

FormatName: TypeAlias = Literal["jsonl", "parquet"]


class Format(Protocol):
    """How a corpus is read, and how parts are written."""

    def check(self, path: Path, column: str) -> None:
        """Refuse a file of which nothing can come."""

    def split(self, path: Path, size: int) -> list[Chunk]:
        """Divide a file into chunks of at most `size` rows."""

    def read(self, path: Path, chunk: Chunk, column: str) -> Iterator[Row]:
        """Yield the rows of a chunk, all of them and in order."""

    def finish(self, draft: Path) -> Path:
        """Turn a draft, which has a result on each line, into the file that becomes a part."""

    def statuses(self, part: Path) -> Iterator[str]:
        """Yield the status of each row of a part."""


FORMATS: dict[FormatName, Format] = {"jsonl": jsonl, "parquet": parquet}
_ENDINGS: dict[str, FormatName] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


def format_of(path: Path) -> FormatName:
    """Tell the format of a corpus by the ending of its name.

    Raises:
        InputError: it is none of them.
    """
    try:
        return _ENDINGS[path.suffix.lower()]
    except KeyError:
        raise InputError(
            f"{path} is no corpus by its name. Give rows with texts as .jsonl or .parquet; "
            "for files of articles there is `summarize digest`."
        ) from None
