"""Corpora as JSON Lines: one object a line, UTF-8; blank lines are no rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import msgspec

from summarize.corpus.chunks import Chunk
from summarize.corpus.rows import Row, broken_row, row_of

MOST_BYTES = 32_000_000
"""A longer line is not read into memory, and its row fails."""


class _Result(msgspec.Struct):
    """The member of a result that is counted; the rest is passed over."""

    status: str


def check(path: Path, column: str) -> None:
    """Accept any file: what is wrong with a line fails its row alone."""


def split(path: Path, size: int) -> list[Chunk]:
    """Divide the lines of a file into chunks of `size` rows; the last may have fewer."""
    chunks: list[Chunk] = []
    count = start = 0
    with path.open("rb") as file:
        for _ in _lines(file):
            count += 1
            if count % size == 0:
                chunks.append(Chunk(len(chunks), count - size, size, start))
                start = file.tell()
    if rest := count % size:
        chunks.append(Chunk(len(chunks), count - rest, rest, start))
    return chunks


def read(path: Path, chunk: Chunk, column: str) -> Iterator[Row]:
    """Yield the rows of a chunk."""
    with path.open("rb") as file:
        file.seek(chunk.start)
        for place, line in enumerate(islice(_lines(file), chunk.rows)):
            yield _row(line, chunk.first + place, column)


def _row(line: bytes, ordinal: int, column: str) -> Row:
    if len(line) > MOST_BYTES:
        return broken_row(line, ordinal, f"The line is longer than {MOST_BYTES:,} bytes.")
    try:
        record = json.loads(line)  # unlike msgspec, it takes halves of surrogate pairs
    except (ValueError, RecursionError) as error:
        return broken_row(line, ordinal, f"The line is not valid JSON: {error}.")
    return row_of(record, ordinal, column)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines that are not blank, cut off one byte past `MOST_BYTES`."""
    while line := file.readline(MOST_BYTES + 1):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(MOST_BYTES + 1)
        if line.strip():
            yield line


def finish(draft: Path) -> Path:
    """Turn a draft, which has a result on each line, into a part: it is one already."""
    return draft


def statuses(part: Path) -> Iterator[str]:
    """Yield the status of each row of a part."""
    decoder = msgspec.json.Decoder(_Result)
    with part.open("rb") as file:
        for line in file:
            yield decoder.decode(line).status
