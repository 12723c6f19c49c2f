"""Precision, recall and F1 of the fact finder on the hand-marked articles.

    python benchmarks/extraction.py [FOLDER] [--misses]

The folder holds `NAME.txt` and `NAME.facts.tsv`; its README says what is marked and how a found fact is
judged. Vague amounts ("hundreds", "une centaine") and times of day, which the finder reports with low weight
and the marks leave out, are not counted. Every other article, beginning with the first, was used for
development, the others for checking.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from summarize.article.language import detect_language
from summarize.article.sentences import split_sentences
from summarize.facts.extract import key_facts
from summarize.facts.finding.dates import find_dates
from summarize.facts.finding.numbers import is_vague
from summarize.facts.words.folding import fold
from summarize.records import Article, Block, Fact, Sentence

MARKED = Path(__file__).parent.parent / "tests" / "data" / "facts"
NAMES = ("person", "place", "organisation", "group")
GROUPS = {"names": NAMES, "numbers and dates": ("number", "date")}
KINDS = (*NAMES, "number", "date", "quote", "event")

Score = Counter[tuple[str, str]]
"""Counts of (kind, `right` | `found` | `marked`)."""


def load_article(path: Path) -> Article:
    """Read a marked article: title line, date line, paragraphs with a blank line between them."""
    head, *paragraphs = path.read_text(encoding="utf-8").strip().split("\n\n")
    title, day = head.split("\n")
    language = detect_language(" ".join(paragraphs))
    date = dt.date.fromisoformat(find_dates(day, language)[0].key)
    blocks = tuple(Block(" ".join(p.split())) for p in paragraphs)
    texts = ((text, place) for place, b in enumerate(blocks) for text in split_sentences(b.text, language))
    sentences = tuple(Sentence(index, text, place) for index, (text, place) in enumerate(texts))
    return Article(title, blocks, sentences, language, date=date)


def load_marks(path: Path) -> list[list[str]]:
    """Read the rows kind, text, key, aliases, detail."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]


def _is_unmarked(fact: Fact) -> bool:
    return (fact.kind == "number" and is_vague(fact.text)) or (
        fact.kind == "date" and fact.key.startswith("T")
    )


def score_article(path: Path, misses: list[str] | None = None) -> Score:
    """Compare the facts found in one article with its marks; describe each difference in `misses`."""
    marks = load_marks(path.with_name(path.stem + ".facts.tsv"))
    facts = [fact for fact in key_facts(load_article(path)) if not _is_unmarked(fact)]
    found = list({(fact.kind, fact.key): fact for fact in reversed(facts)}.values())  # whatever the unit
    score: Score = Counter()
    for kind in KINDS:
        rows = [row for row in marks if row[0] == kind]
        score[kind, "marked"] += len(rows)
        for fact in (fact for fact in found if fact.kind == kind):
            score[kind, "found"] += 1
            row = next((row for row in rows if _is_right(fact, row)), None)
            if row:
                rows.remove(row)
                score[kind, "right"] += 1
            elif misses is not None:
                misses.append(f"{path.stem}: + {kind} {fact.text!r} {fact.key}")
        if misses is not None:
            misses += [f"{path.stem}: - {kind} {row[1]!r} {row[2]}" for row in rows]
    return score


def _is_right(fact: Fact, row: list[str]) -> bool:
    _, text, key, aliases, *_ = row
    if fact.kind in NAMES:
        return bool(
            {fact.key, _plain(fact.text)}
            & {key, _plain(text), *map(_plain, filter(None, aliases.split("|")))}
        )
    return fact.key == key


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def precision_recall_f1(score: Score, kinds: Iterable[str]) -> tuple[float, float, float]:
    """Return micro-averaged precision, recall and F1 over some kinds."""
    right, found, marked = (sum(score[kind, what] for kind in kinds) for what in ("right", "found", "marked"))
    return right / max(1, found), right / max(1, marked), 2 * right / max(1, found + marked)


def total(paths: Iterable[Path], misses: list[str] | None = None) -> Score:
    """Add up the scores of several articles."""
    return sum((score_article(path, misses) for path in paths), Counter())


def print_table(title: str, score: Score) -> None:
    """Print one line per kind and per group of kinds."""
    print(f"{title}\n{'kind':20}{'marked':>8}{'found':>8}{'right':>8}{'P':>8}{'R':>8}{'F1':>8}")
    for name, kinds in {**{kind: (kind,) for kind in KINDS}, **GROUPS}.items():
        counts = [sum(score[kind, what] for kind in kinds) for what in ("marked", "found", "right")]
        figures = precision_recall_f1(score, kinds)
        print(f"{name:20}" + "".join(f"{c:8}" for c in counts) + "".join(f"{f:8.3f}" for f in figures))


def main() -> None:
    """Print the tables for the development half, the checking half and all articles."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=MARKED)
    parser.add_argument(
        "--misses", choices=("development", "checking"), help="list the differences of one half"
    )
    options = parser.parse_args()
    paths = sorted(options.folder.glob("*.txt"))
    halves = {"development": paths[::2], "checking": paths[1::2], "all": paths}
    for name, part in halves.items():
        misses: list[str] = []
        print_table(f"\n{name}: {len(part)} articles", total(part, misses))
        if options.misses == name:
            print("\n".join(misses))


if __name__ == "__main__":
    main()
