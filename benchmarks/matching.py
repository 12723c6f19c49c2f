"""How many facts of a source are found in its human translation, and how many in a wrong sentence.

    python benchmarks/matching.py PAIRS.tsv[.gz] SOURCE TARGET [--lines N] [--only NAME]

PAIRS has source and target in the first two columns and, for `--only`, the name of its corpus in the
third. Human translators drop, move and rewrite, so the first rate is a lower bound of what the matcher
finds; the second, where each sentence is held against the translation of another one, is the rate of
chance hits.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections import Counter, defaultdict
from pathlib import Path

from summarize.facts.check import check_translation
from summarize.facts.glossary import load_glossary

FAR = 7
SEED = 1


def read_pairs(path: Path, only: str, count: int) -> list[tuple[str, str]]:
    """Return a sample of the pairs."""
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [line.split("\t") for line in text.decode().splitlines()]
    pairs = [(row[0], row[1]) for row in rows if not only or only in row[2]]
    return random.Random(SEED).sample(pairs, min(count, len(pairs)))  # noqa: S311 (a sample, not a secret)


def found(pairs: list[tuple[str, str]], source: str, target: str) -> dict[str, Counter[str]]:
    """Count the statuses of the facts by kind."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one, other in pairs:
        for check in check_translation(one, other, source, target, load_glossary()):
            counts[check.fact.kind][check.status] += 1
    return counts


def main() -> None:
    """Print the share of facts found by kind, in the translation and in another sentence."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=Path)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--lines", type=int, default=1000)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    pairs = read_pairs(options.pairs, options.only, options.lines)
    shifted = [(one, pairs[(index + FAR) % len(pairs)][1]) for index, (one, _) in enumerate(pairs)]
    right = found(pairs, options.source, options.target)
    wrong = found(shifted, options.source, options.target)
    print(f"{len(pairs)} pairs; facts, found in the translation, found in another sentence")
    for kind, counts in sorted(right.items()):
        shares = [(c["kept"] + c["rendered"]) / max(1, sum(c.values())) for c in (counts, wrong[kind])]
        print(f"  {kind:13}{sum(counts.values()):6}{shares[0]:8.1%}{shares[1]:8.1%}")


if __name__ == "__main__":
    main()
