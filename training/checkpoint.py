"""Checkpoints, and the names our weights have in transformers' MarianMTModel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

State = dict[str, Tensor]

PLAIN = {
    "a.o": "self_attn.out_proj",
    "na": "self_attn_layer_norm",
    "f1": "fc1",
    "f2": "fc2",
    "nf": "final_layer_norm",
}
DECODER = {"c.q": "encoder_attn.q_proj", "c.o": "encoder_attn.out_proj", "nc": "encoder_attn_layer_norm"}
FUSED = {"a.qkv": [f"self_attn.{k}_proj" for k in "qkv"]}
FUSED_DECODER = {"c.kv": [f"encoder_attn.{k}_proj" for k in "kv"]}
TABLES = ("model.shared", "model.encoder.embed_tokens", "model.decoder.embed_tokens", "lm_head")


def count_layers(state: Mapping[str, Tensor], prefix: str) -> int:
    """Return how many numbered layers have weights whose names start with the prefix (`enc.`)."""
    return len({name[len(prefix) :].split(".")[0] for name in state if name.startswith(prefix)})


def _layer_names(encoder: int, decoder: int) -> Iterator[tuple[str, list[str]]]:
    """Yield (our name, the library's names) for each weight of the layers; several where ours are fused."""
    for side, layers in (("encoder", encoder), ("decoder", decoder)):
        names = {ours: [theirs] for ours, theirs in PLAIN.items()} | FUSED
        if side == "decoder":
            names |= {ours: [theirs] for ours, theirs in DECODER.items()} | FUSED_DECODER
        for i in range(layers):
            for ours, theirs in names.items():
                for kind in ("weight", "bias"):
                    layer = f"model.{side}.layers.{i}"
                    yield f"{side[:3]}.{i}.{ours}.{kind}", [f"{layer}.{name}.{kind}" for name in theirs]


def to_marian(state: State) -> State:
    """Return the weights under the library's names."""
    table = state["emb.weight"]
    out = {f"{name}.weight": table for name in TABLES}
    out["final_logits_bias"] = torch.zeros(1, table.shape[0])
    for ours, theirs in _layer_names(count_layers(state, "enc."), count_layers(state, "dec.")):
        out |= zip(theirs, state[ours].chunk(len(theirs)), strict=True)
    return out


def from_marian(theirs: Mapping[str, Tensor]) -> State:
    """Return the weights of a MarianMTModel, whose tied tables are stored once, under our names."""
    table = next(theirs[f"{name}.weight"] for name in TABLES if f"{name}.weight" in theirs)
    layers = [count_layers(theirs, f"model.{side}.layers.") for side in ("encoder", "decoder")]
    return {"emb.weight": table} | {
        ours: torch.cat([theirs[name] for name in names]) for ours, names in _layer_names(*layers)
    }


def load_state(path: Path) -> State:
    """Read a checkpoint (`.pt`) or an exported folder, as fp32 under our names."""
    if path.suffix == ".pt":
        loaded = torch.load(path, map_location="cpu", weights_only=True)
        return {name: weight.float() for name, weight in loaded.items() if name != "pos"}
    from safetensors.torch import load_file

    return from_marian({name: w.float() for name, w in load_file(path / "model.safetensors").items()})


def average_states(states: Sequence[State]) -> State:
    """Return the mean of several checkpoints of one run, usually better than the last of them."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
