"""Many tasks on several processes: results as they come, and no task is lost when a process dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess as ParentProcess

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_AHEAD = 3
"""Tasks handed out for each process, so that the contents of few files are in memory at once."""


class ProcessDiedError(Exception):
    """The process that worked on a task died, most likely for want of memory."""


def run_tasks(
    function: Callable[[_Task], _Result], tasks: Iterable[_Task], jobs: int, few: int = 0
) -> Iterator[tuple[_Task, _Result | Exception]]:
    """Yield each task with the function's result or the exception it raised, in the order of completion.

    Args:
        function: a function at the top level of a module, or a `functools.partial` of one.
        tasks: what to call it with; consumed only as fast as results are.
        jobs: the most processes; with 1, everything runs in this one.
        few: so many tasks take less time than the start of processes, and run in this one.
    """
    waiting = iter(tasks)
    first = list(islice(waiting, few + 1))
    waiting = chain(first, waiting)
    if jobs < 2 or len(first) <= few:
        yield from ((task, attempt(function, task)) for task in waiting)
        return
    suspects: list[_Task] = []
    while True:
        yield from _in_pool(function, waiting, jobs, suspects)
        if not suspects:
            return
        for task in suspects:  # alone in a process, so that only the one that kills it is given up
            lost: list[_Task] = []
            yield from _in_pool(function, iter([task]), 1, lost)
            yield from ((task, ProcessDiedError("the process working on it died")) for task in lost)
        suspects = []


def attempt(function: Callable[[_Task], _Result], task: _Task) -> _Result | Exception:
    """Return the function's result or the exception it raised."""
    try:
        return function(task)
    except Exception as error:  # one bad article never stops the run
        return error


def _in_pool(
    function: Callable[[_Task], _Result], tasks: Iterator[_Task], jobs: int, lost: list[_Task]
) -> Iterator[tuple[_Task, _Result | Exception]]:
    """Run tasks in processes until all are done or one dies; append to `lost` what was under way then."""
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(jobs,)
    )
    futures: dict[Future[_Result | Exception], _Task] = {}
    try:
        while True:
            for task in islice(tasks, 0 if lost else jobs * _AHEAD - len(futures)):
                try:
                    futures[pool.submit(attempt, function, task)] = task
                except BrokenProcessPool:
                    lost.append(task)
                    break
            if not futures:
                break
            for future in wait(futures, return_when=FIRST_COMPLETED).done:
                task = futures.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    lost.append(task)
                else:
                    yield task, future.result()
        pool.shutdown()
    finally:  # when interrupted, work under way is not waited for
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()


def _begin(jobs: int) -> None:
    """Prepare a process: it has its share of the CPUs, leaves Ctrl-C to the parent and ends with it."""
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // jobs)))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: ParentProcess) -> None:
    parent.join()
    os._exit(1)
