"""SentencePiece tokens of a MarianMT folder, and checks of the folder itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from sentencepiece import SentencePieceProcessor

from summarize.errors import LanguageError, ModelError

TOKENIZER_FILES = ("config.json", "source.spm", "target.spm", "vocab.json")
END = "</s>"
PLACEHOLDERS = tuple(f"⟪{number}⟫" for number in range(8))


def require_files(folder: Path) -> None:
    """Check that a folder holds the tokenizer and configuration of a MarianMT model.

    Raises:
        ModelError: Files are missing.
    """
    missing = [name for name in TOKENIZER_FILES if not (folder / name).is_file()]
    if missing:
        raise ModelError(
            f"no MarianMT model in {folder}: {', '.join(missing)} missing. "
            "`summarize models list` shows the installed models, `summarize models pull NAME` fetches one."
        )


def check_language_token(folder: Path, token: str) -> None:
    """Check a `>>xxx<<` token against the model's own vocabulary, which would silently turn it into `<unk>`.

    Raises:
        LanguageError: The model does not know the token.
    """
    if not token:
        return
    vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    if token not in vocabulary:
        known = sorted(piece for piece in vocabulary if piece.startswith(">>") and piece.endswith("<<"))
        raise LanguageError(
            f"the model {folder.name} has no target language token {token}; "
            f"it knows {' '.join(known) or 'none'}."
        )


def known_placeholders(source: SentencePieceProcessor) -> tuple[str, ...]:
    """Return the copy placeholders that are single pieces of a vocabulary."""
    return tuple(text for text in PLACEHOLDERS if source.piece_to_id(text) != source.unk_id())


class PieceTokenizer:
    """Turns sentences into SentencePiece pieces and back, for engines without a tokenizer of their own."""

    def __init__(self, folder: Path, language_token: str = "") -> None:
        check_language_token(folder, language_token)
        self._prefix = [language_token] if language_token else []
        self._source = SentencePieceProcessor(model_file=str(folder / "source.spm"))
        self.placeholders = known_placeholders(self._source)
        self._target = SentencePieceProcessor(model_file=str(folder / "target.spm"))

    def encode(self, sentence: str) -> list[str]:
        """Return the source pieces, with the language token before and the end token after."""
        return [*self._prefix, *self._source.encode(sentence, out_type=str), END]

    def decode(self, pieces: Sequence[str]) -> str:
        """Return the text of target pieces."""
        return str(self._target.decode(list(pieces))).strip()

    def count(self, sentence: str) -> int:
        """Return the number of source pieces, without language and end tokens."""
        return len(self._source.encode(sentence))
