"""Translation engines: MarianMT models behind one protocol, run by CTranslate2 or by transformers.

The engine modules (`ct2`, `marian`) and `convert` hold the only torch, transformers and ctranslate2
code of the package, and import those libraries only when a model is loaded.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from summarize.errors import ModelError, SummarizeError

EngineName: TypeAlias = Literal["auto", "ctranslate2", "transformers"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One candidate translation."""

    text: str
    score: float
    """Log-probability divided by (number of tokens) ** length penalty; higher is better."""


class Engine(Protocol):
    """A loaded translation model."""

    @property
    def name(self) -> str:
        """Which library runs the model, with its version, for the signature."""
        ...

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The copy placeholders in the model's vocabulary, such as `⟪0⟫`; empty for models without."""
        ...

    def translate(
        self, sentences: Sequence[str], *, beam_size: int = 4, hypotheses: int = 1, no_repeat_ngram: int = 0
    ) -> list[list[Hypothesis]]:
        """Translate each sentence; per sentence, return up to `hypotheses` candidates, best first.

        Give one sentence per item: Marian models drop what follows the first. `no_repeat_ngram` forbids
        target token n-grams of that length to occur twice (0: allowed).
        """
        ...

    def count_tokens(self, sentence: str) -> int:
        """Return the number of source tokens of a sentence, without the end token."""
        ...

    def close(self) -> None:
        """Release the model's memory; the engine cannot be used afterwards."""
        ...


def cpu_threads() -> int:
    """Return how many CPUs this process may use, which containers limit below what the machine has."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else (os.cpu_count() or 1)


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
                "CTranslate2 cannot run %s (%s); using transformers, which is slower", folder.name, error
            )
    try:
        return _transformers(folder, language_token)
    except SummarizeError:
        raise
    except Exception as error:
        raise ModelError(_failure(folder, "transformers", error)) from error


def _failure(folder: Path, library: str, error: Exception) -> str:
    return (
        f"{library} cannot load the model in {folder}: {error}. `summarize models verify` checks the files."
    )


def _ctranslate2(folder: Path, converted: Path, language_token: str) -> Engine:
    from summarize.models.ct2 import CTranslate2Engine

    return CTranslate2Engine(folder, converted, language_token)


def _transformers(folder: Path, language_token: str) -> Engine:
    from summarize.models.marian import TransformersEngine

    return TransformersEngine(folder, language_token)
