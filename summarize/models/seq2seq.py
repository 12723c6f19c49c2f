"""Encoder-decoder models other than MarianMT, through `AutoModelForSeq2SeqLM` of transformers on torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from summarize.models.generator import GeneratorFolder
from summarize.models.protocol import Hypothesis, cpu_threads

_BATCH = 8


class Seq2SeqEngine(GeneratorFolder):
    """Runs a folder in single precision; reads safetensors only. Arguments as for `GeneratorFolder`.

    Raises:
        ImportError: torch or transformers is missing.
        OSError, ValueError: a file of the model is missing or damaged.
    """

    def __init__(self, folder: Path, label: str = "", prefix: str = "", **tokenizer_options: str) -> None:
        import torch
        import transformers

        super().__init__(
            folder, label, f"transformers {transformers.__version__} float32", prefix, **tokenizer_options
        )
        transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        torch.set_num_threads(cpu_threads())
        self._model: Any = transformers.AutoModelForSeq2SeqLM.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False, use_safetensors=True, dtype=torch.float32
        )

    def generate(self, texts: Sequence[str], *, max_new_tokens: int) -> list[str]:
        """See `Generator.generate`; length penalty and forced tokens are the model's own settings."""
        room, how = self._room(max_new_tokens), self._decoding
        options = {
            "num_beams": how.beams,
            "no_repeat_ngram_size": how.no_repeat_ngram,
            "min_length": min(how.min_length, room),
            "max_new_tokens": room,
            "early_stopping": how.beams > 1,
        }
        return [text for text, _ in self._run(texts, options)]

    def close(self) -> None:
        """See `Generator.close`."""
        self._model = None

    def _run(self, texts: Sequence[str], options: dict[str, Any]) -> list[tuple[str, float]]:
        """Return outputs and scores in order, `num_return_sequences` for each text."""
        results: list[tuple[str, float]] = []
        for start in range(0, len(texts), _BATCH):
            results += self._batch([self._prefix + text for text in texts[start : start + _BATCH]], options)
        return results

    def _batch(self, texts: list[str], options: dict[str, Any]) -> list[tuple[str, float]]:
        import torch

        inputs = self._tokenizer(texts, return_tensors="pt", padding=True, return_token_type_ids=False)
        with torch.inference_mode():
            output = self._model.generate(
                **inputs, **options, max_length=None, output_scores=True, return_dict_in_generate=True
            )
        decoded = self._tokenizer.batch_decode(output.sequences, skip_special_tokens=True)
        scores = output.sequences_scores if options["num_beams"] > 1 else torch.zeros(len(decoded))
        return [(text.strip(), score) for text, score in zip(decoded, scores.tolist(), strict=True)]


class NllbEngine(Seq2SeqEngine):
    """Translates with NLLB, which names its languages by codes of its own (`eng_Latn`, `bam_Latn`).

    Raises:
        ValueError: the model does not know the target code, which would otherwise silently choose a language.
    """

    placeholders: tuple[str, ...] = ()
    """It was trained without any."""

    def __init__(self, folder: Path, source_code: str, target_code: str) -> None:
        super().__init__(folder, src_lang=source_code)
        self._target: int = self._tokenizer.convert_tokens_to_ids(target_code)
        if self._target in (None, self._tokenizer.unk_token_id):
            raise ValueError(f"it does not know the language code {target_code}")

    def translate(
        self, sentences: Sequence[str], *, beam_size: int = 4, hypotheses: int = 1, no_repeat_ngram: int = 0
    ) -> list[list[Hypothesis]]:
        """See `Engine.translate`."""
        options = {
            "num_beams": max(beam_size, hypotheses),
            "num_return_sequences": hypotheses,
            "no_repeat_ngram_size": no_repeat_ngram,
            "forced_bos_token_id": self._target,
            "max_new_tokens": 20 + 2 * max(map(self.count_tokens, sentences), default=0),
        }
        found = [Hypothesis(text, score) for text, score in self._run(sentences, options)]
        return [found[start : start + hypotheses] for start in range(0, len(found), hypotheses)]
