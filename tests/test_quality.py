"""Floors under the quality of the built-in models: a bad export or conversion falls far below them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import sacrebleu

from summarize.models.engines import load_engine
from summarize.models.registry import Registry

DATA = Path(__file__).parent / "data" / "quality"
FLOORS = [
    # model, sample, its SHA-256, floors of BLEU and chrF: two points under what was measured
    ("en-fr", "en-fr.tsv", "41db73e1fcc25c250af2fb38500fdf8ed68cb83fbd8d4a555787ababe93e3d8e", 75.7, 85.6),
    ("fr-en", "en-fr.tsv", "41db73e1fcc25c250af2fb38500fdf8ed68cb83fbd8d4a555787ababe93e3d8e", 64.0, 79.3),
    ("enfr-bm", "fr-bm.tsv", "56f3bbe8f7f029f251b426e7cb752665b2b04413638b8fe402479906762156a3", 6.4, 27.3),
]


@pytest.mark.parametrize("library", ["ctranslate2", "transformers"])
@pytest.mark.parametrize(
    ("model", "sample", "sha256", "bleu", "chrf"), FLOORS, ids=[row[0] for row in FLOORS]
)
def test_a_built_in_model_translates_as_well_as_measured(model, sample, sha256, bleu, chrf, library):
    data = (DATA / sample).read_bytes()
    assert hashlib.sha256(data).hexdigest() == sha256
    sides = list(zip(*(row.split("\t") for row in data.decode().splitlines()), strict=True))
    sources, references = reversed(sides) if model == "fr-en" else sides
    engine = load_engine(Registry.load().get(model).folder, library)
    found = [candidates[0].text for candidates in engine.translate(sources)]
    engine.close()
    scores = (
        sacrebleu.corpus_bleu(found, [references]).score,
        sacrebleu.corpus_chrf(found, [references]).score,
    )
    assert scores[0] >= bleu, scores
    assert scores[1] >= chrf, scores
