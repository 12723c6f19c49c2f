"""How well articles about one event are grouped, and what it costs.

    python benchmarks/stories.py [--misses development] [--sizes 500 1000 5000] [--one-event]

First pairwise precision, recall and F1 on the marked articles in tests/data/stories (its README says how they
were marked; the method was tuned on the development half only), under several conditions, and the
disagreements found. Then time and peak memory on synthetic articles of 300 words, each size in a process of
its own; the facts are found and timed apart, since a briefing needs them anyway.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import itertools
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from summarize.article.reader import number_sentences
from summarize.digest.stories import Story, group_stories
from summarize.facts.extract import key_facts
from summarize.records import Article, Block, Fact

MARKED = Path(__file__).parent.parent / "tests" / "data" / "stories"
WORDS = Path(__file__).parent.parent / "summarize" / "facts" / "data" / "common_en.txt"


_HEADER = """\
| articles | condition | pairs | precision | recall | F1 |
| --- | --- | ---: | ---: | ---: | ---: |"""
_SIZES_HEADER = """
| articles | stories | grouping, CPU s | wall s | added MB | peak MB | finding facts, CPU s | F1 |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""


class Marked(NamedTuple):
    """Articles, the facts of each, and the story and half each is marked with."""

    articles: list[Article]
    facts: list[tuple[Fact, ...]]
    stories: list[str]

    def select(self, indices: Iterable[int]) -> Marked:
        """Return some of the articles."""
        chosen = list(indices)
        return Marked(*([column[i] for i in chosen] for column in self))  # type: ignore[arg-type]


