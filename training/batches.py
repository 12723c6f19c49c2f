"""Batches of few fixed shapes: a CPU's bf16 kernels are built once per shape, and building is slow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

LENGTHS = [6, 10, 14, 18, 22, 26, 30, 36, 42, 50, 60, 74, 92, 112]
"""Padded lengths in tokens; a pair is padded to the next one."""
LONGEST = LENGTHS[-1]

Data = Mapping[str, npt.NDArray[np.generic]]
"""Encoded pairs as `training.encode` writes them."""


def load_data(path: Path) -> tuple[Data, int]:
    """Return the encoded pairs and the number of the padding symbol."""
    with np.load(path, allow_pickle=False) as file:
        data = dict(file)
    return data, int(data.pop("pad"))


def batches(data: Data, tokens: int, rng: np.random.Generator) -> Iterator[tuple[npt.NDArray[np.intp], int]]:
    """Yield (row numbers, padded length) in random order; all batches of one length have as many rows.

    Args:
        data: Encoded pairs.
        tokens: Size of a batch: rows × length, about.
        rng: Decides what is together in a batch and the order of the batches.
    """
    longest = np.maximum(np.diff(data["so"]), np.diff(data["to"]))
    bucket = np.searchsorted(LENGTHS, longest)
    found = []
    for k, length in enumerate(LENGTHS):
        rows = np.nonzero(bucket == k)[0]
        rng.shuffle(rows)
        size = max(4, tokens // length // 4 * 4)
        found += [(rows[i : i + size], length) for i in range(0, len(rows) - size + 1, size)]
    if not found:
        raise SystemExit(f"too few pairs ({len(longest)}) for one batch; lower --tokens")
    for i in rng.permutation(len(found)):
        yield found[i]


def tensors(data: Data, rows: npt.NDArray[np.intp], length: int, pad: int) -> tuple[torch.Tensor, ...]:
    """Pad a batch to [rows, length]: source, labels (-100 where padded), decoder input (labels shifted)."""
    source = np.full((len(rows), length), pad, np.int64)
    labels = np.full((len(rows), length), -100, np.int64)
    shifted = np.full((len(rows), length), pad, np.int64)
    for k, j in enumerate(rows):
        s = data["S"][data["so"][j] : data["so"][j + 1]]
        t = data["T"][data["to"][j] : data["to"][j + 1]]
        source[k, : len(s)], labels[k, : len(t)], shifted[k, 1 : len(t)] = s, t, t[:-1]
    return torch.from_numpy(source), torch.from_numpy(labels), torch.from_numpy(shifted)
