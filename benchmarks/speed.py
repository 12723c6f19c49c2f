"""Speed and memory beside what users would pick instead, one sub-command per measurement.

    python benchmarks/speed.py start [--drop-caches]
    python benchmarks/speed.py translation flores200-devtest.eng flores200-devtest.fra [--peers PYTHON]
    python benchmarks/speed.py summary
    python benchmarks/speed.py growth
    python benchmarks/speed.py beams flores200-devtest.eng flores200-devtest.fra
    python benchmarks/speed.py digest [--articles 1000] [--translate] [--jobs 1 2]

Each piece of work runs in a process of its own (`workloads.py`), several times, and the least figures are
kept. `--cpus 0` keeps all of it on one CPU: give it where others use the machine, because threads that wait
for a busy CPU burn time. Results go into `results/speed.json`, or into the file given with `-o`, which
`compare.py` puts beside it. `results/speed.md` says what they mean.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import string
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import RESULTS, ROOT, CommandFailedError, Row, least, run, save

ARTICLE = ROOT / "examples" / "articles" / "mali-2012.txt"
BRIEF = f"{ARTICLE.relative_to(ROOT)} --lang fr"
COMMANDS = (
    "--version",
    "--help",
    f"{ARTICLE.relative_to(ROOT)} --no-cache",
    BRIEF,  # the first run, which is not counted, keeps it
    f"{BRIEF} --no-cache",
)
LENGTHS = (1, 10, 100)
CONVERT = """
import sys, pathlib
from summarize.models.convert import write_conversion
write_conversion(*map(pathlib.Path, sys.argv[1:]), "float32")
"""
PEERS = {"Argos Translate": "argos", "LibreTranslate": "libretranslate"}
TRANSLATED_UP_TO = 100


def work(arguments: str, file: Path, repeat: int, python: str = sys.executable) -> tuple[Row, object]:
    """Run a workload several times; return the least of its costs, with all of them, and what it made."""
    results = []
    for _ in range(repeat):
        name, *rest = arguments.split()
        command = [python, ROOT / "benchmarks" / "workloads.py", name, file, *rest]
        results.append(json.loads(run(command)[1]))
    runs = [result["cost"] for result in results]
    return least(runs) | {"runs": runs}, results[0]["made"]


def start(args: argparse.Namespace) -> list[Row]:
    """Whole commands from nothing; with `--drop-caches`, also with nothing of them in the file cache."""
    rows = []
    program = Path(sys.executable).parent / "summarize"
    for arguments in COMMANDS:
        command = [program, *arguments.split()]
        run(command)
        runs = [run(command)[0] for _ in range(args.repeat)]
        rows.append({"name": f"summarize {arguments}"} | least(runs) | {"runs": runs})
    if args.drop_caches:
        Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")  # refused unless root
        cost, _ = run([program, *COMMANDS[-1].split()])
        rows.append({"name": f"summarize {COMMANDS[-1]}, cold file cache"} | cost | {"runs": [cost]})
    return rows


def translation(args: argparse.Namespace) -> list[Row]:
    """Source words per CPU second, peak memory and BLEU of the same weights under several libraries."""
    ways = {
        "summarize, engine, int8, beam 4": "engine --library ct2 --beam 4",
        "summarize, translator, facts checked, beam 4": "translator",
        "transformers float32, greedy": "engine --library transformers --beam 1",
        "transformers float32, beam 4": "engine --library transformers --beam 4",
    }
    rows = [_translated(name, way, args, sys.executable) for name, way in ways.items()]
    for name, way in PEERS.items() if args.peers else ():
        rows.append(_translated(f"{name}, same converted model, beam 4", way, args, args.peers))
    return rows


def _translated(name: str, way: str, args: argparse.Namespace, python: str) -> Row:
    import sacrebleu  # here: a process that starts others lends them its memory peak

    try:
        cost, made = work(f"{way} --first {args.first}", args.source, args.repeat, python)
    except CommandFailedError as error:
        return {"name": name, "failed": str(error)}
    facts = {}
    if isinstance(made, dict):
        made, facts = made["lines"], {"facts": made["facts"], "facts_lost": made["lost"]}
    words = sum(
        len(line.split()) for line in args.source.read_text(encoding="utf-8").splitlines()[: args.first]
    )
    wanted = args.reference.read_text(encoding="utf-8").splitlines()[: args.first]
    scores = {
        "words_per_s": round(words / cost["wall_s"]),
        "words_per_cpu_s": round(words / cost["cpu_s"]),
        "bleu": round(sacrebleu.corpus_bleu(made, [wanted]).score, 2),
        "chrf": round(sacrebleu.corpus_chrf(made, [wanted]).score, 2),
    }
    return {"name": name, "words": words} | scores | facts | cost


def summary(args: argparse.Namespace) -> list[Row]:
    """A summary of five sentences of one article, loading not counted."""
    ways = {
        "summarize, extractive": "extractive --warm 40",
        "sumy LexRank": "sumy --library lexrank --warm 40",
        "sumy TextRank": "sumy --library textrank --warm 40",
        "transformers, distilbart-cnn-12-6 shape, random weights": "distilbart --warm 0",
    }
    return [{"name": name} | work(way, ARTICLE, args.repeat)[0] for name, way in ways.items()]


def growth(args: argparse.Namespace) -> list[Row]:
    """One article, and as long as 10 and 100 of it, with new names and numbers in each part."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for length in LENGTHS:
            path = Path(folder) / "article.txt"
            path.write_text("".join(_parts(length)), encoding="utf-8")
            library = " --library translate" if length <= args.translated_up_to else ""
            cost, made = work(f"pipeline --warm 40{library}", path, args.repeat)
            assert isinstance(made, dict)  # noqa: S101
            rows.append({"name": f"{length} ×"} | made | cost)
    return rows


