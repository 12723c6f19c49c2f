"""Load the right engine for an entry of the registry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from summarize.errors import ModelError
from summarize.models.engines import Engine, EngineName, load_engine, with_fallback
from summarize.models.generator import Generator
from summarize.models.spec import ModelSpec

_Loaded = TypeVar("_Loaded")


def load_translator(
    spec: ModelSpec, folder: Path, source: str, target: str, engine: EngineName = "auto"
) -> Engine:
    """Load a translation model for one pair of languages.

    Raises:
        ModelError: a file is missing or damaged, or a library cannot be loaded.
        LanguageError: the model does not know the language token.
    """
    if spec.engine != "nllb":
        return _loaded(spec, lambda: load_engine(folder, engine, spec.target_tokens.get(target, "")))
    from summarize.models.seq2seq import NllbEngine

    source_code = spec.source_tokens.get(source, source)
    target_code = spec.target_tokens.get(target, target)
    return _loaded(spec, lambda: NllbEngine(folder, source_code, target_code))


def load_summariser(spec: ModelSpec, folder: Path, engine: EngineName = "auto") -> Generator:
    """Load a summarisation model; see `with_fallback` for the choice of the engine.

    Raises:
        ModelError: it is not a summariser, a file is missing or damaged, or a library cannot be loaded.
    """
    if spec.task != "summarise":
        raise ModelError(f"{spec.name} does not summarise. `summarize models list` shows the models that do.")
    prefix = "summarize: " if spec.engine == "t5" else ""

    def fast(converted: Path) -> Generator:
        from summarize.models.ct2_generator import CTranslate2Generator

        return CTranslate2Generator(folder, converted, spec.label, prefix)

    def reference() -> Generator:
        from summarize.models.seq2seq import Seq2SeqEngine

        return Seq2SeqEngine(folder, spec.label, prefix)

    return with_fallback(folder, engine, fast, reference)


def engine_answer(spec: ModelSpec, folder: Path, text: str) -> str:
    """Run a model on a text with its own engine, as `verify_model` needs it.

    Raises:
        ModelError: the model cannot be loaded.
    """
    if spec.task == "summarise":
        summariser = load_summariser(spec, folder)
        try:
            return summariser.generate([text], max_new_tokens=60)[0]
        finally:
            summariser.close()
    translator = load_translator(spec, folder, spec.source[0], spec.target[0])
    try:
        return translator.translate([text])[0][0].text
    finally:
        translator.close()


def _loaded(spec: ModelSpec, load: Callable[[], _Loaded]) -> _Loaded:
    from safetensors import SafetensorError

    try:
        return load()
    except (ImportError, OSError, RuntimeError, ValueError, KeyError, SafetensorError) as error:
        reason = str(error).strip().split("\n", 1)[0].rstrip(".")
        raise ModelError(
            f"{spec.name} cannot be loaded: {reason}. `summarize models verify {spec.name}` checks its files."
        ) from None
