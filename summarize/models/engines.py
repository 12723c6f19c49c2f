"""Translation engines: MarianMT models behind one protocol, run by CTranslate2 or by transformers.

The engine modules (`ct2`, `marian`) and `convert` hold the only torch, transformers and ctranslate2
code of the package, and import those libraries only when a model is loaded.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal, TypeAlias

from summarize.errors import ModelError, SummarizeError
from summarize.models.protocol import Engine, Hypothesis, cpu_threads

__all__ = ["Engine", "EngineName", "Hypothesis", "cpu_threads", "load_engine"]

EngineName: TypeAlias = Literal["auto", "ctranslate2", "transformers"]

log = logging.getLogger(__name__)


def load_engine(folder: Path, engine: EngineName = "auto", language_token: str = "") -> Engine:
    """Load a MarianMT folder (config.json, model.safetensors, source.spm, target.spm, vocab.json).

    `auto` runs CTranslate2 (int8) from `folder/ct2` or from the user's cache, converting the model there
    once when possible, and falls back to transformers with one line of warning. `language_token` is the
    `>>xxx<<` target token that multilingual models need.

    Raises:
        ModelError: A file is missing or damaged, or the engine's library cannot be loaded.
        LanguageError: The model does not know the language token.
    """
    from summarize.models.convert import converted_folder
    from summarize.models.tokens import require_files

    require_files(folder)
    if engine != "transformers":
        try:
            return _ctranslate2(folder, converted_folder(folder), language_token)
        except SummarizeError:
            raise
        except Exception as error:  # damaged files make the libraries raise anything
            if engine == "ctranslate2":
                raise ModelError(_failure(folder, "CTranslate2", error)) from error
            log.warning(
                "CTranslate2 cannot run %s (%s); using the slower transformers", folder.name, _why(error)
            )
    try:
        return _transformers(folder, language_token)
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


def _ctranslate2(folder: Path, converted: Path, language_token: str) -> Engine:
    from summarize.models.ct2 import CTranslate2Engine

    return CTranslate2Engine(folder, converted, language_token)


def _transformers(folder: Path, language_token: str) -> Engine:
    from summarize.models.marian import TransformersEngine

    return TransformersEngine(folder, language_token)
