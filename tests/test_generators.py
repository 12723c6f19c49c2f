"""Summarisers write the same with CTranslate2 as with transformers, and as their own settings say."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
import tiny_models
import torch

from summarize.errors import ModelError
from summarize.models import convert
from summarize.models.ct2_generator import CTranslate2Generator
from summarize.models.generator import Decoding
from summarize.models.load import load_summariser
from summarize.models.seq2seq import Seq2SeqEngine
from summarize.models.spec import ModelSpec

SETTINGS = {"num_beams": 3, "no_repeat_ngram_size": 2, "length_penalty": 0.8, "min_length": 5}


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Torch crawls when its threads wait for a busy CPU."""
    torch.set_num_threads(1)
    monkeypatch.setattr("summarize.models.seq2seq.cpu_threads", lambda: 1)


@pytest.fixture(scope="module")
def bart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.make_bart(tmp_path_factory.mktemp("bart"))


def spec(folder: Path) -> ModelSpec:
    return ModelSpec("tiny-bart", "summarise", "bart", ("en",), path=folder)


def both(folder: Path, scratch: Path) -> tuple[CTranslate2Generator, Seq2SeqEngine]:
    converted = convert.write_conversion(folder, scratch / "ct2", "float32")
    return CTranslate2Generator(folder, converted), Seq2SeqEngine(folder)


@pytest.mark.parametrize("family", sorted(tiny_models.SUMMARISERS))
def test_both_libraries_write_the_same(family: str, tmp_path: Path) -> None:
    folder = tiny_models.make_summariser(tmp_path / family, family, taught=True, **SETTINGS)
    fast, reference = both(folder, tmp_path)
    written = fast.generate(tiny_models.ENDED, max_new_tokens=30)
    assert written == reference.generate(tiny_models.ENDED, max_new_tokens=30)
    assert "Mali arrived in Bamako" in written[0], "what it was taught, not merely the same nonsense"
    assert fast.limit == reference.limit
    assert fast.count_tokens("Soldiers left Kidal") == reference.count_tokens("Soldiers left Kidal") == 3


def test_both_obey_the_models_own_settings(tmp_path: Path) -> None:
    settings = {"forced_bos_token_id": 9, "min_length": 20}
    folder = tiny_models.make_summariser(tmp_path / "bart", "bart", taught=True, **settings)
    for generator in both(folder, tmp_path):
        (written,) = generator.generate(tiny_models.ENDED[2:3], max_new_tokens=40)
        assert written.split()[0] == generator._tokenizer.convert_ids_to_tokens(9)
        assert len(written.split()) >= 18 > len(tiny_models.LINES[2].split())


def test_no_more_is_asked_for_than_the_decoder_has_places(bart: Path, tmp_path: Path) -> None:
    for generator in both(bart, tmp_path):
        assert len(generator.generate(tiny_models.LINES[:1], max_new_tokens=1000)) == 1


def test_settings_of_an_older_folder_are_in_its_configuration(bart: Path, tmp_path: Path) -> None:
    assert Decoding.of(bart) == Decoding(beams=4, no_repeat_ngram=3)
    (tmp_path / "config.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    assert Decoding.of(tmp_path) == Decoding(3, 2, 0.8, 5)


def test_a_model_that_cannot_be_converted_runs_slower_with_one_line(
    bart: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(convert, "user_cache_path", lambda _: tmp_path / "file")
    with caplog.at_level(logging.WARNING):
        generator = load_summariser(spec(bart), bart)
    assert generator.name.startswith("tiny-bart (transformers ")
    assert ["CTranslate2 cannot run" in record.getMessage() for record in caplog.records] == [True]
    with pytest.raises(ModelError, match="CTranslate2 cannot load the model"):
        load_summariser(spec(bart), bart, "ctranslate2")


def test_a_conversion_that_starts_otherwise_is_refused(bart: Path, tmp_path: Path) -> None:
    converted = convert.write_conversion(bart, tmp_path / "ct2", "float32")
    settings = json.loads((converted / "config.json").read_text(encoding="utf-8"))
    (converted / "config.json").write_text(json.dumps({**settings, "decoder_start_token": "<pad>"}))
    with pytest.raises(ValueError, match="starts with <pad> instead of </s>"):
        CTranslate2Generator(bart, converted)
