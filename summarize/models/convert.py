"""Conversion of model folders for CTranslate2, beside the model or once into the user's cache."""

from __future__ import annotations

import hashlib
import logging
import sys
import tempfile
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

SUBFOLDER = "ct2"
SAMPLE_BYTES = 1 << 20
LARGEST = 80
"""Largest int8 weight. CPUs with AVX2 but no VNNI add pairs of 8-bit products in 16 bits, which overflow
with weights up to 127 and hardly ever with those up to 100 (benchmarks/results/translation.md)."""
LAYOUTS = {
    "bart": {"normalize_before": False, "normalize_embedding": True},
    "mbart": {"normalize_before": True, "normalize_embedding": True},
    "pegasus": {"normalize_before": True, "normalize_embedding": False},
}
"""Where each family normalises. The converter asks the configuration, which newer models leave silent."""

log = logging.getLogger(__name__)


def convert(folder: Path, quantization: str = "int8_float32") -> Path:
    """Write `folder/ct2`, replacing an older conversion, and return its path.

    A new model is built in by copying its folder over the old one and converting it:

        python -m summarize.models.convert summarize/weights/en-fr
    """
    target = folder / SUBFOLDER
    with tempfile.TemporaryDirectory(dir=folder, prefix=".ct2-") as scratch:
        written = write_conversion(folder, Path(scratch) / SUBFOLDER, quantization)
        if target.exists():
            target.rename(Path(scratch) / "old")
        written.rename(target)
    return target


def converted_folder(folder: Path) -> Path:
    """Return a CTranslate2 conversion of the model: `folder/ct2`, or one in the user's cache, made if absent.

    Raises:
        OSError: The cache cannot be written.
        ImportError, RuntimeError: torch, transformers or ctranslate2 cannot convert the model.
    """
    ready = folder / SUBFOLDER
    if is_conversion(ready):
        return ready
    cached = user_cache_path("summarize") / "ctranslate2" / fingerprint(folder)
    return cached if is_conversion(cached) else _convert_into(folder, cached)


def is_conversion(folder: Path) -> bool:
    """Tell whether a folder holds a converted model."""
    return (folder / "model.bin").is_file() and (folder / "config.json").is_file()


def fingerprint(folder: Path) -> str:
    """Return a short key of a conversion: a hash of `LARGEST` and each file's name, size, first mebibyte.

    Whole weights are not read, which would slow every start; training changes every tensor, the first too.
    """
    digest = hashlib.sha256(f"int8 up to {LARGEST} ".encode())
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        digest.update(f"{path.name} {path.stat().st_size} ".encode())
        with path.open("rb") as file:
            digest.update(file.read(SAMPLE_BYTES))
    return digest.hexdigest()[:24]


def _convert_into(folder: Path, cached: Path) -> Path:
    """Convert beside the final place and rename, so that no process ever sees half a model."""
    log.info("converting %s for CTranslate2, once", folder.name)
    cached.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cached.parent, prefix=".new-") as scratch:
        written = write_conversion(folder, Path(scratch) / SUBFOLDER, "int8_float32")
        try:
            written.rename(cached)
        except OSError:  # another process was faster; its conversion is as good
            if not is_conversion(cached):
                raise
    return cached


def write_conversion(folder: Path, target: Path, quantization: str) -> Path:
    """Convert a model folder into `target`, which must not exist; return `target`.

    With model.safetensors present the library reads nothing else, neither pickles nor the network.
    """
    if not (folder / "model.safetensors").is_file():
        raise FileNotFoundError(f"no model.safetensors in {folder}")
    import transformers
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc]
        def load_model(self, *arguments: object, **options: object) -> object:
            model: Any = super().load_model(*arguments, **options)
            model.config.update(LAYOUTS.get(model.config.model_type, {}))
            return model

    transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    spec: Any = Converter(str(folder))._load()  # its convert() would leave no say in the int8 weights
    spec.validate()
    optimize(spec, quantization)
    target.mkdir()
    spec.save(str(target))
    return target


def optimize(spec: Any, quantization: str) -> None:  # noqa: ANN401
    """Let the library optimise a model's spec, but keep its int8 weights within ±`LARGEST`."""
    import numpy as np
    from ctranslate2.specs.model_spec import NumpyVariable, Variable, index_spec

    exact = {
        name: value.to("float32").numpy().copy()
        for name, value in spec.variables().items()
        if isinstance(value, Variable) and not value.is_scalar()
    }
    spec.optimize(quantization)
    quantized = spec.variables()
    for name, value in quantized.items():
        if f"{name}_scale" in quantized and isinstance(value, Variable) and value.dtype == "int8":
            rows = exact[name].reshape(len(exact[name]), -1)
            scale = LARGEST / np.maximum(np.abs(rows).max(axis=1), np.finfo(np.float32).tiny * LARGEST)
            whole = np.rint(rows * scale[:, None]).astype(np.int8).reshape(exact[name].shape)
            scope, _, key = name.rpartition("/")
            part = index_spec(spec, scope) if scope else spec
            setattr(part, key, NumpyVariable(whole))
            setattr(part, f"{key}_scale", NumpyVariable(scale.astype(np.float32)))


if __name__ == "__main__":
    convert(Path(sys.argv[1]))
