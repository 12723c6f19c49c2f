"""Parts made by a pool of Ray actors, here or on many machines (https://docs.ray.io/en/latest/data).

Ray passes only the places of chunks around: workers read the input and write the parts themselves. Its
dataset gives what is needed beyond that: actors that load the models once, back-pressure, and that the chunk
of an actor or a machine that died goes to another (Ray Data restarts actors and repeats their tasks without
limit; `parts` sets one).
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarize import __version__
from summarize.corpus.chunks import Chunk
from summarize.corpus.job import Job
from summarize.corpus.parts import Counts, brief_maker, make_part
from summarize.errors import InputError, SummarizeError

if TYPE_CHECKING:
    from types import ModuleType

    from summarize.briefs import BriefMaker

_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",  # or Ray reports to its makers
    "RAY_BACKEND_LOG_LEVEL": "fatal",
}
_PRIVATE = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # or it listens on more than the loopback address
    "RAY_AUTH_MODE": "token",  # or every user of this machine can run code in the workers
}
_STORE = 80_000_000
"""Bytes of shared memory, nearly the least that Ray accepts; only places of chunks and counts lie there."""
_PATIENCE = 10.0
"""Seconds that a cluster may take to answer."""
_DEATHS_AT_START = 10
"""So many workers in a row may die before they begin."""


def parts_on_cluster(job: Job, chunks: Sequence[Chunk], workers: int, address: str) -> Iterator[Counts]:
    """Make the parts of all chunks, and yield what stands in each as it is done.

    Args:
        job: what to make of what.
        chunks: the rows.
        workers: actors; 0 for as many as the cluster has CPUs.
        address: the cluster; empty starts one here, which ends with the run.

    Raises:
        SummarizeError: Ray is missing or cannot be reached, or a worker could not go on.
    """
    with _cluster(workers, address) as ray:
        pool = ray.data.ActorPoolStrategy(
            size=workers or int(ray.cluster_resources().get("CPU", 1)), max_tasks_in_flight_per_actor=1
        )
        rows = ray.data.from_items([asdict(chunk) for chunk in chunks], override_num_blocks=len(chunks))
        made = rows.map_batches(PartMaker, fn_constructor_args=(job,), batch_size=1, compute=pool, num_cpus=1)
        for counts in made.iter_rows():
            yield Counts(**counts)


class PartMaker:
    """A worker: its models are loaded once, then it makes one part after the other."""

    def __init__(self, job: Job) -> None:
        self._job = job

    @cached_property
    def _maker(self) -> BriefMaker:
        if self._job.version != __version__:
            raise SummarizeError(
                f"A machine of the cluster has summarize {__version__}, this one {self._job.version}. "
                "Install the same everywhere."
            )
        return brief_maker(self._job)

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[int]]:
        """Make the part of the one chunk in the batch."""
        chunk = Chunk(**{name: int(values[0]) for name, values in batch.items()})
        return {name: [value] for name, value in asdict(make_part(self._job, chunk, self._maker)).items()}


@contextmanager
def _cluster(workers: int, address: str) -> Iterator[ModuleType]:
    """Connect to a cluster, or start one on this machine for as long as the run takes."""
    os.environ.update(_QUIET)
    if not address:
        os.environ.update(_PRIVATE, RAY_AUTH_TOKEN=secrets.token_hex(32))
    ray = _ray()
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):  # Ray tells of dead workers there
        try:
            _start(ray, workers, address)
            yield ray
        except (ray.exceptions.RayError, ConnectionError, RuntimeError, ValueError) as error:
            raise _expected(error) from error
        finally:
            ray.shutdown()


def _ray() -> Any:  # noqa: ANN401 — an optional library
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise SummarizeError(
            "Several workers need Ray: pip install 'summarize[ray]'. Without it, use --workers 1."
        ) from error
    return ray


def _start(ray: Any, workers: int, address: str) -> None:  # noqa: ANN401
    own: dict[str, Any]
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    if address:
        _reach(address)
        own = {"address": address}
    else:
        own = {"address": "local", "num_cpus": workers, "include_dashboard": False}
        own |= {"object_store_memory": _STORE, "_node_ip_address": "127.0.0.1"}
    with _silence():
        ray.init(**own, **quiet)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = context.print_on_execution_start = False
    context.max_consecutive_actor_init_deaths = _DEATHS_AT_START


def _reach(address: str) -> None:
    """Make sure that somebody listens: Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=_PATIENCE).close()
    except (OSError, ValueError, OverflowError) as error:
        raise InputError(
            f"There is no Ray cluster at {address} ({error}). Give HOST:PORT as `ray start --head` shows it."
        ) from error


@contextmanager
def _silence() -> Iterator[None]:
    """Drop what the libraries of Ray, which are not Python, write on standard error while it starts."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _expected(error: BaseException) -> SummarizeError:
    """Find the error of this project that a worker raised, under those that Ray wrapped it in."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, SummarizeError) and not hasattr(cause, "cause"):
            return cause
        cause = getattr(cause, "cause", None) or cause.__cause__
    return SummarizeError(f"Ray failed: {str(error).strip().splitlines()[-1]}")
