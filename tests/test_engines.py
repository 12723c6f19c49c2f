import logging
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from ctranslate2.specs.common_spec import LinearSpec

import summarize
from summarize.errors import LanguageError, ModelError
from summarize.models import convert
from summarize.models.ct2 import CTranslate2Engine
from summarize.models.engines import load_engine
from summarize.models.marian import TransformersEngine

FOLDER = Path(summarize.__file__).parent / "weights" / "en-fr"
SENTENCES = [
    "The African Union suspended Mali on Friday.",
    "On Tuesday, the Economic Community of West African States (ECOWAS) will meet in Abidjan.",
    "Mali: junta lifts night-time curfew in Bamako",
    "The prime minister and the foreign minister have begun a hunger strike.",
    "Rebels took the town of Kidal without a fight.",
    "At least 14 people were killed and 1,200 fled their homes.",
    "⟪0⟫ will meet in ⟪1⟫ to discuss the coup.",
    "The United Nations said it was concerned about the situation in the north of the country.",
    "The price of rice rose by 3.5% in March.",
    "He said he would not accept it.",
    "The election will be held on April 29, 2012.",
    "The army denied the report.",
]
"""News sentences written for this test."""


@pytest.fixture(scope="module")
def plain_folder(tmp_path_factory):
    """The built-in model without its conversion, as a fetched model is."""
    folder = tmp_path_factory.mktemp("models") / "plain"
    folder.mkdir()
    for path in FOLDER.iterdir():
        if path.is_file():
            (folder / path.name).symlink_to(path)
    return folder


@pytest.fixture(scope="module")
def reference(plain_folder):
    with pytest.MonkeyPatch.context() as patch:  # one thread: torch crawls when threads wait for a busy CPU
        patch.setattr("summarize.models.marian.cpu_threads", lambda: 1)
        yield translate_with_transformers(plain_folder)


def translate_with_transformers(plain_folder):
    engine = TransformersEngine(plain_folder)
    results = engine.translate(SENTENCES, hypotheses=4)
    engine.close()
    return results


def texts(results):
    return [candidates[0].text for candidates in results]


def test_both_engines_translate_alike(plain_folder, reference, tmp_path):
    """Word for word without a beam; with one, the libraries stop searching by rules of their own."""
    exact = convert.write_conversion(plain_folder, tmp_path / "ct2", "float32")
    engine, theirs = CTranslate2Engine(plain_folder, exact), TransformersEngine(plain_folder)
    greedy = theirs.translate(SENTENCES, beam_size=1)
    theirs.close()
    assert texts(engine.translate(SENTENCES, beam_size=1)) == texts(greedy)
    found = engine.translate(SENTENCES, hypotheses=4)
    assert sum(x == y for x, y in zip(texts(found), texts(reference), strict=True)) >= len(SENTENCES) - 1
    for one, other in zip(found, reference, strict=True):
        assert one[0].score == pytest.approx(other[0].score, abs=1e-2)


def test_int8_changes_few_words(reference):
    engine = load_engine(FOLDER, "ctranslate2")
    kept = total = 0
    for ours, theirs in zip(texts(engine.translate(SENTENCES)), texts(reference), strict=True):
        kept += len(set(ours.split()) & set(theirs.split()))
        total += max(len(set(ours.split())), len(set(theirs.split())))
    assert kept / total > 0.85


def test_candidates_come_best_first_and_placeholders_are_copied():
    engine = load_engine(FOLDER)
    (candidates,) = engine.translate([SENTENCES[6]], beam_size=6, hypotheses=6)
    assert len(candidates) == 6
    assert [c.score for c in candidates] == sorted((c.score for c in candidates), reverse=True)
    assert "⟪0⟫" in candidates[0].text
    assert "⟪1⟫" in candidates[0].text


