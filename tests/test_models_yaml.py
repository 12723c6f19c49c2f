"""Every entry that ships is complete, consistent and honest."""

from __future__ import annotations

import pytest

from summarize.models.layout import WEIGHTS, file_sha256, missing_files
from summarize.models.registry import Registry
from summarize.models.spec import ModelSpec

REGISTRY = Registry.load()
SPECS = list(REGISTRY)

pytestmark = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)


def test_its_licence_is_known_or_its_absence_explained(spec: ModelSpec) -> None:
    assert spec.licence or "licence" in spec.note


def test_it_is_pinned_or_says_that_it_is_not(spec: ModelSpec) -> None:
    assert spec.built_in or spec.pinned or "revision" in spec.note


def test_a_non_commercial_model_says_so_and_is_never_suggested_by_language(spec: ModelSpec) -> None:
    if spec.non_commercial:
        assert "NON-COMMERCIAL" in spec.note
        assert spec not in [REGISTRY.find(code) for code in spec.target if code not in ("taq",)]


def test_a_built_in_model_is_complete_and_its_checksums_hold(spec: ModelSpec) -> None:
    if spec.built_in:
        assert spec.folder is not None
        assert missing_files(spec, [path.name for path in spec.folder.iterdir()]) == ()
        assert WEIGHTS in {file.path for file in spec.files}
        found = {file.path: file_sha256(spec.folder / file.path) for file in spec.files}
        wrong = [file.path for file in spec.files if file.sha256 != found[file.path]]
        lines = "\n".join(f"      {path}: {{sha256: {found[path]}}}" for path in wrong)
        assert not wrong, f"Write into models.yaml, {spec.name}, files:\n{lines}"


def test_scores_name_their_pair_and_source(spec: ModelSpec) -> None:
    pairs = {f"{source}-{target}" for source in spec.source for target in spec.target}
    for score in spec.scores:
        assert score.languages in pairs or (not score.languages and len(pairs) <= 1)
        assert score.source


def test_a_multilingual_model_has_a_token_for_each_target(spec: ModelSpec) -> None:
    if len(spec.target) > 1:
        assert set(spec.target_tokens) == set(spec.target)
    if spec.engine == "nllb":
        assert set(spec.source_tokens) == set(spec.source)
