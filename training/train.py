"""Train a model on encoded pairs, on the CPU or, where there is one, a CUDA device.

    python -m training.train --data work/en-fr/data.npz --out work/en-fr/run1 --minutes 135
    python -m training.train --data work/bm/data.npz --out work/bm/run1 --init work/en-fr/run1.pt --lr 5e-4

The learning rate rises for `--warmup` steps and falls linearly to `--final` over `--minutes`, so that a run
uses the time it is given. Checkpoints (`OUT.pt`, tensors only) hold the running average of the weights.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.batches import Data, batches, load_data, tensors
from training.checkpoint import State, load_state
from training.network import Marian, Shape

AVERAGE_EVERY = 8
"""Steps between updates of the running average; each costs a pass over the memory of all weights."""


class MasterWeights:
    """fp32 copies of the network's weights, their optimiser and their running average.

    The network may compute in bf16, which has too few digits to add small updates to. The padding row of the
    embedding stays zero: Marian decoders start from a zero embedding, and CTranslate2 relies on it.
    """

    def __init__(self, model: Marian, start: State | None, decay: float) -> None:
        self.names, self.params = zip(*model.named_parameters(), strict=True)
        values = [start[n] if start else p.detach() for n, p in zip(self.names, self.params, strict=True)]
        device = self.params[0].device
        self.weights = [v.to(device).float().clone().requires_grad_() for v in values]
        self.table = self.names.index("emb.weight")
        with torch.no_grad():
            self.weights[self.table][-1].zero_()
            self.params[self.table][-1].zero_()
        self.average = [w.detach().clone() for w in self.weights]
        self.optimiser = torch.optim.AdamW(
            self.weights, betas=(0.9, 0.98), eps=1e-9, weight_decay=decay, fused=True
        )

    @torch.no_grad()
    def step(self, rate: float) -> None:
        """Apply the gradients of the network's weights and write the new weights back."""
        for p, w in zip(self.params, self.weights, strict=True):
            w.grad, p.grad = p.grad.float(), None
        gradient = self.weights[self.table].grad
        assert gradient is not None  # noqa: S101 - for the type checker
        gradient[-1].zero_()
        nn.utils.clip_grad_norm_(self.weights, 1.0)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.optimiser.step()
        for p, w in zip(self.params, self.weights, strict=True):
            p.copy_(w)

    def update_average(self, step: int, ema: float) -> None:
        """Move the average towards the weights; early on faster, so that it forgets the first steps."""
        kept = min(ema, (1 + step) / (10 + step)) ** AVERAGE_EVERY
        torch._foreach_lerp_(self.average, [w.detach() for w in self.weights], 1 - kept)

    def save(self, path: Path) -> None:
        """Write the average."""
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save({n: w.cpu() for n, w in zip(self.names, self.average, strict=True)}, path)


def fast_type(device: str) -> torch.dtype:
    """Return the type to compute in: bf16, or fp32 where the CPU multiplies that faster.

    CPUs with AVX-512 but without AMX may need twice as long for bf16 as for fp32, others half as long.
    """
    if device == "cuda":
        return torch.bfloat16
    return min((torch.bfloat16, torch.float32), key=lambda kind: min(_seconds(kind) for _ in range(3)))


def _seconds(kind: torch.dtype) -> float:
    """Return how long products of the size of a layer's take, without the first, which builds kernels."""
    x, weight = torch.ones(1024, 256, dtype=kind), torch.ones(1024, 256, dtype=kind)
    begin = 0.0
    for n in range(20):
        if n == 1:
            begin = time.perf_counter()
        x @ weight.t()
    return time.perf_counter() - begin


def build(pad: int, shape: Shape, start: State | None, device: str) -> Marian:
    """Return the network in its fast type, with random weights or a start's; positions stay fp32."""
    model = Marian(pad, shape)
    if start:
        check_fits(model, start)
        model.load_state_dict(start, strict=False)
    model = model.to(device, fast_type(device))
    model.pos = model.pos.float()
    return model


