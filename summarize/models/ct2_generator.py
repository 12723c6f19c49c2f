"""Summarisers on the fast engine: CTranslate2 with int8 weights (https://opennmt.net/CTranslate2)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from summarize.models.generator import GeneratorFolder
from summarize.models.protocol import cpu_threads

_BATCH = 8


class CTranslate2Generator(GeneratorFolder):
    """Runs a converted BART, BARThez, PEGASUS or T5 folder; arguments as for `GeneratorFolder`.

    `converted` holds what `summarize.models.convert` wrote.

    Raises:
        ImportError: ctranslate2 or transformers is missing.
        OSError, RuntimeError: the model is missing or damaged.
        ValueError: the conversion would start its texts otherwise than the model does.
    """

    def __init__(
        self,
        folder: Path,
        converted: Path,
        label: str = "",
        prefix: str = "",
        compute_type: str = "default",
    ) -> None:
        import ctranslate2

        self._model = ctranslate2.Translator(
            str(converted), compute_type=compute_type, inter_threads=1, intra_threads=cpu_threads()
        )
        library = f"CTranslate2 {ctranslate2.__version__} {self._model.compute_type}"
        super().__init__(folder, label, library, prefix)
        self._begin = self._prefix_tokens(converted)

    def generate(self, texts: Sequence[str], *, max_new_tokens: int) -> list[str]:
        """See `Generator.generate`; the library itself sorts the texts into batches by length."""
        room, how = self._room(max_new_tokens), self._decoding
        results = self._model.translate_batch(
            [self._pieces(text) for text in texts],
            target_prefix=[self._begin] * len(texts) if self._begin else None,
            max_batch_size=_BATCH,
            beam_size=how.beams,
            no_repeat_ngram_size=how.no_repeat_ngram,
            length_penalty=how.length_penalty,
            min_decoding_length=max(0, min(how.min_length - 1, room)),
            max_decoding_length=room,
        )
        return [self._text(result.hypotheses[0]) for result in results]

    def close(self) -> None:
        """See `Generator.close`."""
        self._model.unload_model()

    def _pieces(self, text: str) -> list[str]:
        ids = self._tokenizer(self._prefix + text, truncation=False, verbose=False)["input_ids"]
        return list(self._tokenizer.convert_ids_to_tokens(ids))

    def _text(self, pieces: list[str]) -> str:
        ids = self._tokenizer.convert_tokens_to_ids(pieces)
        return str(self._tokenizer.decode(ids, skip_special_tokens=True)).strip()

    def _prefix_tokens(self, converted: Path) -> list[str]:
        """Return the tokens that a text must begin with, and check that which starts the decoder.

        The converter has rules for whole families, which do not hold for each of their models; for one of
        them it leaves the start to the caller.
        """
        start = self._tokenizer.convert_ids_to_tokens(self._config["decoder_start_token_id"])
        written = json.loads((converted / "config.json").read_text(encoding="utf-8"))["decoder_start_token"]
        if written not in (None, start):
            raise ValueError(f"its conversion starts with {written} instead of {start}")
        first = self._decoding.forced_start
        forced = [] if first is None else [str(self._tokenizer.convert_ids_to_tokens(first))]
        return forced if written else [start, *forced]
