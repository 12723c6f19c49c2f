"""What `summarize map` costs for each article, for each worker and for each part.

    python benchmarks/map.py [--cpus 0] [--lang fr]

The rows are the articles in tests/data/stories, then those in examples and tests/data/facts. The first run
has the latter, the second all; the difference is the cost of the articles without that of the start. No
article comes twice, since a process remembers what it found in a sentence. Then Ray with two workers on rows
without text: what is left is the cost of Ray for each part. CPU seconds are those of all processes, of which
this one adopts the orphans (Linux).
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from importlib.metadata import version
from pathlib import Path

from measure import ROOT, hardware

_ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER, see prctl(2)."""


def cost(command: Sequence[str | Path]) -> tuple[float, float]:
    """Run a command; return the CPU seconds of all its processes, and a worker's peak memory in MiB."""
    before = os.times()
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    peak = 0.0
    while process.poll() is None:
        time.sleep(0.2)
        peak = max(peak, *map(_peak, Path("/proc").glob("[0-9]*")))
    told = process.communicate()[1].decode()
    if " rows: " not in told:
        raise SystemExit(told)
    with suppress(ChildProcessError):
        while True:
            os.wait()
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used, peak


def _peak(process: Path) -> float:
    """Peak memory of a process if it is a worker of this program."""
    with suppress(OSError, StopIteration, IndexError, ValueError):
        name = (process / "cmdline").read_bytes().replace(b"\0", b" ")
        if name.startswith(b"ray::MapWorker") or (b"summarize map" in name and b"--workers 1" in name):
            lines = (process / "status").read_text().splitlines()
            return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    return 0.0


def corpus(path: Path, texts: Sequence[str]) -> Path:
    """Write a corpus."""
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return path


def story_text(story: dict[str, str]) -> str:
    """Put an article together as it would be pasted."""
    return f"{story['title']}\n\n{story['date']}\n\n{story['text']}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cpus", help="the CPUs to use, as for taskset")
    parser.add_argument("--lang", default="fr")
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    if options.cpus:
        os.sched_setaffinity(0, {int(cpu) for cpu in options.cpus.split(",")})
    files = sorted([*ROOT.glob("examples/articles/*.txt"), *ROOT.glob("tests/data/facts/*.txt")])
    texts = [file.read_text(encoding="utf-8") for file in files]
    stories = (ROOT / "tests" / "data" / "stories" / "articles.jsonl").read_text(encoding="utf-8")
    more = [story_text(json.loads(line)) for line in stories.splitlines()]
    words = sum(len(text.split()) for text in more) / len(more)
    versions = f"Python {platform.python_version()}, ray {version('ray')}"
    print(f"{date.today()} · {hardware()} · {versions} · {len(more)} articles of {words:.0f} words")
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), texts, more, options.lang)


def measure(folder: Path, texts: Sequence[str], more: Sequence[str], lang: str) -> None:
    """Print a line for each measurement."""
    command = [Path(sys.executable).with_name("summarize"), "map"]
    few, many = corpus(folder / "few.jsonl", texts), corpus(folder / "many.jsonl", [*texts, *more])
    for extra in ([], ["--lang", lang]):
        name = " ".join(extra) or "no translation"
        options = ["--workers", "1", "--quiet", *extra]
        start, _ = cost([*command, few, folder / f"few {name}", *options])
        whole, peak = cost([*command, many, folder / f"many {name}", *options])
        each = (whole - start) / len(more)
        print(f"{name}: {each:.3f} CPU s an article; peak {peak:.0f} MiB", flush=True)
        ray_each, peak = cost([*command, few, folder / f"ray {name}", "--workers", "2", "--quiet", *extra])
        print(f"{name}, Ray, two workers: {ray_each:.1f} CPU s with the start; worker's peak {peak:.0f} MiB")
    spent = []
    for parts in (50, 250):
        rows = corpus(folder / f"{parts}.jsonl", [""] * parts)
        options = ["--workers", "2", "--batch-size", "1", "--quiet"]
        spent.append(cost([*command, rows, folder / str(parts), *options])[0])
    print(f"Ray: {spent[0]:.1f} CPU s for 50 parts of nothing, {spent[1]:.1f} for 250")


if __name__ == "__main__":
    main()
