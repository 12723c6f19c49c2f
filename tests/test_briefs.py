"""Briefs kept between runs: the same as fresh ones, never those of something else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import summarize
from summarize.briefs import BriefMaker, BriefOptions
from summarize.cache import ResultCache, program_state
from summarize.errors import GlossaryError
from summarize.records import Article, Brief, Failure, Summary
from summarize.render.json import briefs_json
from summarize.render.markdown import brief_markdown
from summarize.render.text import brief_text

HEAVY = {"ctranslate2", "sentencepiece", "trafilatura", "numpy", "regex", "rapidfuzz"}
FORMS: dict[str, Callable[[Brief], str]] = {
    "text": brief_text,
    "md": brief_markdown,
    "json": lambda brief: briefs_json([brief]),
}


def stub(source: str) -> Brief:
    return Brief(Article(source, (), ()), Summary((), "en", "none"), (), (), (), "")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the articles that briefs were made of, which costs nothing here."""
    names: list[str] = []

    def make(self: BriefMaker, data: bytes, name: str) -> Brief:
        names.append(name)
        return stub(data.decode())

    monkeypatch.setattr(BriefMaker, "_make", make)
    return names


def command(*arguments: str | Path, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, *python, "-m", "summarize", *map(str, arguments)]
    return subprocess.run(run, capture_output=True, text=True)


NAMES = ["mali-2012.txt", "french.txt", "interview.txt", "saved-page.html", "sitrep.md"]


@pytest.mark.parametrize("name", NAMES)
def test_a_kept_brief_prints_the_same_in_every_form(name: str, articles: Path, tmp_path: Path) -> None:
    options = BriefOptions(() if name == "french.txt" else ("fr",), "long")
    data = (articles / name).read_bytes()
    fresh = BriefMaker(options, ResultCache(None)).brief(data, name)
    BriefMaker(options, ResultCache(tmp_path)).brief(data, name)
    later = BriefMaker(options, ResultCache(tmp_path))
    found = later.brief(data, name)
    assert "_pipeline" not in vars(later)
    assert found == fresh
    for form, render in FORMS.items():
        assert render(found).encode() == render(fresh).encode(), form


def test_the_command_finds_its_brief_again_without_loading_what_makes_it(articles: Path) -> None:
    article = articles / "mali-2012.txt"
    first = command(article, "--lang", "fr")
    again = command(article, "--lang", "fr", python=("-X", "importtime"))
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in again.stderr.splitlines()}
    assert again.stdout == first.stdout
    assert "CEDEAO" in again.stdout
    assert loaded & HEAVY == set()
    for form in FORMS:
        kept_one = command(article, "--lang", "fr", "--format", form)
        assert kept_one.stdout == command(article, "--lang", "fr", "--format", form, "--no-cache").stdout


def test_no_cache_keeps_nothing_and_uses_nothing(own_home: Path, articles: Path) -> None:
    command(articles / "mali-2012.txt", "--no-cache")
    assert "0 results" in command("cache").stdout
    command(articles / "mali-2012.txt")
    path = next(own_home.rglob("briefs/*/*.json"))
    before = path.stat().st_mtime_ns
    command(articles / "mali-2012.txt", "--no-cache")
    assert path.stat().st_mtime_ns == before


def test_kept_results_are_private_counted_and_cleared(own_home: Path, articles: Path) -> None:
    command(articles / "mali-2012.txt")
    path = next(own_home.rglob("briefs/*/*.json"))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.parent.stat().st_mode & 0o777 == 0o700
    told = command("cache").stdout
    assert str(own_home) in told
    assert "1 results" in told
    assert command("cache", "--clear").returncode == 0
    assert not path.exists()
    assert "0 results" in command("cache").stdout


