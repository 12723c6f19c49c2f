"""`summarize map`: every row of a corpus comes out once, whatever is killed on the way."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from summarize.briefs import BriefOptions
from summarize.corpus import jsonl, parts
from summarize.corpus.job import plan
from summarize.corpus.manifest import DRAFTS
from summarize.corpus.run import run as run_job
from summarize.errors import InputError, SummarizeError

COMMAND = [sys.executable, "-m", "summarize", "map"]
STORY = (
    "Troops leave town {n}\n\nApril 3, 2013\n\n"
    "Soldiers from Chad left town {n} on Tuesday after talks with ministers in Bamako.\n\n"
    "The African Union welcomed the decision and said it would send {n} observers next week.\n"
)
needs_ray = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="Ray is not here: pip install 'summarize[ray]'"
)
needs_pyarrow = pytest.mark.skipif(
    importlib.util.find_spec("pyarrow") is None, reason="pyarrow is not here: pip install 'summarize[ray]'"
)


def story(number: int) -> str:
    return STORY.format(n=number + 20)


def write_lines(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "in.jsonl", [{"id": f"a{n}", "text": story(n)} for n in range(10)])


def run(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, **options)
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    return result


def results(folder: Path) -> list[dict[str, Any]]:
    every = sorted(folder.glob("part-*.jsonl"))
    return [json.loads(line) for part in every for line in part.read_text().splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def begin(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen([*COMMAND, *map(str, arguments)], stderr=subprocess.PIPE, text=True)


def wait_for(process: subprocess.Popen[str], found: Callable[[], list[Path]]) -> Path:
    for _ in range(100_000):
        if paths := found():
            return paths[0]
        assert process.poll() is None, process.stderr and process.stderr.read()
        time.sleep(0.005)
    raise AssertionError("nothing came")


def drafts_under_way(folder: Path) -> list[Path]:
    """Drafts of parts of which some rows are done, once a part is there."""
    every = (folder / DRAFTS).glob("*.draft") if list(folder.glob("part-*")) else []
    return [draft for draft in every if draft.exists() and draft.stat().st_size]


def test_each_row_gets_a_brief_under_its_own_id_in_the_order_of_the_input(corpus: Path) -> None:
    out = corpus.parent / "out"
    result = run(corpus, out, "--workers", "1", "--batch-size", "4", "--lang", "fr")
    assert (result.returncode, result.stderr) == (0, "10 rows: 10 done, 0 failed; 3 parts.\n")
    rows = results(out)
    assert [row["id"] for row in rows] == [f"a{n}" for n in range(10)]
    brief = rows[7]["brief"]
    assert (brief["article"]["title"], brief["article"]["date"]) == ("Troops leave town 27", "2013-04-03")
    assert [sentence["source"] for sentence in brief["summary"]["sentences"]] == [0, 1]
    french = brief["translations"][0]
    assert "Union africaine" in french["sentences"][1]["text"]
    assert {check["status"] for check in french["sentences"][1]["checks"]} <= {"kept", "rendered"}
    assert sorted(path.name[:5] for path in out.iterdir()) == ["manif", "part-", "part-", "part-"]


BAD = {
    "not json": "not valid JSON",
    "[1]": "a list, not an object",
    '{"body": "x"}': "no column 'text'; it has 'body'",
    '{"text": 5}': "a number, not text",
    '{"text": null}': "nothing, not text",
    '{"text": " "}': "is empty",
    '{"text": "Home | News\\nLog in"}': "Only menus",
    json.dumps({"text": "word " * 200_001}): "an article has at most 1,000,000",
    "[" * 100_000: "not valid JSON",
}


def test_a_row_that_cannot_be_used_fails_with_its_reason_and_is_not_dropped(tmp_path: Path) -> None:
    corpus, out = tmp_path / "in.jsonl", tmp_path / "out"
    good = json.dumps({"text": story(1) + "\ud800"})  # half of a surrogate pair, as scrapers cut them
    corpus.write_text("\n\n".join([*BAD, good, good]))
    result = run(corpus, out, "--workers", "1", "--batch-size", "2")
    assert (result.returncode, result.stderr) == (1, "11 rows: 2 done, 9 failed; 6 parts.\n")
    rows = results(out)
    for row, reason in zip(rows, BAD.values(), strict=False):
        assert (row["status"], row["brief"]) == ("failed", None)
        assert reason in row["reason"]
    assert [row["status"] for row in rows[len(BAD) :]] == ["done", "done"]
    assert len({row["id"] for row in rows}) == 11  # the same content twice is two rows


def test_a_line_without_end_is_not_read_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MOST_BYTES", 100)
    path = tmp_path / "in.jsonl"
    path.write_text(f'{{"text": "{"x" * 1000}"}}\n{{"text": "short"}}')
    (chunk,) = jsonl.split(path, 5)
    first, second = jsonl.read(path, chunk, "text")
    assert "longer than 100 bytes" in first.problem
    assert second.text == "short"


def test_interrupted_it_goes_on_where_it_was_and_the_result_is_that_of_a_run_without_a_break(
    corpus: Path,
) -> None:
    out, whole = corpus.parent / "out", corpus.parent / "whole"
    options = ("--workers", "1", "--batch-size", "2", "--lang", "fr")
    process = begin(corpus, out, *options)
    wait_for(process, lambda: drafts_under_way(out))
    process.send_signal(signal.SIGINT)
    assert process.communicate()[1] == "Interrupted.\n"
    assert process.returncode == 130
    before = {path: path.stat().st_mtime_ns for path in out.glob("part-*")}
    assert 0 < len(before) < 5
    again = run(corpus, out, *options)
    assert (
        again.stderr == f"10 rows: 10 done, 0 failed; 5 parts, {len(before)} of them from an earlier run.\n"
    )
    assert {path: path.stat().st_mtime_ns for path in before} == before
    run(corpus, whole, *options)
    assert contents(out) == contents(whole)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (["--lang", "fr"], "languages, models"),
        (["--batch-size", "3"], "batch_size"),
        (["--sentences", "1"], "length"),
    ],
)
def test_other_options_into_the_same_folder_are_refused(corpus: Path, change: list[str], named: str) -> None:
    out = corpus.parent / "out"
    run(corpus, out, "--workers", "1")
    before = contents(out)
    result = run(corpus, out, "--workers", "1", *change)
    assert result.returncode == 2
    assert f"{out} was begun with other input or options ({named} differ" in result.stderr
    assert contents(out) == before


def test_another_input_into_the_same_folder_is_refused(corpus: Path) -> None:
    out = corpus.parent / "out"
    run(corpus, out, "--workers", "1")
    with corpus.open("a") as file:
        file.write(json.dumps({"text": story(1)}) + "\n")
    assert "(input, rows differ" in run(corpus, out, "--workers", "1").stderr


def test_what_cannot_be_used_is_refused_in_words(corpus: Path) -> None:
    folder = corpus.parent
    (folder / "in.csv").write_text("text\n")
    (folder / "empty.jsonl").write_text("\n")
    (folder / "full").mkdir()
    (folder / "full" / "mine.txt").write_text("")
    for arguments, message in (
        (["in.csv", "out"], "Give rows with texts as .jsonl or .parquet"),
        (["none.jsonl", "out"], "none.jsonl cannot be read: No such file"),
        (["empty.jsonl", "out"], "has no rows"),
        (["in.jsonl", "full"], "holds other files"),
        (["in.jsonl", "in.csv"], "is a file. Give the name of a folder"),
        (["in.jsonl", "out", "--lang", "wo"], "Wolof"),
    ):
        result = run(*arguments, "--workers", "1", cwd=folder)
        assert result.returncode == 2, message
        assert message in result.stderr
    assert not (folder / "out").exists()


def test_a_damaged_part_is_named_and_not_counted(corpus: Path) -> None:
    out = corpus.parent / "out"
    run(corpus, out, "--workers", "1", "--batch-size", "5")
    part = max(out.glob("part-*"))
    part.write_text(part.read_text().split("\n", 1)[1])
    result = run(corpus, out, "--workers", "1", "--batch-size", "5")
    assert result.returncode == 1
    assert f"{part} has 4 rows instead of 5. Delete it" in result.stderr
    part.unlink()
    assert run(corpus, out, "--workers", "1", "--batch-size", "5").returncode == 0


def test_two_runs_do_not_work_in_one_folder(corpus: Path) -> None:
    job, chunks, manifest = plan(corpus, corpus.parent / "out", BriefOptions())

    def start_another(*_: object) -> None:
        with pytest.raises(InputError, match="Another run works in"):
            run_job(job, chunks, manifest)

    run_job(job, chunks, manifest, done=start_another)


def test_an_input_that_grows_during_the_run_is_refused(corpus: Path) -> None:
    job, chunks, manifest = plan(corpus, corpus.parent / "out", BriefOptions(), size=5)

    def grow(*_: object) -> None:
        with corpus.open("a") as file:
            file.write("{}\n")

    with pytest.raises(InputError, match="has changed since the run began"):
        run_job(job, chunks, manifest, done=grow)


def dead_draft(job: Any, chunk: Any, rows: int, number: int) -> None:
    """What a worker leaves that is killed in the middle of a line."""
    drafts = job.folder / DRAFTS
    drafts.mkdir(parents=True, exist_ok=True)
    (drafts / f"{job.part(chunk).stem}.{number}.draft").write_text("{}\n" * rows + '{"id":')


def test_a_row_on_which_workers_keep_dying_fails_and_the_rest_of_its_chunk_is_done(corpus: Path) -> None:
    job, (chunk,), _ = plan(corpus, corpus.parent / "out", BriefOptions())
    maker = parts.brief_maker(job)
    for number in range(2):
        dead_draft(job, chunk, 6, number)
    assert parts.make_part(job, chunk, maker).failed == 0  # two may be chance
    job.part(chunk).unlink()
    dead_draft(job, chunk, 6, 3)
    assert parts.make_part(job, chunk, maker).failed == 1
    assert "3 workers died on this row" in results(job.folder)[6]["reason"]


def test_workers_that_die_everywhere_stop_the_run(corpus: Path) -> None:
    job, (chunk,), _ = plan(corpus, corpus.parent / "out", BriefOptions())
    for number in range(12):
        dead_draft(job, chunk, number % 6, number)
    with pytest.raises(SummarizeError, match="12 workers died on the 10 rows from row 0 on"):
        parts.make_part(job, chunk, parts.brief_maker(job))


def test_without_ray_several_workers_are_refused_with_the_command_that_helps(corpus: Path) -> None:
    hidden = "import sys; sys.modules['ray'] = None; from summarize.cli import main; main()"
    command = [sys.executable, "-c", hidden, "map", corpus, corpus.parent / "out", "--workers", "2"]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 1
    assert "pip install 'summarize[ray]'" in result.stderr
    assert "Traceback" not in result.stderr


@needs_ray
def test_a_cluster_that_is_not_there_is_named_at_once(corpus: Path) -> None:
    result = run(corpus, corpus.parent / "out", "--address", "127.0.0.1:1")
    assert result.returncode == 2
    assert "There is no Ray cluster at 127.0.0.1:1" in result.stderr


@needs_pyarrow
def test_parquet_in_row_groups_becomes_parquet_with_every_row_once(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    corpus, out = tmp_path / "in.parquet", tmp_path / "out"
    bodies = [None if n == 3 else story(n) for n in range(10)]
    table = pa.table({"id": list(range(10)), "body": bodies, "other": [b"\xff"] * 10})
    pq.write_table(table, corpus, row_group_size=7)
    assert "no column 'text'; it has 'id', 'body', 'other'" in run(corpus, out, "--workers", "1").stderr
    options = ("--workers", "1", "--text-column", "body", "--batch-size", "3")
    assert run(corpus, out, *options).stderr == "10 rows: 9 done, 1 failed; 4 parts.\n"
    made = pa.concat_tables([pq.read_table(part) for part in sorted(out.glob("part-*.parquet"))])
    assert made.column_names == ["id", "status", "reason", "brief"]
    assert made["id"].to_pylist() == [str(n) for n in range(10)]
    assert made["status"].to_pylist() == ["done"] * 3 + ["failed"] + ["done"] * 6
    assert json.loads(made["brief"][9].as_py())["article"]["title"] == "Troops leave town 29"
    run(corpus, tmp_path / "lines", *options, "--format", "jsonl")
    assert [row["id"] for row in results(tmp_path / "lines")] == [str(n) for n in range(10)]


LOOPBACK = {"0100007F", "0000000000000000FFFF00000100007F"}
"""127.0.0.1 as Linux writes it, and as an IPv6 address."""


def listeners(root: int) -> set[str]:
    """The addresses on which a process and those below it listen."""
    family, sockets = {root}, set()
    for process in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
        with suppress(OSError):  # it may have ended by now
            if int((process / "stat").read_text().rsplit(")", 1)[1].split()[1]) in family:
                family.add(int(process.name))
                sockets |= {str(link.readlink())[8:-1] for link in (process / "fd").iterdir()}
    lines = [line for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()]
    fields = [line.split() for line in lines]
    return {each[1].split(":")[0] for each in fields if each[3] == "0A" and each[9] in sockets}


def kill_a_worker(process: subprocess.Popen[str], out: Path) -> None:
    """Kill a worker in the middle of a part: it is held first, for it may have finished meanwhile."""
    while True:
        draft = wait_for(process, lambda: drafts_under_way(out))
        worker = int(draft.name.split(".")[1].split("-")[0])
        os.kill(worker, signal.SIGSTOP)
        if draft.exists():
            return os.kill(worker, signal.SIGKILL)
        os.kill(worker, signal.SIGCONT)


@needs_ray
def test_a_killed_worker_of_two_loses_and_doubles_no_row(tmp_path: Path) -> None:
    rows = [{"id": f"a{n}", "text": "" if n == 30 else story(n)} for n in range(40)]
    corpus, out, alone = write_lines(tmp_path / "in.jsonl", rows), tmp_path / "out", tmp_path / "alone"
    options = ("--batch-size", "5", "--lang", "fr")
    process = begin(corpus, out, *options, "--workers", "2")
    wait_for(process, lambda: drafts_under_way(out))
    listening = listeners(process.pid)
    kill_a_worker(process, out)
    _, told = process.communicate(timeout=300)
    assert process.returncode == 1  # for the empty row
    assert listening
    assert listening <= LOOPBACK
    assert told.endswith(
        "40 rows: 39 done, 1 failed; 8 parts; workers that died, and whose rows were done again: 1.\n"
    )
    assert "Traceback" not in told
    assert [row["id"] for row in results(out)] == [f"a{n}" for n in range(40)]
    run(corpus, alone, *options, "--workers", "1")
    assert contents(out) == contents(alone)
