"""Turn weights in torch's pickle format into safetensors, once, without running code from the file."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.errors import ModelError

if TYPE_CHECKING:
    from torch import Tensor


def convert_pickled(pickled: Path, target: Path) -> None:
    """Read a state dict with `weights_only` and write it as safetensors; tied weights are written once.

    The first name of tied weights is kept, and of an encoder-decoder that is the shared embedding, from which
    `transformers` ties the others again.

    Raises:
        ModelError: the file holds anything but tensors, or is damaged.
    """
    import torch
    from safetensors.torch import save_file

    try:
        state = torch.load(pickled, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise ModelError(
            f"{pickled.name} cannot be read as plain weights, so it was not installed ({_first_line(error)})."
        ) from None
    if not isinstance(state, dict) or not all(isinstance(value, torch.Tensor) for value in state.values()):
        raise ModelError(f"{pickled.name} holds more than plain weights, so it was not installed.")
    part = target.with_name(target.name + ".part")
    save_file(_untied(state), part, metadata={"format": "pt"})
    part.replace(target)


def _untied(state: dict[str, Tensor]) -> dict[str, Tensor]:
    kept: dict[tuple[object, ...], str] = {}
    for name in sorted(state, key=lambda name: (not name.endswith("shared.weight"), name)):
        tensor = state[name]
        kept.setdefault((tensor.data_ptr(), tensor.storage_offset(), tuple(tensor.shape)), name)
    return {name: state[name].contiguous().clone() for name in kept.values()}


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0].rstrip(".")[:200]
