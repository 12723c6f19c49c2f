"""Translation engines: MarianMT models behind one protocol, run by CTranslate2 or by transformers.

The engine modules (`ct2`, `marian`; for other models `ct2_generator`, `seq2seq`, `generator`) and `convert`
hold the only torch, transformers and ctranslate2 code of the package, and import those libraries only when a
model is loaded.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from summarize.errors import ModelError, SummarizeError
from summarize.models.protocol import Engine, Hypothesis, cpu_threads

__all__ = ["Engine", "EngineName", "Hypothesis", "cpu_threads", "load_engine", "with_fallback"]

EngineName: TypeAlias = Literal["auto", "ctranslate2", "transformers"]
_Loaded = TypeVar("_Loaded")

log = logging.getLogger(__name__)


def load_engine(folder: Path, engine: EngineName = "auto", language_token: str = "") -> Engine:
    """Load a MarianMT folder (config.json, model.safetensors, source.spm, target.spm, vocab.json).

    See `with_fallback` for the choice of the engine. `language_token` is the `>>xxx<<` target token that
    multilingual models need.

    Raises:
        ModelError: A file is missing or damaged, or the engine's library cannot be loaded.
        LanguageError: The model does not know the language token.
    """
    from summarize.models.tokens import require_files

    def fast(converted: Path) -> Engine:
        from summarize.models.ct2 import CTranslate2Engine

        return CTranslate2Engine(folder, converted, language_token)

    def reference() -> Engine:
        from summarize.models.marian import TransformersEngine

        return TransformersEngine(folder, language_token)

    require_files(folder)
    return with_fallback(folder, engine, fast, reference)


def with_fallback(
    folder: Path, engine: EngineName, fast: Callable[[Path], _Loaded], reference: Callable[[], _Loaded]
) -> _Loaded:
    """Load a model with CTranslate2 or, where that cannot be, with transformers.

    `auto` runs CTranslate2 (int8) from `folder/ct2` or from the user's cache, converting the model there
    once when possible, and falls back to transformers with one line of warning.

    Args:
        folder: the model.
        engine: which library, or `auto`.
        fast: loads with CTranslate2, given the folder of the conversion.
        reference: loads with transformers.

    Raises:
        ModelError: A file is missing or damaged, or the engine's library cannot be loaded.
    """
    from summarize.models.convert import converted_folder

    if engine != "transformers":
        try:
            return fast(converted_folder(folder))
        except SummarizeError:
            raise
        except Exception as error:  # damaged files make the libraries raise anything
            if engine == "ctranslate2":
                raise ModelError(_failure(folder, "CTranslate2", error)) from error
            log.warning(
                "CTranslate2 cannot run %s (%s); using the slower transformers", folder.name, _why(error)
            )
    try:
        return reference()
    except SummarizeError:
        raise
    except Exception as error:
        raise ModelError(_failure(folder, "transformers", error)) from error


def _failure(folder: Path, library: str, error: Exception) -> str:
    return (
        f"{library} cannot load the model in {folder}: {_why(error)}. "
        "`summarize models verify` checks the files."
    )


def _why(error: Exception) -> str:
    """Return the first line of an error; those of the libraries can be pages long."""
    return str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
