r"""Select, normalise and clean the pairs of a direction, as the manifest decides.

    python -m training.corpus en-fr    --corpora CORPORA --out work/en-fr/pairs.tsv.gz
    python -m training.corpus fr-en    --corpora CORPORA --out work/fr-en/pairs.tsv.gz
    python -m training.corpus en+fr-bm --corpora CORPORA/bam work/made --held-out EVAL/* \
        --out work/bm/pairs.tsv.gz

Every corpus is compared with its checksum. A table says, for each, how many pairs were read, kept and
dropped.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from training.bambara import Speller, clean_pair
from training.held_out import HeldOut
from training.manifest import Checksums, Corpus, find_file, read_corpora, read_manifest
from training.normalise import source_text, target_text

LANGUAGES = ("en", "fr", "bm")
REASONS = ("read", "kept", "not a sentence", "held out", "duplicate")
Counts = defaultdict[str, Counter[str]]
"""Corpus → reason → pairs."""


class Pair(NamedTuple):
    """A sentence, its translation and the corpus they come from."""

    source: str
    target: str
    corpus: str


def parse_direction(text: str) -> tuple[tuple[str, ...], str]:
    """Read `en-fr` or, for several source languages in one model, `en+fr-bm`.

    Raises:
        SystemExit: It is not of that form, or a language is unknown.
    """
    left, _, target = text.partition("-")
    sources = tuple(left.split("+"))
    if not {*sources, target} <= set(LANGUAGES) or target in sources:
        raise SystemExit(f"unknown direction {text!r}: write en-fr, fr-en or en+fr-bm")
    return sources, target


def select(manifest: Mapping[str, Corpus], sources: Sequence[str], target: str) -> list[Corpus]:
    """Return the corpora with a weight that translate between the target and one of the sources."""
    wanted = [{source, target} for source in sources]
    return [corpus for corpus in manifest.values() if corpus.weight and set(corpus.languages) in wanted]


def read_pairs(
    corpora: Sequence[Corpus], folders: Sequence[Path], target: str, counts: Counts
) -> Iterator[Pair]:
    """Yield the normalised pairs of the corpora, file by file.

    Raises:
        SystemExit: A file is absent or is not the one the manifest was written for.
    """
    checksums = Checksums()
    for name in dict.fromkeys(corpus.file for corpus in corpora):
        inside = [corpus for corpus in corpora if corpus.file == name]
        path = find_file(name, folders)
        if path is None and all(corpus.made for corpus in inside):
            print(f"left out: {name} is not there yet; make it with: {inside[0].made}")
            continue
        if path is None:
            raise SystemExit(f"no {name} in {', '.join(map(str, folders))}; name its folder with --corpora")
        for corpus, columns in read_corpora(path, inside):
            checksums.add(corpus.name, columns)
            counts[corpus.name]["read"] += 1
            if pair := normalise_pair(corpus, columns, target):
                yield pair
            else:
                counts[corpus.name]["not a sentence"] += 1
        checksums.verify(inside)


def normalise_pair(corpus: Corpus, columns: Sequence[str], target: str) -> Pair | None:
    """Turn a row towards the target language and normalise both sides; None when nothing useful is left."""
    at = corpus.languages.index(target)
    source = source_text(columns[1 - at], corpus.languages[1 - at])
    translation = target_text(columns[at], target)
    if target == "bm":
        cleaned = clean_pair(source, translation)
        return Pair(*cleaned, corpus.name) if cleaned else None
    return Pair(source, translation, corpus.name) if source and translation else None


def respell(pairs: Iterable[Pair]) -> list[Pair]:
    """Restore the letters that plain keyboards lack, in Bambara targets."""
    pairs = list(pairs)
    speller = Speller(pair.target for pair in pairs)
    return [pair._replace(target=speller.respell(pair.target)) for pair in pairs]


def keep(pairs: Iterable[Pair], held_out: HeldOut, counts: Counts) -> Iterator[Pair]:
    """Drop pairs with a side in an evaluation set, and pairs that were there before."""
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        if held_out.holds(pair.source, pair.target):
            reason = "held out"
        elif pair[:2] in seen:
            reason = "duplicate"
        else:
            reason = "kept"
            seen.add(pair[:2])
            yield pair
        counts[pair.corpus][reason] += 1


def write_pairs(pairs: Iterable[Pair], path: Path) -> None:
    """Write source, target and corpus, tab-separated and gzipped."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="\n", compresslevel=6) as file:
        file.writelines("\t".join(pair) + "\n" for pair in pairs)


def main() -> None:
    """Write the pairs of a direction and print what became of each corpus."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("direction", type=parse_direction, help="en-fr, fr-en, en+fr-bm")
    parser.add_argument("--corpora", nargs="+", type=Path, default=[], help="folders with the corpus files")
    parser.add_argument(
        "--held-out", nargs="+", type=Path, default=[], help="evaluation sets, never trained on"
    )
    parser.add_argument("--out", type=Path, required=True)
    a = parser.parse_args()
    sources, target = a.direction
    corpora = select(read_manifest(), sources, target)
    counts: Counts = defaultdict(Counter)
    pairs: Iterable[Pair] = read_pairs(corpora, a.corpora, target, counts)
    if target == "bm":
        pairs = respell(pairs)
    write_pairs(keep(pairs, HeldOut.read(a.held_out), counts), a.out)
    print(f"{'':24}" + "".join(f"{reason:>16}" for reason in REASONS))
    for name in [*counts, "total"]:
        row = counts[name] if name in counts else sum(counts.values(), Counter())
        print(f"{name:24}" + "".join(f"{row[reason]:16}" for reason in REASONS))


if __name__ == "__main__":
    main()
