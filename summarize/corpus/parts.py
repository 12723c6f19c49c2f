"""Chunks to parts. A part appears when it is complete and never changes; making it again changes nothing.

While a part is made, its results so far are a draft, whole lines only. A worker that is killed leaves its
draft, which tells the next one how far it came: a row on which several workers died is given up.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import msgspec

from summarize.briefs import BriefMaker
from summarize.cache import ResultCache
from summarize.corpus.chunks import Chunk
from summarize.corpus.formats import FORMATS
from summarize.corpus.job import Job
from summarize.corpus.manifest import DRAFTS
from summarize.corpus.rows import result_of
from summarize.errors import InputError, SummarizeError

MOST_DEATHS = 3
"""So many workers may die on one row before it counts as failed."""
_MOST_DRAFTS = 12
"""So many workers may die on one chunk before the fault is not that of single rows."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands in the part of one chunk."""

    chunk: int
    rows: int
    failed: int


def brief_maker(job: Job) -> BriefMaker:
    """Return what makes the briefs of this process: on one CPU, since there is a worker for each."""
    os.environ["OMP_NUM_THREADS"] = "1"
    return BriefMaker(job.options, ResultCache(None))


def make_part(job: Job, chunk: Chunk, maker: BriefMaker) -> Counts:
    """Make the part of a chunk, unless another worker has by now, and count what stands in it.

    Raises:
        SummarizeError: the input has changed, a model is damaged, or the part cannot be written.
    """
    part = job.part(chunk)
    if not part.exists():
        _write(job, chunk, part, maker)
    return count_part(job, chunk)


def count_part(job: Job, chunk: Chunk) -> Counts:
    """Count the rows in the part of a chunk.

    Raises:
        SummarizeError: they are not those of the chunk.
    """
    part = job.part(chunk)
    found = Counter(FORMATS[job.writes].statuses(part))
    if found.total() != chunk.rows:
        raise SummarizeError(
            f"{part} has {found.total()} rows instead of {chunk.rows}. Delete it and run the command again."
        )
    return Counts(chunk.number, chunk.rows, found["failed"])


def _write(job: Job, chunk: Chunk, part: Path, maker: BriefMaker) -> None:
    if job.source.stat().st_size != job.size:
        raise InputError(f"{job.source} has changed since the run began. Give a new folder for the parts.")
    deaths = _deaths(job, chunk, part)
    draft = job.folder / DRAFTS / f"{part.stem}.{os.getpid()}-{uuid4().hex[:8]}.draft"
    try:
        with draft.open("xb") as file:
            for place, row in enumerate(FORMATS[job.reads].read(job.source, chunk, job.column)):
                fatal = deaths[place] >= MOST_DEATHS
                used = replace(row, problem=f"{MOST_DEATHS} workers died on this row.") if fatal else row
                file.write(msgspec.json.encode(result_of(used, maker)) + b"\n")
                file.flush()  # so that the draft tells where a worker died
            os.fsync(file.fileno())
        FORMATS[job.writes].finish(draft).replace(part)
    except OSError as error:
        raise SummarizeError(f"cannot write {part}: {error.strerror or error}.") from error
    finally:
        draft.unlink(missing_ok=True)


def _deaths(job: Job, chunk: Chunk, part: Path) -> Counter[int]:
    """Count the workers that died on each row of a chunk: the draft of each ends before that row."""
    drafts = (job.folder / DRAFTS).glob(f"{part.stem}.*.draft")
    deaths = Counter(draft.read_bytes().count(b"\n") for draft in drafts)
    if deaths.total() >= _MOST_DRAFTS or deaths[chunk.rows] >= MOST_DEATHS:
        raise SummarizeError(
            f"{deaths.total()} workers died on the {chunk.rows} rows from row {chunk.first} on, most likely "
            "for want of memory. Run the command again with fewer --workers; what is done is kept."
        )
    return deaths
