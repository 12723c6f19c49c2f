r"""Translate the first column of a file, to make pairs whose target is human and whose source is a model's.

    python -m training.backtranslate --model summarize/weights/en-fr \
        --input CORPORA/bam/en-bam.nllb-seed.tsv.gz --out work/made/nllb-seed-fr.tsv.gz

Text in one language gives (translation, text): back-translation, Sennrich et al. 2016,
https://aclanthology.org/P16-1009. Pairs give (translation of the source, target): a pivot. In both, errors of
the model are on the side that is read, never on the side that is learnt to be written.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path

from summarize.models.engines import Engine, load_engine
from training.manifest import read_rows

CHUNK = 512
"""Sentences handed to the engine at once; it sorts them by length."""
LONGEST_RATIO = 1.8
"""Words of the longer side over the shorter above which a translation is taken to be cut off or run on."""
REPEATS = 4
"""A word that comes this often in a row is a model running on."""


def is_plausible(source: str, translation: str) -> bool:
    """Tell whether a translation is as long as its source, about, and does not repeat itself."""
    ours, theirs = translation.split(), source.split()
    if not ours or not theirs:
        return False
    short, long = sorted((len(ours), len(theirs)))
    stuck = any(len(set(ours[i : i + REPEATS])) == 1 for i in range(len(ours) - REPEATS + 1))
    return not stuck and (long < 6 or long <= LONGEST_RATIO * short)


def translated(rows: Sequence[Sequence[str]], engine: Engine) -> Iterator[tuple[str, str]]:
    """Yield (translation of the first column, last column) for the plausible translations."""
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        for row, candidates in zip(chunk, engine.translate([row[0] for row in chunk]), strict=True):
            if candidates and is_plausible(row[0], candidates[0].text):
                yield candidates[0].text, row[-1]
        print(f"{min(start + CHUNK, len(rows))}/{len(rows)}", flush=True)


def main() -> None:
    """Translate a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="exported folder")
    parser.add_argument("--input", type=Path, required=True, help="lines, or tab-separated source and target")
    parser.add_argument("--out", type=Path, required=True)
    a = parser.parse_args()
    rows = [row[:2] for row in read_rows(a.input) if row[0].strip()]
    a.out.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(a.out, "wt", encoding="utf-8", newline="\n") as file:
        kept = [file.write("\t".join(pair) + "\n") for pair in translated(rows, load_engine(a.model))]
    print(f"{len(kept)} of {len(rows)} translations kept in {a.out}")


if __name__ == "__main__":
    main()
