"""Segment F1 of the cleaner for pasted pages, beside two baselines.

    python benchmarks/cleaning.py PAGES.json

PAGES.json is a list of {"text": page as pasted, "with": [segments that must stay], "without": [segments that
must go]}. A segment counts as kept when it is part of the clean text, white space aside. Precision = kept
`with` / all kept segments; recall = kept `with` / all `with`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from summarize.article.reader import clean_text
from summarize.errors import InputError


class Page(TypedDict):
    """One pasted page with its judged segments."""

    text: str
    with_: list[str]
    without: list[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of kept segments over a set of pages."""

    kept_with: int
    all_with: int
    kept_without: int

    @property
    def precision(self) -> float:
        """Share of the kept segments that belong to the articles."""
        return self.kept_with / max(1, self.kept_with + self.kept_without)

    @property
    def recall(self) -> float:
        """Share of the articles' segments that were kept."""
        return self.kept_with / max(1, self.all_with)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def load_pages(path: Path) -> list[Page]:
    """Read a set of judged pages."""
    pages = json.loads(path.read_text(encoding="utf-8"))
    return [Page(text=page["text"], with_=page["with"], without=page["without"]) for page in pages]


def score_pages(pages: Iterable[Page], clean: Callable[[str], str]) -> Score:
    """Count the segments that a cleaner keeps over all pages."""
    kept_with = all_with = kept_without = 0
    for page in pages:
        cleaned = _normal(clean(page["text"]))
        kept_with += sum(_normal(segment) in cleaned for segment in page["with_"])
        all_with += len(page["with_"])
        kept_without += sum(_normal(segment) in cleaned for segment in page["without"])
    return Score(kept_with, all_with, kept_without)


def our_cleaner(text: str) -> str:
    """The clean article; nothing when the cleaner finds no article."""
    try:
        return clean_text(text).text
    except InputError:
        return ""


def keep_everything(text: str) -> str:
    """Baseline: the page as it is."""
    return text


def keep_long_lines(text: str) -> str:
    """Baseline: lines of at least ten words, or of six that end like a sentence."""
    return "\n".join(line for line in text.splitlines() if _long(line))


def _long(line: str) -> bool:
    words = len(line.split())
    return words >= 10 or (words >= 6 and bool(re.search(r"[.!?…][\"”»’)]*$", line.rstrip())))


def _normal(text: str) -> str:
    return " ".join(text.split())


def main() -> int:
    """Print the scores for the set given on the command line."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        print(f"usage: {sys.argv[0]} PAGES.json  (a set of judged pages; none found)", file=sys.stderr)
        return 2
    pages = load_pages(Path(sys.argv[1]))
    print(f"{len(pages)} pages            precision  recall      F1")
    for cleaner in (our_cleaner, keep_long_lines, keep_everything):
        score = score_pages(pages, cleaner)
        print(f"{cleaner.__name__:20s}  {score.precision:9.3f}  {score.recall:6.3f}  {score.f1:6.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
