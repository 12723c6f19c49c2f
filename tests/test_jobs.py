"""Work on several processes: results come back, errors and even a dying process cost only their own task."""

from __future__ import annotations

import os

import pytest

from summarize.digest.jobs import ProcessDiedError, run_tasks


def work(task: int) -> int:
    if task == 13:
        raise ValueError("thirteen")
    if task == 17 and os.environ.get("PARENT") != str(os.getpid()):
        os._exit(1)
    return task * task


@pytest.fixture(autouse=True)
def parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARENT", str(os.getpid()))


@pytest.mark.parametrize(("jobs", "count"), [(1, 12), (2, 0), (2, 3), (2, 12)])
def test_every_task_comes_back_with_its_result(jobs: int, count: int) -> None:
    assert dict(run_tasks(work, range(count), jobs)) == {task: task * task for task in range(count)}


def test_few_tasks_need_no_processes() -> None:
    assert dict(run_tasks(work, [17], 2, few=1)) == {17: 289}  # which would have died elsewhere
    assert isinstance(dict(run_tasks(work, [17], 2))[17], ProcessDiedError)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_comes_back_as_the_result_of_its_task(jobs: int) -> None:
    results = dict(run_tasks(work, range(16), jobs))
    assert len(results) == 16
    assert isinstance(results[13], ValueError)


def test_a_process_that_dies_costs_only_the_task_that_killed_it() -> None:
    results = dict(run_tasks(work, range(14, 40), 2))
    assert sorted(results) == list(range(14, 40))
    assert [task for task, result in results.items() if isinstance(result, Exception)] == [17]
    assert isinstance(results[17], ProcessDiedError)


def test_tasks_are_taken_only_as_fast_as_they_are_done() -> None:
    taken = []

    def tasks() -> object:
        for task in range(1000):
            taken.append(task)
            yield task + 100

    next(run_tasks(work, tasks(), 2))  # type: ignore[arg-type]
    assert len(taken) < 20