def test_all_that_decides_a_brief_decides_its_key(
    made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    glossary, registry, model = tmp_path / "ours.tsv", tmp_path / "models.yaml", tmp_path / "model"
    glossary.write_text("en\tfr\nKidal\tKidal\n")
    model.mkdir()
    (model / "config.json").write_text("{}")
    entry = "models:\n  own:\n    task: translate\n    engine: marian\n    source: en\n    target: fr\n"
    registry.write_text(f"{entry}    path: model\n")
    options = BriefOptions(("fr",), "short", (glossary,), (registry,))

    def count(options: BriefOptions = options, data: bytes = b"story", name: str = "a.txt") -> int:
        made.clear()
        assert BriefMaker(options, ResultCache(tmp_path / "kept")).brief(data, name) == stub(data.decode())
        return len(made)

    assert [count(), count()] == [1, 0]
    assert [count(data=b"other"), count(name="b.txt"), count(name="a.md")] == [1, 1, 1]
    for change in (
        {"languages": ()},
        {"languages": ("en", "fr")},
        {"length": "long"},
        {"length": 3},
        {"glossaries": ()},
        {"registries": ()},
        {"summarizer": "distilbart-cnn-12-6"},
        {"model": "own"},
        {"engine": "transformers"},
    ):
        assert count(replace(options, **change)) == 1, change  # type: ignore[arg-type]
    assert count() == 0
    glossary.write_text("en\tfr\nKidal\tKidale\n")
    assert [count(), count()] == [1, 0]
    (model / "config.json").write_text('{"changed": 1}')
    assert [count(), count()] == [1, 0]
    registry.write_text(f"{entry}    path: model\n    draft: true\n")
    assert [count(), count()] == [1, 0]
    monkeypatch.setattr("summarize.briefs.program_state", lambda: "another version")
    assert [count(), count()] == [1, 0]


def test_another_version_of_a_library_is_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "engine-1.0.dist-info").mkdir()
    before = program_state.__wrapped__()
    assert program_state.__wrapped__() == before
    (tmp_path / "engine-1.0.dist-info").rename(tmp_path / "engine-1.1.dist-info")
    assert program_state.__wrapped__() != before


@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "foreign"])
def test_a_damaged_brief_is_made_anew(made: list[str], tmp_path: Path, damage: str) -> None:
    cache = ResultCache(tmp_path)
    BriefMaker(BriefOptions(), cache).brief(b"a story", "a.txt")
    path = next(tmp_path.glob("*/*.json"))
    good = path.read_bytes()
    bad = {
        "flipped": good.replace(b"a story", b"a stork"),
        "cut": good[:-20],
        "empty": b"",
        "foreign": json.dumps({"article": {}}).encode(),
    }
    path.write_bytes(bad[damage])
    assert BriefMaker(BriefOptions(), cache).brief(b"a story", "a.txt") == stub("a story")
    assert len(made) == 2
    assert path.read_bytes() == good


def test_a_folder_that_cannot_be_written_holds_nothing_up(made: list[str], tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    for _ in range(2):
        assert BriefMaker(BriefOptions(), ResultCache(blocked / "x")).brief(b"story", "a.txt") == stub(
            "story"
        )
    assert len(made) == 2


def test_a_name_that_is_no_unicode_is_no_error(tmp_path: Path, articles: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    data = (articles / "mali-2012.txt").read_bytes()
    assert BriefMaker(BriefOptions(), ResultCache(tmp_path)).brief(data, name).article.source == name


def test_a_bad_glossary_is_refused_before_any_article_is_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.tsv"
    bad.write_text("nothing that a glossary has\n\tx\ty\tz\n")
    for path in (bad, tmp_path / "none.tsv"):
        with pytest.raises(GlossaryError, match=path.name):
            BriefMaker(BriefOptions(glossaries=(path,)), ResultCache(None))


def test_the_library_takes_languages_by_name(articles: Path) -> None:
    article = summarize.read(articles / "mali-2012.txt")
    by_name = summarize.brief(article, ["French"], "short")
    assert by_name.translations == summarize.brief(article, ["fr"], "short").translations
    assert summarize.translate("The talks resume.", "français", source="English").language == "fr"


def test_an_article_that_cannot_be_used_is_a_failure_and_not_kept(tmp_path: Path) -> None:
    maker = BriefMaker(BriefOptions(), ResultCache(tmp_path))
    (failure,) = maker.briefs(["-"], lambda _: b"")
    assert isinstance(failure, Failure)
    assert list(tmp_path.iterdir()) == []
