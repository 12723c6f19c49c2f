"""A run: every chunk becomes a part, here or on a cluster, and the rows are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from summarize.corpus.chunks import Chunk
from summarize.corpus.job import Job, Manifest
from summarize.corpus.manifest import DRAFTS, open_folder
from summarize.corpus.parts import Counts, brief_maker, count_part, make_part
from summarize.errors import SummarizeError


@dataclass(frozen=True, slots=True)
class Totals:
    """What became of all rows."""

    rows: int
    failed: int
    parts: int
    kept: int
    """Parts that an earlier run had made."""
    deaths: int
    """Workers that died; their chunks were done again."""


def run(
    job: Job,
    chunks: Sequence[Chunk],
    manifest: Manifest,
    *,
    workers: int = 1,
    address: str = "",
    done: Callable[[str, int, int], None] = lambda *_: None,
) -> Totals:
    """Make all parts that are not there yet.

    Args:
        job: what to make of what.
        chunks: the rows, as `plan` divided them.
        manifest: what the folder must say about its parts.
        workers: processes; one needs no cluster, and 0 stands for every CPU of the cluster.
        address: a Ray cluster to use; empty starts one on this machine.
        done: told of the rows that are done: `rows`, how many, of how many.

    Raises:
        InputError: the folder belongs to another run.
        SummarizeError: Ray is missing or cannot be reached, or a worker could not go on.
    """
    total = sum(chunk.rows for chunk in chunks)
    with open_folder(job.folder, manifest):
        kept = [count_part(job, chunk) for chunk in chunks if job.part(chunk).exists()]
        counts = {each.chunk: each for each in kept}
        rows = sum(each.rows for each in kept)
        done("rows", rows, total)
        for made in _made(job, [chunk for chunk in chunks if chunk.number not in counts], workers, address):
            counts[made.chunk] = made
            rows += made.rows
            done("rows", rows, total)
        deaths = len(list((job.folder / DRAFTS).glob("*.draft")))
    if missing := len(chunks) - len(counts):
        raise SummarizeError(f"{missing} parts are missing. Run the command again to make them.")
    return Totals(total, sum(each.failed for each in counts.values()), len(chunks), len(kept), deaths)


def _made(job: Job, chunks: Sequence[Chunk], workers: int, address: str) -> Iterator[Counts]:
    if not chunks:
        return iter(())
    if workers == 1 and not address:
        maker = brief_maker(job)
        return (make_part(job, chunk, maker) for chunk in chunks)
    from summarize.corpus.cluster import parts_on_cluster

    return parts_on_cluster(job, chunks, workers, address)
