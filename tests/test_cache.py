"""The cache of results: found again, never trusted blindly, never in the way."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from summarize.cache import KEPT_DAYS, ResultCache, program_state, result_key, user_cache
from summarize.records import Block, Sentence


def test_a_result_is_found_again_as_the_record_it_was(tmp_path: Path) -> None:
    cache = ResultCache(tmp_path / "cache")
    sentence = Sentence(3, "Une phrase « entière ».", 1)
    cache.put("ab12", sentence)
    assert cache.get("ab12", Sentence) == sentence
    assert cache.get("ab13", Sentence) is None


@pytest.mark.parametrize("damage", [b"", b"{", b'{"index": "three"}', b"\xff\xfe", b"null"])
def test_a_damaged_result_counts_as_absent(tmp_path: Path, damage: bytes) -> None:
    cache = ResultCache(tmp_path)
    cache.put("ab12", Sentence(1, "x", 0))
    next(tmp_path.glob("*/*.json")).write_bytes(damage)
    assert cache.get("ab12", Sentence) is None


def test_a_result_of_another_form_counts_as_absent(tmp_path: Path) -> None:
    cache = ResultCache(tmp_path)
    cache.put("ab12", Sentence(1, "x", 0))
    assert cache.get("ab12", Block) is None or cache.get("ab12", Block) == Block("x")


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    cache = ResultCache(blocked / "cache")
    cache.put("ab12", Sentence(1, "x", 0))
    assert cache.get("ab12", Sentence) is None
    cache.prune()


def test_what_no_run_used_for_long_is_deleted(tmp_path: Path) -> None:
    cache = ResultCache(tmp_path)
    cache.put("ab12", Sentence(1, "old", 0))
    cache.put("cd34", Sentence(2, "new", 0))
    old = time.time() - (KEPT_DAYS + 1) * 86400
    os.utime(next(tmp_path.glob("ab/*.json")), (old, old))
    cache.prune()
    assert cache.get("ab12", Sentence) is None
    assert cache.get("cd34", Sentence) is not None


def test_what_is_over_the_limit_goes_the_longest_unused_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = ResultCache(tmp_path)
    for key in ("ab12", "cd34", "ef56"):
        cache.put(key, Sentence(1, key, 0))
    for age, path in enumerate(tmp_path.glob("*/*.json")):
        os.utime(path, (time.time() - 100 - age, time.time() - 100 - age))
    assert cache.get("cd34", Sentence)  # the last to be used
    _, size = cache.size()
    monkeypatch.setattr("summarize.cache.MOST_BYTES", size // 3 + 1)
    cache.prune()
    assert [key for key in ("ab12", "cd34", "ef56") if cache.get(key, Sentence)] == ["cd34"]


def test_a_result_under_the_name_of_another_counts_as_absent(tmp_path: Path) -> None:
    cache = ResultCache(tmp_path)
    cache.put("ab12", Sentence(1, "x", 0))
    path = next(tmp_path.glob("*/*.json"))
    path.rename(path.with_name("ab13.json"))
    assert cache.get("ab13", Sentence) is None


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("summarize.cache.results_folder", lambda: Path("~/.cache"))
    user_cache("briefs").put("ab12", Sentence(1, "x", 0))
    assert list(tmp_path.iterdir()) == []


def test_a_key_depends_on_every_part_and_where_parts_end() -> None:
    keys = {
        result_key("ab", "c"),
        result_key("a", "bc"),
        result_key(b"ab", "c"),
        result_key("ab"),
        result_key(),
    }
    assert len(keys) == 5
    assert result_key("ab", ("c", 1)) == result_key("ab", ("c", 1))
    assert program_state() == program_state()
