"""The reference engine: MarianMTModel of transformers, on torch, in single precision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from summarize.models.protocol import MAX_TOKENS, Hypothesis, cpu_threads
from summarize.models.tokens import check_language_token, known_placeholders

BATCH_SENTENCES = 16


class TransformersEngine:
    """Runs a MarianMT folder as it is; reads safetensors only and looks nowhere but in the folder.

    Raises:
        ImportError: torch or transformers is missing.
        OSError: A file of the model is missing or damaged.
    """

    def __init__(self, folder: Path, language_token: str = "") -> None:
        import torch
        import transformers

        check_language_token(folder, language_token)
        transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        torch.set_num_threads(cpu_threads())
        self._prefix = f"{language_token} " if language_token else ""
        self._tokenizer = transformers.MarianTokenizer.from_pretrained(folder, local_files_only=True)
        self.placeholders = known_placeholders(self._tokenizer.spm_source)
        self._model: Any = transformers.MarianMTModel.from_pretrained(
            folder, local_files_only=True, use_safetensors=True, dtype=torch.float32
        )
        self.name = f"transformers {transformers.__version__} float32"

    def translate(
        self, sentences: Sequence[str], *, beam_size: int = 4, hypotheses: int = 1, no_repeat_ngram: int = 0
    ) -> list[list[Hypothesis]]:
        """See `Engine.translate`."""
        results: list[list[Hypothesis]] = [[] for _ in sentences]
        for batch in self._batches(sentences):
            texts = [self._prefix + sentences[index] for index in batch]
            options = {
                "num_beams": max(beam_size, hypotheses),
                "num_return_sequences": hypotheses,
                "no_repeat_ngram_size": no_repeat_ngram,
            }
            found = self._generate(texts, options)
            for place, index in enumerate(batch):
                results[index] = found[place * hypotheses : (place + 1) * hypotheses]
        return results

    def count_tokens(self, sentence: str) -> int:
        """See `Engine.count_tokens`."""
        return len(self._tokenizer.tokenize(sentence))

    def close(self) -> None:
        """See `Engine.close`."""
        self._model = None

    def _batches(self, sentences: Sequence[str]) -> Iterator[list[int]]:
        """Yield positions of sentences of like length, so that little is computed for padding."""
        order = sorted(range(len(sentences)), key=lambda index: self.count_tokens(sentences[index]))
        for start in range(0, len(order), BATCH_SENTENCES):
            yield order[start : start + BATCH_SENTENCES]

    def _generate(self, texts: list[str], options: dict[str, int]) -> list[Hypothesis]:
        import torch

        inputs = self._tokenizer(
            texts, return_tensors="pt", padding=True, truncation=True, max_length=MAX_TOKENS
        )
        with torch.inference_mode():
            output = self._model.generate(
                **inputs, **options, max_length=256, output_scores=True, return_dict_in_generate=True
            )
        decoded = self._tokenizer.batch_decode(output.sequences, skip_special_tokens=True)
        scores = output.sequences_scores if options["num_beams"] > 1 else torch.zeros(len(decoded))
        return [Hypothesis(text.strip(), score) for text, score in zip(decoded, scores.tolist(), strict=True)]
