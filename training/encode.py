"""Encode pairs to token numbers, each corpus as often as its weight says, some with copy placeholders.

    python -m training.encode --pairs work/en-fr/pairs.tsv.gz --vocabulary work/spm.model --out work/en-fr

Writes `data.npz` and `corpora.json` (pairs, weight and encoded pairs of each corpus, for the model card).
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import sentencepiece

from training.batches import LONGEST
from training.manifest import read_manifest, read_rows
from training.vocabulary import PLACEHOLDERS, load_vocabulary

COPYABLE = re.compile(r"[A-ZÀ-Ý][\w’'-]*(?:\s+[A-ZÀ-Ý][\w’'-]*)*|\d[\d.,:/]*\d|\d")
"""A run of capitalised words, or a number."""
MASKED_SHARE = 0.15
"""Share of the pairs that are masked: enough to learn copying, few enough to learn the names themselves."""


def mask_shared(source: str, target: str, rng: random.Random) -> tuple[str, str]:
    """Replace up to four strings found once and verbatim on both sides by the same placeholder on both."""
    found = []
    for match in COPYABLE.finditer(source):
        text = match.group(0)
        sentence_start = match.start() == 0 and " " not in text and not text.isdigit()
        if len(text) > 1 and not sentence_start and source.count(text) == 1 and target.count(text) == 1:
            found.append(text)
    rng.shuffle(found)
    for i, text in enumerate(sorted(found[: rng.randint(1, 4)], key=source.find)):
        source = source.replace(text, PLACEHOLDERS[i], 1)
        target = target.replace(text, PLACEHOLDERS[i], 1)
    return source, target


def weigh(
    rows: Iterable[Sequence[str]], weights: Mapping[str, float], rng: random.Random
) -> Iterator[Sequence[str]]:
    """Repeat each row as its corpus's weight says: 2.5 means twice, and a third time for half of the rows."""
    for row in rows:
        weight = weights[row[2]]
        for _ in range(int(weight) + (rng.random() < weight % 1)):
            yield row


class Encoder:
    """Collects encoded pairs in two flat arrays, one number a token, as `data.npz` holds them."""

    def __init__(self, pieces: sentencepiece.SentencePieceProcessor) -> None:
        self.pieces = pieces
        self.tokens: tuple[list[int], list[int]] = ([], [])
        self.ends: tuple[list[int], list[int]] = ([0], [0])

    def add(self, source: str, target: str) -> bool:
        """Add a pair, each side ended by token 0; refuse one that is empty or too long for a batch."""
        sides = [self.pieces.encode(text) for text in (source, target)]
        if not all(0 < len(side) <= LONGEST - 2 for side in sides):
            return False
        for side, tokens, ends in zip(sides, self.tokens, self.ends, strict=True):
            tokens += [*side, 0]
            ends.append(len(tokens))
        return True

    def save(self, path: Path) -> None:
        """Write tokens (S, T), the ends of the pairs in them (so, to), the padding symbol."""
        (source, target), (source_ends, target_ends) = self.tokens, self.ends
        np.savez_compressed(
            path,
            S=np.array(source, np.uint16),
            T=np.array(target, np.uint16),
            so=np.array(source_ends),
            to=np.array(target_ends),
            pad=np.array(len(self.pieces)),
        )


def encode(
    pairs: Path, vocabulary: Path, out: Path, weights: Mapping[str, float], masked: float
) -> dict[str, int]:
    """Write `data.npz` and `corpora.json`; return how many pairs of each corpus are in it."""
    rng = random.Random(1)  # noqa: S311 - a sample, not a secret
    encoder = Encoder(load_vocabulary(vocabulary))
    read: Counter[str] = Counter()
    encoded: Counter[str] = Counter()

    def counted() -> Iterator[Sequence[str]]:
        for row in read_rows(pairs):
            if row[2] not in weights:
                raise SystemExit(f"{pairs}: corpus {row[2]!r} is not in the manifest, training/data.toml")
            read[row[2]] += 1
            yield row

    for source, target, corpus in weigh(counted(), weights, rng):
        sides = mask_shared(source, target, rng) if rng.random() < masked else (source, target)
        encoded[corpus] += encoder.add(*sides)
    out.mkdir(parents=True, exist_ok=True)
    encoder.save(out / "data.npz")
    record = {c: {"pairs": read[c], "weight": weights[c], "encoded": encoded[c]} for c in read}
    (out / "corpora.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
    return dict(encoded)


def named_weight(text: str) -> tuple[str, float]:
    """Read `CORPUS=WEIGHT`; a ValueError is argparse's own message."""
    name, weight = text.split("=")
    return name, float(weight)


def main() -> None:
    """Encode pairs with the weights of the manifest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--masked", type=float, default=MASKED_SHARE, help="share of pairs with placeholders")
    parser.add_argument(
        "--only", nargs="+", type=named_weight, metavar="CORPUS=WEIGHT",
        help="only these corpora, with these weights: for a last run on what the model is for",
    )  # fmt: skip
    a = parser.parse_args()
    weights = {name: 0.0 if a.only else corpus.weight for name, corpus in read_manifest().items()}
    weights.update(a.only or ())
    encoded = encode(a.pairs, a.vocabulary, a.out, weights, a.masked)
    print(f"{sum(encoded.values())} pairs from {len(encoded)} corpora")


if __name__ == "__main__":
    main()
