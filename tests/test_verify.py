"""Damage and garbled output are found."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from test_bundle import SPEC, store  # noqa: F401 — the fixture is used by its name

from summarize.errors import ModelError
from summarize.models.load import engine_answer
from summarize.models.registry import Registry
from summarize.models.spec import KnownAnswer, ModelSpec
from summarize.models.store import ModelStore
from summarize.models.verify import answer_problems, known_answer, verify_model


def echo(spec: ModelSpec, folder: Path, text: str) -> str:
    return text


def test_an_intact_model_that_answers_well_is_ok(store: ModelStore) -> None:  # noqa: F811
    result = verify_model(SPEC, store, echo)
    assert result.ok
    assert result.checked >= 6
    assert "2012" in result.question


def test_damaged_and_missing_files_are_named_and_the_model_is_not_run(store: ModelStore) -> None:  # noqa: F811
    (store.folder(SPEC) / "vocab.json").write_text("{}")
    (store.folder(SPEC) / "target.spm").unlink()
    result = verify_model(SPEC, store, lambda *_: pytest.fail("was run"))
    assert not result.ok
    assert result.problems == ("target.spm is missing", "vocab.json was changed: its checksum is wrong")


def test_an_engine_that_cannot_load_is_a_problem_not_a_crash(store: ModelStore) -> None:  # noqa: F811
    def broken(spec: ModelSpec, folder: Path, text: str) -> str:
        raise ModelError("cannot load")

    assert verify_model(SPEC, store, broken).problems == ("cannot load",)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("Les 12 soldats ont quitté Bamako le 21 mars 2012.", None),
        ("", "writes nothing"),
        ("connect connect connect connect connect connect 2012", "repeats itself"),
        ("2012", "characters"),
        ("x " * 200 + "2012", "repeats itself"),
        ("Les 12 soldats ont quitté la ville le 21 mars.", "lacks 2012"),
    ],
)
def test_bad_answers_are_recognised(said: str, problem: str | None) -> None:
    problems = answer_problems(known_answer(SPEC), said)
    assert (problem in " ".join(problems)) if problem else not problems


def test_the_registrys_own_question_comes_first() -> None:
    own = KnownAnswer("Hello.", ("Bonjour",))
    assert known_answer(replace(SPEC, check=own)) is own
    assert "Bamako" in known_answer(replace(SPEC, task="summarise", source=("fr",))).text
    assert known_answer(replace(SPEC, draft=True)).contains == ()


@pytest.mark.parametrize("name", ["en-fr", "fr-en", "enfr-bm"])
def test_each_built_in_model_knows_its_answer(name: str, tmp_path: Path) -> None:
    result = verify_model(Registry.load().get(name), ModelStore(tmp_path), engine_answer)
    assert result.ok, result.problems


def test_intact_files_whose_embeddings_are_mixed_up_are_found_by_the_known_answer(tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    built_in = Registry.load().get("en-fr")
    assert built_in.folder is not None
    folder = shutil.copytree(built_in.folder, tmp_path / "garbled", ignore=shutil.ignore_patterns("ct2"))
    weights = load_file(folder / "model.safetensors")
    weights["model.shared.weight"] = weights["model.shared.weight"].roll(1, 0).contiguous()
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    garbled = replace(built_in, built_in=False, path=folder, files=())
    assert not verify_model(garbled, ModelStore(tmp_path), engine_answer).ok
