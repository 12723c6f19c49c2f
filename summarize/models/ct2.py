"""The fast engine: CTranslate2 with int8 weights (https://opennmt.net/CTranslate2)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from summarize.models.generator import generation_settings
from summarize.models.protocol import MAX_TOKENS, Hypothesis, cpu_threads
from summarize.models.tokens import PieceTokenizer

BATCH_TOKENS = 512
"""Source tokens in a batch, padding included: more fall out of the CPU's caches when beams multiply them.

There are fewer when that gives each CPU a batch.
"""


class CTranslate2Engine:
    """Runs a converted MarianMT model; `converted` holds what `summarize.models.convert` wrote.

    Each CPU works on a batch of its own, on one copy of the weights: threads that share a batch of so small
    a model wait for each other longer than they compute.

    Raises:
        ImportError: The ctranslate2 library is missing.
        RuntimeError: The converted model is missing or damaged.
    """

    def __init__(
        self, folder: Path, converted: Path, language_token: str = "", compute_type: str = "default"
    ) -> None:
        import ctranslate2

        self._tokens = PieceTokenizer(folder, language_token)
        self._workers = cpu_threads()
        self._model = ctranslate2.Translator(
            str(converted), compute_type=compute_type, inter_threads=self._workers, intra_threads=1
        )
        self.placeholders = self._tokens.placeholders
        self._length_penalty = float(generation_settings(folder).get("length_penalty") or 1.0)
        self.name = f"CTranslate2 {ctranslate2.__version__} {self._model.compute_type}"

    def translate(
        self, sentences: Sequence[str], *, beam_size: int = 4, hypotheses: int = 1, no_repeat_ngram: int = 0
    ) -> list[list[Hypothesis]]:
        """See `Engine.translate`; the library itself sorts the sentences into batches by length."""
        sources = [self._tokens.encode(sentence) for sentence in sentences]
        share = max(map(len, sources), default=0) * len(sources) // self._workers
        results = self._model.translate_batch(
            sources,
            max_batch_size=max(1, min(BATCH_TOKENS, share)),
            batch_type="tokens",
            max_input_length=MAX_TOKENS,
            beam_size=max(beam_size, hypotheses),
            num_hypotheses=hypotheses,
            no_repeat_ngram_size=no_repeat_ngram,
            length_penalty=self._length_penalty,
            return_scores=True,
        )
        return [
            [
                Hypothesis(self._tokens.decode(pieces), score)
                for pieces, score in zip(r.hypotheses, r.scores, strict=True)
            ]
            for r in results
        ]

    def count_tokens(self, sentence: str) -> int:
        """See `Engine.count_tokens`."""
        return self._tokens.count(sentence)

    def close(self) -> None:
        """See `Engine.close`."""
        self._model.unload_model()
