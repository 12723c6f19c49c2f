"""What int8 weights cost in quality: the same model in single precision beside its shipped conversion.

    python benchmarks/precision.py summarize/weights/en-fr news.en news.fr --first 1000

BLEU of a thousand sentences moves by tenths when a quarter of the outputs change a word, for better or worse.
The cross-entropy of the references (nats per token, by the model's own scores) has no such noise, and is
what tells whether a conversion lost anything.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import ctranslate2
import sacrebleu
from sentencepiece import SentencePieceProcessor

from summarize.models.convert import write_conversion
from summarize.models.ct2 import BATCH_TOKENS, CTranslate2Engine
from summarize.models.tokens import PieceTokenizer


def cross_entropy(folder: Path, converted: Path, pairs: list[tuple[str, str]]) -> float:
    """Return the mean negative log-likelihood of the references' tokens, in nats."""
    sources = PieceTokenizer(folder)
    targets = SentencePieceProcessor(model_file=str(folder / "target.spm"))
    model = ctranslate2.Translator(str(converted), intra_threads=1)
    results = model.score_batch(
        [sources.encode(source) for source, _ in pairs],
        [targets.encode(target, out_type=str) for _, target in pairs],
        max_batch_size=BATCH_TOKENS,
        batch_type="tokens",
    )
    scores = [score for result in results for score in result.log_probs]
    return -sum(scores) / len(scores)


def translated(folder: Path, converted: Path, lines: list[str]) -> tuple[list[str], float]:
    """Return translations by beam search and the CPU seconds they took."""
    engine = CTranslate2Engine(folder, converted)
    engine.translate(lines[:2])
    begin = time.process_time()
    found = [candidates[0].text for candidates in engine.translate(lines)]
    return found, time.process_time() - begin


def main() -> None:
    """Score both precisions on a pair of files, one sentence a line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--first", type=int, help="only this many lines")
    args = parser.parse_args()
    lines = args.source.read_text(encoding="utf-8").splitlines()[: args.first]
    wanted = args.reference.read_text(encoding="utf-8").splitlines()[: args.first]
    with tempfile.TemporaryDirectory() as scratch:
        exact = write_conversion(args.folder, Path(scratch) / "ct2", "float32")
        outputs = []
        for name, converted in (("float32", exact), ("int8", args.folder / "ct2")):
            found, seconds = translated(args.folder, converted, lines)
            outputs.append(found)
            bleu = sacrebleu.corpus_bleu(found, [wanted]).score
            loss = cross_entropy(args.folder, converted, list(zip(lines, wanted, strict=True)))
            print(f"{name:<8} BLEU {bleu:.2f}  cross-entropy {loss:.4f}  CPU s {seconds:.1f}", flush=True)
    same = sum(map(str.__eq__, *outputs)) / len(lines)
    print(f"same output: {same:.0%} of {len(lines)}")


if __name__ == "__main__":
    main()