def _parts(length: int) -> Iterator[str]:
    text = ARTICLE.read_text(encoding="utf-8")
    place = text.index("Junta leaders in")
    yield text
    for number in range(1, length):
        ending = string.ascii_lowercase[number // 26] + string.ascii_lowercase[number % 26]
        part = re.sub(r"\b(?:Cisse|Toure|Traore|Diallo|Soumaila|Moussa)\b", rf"\g<0>{ending}", text[place:])
        yield "\n" + re.sub(r"\b\d\d\b", lambda match, plus=number: str(int(match[0]) + plus), part)


def beams(args: argparse.Namespace) -> list[Row]:
    """Beam (and as many candidates), with quality and facts kept beside speed."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "ct2"
        run([sys.executable, "-c", CONVERT, ROOT / "summarize" / "weights" / "en-fr", exact])
        engines = [(1, ""), (2, ""), (4, ""), (6, ""), (4, exact), (1, exact)]
        for beam, converted in engines:
            option = f" --converted {converted}" if converted else ""
            name = f"engine, beam {beam}, {'float32' if converted else 'int8'}"
            way = f"engine --library ct2 --beam {beam}{option}"
            rows.append(_translated(name, way, args, sys.executable))
        for beam, converted in ((6, ""), (4, ""), (2, ""), (4, exact)):
            option = f" --converted {converted}" if converted else ""
            name = f"facts checked, beam {beam}, {'float32' if converted else 'int8'}"
            rows.append(_translated(name, f"translator --beam {beam}{option}", args, sys.executable))
    return rows


def digest(args: argparse.Namespace) -> list[Row]:
    """Different articles to one briefing, by the number of processes; nothing is kept between runs."""
    from stories import synthetic

    rows = []
    program = Path(sys.executable).parent / "summarize"
    with tempfile.TemporaryDirectory() as folder:
        for number, article in enumerate(synthetic(args.articles, copies=0)[0]):
            parts = [article.title, f"{article.date:%B %d, %Y}", *map(_prose, article.paragraphs)]
            (Path(folder) / f"{number:05}.txt").write_text("\n\n".join(parts), encoding="utf-8")
        output = Path(folder) / "briefing.html"
        options = ["--no-cache", "--quiet", "-o", str(output), *(["--lang", "fr"] if args.translate else [])]
        for jobs in args.jobs:
            runs = [
                run([program, "digest", folder, "--jobs", str(jobs), *options])[0] for _ in range(args.repeat)
            ]
            cost = least(runs)
            speed = {"articles_per_minute": round(60 * args.articles / cost["wall_s"])}
            rows.append({"name": f"{args.articles} articles, --jobs {jobs}"} | speed | cost | {"runs": runs})
    return rows


def _prose(text: str) -> str:
    """Put function words between content words, without which the cleaner takes them for a menu."""
    joints = itertools.cycle(("said that the", "of the", "and was in a", "had been to the"))
    words = [f"{word} {next(joints)}" if n % 4 == 3 else word for n, word in enumerate(text.split(" "))]
    return " ".join(words)


def main() -> None:
    """Run one measurement and keep its results."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-o", "--output", type=Path, default=RESULTS)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--cpus", default="", help="keep to these CPUs, such as 0 or 0,1")
    commands = parser.add_subparsers(required=True)
    for measurement in (start, translation, summary, growth, beams, digest):
        command = commands.add_parser(measurement.__name__, help=(measurement.__doc__ or "").split("\n")[0])
        command.set_defaults(measurement=measurement)
        if measurement is start:
            command.add_argument("--drop-caches", action="store_true", help="needs root; slows all programs")
        if measurement is growth:
            command.add_argument("--translated-up-to", type=int, default=TRANSLATED_UP_TO)
        if measurement in (translation, beams):
            command.add_argument("source", type=Path)
            command.add_argument("reference", type=Path)
            command.add_argument("--first", type=int, default=200 if measurement is beams else 60)
        if measurement is digest:
            command.add_argument("--articles", type=int, default=1000)
            command.add_argument("--translate", action="store_true", help="into French, too")
            command.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
        if measurement is translation:
            command.add_argument("--peers", help="a Python that has libretranslate, with its argostranslate")
    args = parser.parse_args()
    if args.cpus:
        os.sched_setaffinity(0, {int(cpu) for cpu in args.cpus.split(",")})
    save(args.measurement.__name__, args.measurement(args), args.output)


if __name__ == "__main__":
    main()
