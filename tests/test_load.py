"""Entries of the registry load with the engine that they name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import tiny_models

from summarize.errors import LanguageError, ModelError
from summarize.models.load import engine_answer, load_summariser, load_translator
from summarize.models.spec import ModelSpec


@pytest.fixture(scope="module")
def nllb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.make_nllb(tmp_path_factory.mktemp("nllb"))


@pytest.fixture(scope="module")
def bart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.make_bart(tmp_path_factory.mktemp("bart"))


def nllb_spec(folder: Path, target_code: str = "bam_Latn") -> ModelSpec:
    return ModelSpec(
        "tiny-nllb",
        "translate",
        "nllb",
        source=("en",),
        target=("bm", "fr"),
        source_tokens={"en": "eng_Latn"},
        target_tokens={"bm": target_code, "fr": "fra_Latn"},
        path=folder,
    )


def test_nllb_starts_with_the_code_of_the_target_language(
    nllb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = load_translator(nllb_spec(nllb), nllb, "en", "bm")
    seen: list[dict] = []
    generate = engine._model.generate
    monkeypatch.setattr(engine._model, "generate", lambda **given: seen.append(given) or generate(**given))
    found = engine.translate(["Kidal", "Gao"], hypotheses=2, no_repeat_ngram=3)
    assert [len(candidates) for candidates in found] == [2, 2]
    assert found[0][0].score >= found[0][1].score
    tokens = engine._tokenizer
    assert tokens.convert_ids_to_tokens(seen[0]["forced_bos_token_id"]) == "bam_Latn"
    assert tokens.convert_ids_to_tokens(seen[0]["input_ids"][0].tolist())[0] == "eng_Latn"
    engine.close()


def test_nllb_refuses_a_language_it_does_not_know(nllb: Path) -> None:
    with pytest.raises(ModelError, match="does not know the language code bam_Nkoo"):
        load_translator(nllb_spec(nllb, "bam_Nkoo"), nllb, "en", "bm")


def test_marian_gets_the_token_of_the_target_language(tmp_path: Path) -> None:
    folder = tiny_models.make_marian(tmp_path / "marian")
    spec = ModelSpec(
        "tiny", "translate", "marian", ("en",), ("bm",), target_tokens={"bm": ">>bam<<"}, path=folder
    )
    with pytest.raises(LanguageError, match=">>bam<<"):
        load_translator(spec, folder, "en", "bm", "transformers")
    plain = ModelSpec("tiny", "translate", "marian", ("en",), ("bm",), path=folder)
    assert load_translator(plain, folder, "en", "bm", "transformers").translate(["Gao"])


def test_a_model_answers_for_its_verification(nllb: Path, bart: Path) -> None:
    summariser = ModelSpec("tiny-bart", "summarise", "bart", ("en",), path=bart)
    assert engine_answer(summariser, bart, "The president left Gao.")
    assert isinstance(engine_answer(nllb_spec(nllb), nllb, "Gao"), str)


def test_a_damaged_model_gives_one_sentence(bart: Path, tmp_path: Path) -> None:
    damaged = shutil.copytree(bart, tmp_path / "damaged")
    (damaged / "model.safetensors").write_bytes(b"no weights")
    spec = ModelSpec("tiny-bart", "summarise", "bart", ("en",), path=damaged)
    with pytest.raises(ModelError, match=r"cannot load the model .*summarize models verify") as caught:
        load_summariser(spec, damaged)
    assert "\n" not in str(caught.value)


def test_a_damaged_translator_gives_one_sentence_too(tmp_path: Path) -> None:
    folder = tiny_models.make_marian(tmp_path / "marian")
    (folder / "model.safetensors").write_bytes(b"no weights")
    spec = ModelSpec("tiny", "translate", "marian", ("en",), ("fr",), path=folder)
    with pytest.raises(ModelError, match="summarize models verify"):
        load_translator(spec, folder, "en", "fr")


def test_a_translator_is_no_summariser(nllb: Path) -> None:
    with pytest.raises(ModelError, match="does not summarise"):
        load_summariser(nllb_spec(nllb), nllb)