def check_fits(model: Marian, start: State) -> None:
    """Compare names and shapes of the weights to start from with the network's.

    Raises:
        SystemExit: They are those of another shape or vocabulary.
    """
    wanted = {name: tuple(p.shape) for name, p in model.named_parameters()}
    found = {name: tuple(weight.shape) for name, weight in start.items()}
    if wanted != found:
        odd = sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))[0]
        raise SystemExit(
            f"--init does not fit: {odd} is {found.get(odd)} there and {wanted.get(odd)} here; "
            "the vocabulary and --d --enc --dec --ffn must be the same"
        )


def endless(data: Data, tokens: int, rng: np.random.Generator) -> Iterator[tuple[np.ndarray, int]]:
    """Yield batches, pass after pass."""
    while True:
        yield from batches(data, tokens, rng)


class Progress:
    """Prints the mean loss since the last line and the speed since the start."""

    def __init__(self, every: int) -> None:
        self.every, self.begin = every, time.time()
        self.step = self.sentences = self.tokens = self.recent = 0
        self.total = 0.0

    @property
    def minutes(self) -> float:
        """Minutes since the start."""
        return (time.time() - self.begin) / 60

    def add(self, loss: Tensor, labels: Tensor) -> None:
        """Count one step."""
        n = int((labels >= 0).sum())
        self.step, self.sentences, self.tokens = self.step + 1, self.sentences + len(labels), self.tokens + n
        self.recent, self.total = self.recent + n, self.total + float(loss.detach()) * n
        if self.step % self.every == 0:
            line = f"step {self.step} min {self.minutes:.1f} sentences {self.sentences}"
            speed = self.tokens / (60 * self.minutes)
            print(f"{line} loss {self.total / self.recent:.3f} {speed:.0f} tokens/s", flush=True)
            self.recent, self.total = 0, 0.0


def train(a: argparse.Namespace) -> None:
    """Train until the minutes or the steps are used up, saving a checkpoint every now and then."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    data, pad = load_data(a.data)
    start = load_state(a.init) if a.init else None
    model = build(pad, Shape(**{f.name: getattr(a, f.name) for f in fields(Shape)}), start, device).train()
    master = MasterWeights(model, start, a.decay)
    size = sum(p.numel() for p in model.parameters()) / 1e6
    print(f"{size:.1f} M parameters on {device}, {model.emb.weight.dtype}", flush=True)
    progress, saved = Progress(a.log), 0.0
    checkpoint = a.out.with_name(a.out.name + ".pt")
    for rows, length in endless(data, a.tokens, np.random.default_rng(a.seed)):
        left = max(0.0, 1 - progress.minutes / a.minutes)
        rate = a.lr * min(1.0, (progress.step + 1) / a.warmup) * max(left, a.final)
        source, labels, shifted = (t.to(device, non_blocking=True) for t in tensors(data, rows, length, pad))
        loss = model.loss(source, labels, shifted, a.smooth, a.rows)
        loss.backward()  # type: ignore[no-untyped-call]
        master.step(rate)
        if progress.step % AVERAGE_EVERY == AVERAGE_EVERY - 1:
            master.update_average(progress.step, a.ema)
        progress.add(loss, labels)
        if progress.minutes - saved > a.save:
            master.save(checkpoint)
            saved = progress.minutes
        if not left or (a.steps and progress.step >= a.steps):
            break
    master.save(checkpoint)


def parser() -> argparse.ArgumentParser:
    """Return the options of a run; their defaults are those of the built-in models."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="checkpoint without its .pt")
    parser.add_argument("--init", type=Path, help="checkpoint or exported folder to start from")
    for field in fields(Shape):
        parser.add_argument(f"--{field.name}", type=type(field.default), default=field.default)
    settings: dict[str, int | float] = {
        "tokens": 3600, "rows": 256, "warmup": 1000, "steps": 0, "seed": 1, "threads": 2, "log": 100,
        "smooth": 0.1, "decay": 0.0, "lr": 8e-4, "final": 0.05, "minutes": 60.0, "ema": 0.9995, "save": 10.0,
    }  # fmt: skip
    for name, value in settings.items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    return parser


if __name__ == "__main__":
    train(parser().parse_args())
