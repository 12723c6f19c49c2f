"""What layers cost and give: the built-in model with some of them dropped, each trained on for the same time.

    PYTHONPATH=. python benchmarks/layers.py work/en-fr/data.npz news.en news.fr --minutes 5

A shape `4+1` has four of the six encoder layers of the built-in model, spread evenly, and the first of its
two decoder layers (dropping layers of a trained model: Fan, Grave and Joulin 2020,
https://arxiv.org/abs/1909.11556). `6+2`, which drops nothing, is trained on as well, so that all have seen
the same text. Results go into `results/speed.json`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from measure import RESULTS, ROOT, Row, save

from training.checkpoint import State, count_layers, load_state

WEIGHTS = ROOT / "summarize" / "weights" / "en-fr"
SHAPES = ("6+2", "6+1", "4+2", "3+2", "3+1")


def drop_layers(state: State, encoder: int, decoder: int) -> State:
    """Return the weights with so many layers a side, spread evenly, the first always among them."""
    kept = {"emb.weight": state["emb.weight"]}
    for side, wanted in (("enc", encoder), ("dec", decoder)):
        chosen = np.linspace(0, count_layers(state, f"{side}.") - 1, wanted).round().astype(int)
        for new, old in enumerate(chosen):
            prefix = f"{side}.{old}."
            kept |= {
                f"{side}.{new}.{name[len(prefix) :]}": weight
                for name, weight in state.items()
                if name.startswith(prefix)
            }
    return kept


def trained(shape: str, args: argparse.Namespace, folder: Path) -> Path:
    """Drop layers, train on, export and convert; return the folder of the model."""
    encoder, decoder = shape.split("+")
    start, model = folder / "start.pt", folder / "model"
    torch.save(drop_layers(load_state(WEIGHTS), int(encoder), int(decoder)), start)
    layers = f"--enc {encoder} --dec {decoder}"
    rate = f"--lr {args.lr} --warmup 20 --ema 0.98 --minutes {args.minutes} --threads {args.threads} --log 20"
    steps = (
        f"training.train --data {args.data} --init {start} --out {folder / 'run'} {layers} {rate}",
        f"training.export --init {folder / 'run.pt'} --vocabulary {WEIGHTS / 'source.spm'} --languages en fr "
        f"--out {model}",
        f"summarize.models.convert {model}",
    )
    for step in steps:
        subprocess.run([sys.executable, "-m", *step.split()], check=True, cwd=ROOT)
    return model


def measured(model: Path, args: argparse.Namespace) -> Row:
    """Translate the file with the int8 engine, beam 4; return speed and scores."""
    import sacrebleu

    from summarize.models.ct2 import CTranslate2Engine

    engine = CTranslate2Engine(model, model / "ct2")
    sources, wanted = (
        path.read_text(encoding="utf-8").splitlines() for path in (args.source, args.reference)
    )
    engine.translate(sources[:20])
    begin = time.process_time()
    made = [found[0].text for found in engine.translate(sources)]
    seconds = time.process_time() - begin
    return {
        "words_per_cpu_s": round(sum(len(line.split()) for line in sources) / seconds),
        "bleu": round(sacrebleu.corpus_bleu(made, [wanted]).score, 2),
        "chrf": round(sacrebleu.corpus_chrf(made, [wanted]).score, 2),
    }


def main() -> None:
    """Measure each shape."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, help="what training.encode wrote")
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--shapes", nargs="+", default=SHAPES)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--lr", type=float, default=4e-4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, default=RESULTS)
    args = parser.parse_args()
    rows = []
    for shape in args.shapes:
        with tempfile.TemporaryDirectory() as folder:
            rows.append({"name": f"{shape} layers"} | measured(trained(shape, args, Path(folder)), args))
    save("layers", rows, args.output)


if __name__ == "__main__":
    main()
