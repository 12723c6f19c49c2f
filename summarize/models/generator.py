"""What a summariser is, whichever library runs it, and what every library needs of its folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

MAXIMUM_TOKENS = 1024
"""What is given at once to a model that names no limit of its own."""


class Generator(Protocol):
    """A loaded summariser."""

    @property
    def name(self) -> str:
        """Model and library, with versions, for the signature."""
        ...

    @property
    def limit(self) -> int:
        """Most tokens of one text; more would be lost."""
        ...

    def generate(self, texts: Sequence[str], *, max_new_tokens: int) -> list[str]:
        """Write one summary for each text; one that reaches `max_new_tokens` ends in mid-sentence."""
        ...

    def count_tokens(self, text: str) -> int:
        """Return how much of `limit` a text takes."""
        ...

    def close(self) -> None:
        """Release the model's memory."""
        ...


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a model was meant to write; what it does not say is what BART's authors used for news."""

    beams: int = 4
    no_repeat_ngram: int = 3
    length_penalty: float = 1.0
    min_length: int = 0
    """In tokens, with the one that starts the decoder."""
    forced_start: int | None = None
    """The token that must come first."""

    @classmethod
    def of(cls, folder: Path) -> Decoding:
        """Read a folder's generation settings, whose maximum is left to the caller."""
        settings = generation_settings(folder)
        return cls(
            beams=settings.get("num_beams") or cls().beams,
            no_repeat_ngram=settings.get("no_repeat_ngram_size") or cls().no_repeat_ngram,
            length_penalty=settings.get("length_penalty") or cls().length_penalty,
            min_length=settings.get("min_length") or cls().min_length,
            forced_start=settings.get("forced_bos_token_id"),
        )


def generation_settings(folder: Path) -> dict[str, Any]:
    """Return what generation_config.json says, or, in an older folder without one, config.json."""
    paths = (folder / "generation_config.json", folder / "config.json")
    path = next((path for path in paths if path.is_file()), None)
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path else {}


class GeneratorFolder:
    """The tokenizer and the settings of a BART, BARThez, PEGASUS, T5 or NLLB folder, read there only.

    Args:
        folder: the model.
        label: the model's name, to be part of the generator's name.
        library: what runs it, with its version.
        prefix: instruction before each text, which T5 models need (`summarize: `).
        tokenizer_options: passed to the tokenizer, such as NLLB's `src_lang`.

    Raises:
        ImportError: transformers is missing.
        OSError, ValueError: a file of the model is missing or damaged.
    """

    def __init__(
        self, folder: Path, label: str, library: str, prefix: str = "", **tokenizer_options: str
    ) -> None:
        import transformers

        self.name = f"{label} ({library})" if label else library
        self._prefix = prefix
        self._decoding = Decoding.of(folder)
        self._config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False, **tokenizer_options
        )

    @property
    def limit(self) -> int:
        """See `Generator.limit`."""
        positions = self._config.get("max_position_embeddings", MAXIMUM_TOKENS)
        return min(int(self._tokenizer.model_max_length), int(positions), MAXIMUM_TOKENS)

    def count_tokens(self, text: str) -> int:
        """See `Generator.count_tokens`; counts the special tokens and the prefix too."""
        return len(self._tokenizer(self._prefix + text, truncation=False, verbose=False)["input_ids"])

    def _room(self, max_new_tokens: int) -> int:
        """Return how many tokens may be written: no more than the decoder has places for."""
        return min(max_new_tokens, self.limit - 1)
