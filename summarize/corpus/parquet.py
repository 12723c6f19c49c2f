"""Corpora as Parquet; pyarrow comes with Ray Data.

A chunk never spans two row groups. To start in the middle of a group, the rows before it are decoded and
passed over, which costs little where groups are some thousand rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from summarize.corpus.chunks import Chunk
from summarize.corpus.rows import ID, Row, row_of
from summarize.errors import InputError, SummarizeError

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_BATCH = 64
"""Rows decoded at once."""


def check(path: Path, column: str) -> None:
    """Refuse a file that is not Parquet or lacks the column with the text.

    Raises:
        InputError: saying which columns there are.
    """
    names = _open(path).schema_arrow.names
    if column not in names:
        raise InputError(
            f"{path} has no column {column!r}; it has {', '.join(map(repr, names))}. "
            "Name the one with the articles: --text-column."
        )


def split(path: Path, size: int) -> list[Chunk]:
    """Divide each row group of a file into chunks of `size` rows; the last of each may have fewer."""
    chunks: list[Chunk] = []
    first, metadata = 0, _open(path).metadata
    for group in range(metadata.num_row_groups):
        rows = metadata.row_group(group).num_rows
        for start in range(0, rows, size):
            chunks.append(Chunk(len(chunks), first + start, min(size, rows - start), start, group))
        first += rows
    return chunks


def read(path: Path, chunk: Chunk, column: str) -> Iterator[Row]:
    """Yield the rows of a chunk."""
    file = _open(path)
    columns = [name for name in (column, ID) if name in file.schema_arrow.names]
    batches = file.iter_batches(_BATCH, row_groups=[chunk.group], columns=columns)
    records = _records(batches, chunk.start)
    for place, record in enumerate(islice(records, chunk.rows)):
        yield row_of(record, chunk.first + place, column)


def _records(batches: Iterator[Any], start: int) -> Iterator[dict[str, object]]:
    """Yield the rows from `start` on; those before it never become objects of Python."""
    passed = 0
    for batch in batches:
        yield from batch.slice(min(batch.num_rows, max(0, start - passed))).to_pylist()
        passed += batch.num_rows


def _open(path: Path) -> ParquetFile:
    pyarrow = _pyarrow()
    try:
        return pyarrow.parquet.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20)
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"{path} cannot be read as Parquet: {str(error).splitlines()[0]}") from error


def _pyarrow() -> Any:  # noqa: ANN401 — an optional library
    try:
        import pyarrow as pa
        import pyarrow.parquet
    except ImportError as error:
        raise SummarizeError(
            "Parquet needs pyarrow: pip install 'summarize[ray]'. JSON Lines do not."
        ) from error
    return pa


def finish(draft: Path) -> Path:
    """Turn a draft, which has a result on each line, into a part: the columns as text, briefs as JSON."""
    pa = _pyarrow()
    whole = draft.with_suffix(".parquet")
    with draft.open("rb") as file:
        results = [msgspec.json.decode(line, type=_Result) for line in file]
    columns = {name: [getattr(result, name) for result in results] for name in ("id", "status", "reason")}
    columns["brief"] = [None if bytes(r.brief) == b"null" else bytes(r.brief).decode() for r in results]
    schema = pa.schema([(name, pa.string()) for name in columns])
    pa.parquet.write_table(pa.table(columns, schema), whole)
    return whole


class _Result(msgspec.Struct):
    id: str
    status: str
    reason: str
    brief: msgspec.Raw


def statuses(part: Path) -> Iterator[str]:
    """Yield the status of each row of a part."""
    for batch in _open(part).iter_batches(columns=["status"]):
        yield from batch.column(0).to_pylist()
