"""Real Marian and BART models of a few hundred kilobytes, made on the spot with random weights."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import sentencepiece
import torch
from transformers import (
    BartForConditionalGeneration,
    M2M100Config,
    M2M100ForConditionalGeneration,
    MarianConfig,
    MarianMTModel,
    MBartForConditionalGeneration,
    NllbTokenizer,
    PegasusForConditionalGeneration,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    T5Config,
    T5ForConditionalGeneration,
)

LINES = [
    "The president of Mali arrived in Bamako on 21 March 2012.",
    "Le président du Mali est arrivé à Bamako le 21 mars 2012.",
    "Soldiers left Kidal, Gao and Timbuktu after the ceasefire.",
    "Les soldats ont quitté Kidal, Gao et Tombouctou après le cessez-le-feu.",
    "West African leaders met in Abidjan; ECOWAS called for elections.",
    "Les dirigeants ouest-africains se sont réunis à Abidjan.",
]

ENDED = [f"{line} </s>" for line in LINES]
"""The same with the token that ends a text."""


def make_marian(folder: Path, *, pickled: bool = False) -> Path:
    """A Marian model as `model.safetensors` or, like old repositories, as `pytorch_model.bin`."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = _sentencepiece(folder)
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes((folder / "tiny.model").read_bytes())
    (folder / "tiny.model").unlink()
    vocabulary = {piece: index for index, piece in enumerate(["</s>", "<unk>", *pieces, "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(
        '{"source_lang": "en", "target_lang": "fr"}', encoding="utf-8"
    )
    pad = vocabulary["<pad>"]
    torch.manual_seed(1)
    model = MarianMTModel(
        MarianConfig(
            vocab_size=len(vocabulary),
            d_model=16,
            encoder_layers=1,
            decoder_layers=1,
            encoder_attention_heads=2,
            decoder_attention_heads=2,
            encoder_ffn_dim=32,
            decoder_ffn_dim=32,
            max_position_embeddings=256,
            pad_token_id=pad,
            decoder_start_token_id=pad,
            eos_token_id=0,
            forced_eos_token_id=0,
            bos_token_id=0,
        )
    )
    _save(model, folder, pickled)
    return folder


def make_bart(folder: Path) -> Path:
    """A BART model with one layer and a word-level tokenizer."""
    return make_summariser(folder, "bart")


def make_summariser(folder: Path, family: str, *, taught: bool = False, **generation: object) -> Path:
    """A model of a family of `SUMMARISERS`; a taught one repeats what it reads, if it is one of `LINES`."""
    size = _word_tokenizer(folder)
    torch.manual_seed(2)
    model = SUMMARISERS[family](size)
    if taught:
        _teach(model, folder)
    model.generation_config.update(**generation)
    _save(model, folder, pickled=False)
    return folder


def _teach(model: PreTrainedModel, folder: Path) -> None:
    tokenizer = PreTrainedTokenizerFast.from_pretrained(folder)
    read = tokenizer(ENDED, return_tensors="pt", padding=True, return_token_type_ids=False)
    write = read["input_ids"].masked_fill(read["attention_mask"] == 0, -100)
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-2)
    model.eval()  # without dropout it learns in seconds
    for _ in range(90):
        optimizer.zero_grad()
        model(**read, labels=write).loss.backward()
        optimizer.step()


def _bart_like(family: type[PreTrainedModel], start: int, size: int) -> PreTrainedModel:
    return family(
        family.config_class(
            vocab_size=size,
            d_model=16,
            encoder_layers=1,
            decoder_layers=1,
            encoder_attention_heads=2,
            decoder_attention_heads=2,
            encoder_ffn_dim=32,
            decoder_ffn_dim=32,
            max_position_embeddings=128,
            decoder_start_token_id=start,
            **_SPECIAL,
        )
    )


def _t5(size: int) -> PreTrainedModel:
    return T5ForConditionalGeneration(
        T5Config(
            vocab_size=size,
            d_model=16,
            d_kv=8,
            d_ff=32,
            num_layers=1,
            num_heads=2,
            decoder_start_token_id=1,
            **_SPECIAL,
        )
    )


_SPECIAL = {"pad_token_id": 1, "eos_token_id": 2, "forced_eos_token_id": 2}

SUMMARISERS = {
    "bart": partial(_bart_like, BartForConditionalGeneration, 2),
    "mbart": partial(_bart_like, MBartForConditionalGeneration, 2),
    "pegasus": partial(_bart_like, PegasusForConditionalGeneration, 1),
    "t5": _t5,
}
"""Families of summarisers, each a function that makes a model for a size of vocabulary."""


def _word_tokenizer(folder: Path) -> int:
    """Write a tokenizer whose tokens are the words of `LINES`, and return how many there are."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = sorted({word for line in LINES for word, _ in pre_tokenizers.Whitespace().pre_tokenize_str(line)})
    vocabulary = {word: index for index, word in enumerate(["<s>", "<pad>", "</s>", "<unk>", *words])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, "<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    special = dict(zip(("bos_token", "pad_token", "eos_token", "unk_token"), vocabulary, strict=False))
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special)
    fast.save_pretrained(folder)
    return len(vocabulary)


def _sentencepiece(folder: Path) -> list[str]:
    corpus = folder / "lines.txt"
    corpus.write_text("\n".join(LINES), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(folder / "tiny"),
        vocab_size=120,
        minloglevel=2,
        hard_vocab_limit=False,
    )
    corpus.unlink()
    (folder / "tiny.vocab").unlink()
    processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / "tiny.model"))
    pieces = (processor.id_to_piece(index) for index in range(processor.get_piece_size()))
    return [piece for piece in pieces if piece not in ("<s>", "</s>", "<unk>")]


def _save(model: torch.nn.Module, folder: Path, pickled: bool) -> None:
    model.save_pretrained(folder)
    if pickled:
        torch.save(model.state_dict(), folder / "pytorch_model.bin")
        (folder / "model.safetensors").unlink()


def make_nllb(folder: Path) -> Path:
    """An NLLB model with one layer whose pieces are single letters."""
    letters = sorted({letter for line in LINES for letter in line.replace(" ", "▁")} | {"▁"})
    vocabulary = {piece: index for index, piece in enumerate(["<s>", "<pad>", "</s>", "<unk>", *letters])}
    tokenizer = NllbTokenizer(vocab=vocabulary, merges=[])
    tokenizer.save_pretrained(folder)
    torch.manual_seed(3)
    model = M2M100ForConditionalGeneration(
        M2M100Config(
            vocab_size=len(tokenizer),
            d_model=16,
            encoder_layers=1,
            decoder_layers=1,
            encoder_attention_heads=2,
            decoder_attention_heads=2,
            encoder_ffn_dim=32,
            decoder_ffn_dim=32,
            max_position_embeddings=128,
        )
    )
    _save(model, folder, pickled=False)
    return folder
