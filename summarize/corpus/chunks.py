"""A chunk: the rows that one worker turns into one part."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive rows of the input; the same input and size always give the same chunks."""

    number: int
    """0-based place among the chunks."""
    first: int
    """0-based number of its first row in the input."""
    rows: int
    start: int
    """Where it starts: a byte of the file (JSON Lines), or a row of the row group (Parquet)."""
    group: int = 0
    """The row group (Parquet)."""
