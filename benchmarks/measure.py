"""Running a command and measuring what it costs, and the file in which the results are kept.

CPU seconds are those of user and system together, of the process and its children; peak memory is the largest
resident set. On a machine that does other work they are the figures to compare, wall-clock seconds are not.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results" / "speed.json"
LIBRARIES = ("summarize", "ctranslate2", "sentencepiece", "torch", "transformers", "sumy", "typer")

Row = dict[str, Any]


class CommandFailedError(Exception):
    """A measured command ended with an error; the message is the last line it wrote."""


def run(command: Sequence[str | Path]) -> tuple[Row, str]:
    """Run a command once; return what it cost and what it printed.

    Raises:
        CommandFailedError: it ended with another exit code than 0.
    """
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(command, stdout=output, stderr=complaints, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        printed, complaint = (file.seek(0) or file.read().decode() for file in (output, complaints))
    if process.returncode:
        raise CommandFailedError((complaint.strip().splitlines() or [f"exit code {process.returncode}"])[-1])
    cost = {
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 3),
        "wall_s": round(wall, 3),
        "peak_mib": round(usage.ru_maxrss / 1024, 1),
    }
    return cost, printed


def least(runs: Sequence[Row]) -> Row:
    """Return the least of each figure over the runs: other work can only add to it."""
    return {name: min(run[name] for run in runs) for name in runs[0]}


def save(name: str, rows: list[Row], path: Path) -> None:
    """Put the rows of one measurement into a results file, in place of earlier ones, and print them."""
    for row in rows:
        print(" · ".join(f"{key} {value}" for key, value in row.items() if key != "runs"), flush=True)
    stored = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    stored[name] = {
        "date": date.today().isoformat(),
        "hardware": hardware(),
        "versions": {"python": platform.python_version()} | {name: version(name) for name in LIBRARIES},
        "rows": rows,
    }
    path.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def hardware() -> Row:
    """Return the processor, the CPUs that this process may use, and the load of the last minute."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown")
    return {
        "processor": model,
        "cpus": os.cpu_count(),
        "cpus_used": len(os.sched_getaffinity(0)),
        "load": round(os.getloadavg()[0], 1),
    }