class Score(NamedTuple):
    """Pairs of articles put together rightly, put together wrongly, and kept apart wrongly."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def plus(self, other: Score) -> Score:
        """Add the counts of another score."""
        return Score(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        found, marked = self.right + self.wrong, self.right + self.missed
        return (
            self.right / max(1, found),
            self.right / max(1, marked),
            2 * self.right / max(1, found + marked),
        )


def load_marked(half: str = "") -> Marked:
    """Read the marked articles of one half, or all."""
    lines = (MARKED / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if half in ("", row["half"])]
    articles = [
        make_article(
            row["title"], row["text"], row["language"], row["source"], dt.date.fromisoformat(row["date"])
        )
        for row in rows
    ]
    return Marked(articles, [key_facts(article) for article in articles], [row["story"] for row in rows])


def make_article(title: str, text: str, language: str, source: str, date: dt.date) -> Article:
    """Make an article from clean text with a blank line between its paragraphs."""
    blocks = tuple(Block(paragraph) for paragraph in text.split("\n\n"))
    return Article(title, blocks, number_sentences(blocks, language), language, source, date=date)


def pairwise(stories: Iterable[Story], marks: Sequence[str]) -> Score:
    """Count the pairs of articles on which the grouping and the marks agree or not."""
    story_of = {index: place for place, story in enumerate(stories) for index in story.members}
    score = [0, 0, 0]
    for one, other in itertools.combinations(range(len(marks)), 2):
        together, same = story_of[one] == story_of[other], marks[one] == marks[other]
        if together or same:
            score[0 if together and same else 1 if together else 2] += 1
    return Score(*score)


def score_grouping(marked: Marked) -> Score:
    """Group and compare with the marks."""
    return pairwise(group_stories(marked.articles, marked.facts), marked.stories)


def score_small_batches(marked: Marked, size: int, batches: int = 150) -> Score:
    """Group the articles of a few stories at a time: all combinations, or a fixed random choice."""
    choices = list(itertools.combinations(sorted(set(marked.stories)), size))
    if len(choices) > batches:
        choices = random.Random(1).sample(choices, batches)  # noqa: S311
    score = Score()
    for chosen in choices:
        part = marked.select(i for i, story in enumerate(marked.stories) if story in chosen)
        score = score.plus(score_grouping(part))
    return score


def score_disagreements(marked: Marked) -> Score:
    """Compare the disagreements in the marked stories with those marked; optional ones do not count."""
    with (MARKED / "disagreements.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["story"] in marked.stories]
    wanted = {(row["story"], row["about"], row["values"]) for row in rows if row["must"] == "yes"}
    optional = {(row["story"], row["about"]) for row in rows if row["must"] == "no"}
    found = set()
    for story in group_stories(marked.articles, marked.facts):
        name = marked.stories[story.lead]
        for item in story.disagreements:
            if (name, item.about) not in optional:
                found.add((name, item.about, "|".join(item.values)))
    return Score(len(found & wanted), len(found - wanted), len(wanted - found))


def print_marked() -> None:
    """Print a table row for each half and condition."""
    print(_HEADER)
    for half in ("development", "check", ""):
        marked = load_marked(half)
        undated = marked._replace(articles=[replace(article, date=None) for article in marked.articles])
        scores = {
            "all together": score_grouping(marked),
            "all together, dates hidden": score_grouping(undated),
            "2 stories at a time": score_small_batches(marked, 2),
            "5 stories at a time": score_small_batches(marked, 5),
            "disagreements": score_disagreements(marked),
        }
        for condition, score in scores.items():
            figures = " | ".join(f"{figure:.3f}" for figure in score.figures)
            name = f"{half or 'both halves'} ({len(marked.articles)})"
            print(f"| {name} | {condition} | {score.right + score.missed} | {figures} |")


def print_misses(half: str) -> None:
    """Print the groups that mix or split marked stories."""
    marked = load_marked(half)
    for story in group_stories(marked.articles, marked.facts):
        names = [marked.stories[index] for index in story.members]
        if len(set(names)) > 1 or len(names) < marked.stories.count(names[0]):
            print(
                [
                    f"{marked.articles[i].source}: {marked.articles[i].title} ({marked.stories[i]})"
                    for i in story.members
                ]
            )
        for item in story.disagreements:
            print(names[0], item.about, item.values)


def synthetic(count: int, copies: float = 0.2, *, one_event: bool = False) -> tuple[list[Article], list[str]]:
    """Make articles of 300 words about one event, or events of 1 to 12; a share are agency copies."""
    draw = random.Random(count)  # noqa: S311
    words = WORDS.read_text(encoding="utf-8").split()
    draw.shuffle(words)
    places = [
        f"{a}{b}{c}" for a in ("Tan", "Kor", "Bel", "Mou", "Dja", "Sir") for b in "aeiou" for c in _ENDINGS
    ]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    articles: list[Article] = []
    stories: list[str] = []
    while len(articles) < count:
        name, day = f"story-{len(articles)}", dt.date(2026, 3, 1) + dt.timedelta(draw.randrange(14))
        topic, names = draw.sample(words, 40), draw.sample(places, 4)
        text = ""
        size = count if one_event else draw.randint(1, 12)
        for number in range(min(size, count - len(articles))):
            if not text or draw.random() >= copies:
                text = _write(draw, words, weights, topic, names)
            title = f"{names[0]}: {' '.join(draw.sample(topic, 5))}"
            articles.append(
                make_article(title, text, "en", f"source {number}", day + dt.timedelta(draw.randrange(2)))
            )
            stories.append(name)
    return articles, stories


_ENDINGS = ("bara", "dugu", "koro", "ndi", "ssa", "gou", "lele", "mari", "tene", "wari", "zila", "pe")


def _write(
    draw: random.Random, words: list[str], weights: list[float], topic: list[str], names: list[str]
) -> str:
    paragraphs = []
    for _ in range(6):
        sentences = []
        for _ in range(3):
            chosen = draw.choices(words, weights, k=12) + draw.choices(topic, k=3)
            draw.shuffle(chosen)
            sentences.append(f"In {draw.choice(names)}, {draw.randint(2, 900)} {' '.join(chosen)}.")
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs)


def measure(count: int, one_event: bool) -> None:
    """Print one table row; seconds of CPU time and, for grouping, of the clock."""
    articles, marks = synthetic(count, 0 if one_event else 0.2, one_event=one_event)
    before = time.process_time()
    facts = [key_facts(article) for article in articles]
    found, wall = time.process_time(), time.perf_counter()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stories = group_stories(articles, facts)
    grouped, seconds = time.process_time(), time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    score = pairwise(stories, marks)
    times = (grouped - found, seconds)
    memory = ((peak - held) / 1024, peak / 1024)
    figures = [f"{figure:.1f}" for figure in times] + [f"{figure:.0f}" for figure in memory]
    figures += [f"{found - before:.1f}", f"{score.figures[2]:.3f}"]
    print(f"| {count:,} | {len(stories):,} | {' | '.join(figures)} |", flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", choices=("development", "check"), help="list what went wrong in one half")
    parser.add_argument("--sizes", type=int, nargs="*", default=[500, 1000, 5000])
    parser.add_argument("--one-event", action="store_true", help="synthetic articles all about one event")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, options.one_event)
    elif options.misses:
        print_misses(options.misses)
    else:
        if not options.one_event:
            print_marked()
        print(_SIZES_HEADER, flush=True)
        event = ["--one-event"] if options.one_event else []
        for size in options.sizes:
            subprocess.run([sys.executable, __file__, "--measure", str(size), *event], check=True)


if __name__ == "__main__":
    main()
