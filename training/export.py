r"""Export a checkpoint, or the average of several, in the MarianMT layout of transformers (fp16 safetensors).

python -m training.export --init work/en-fr/run1.pt --vocabulary work/spm.model --languages en fr \
        --out summarize/weights/en-fr
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.checkpoint import State, average_states, count_layers, load_state, to_marian
from training.vocabulary import load_vocabulary


def marian_config(state: State, heads: int) -> Any:  # noqa: ANN401 - transformers is untyped
    """Return the MarianConfig of our weights."""
    from transformers import MarianConfig

    config: Any = MarianConfig  # its annotations lack the fields that it passes on
    size, d = state["emb.weight"].shape
    ffn = state["enc.0.f1.weight"].shape[0]
    return config(
        vocab_size=size,
        decoder_vocab_size=size,
        d_model=d,
        encoder_layers=count_layers(state, "enc."),
        decoder_layers=count_layers(state, "dec."),
        encoder_ffn_dim=ffn,
        decoder_ffn_dim=ffn,
        encoder_attention_heads=heads,
        decoder_attention_heads=heads,
        max_position_embeddings=512,
        activation_function="relu",
        scale_embedding=True,
        static_position_embeddings=True,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
        **special_tokens(size - 1),
    )


def special_tokens(pad: int) -> dict[str, int]:
    """Return the special tokens: 0 ends a sentence, the padding symbol also starts the decoder."""
    return {
        "bos_token_id": 0,
        "eos_token_id": 0,
        "pad_token_id": pad,
        "decoder_start_token_id": pad,
        "forced_eos_token_id": 0,
    }


def marian_model(state: State, heads: int) -> Any:  # noqa: ANN401
    """Return a MarianMTModel with our weights.

    Raises:
        SystemExit: A weight is missing or left over.
    """
    from transformers import GenerationConfig, MarianMTModel

    model = MarianMTModel(marian_config(state, heads))
    result = model.load_state_dict(to_marian(state), strict=False)
    missing = [name for name in result.missing_keys if "embed_positions" not in name]
    if missing or result.unexpected_keys:
        raise SystemExit(f"weights do not fit: {missing} {result.unexpected_keys}")
    pad = state["emb.weight"].shape[0] - 1
    model.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]
        **special_tokens(pad), num_beams=4, max_length=512, bad_words_ids=[[pad]]
    )
    return model


def write_tokenizer(vocabulary: Path, languages: Sequence[str], out: Path) -> None:
    """Write the files MarianTokenizer reads: SentencePiece models, token numbers, languages."""
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(vocabulary, out / name)
    pieces = load_vocabulary(vocabulary)
    size = len(pieces)
    numbers = {pieces.id_to_piece(i): i for i in range(size)} | {"<pad>": size}
    (out / "vocab.json").write_text(json.dumps(numbers, ensure_ascii=False, indent=0), encoding="utf-8")
    settings = {
        "source_lang": languages[0],
        "target_lang": languages[1],
        "model_max_length": 512,
        "separate_vocabs": False,
        "tokenizer_class": "MarianTokenizer",
    }
    (out / "tokenizer_config.json").write_text(json.dumps(settings, indent=1), encoding="utf-8")


def export(
    checkpoints: Sequence[Path],
    vocabulary: Path,
    languages: Sequence[str],
    heads: int,
    out: Path,
    length_penalty: float = 1.0,
) -> None:
    """Write a folder that transformers and CTranslate2's converter read.

    Beam search divides the score of an output by its length to the power of `length_penalty`: above 1, it
    prefers longer ones.
    """
    state = average_states([load_state(path) for path in checkpoints])
    out.mkdir(parents=True, exist_ok=True)
    model = marian_model(state, heads).half()
    model.generation_config.length_penalty = length_penalty
    model.save_pretrained(out)
    (out / "model.safetensors").chmod(0o644)  # written for its owner only
    write_tokenizer(vocabulary, languages, out)


def main() -> None:
    """Export checkpoints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--init", nargs="+", type=Path, required=True, help="several: their average")
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--languages", nargs=2, required=True, metavar=("SOURCE", "TARGET"))
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument(
        "--length-penalty", type=float, default=1.0, help="above 1 for a model whose outputs are too short"
    )
    parser.add_argument("--out", type=Path, required=True)
    a = parser.parse_args()
    export(a.init, a.vocabulary, a.languages, a.heads, a.out, a.length_penalty)
    print(f"{a.out}: {(a.out / 'model.safetensors').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
