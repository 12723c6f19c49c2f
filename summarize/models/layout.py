"""Which files make up a model, by engine: what may be fetched, carried in a bundle and loaded."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from summarize.models.spec import Engine, ModelSpec

WEIGHTS = "model.safetensors"
PICKLED_WEIGHTS = "pytorch_model.bin"
"""Only ever read with torch's `weights_only`, once, to be written as safetensors."""
MANIFEST = "manifest.json"

_SENTENCEPIECE = ("sentencepiece.bpe.model", "tokenizer.json")
_SPIECE = ("spiece.model", "tokenizer.json")
_TOKENIZERS: dict[Engine, tuple[str, ...]] = {
    "marian": ("source.spm", "target.spm", "vocab.json", "target_vocab.json"),
    "bart": ("tokenizer.json", "vocab.json", "merges.txt"),
    "barthez": _SENTENCEPIECE,
    "nllb": _SENTENCEPIECE,
    "pegasus": _SPIECE,
    "t5": _SPIECE,
}
_SETTINGS = (
    "generation_config.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
)
_DOCUMENTS = ("README.md", "MODEL_CARD.md")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def required_files(engine: Engine) -> tuple[str, ...]:
    """Return the files without which a model of this engine cannot run, besides its weights."""
    return ("config.json", *(_TOKENIZERS[engine][:3] if engine == "marian" else ()))


def optional_files(engine: Engine) -> tuple[str, ...]:
    """Return the files that a model of this engine may have."""
    return tuple(
        name for name in (*_TOKENIZERS[engine], *_SETTINGS, *_DOCUMENTS) if name not in required_files(engine)
    )


def allowed_files(engine: Engine) -> frozenset[str]:
    """Return all files that a model in the store may consist of; pickled weights are not among them."""
    return frozenset((*required_files(engine), *optional_files(engine), WEIGHTS))


def missing_files(spec: ModelSpec, names: Iterable[str]) -> tuple[str, ...]:
    """Return what a model made of files with these names still lacks, in words; empty when it is complete."""
    present = set(names)
    missing = [name for name in (*required_files(spec.engine), WEIGHTS) if name not in present]
    if not present.intersection(_TOKENIZERS[spec.engine]):
        missing.append("a tokenizer (" + " or ".join(_TOKENIZERS[spec.engine]) + ")")
    return tuple(missing)


def is_model_name(name: str) -> bool:
    """Tell whether a name is safe as a folder name on every system."""
    return bool(_NAME.fullmatch(name))


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
