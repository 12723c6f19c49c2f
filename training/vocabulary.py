r"""Train the joint vocabulary: one SentencePiece model for source, target and further languages.

    python -m training.vocabulary --pairs work/en-fr/pairs.tsv.gz --also work/bm/pairs.tsv.gz \
        --out work/spm.model

One vocabulary of 10,000 pieces serves English, French and Bambara, so that a model of one direction can start
from the weights of another. `--also` names pairs whose target side only is read, twice: the smaller language
would otherwise be cut into letters.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

import sentencepiece

from training.manifest import read_rows

PLACEHOLDERS = tuple(f"⟪{i}⟫" for i in range(8))
"""Stand for names and numbers that the model must copy; `summarize.translate` masks facts with them."""
LANGUAGE_TOKENS = (">>fra<<", ">>bam<<", ">>eng<<", ">>dyu<<")
"""Reserved for models with several target languages."""
PIECES = 10_000
SENTENCES = 600_000
"""Sentences that the trainer samples; more change the vocabulary little and need much more memory."""


def train_vocabulary(sentences: Sequence[str], out: Path, pieces: int = PIECES) -> None:
    """Write a unigram SentencePiece model with byte fallback; piece 0 ends a sentence, piece 1 is unknown."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        text = Path(scratch) / "text"
        text.write_text("\n".join(sentences), encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            input=str(text),
            model_prefix=str(Path(scratch) / "spm"),
            vocab_size=pieces,
            model_type="unigram",
            character_coverage=0.99995,
            byte_fallback=True,
            split_digits=True,
            normalization_rule_name="nmt_nfkc",
            user_defined_symbols=[*PLACEHOLDERS, *LANGUAGE_TOKENS],
            eos_id=0,
            unk_id=1,
            bos_id=-1,
            pad_id=-1,
            input_sentence_size=SENTENCES,
            shuffle_input_sentence=True,
            minloglevel=2,
        )
        (Path(scratch) / "spm.model").replace(out)


def load_vocabulary(path: Path) -> sentencepiece.SentencePieceProcessor:
    """Load a SentencePiece model; the padding symbol of our models follows its last piece."""
    return sentencepiece.SentencePieceProcessor(model_file=str(path))


def main() -> None:
    """Train a vocabulary on pairs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--also", nargs="*", type=Path, default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pieces", type=int, default=PIECES)
    a = parser.parse_args()
    sentences = [side for row in read_rows(a.pairs) for side in row[:2]]
    sentences += [row[1] for path in a.also for row in read_rows(path)] * 2
    random.Random(0).shuffle(sentences)  # noqa: S311 - an order, not a secret
    train_vocabulary(sentences, a.out, a.pieces)


if __name__ == "__main__":
    main()