def test_built_in_model_needs_no_torch_no_network_and_no_home():
    code = (
        "import sys\n"
        "def audit(event, args):\n"
        "    assert not event.startswith('socket.'), event\n"
        "sys.addaudithook(audit)\n"
        "from pathlib import Path; from summarize.models.engines import load_engine\n"
        f"engine = load_engine(Path({str(FOLDER)!r}))\n"
        "print(engine.name, engine.translate(['The army denied the report.'])[0][0].text)\n"
        "sys.exit(bool({'torch', 'transformers'} & set(sys.modules)))"
    )
    env = {"HOME": "/nonexistent", "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "CTranslate2" in done.stdout
    assert "armée" in done.stdout
    assert done.stderr == ""


def test_model_is_converted_once_into_the_cache(plain_folder, tmp_path, monkeypatch):
    monkeypatch.setattr(convert, "user_cache_path", lambda _: tmp_path)
    first = convert.converted_folder(plain_folder)
    assert convert.is_conversion(first)
    assert [path.name for path in first.parent.iterdir()] == [first.name], "scratch folders are removed"
    before = (first / "model.bin").stat().st_mtime_ns
    assert convert.converted_folder(plain_folder) == first
    assert (first / "model.bin").stat().st_mtime_ns == before


def test_conversion_finished_first_by_another_process_is_used(plain_folder, tmp_path, monkeypatch):
    def write(_folder, target, _quantization):
        for folder in (target, tmp_path / "ctranslate2" / convert.fingerprint(plain_folder)):
            folder.mkdir()
            (folder / "config.json").touch()
            (folder / "model.bin").write_text("ours" if folder == target else "theirs", encoding="utf-8")
        return target

    monkeypatch.setattr(convert, "user_cache_path", lambda _: tmp_path)
    monkeypatch.setattr(convert, "write_conversion", write)
    found = convert.converted_folder(plain_folder)
    assert (found / "model.bin").read_text(encoding="utf-8") == "theirs"
    assert [path.name for path in found.parent.iterdir()] == [found.name]


def test_other_weights_get_another_cache_entry(plain_folder, tmp_path):
    changed = tmp_path / "changed"
    changed.mkdir()
    for path in plain_folder.iterdir():
        (changed / path.name).symlink_to(path.resolve())
    assert convert.fingerprint(changed) == convert.fingerprint(plain_folder)
    (changed / "config.json").unlink()
    (changed / "config.json").write_text("{}", encoding="utf-8")
    assert convert.fingerprint(changed) != convert.fingerprint(plain_folder)


def test_unwritable_cache_falls_back_to_transformers_with_one_line(
    plain_folder, tmp_path, monkeypatch, caplog
):
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr(convert, "user_cache_path", lambda _: blocked)
    with caplog.at_level(logging.WARNING):
        engine = load_engine(plain_folder)
    assert engine.name.startswith("transformers")
    assert len(caplog.records) == 1
    engine.close()


def test_convert_writes_and_replaces_the_conversion_beside_the_model(plain_folder, tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    for path in plain_folder.iterdir():
        (folder / path.name).symlink_to(path.resolve())
    (folder / "ct2").mkdir()
    (folder / "ct2" / "old").touch()
    convert.convert(folder)
    assert convert.is_conversion(folder / "ct2")
    assert not (folder / "ct2" / "old").exists()
    assert [path.name for path in folder.iterdir() if path.is_dir()] == ["ct2"]


def test_int8_weights_leave_room_for_processors_that_add_in_16_bits():
    weights = np.random.default_rng(1).normal(size=(8, 16)).astype(np.float32)
    layer = LinearSpec()
    layer.weight = weights.copy()
    layer.validate()
    convert.optimize(layer, "int8_float32")
    whole, scale = layer.weight.numpy(), layer.weight_scale.numpy()
    assert np.abs(whole).max(axis=1).tolist() == [80] * 8
    assert np.allclose(whole / scale[:, None], weights, atol=float(0.51 / scale.min()))


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_language_token_is_checked_against_the_models_own_list(engine):
    with pytest.raises(LanguageError, match=r">>xyz<<.*>>bam<<.*>>fra<<"):
        load_engine(FOLDER, engine, ">>xyz<<")


def test_missing_model_is_a_clear_error(tmp_path):
    with pytest.raises(ModelError, match=r"source\.spm.*missing.*summarize models"):
        load_engine(tmp_path)


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_damaged_model_is_a_clear_error(tmp_path, engine):
    for name in ("config.json", "source.spm", "target.spm", "vocab.json", "model.safetensors"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="verify"):
        load_engine(tmp_path, engine)
