"""From names to articles: files, folders, patterns, feeds; each once, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_feeds import OPML, RSS

from summarize.digest.sources import gather


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "deep/er/c.html", "photo.jpg", ".hidden.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    return tmp_path


def names(found: object) -> list[str]:
    return [Path(candidate.name).name for candidate in found.candidates]  # type: ignore[attr-defined]


def test_a_folder_gives_its_articles_in_order_and_counts_other_files(folder: Path) -> None:
    found = gather([str(folder)])
    assert names(found) == ["a.md", "b.txt", "c.html"]
    assert (found.ignored, found.failures) == (1, [])


def test_a_file_named_twice_is_taken_once(folder: Path) -> None:
    found = gather([str(folder / "b.txt"), str(folder), str(folder / "deep" / ".." / "b.txt")])
    assert names(found) == ["b.txt", "a.md", "c.html"]


def test_a_pattern_reaches_folders_below(folder: Path) -> None:
    assert names(gather([str(folder / "**" / "*.html")])) == ["c.html"]


def test_a_file_with_brackets_in_its_name_is_no_pattern(tmp_path: Path) -> None:
    (tmp_path / "story [1].txt").write_text("x")
    assert names(gather([str(tmp_path / "story [1].txt")])) == ["story [1].txt"]


def test_the_briefing_itself_is_no_article(folder: Path) -> None:
    assert names(gather([str(folder)], output=folder / "deep" / "er" / "c.html")) == ["a.md", "b.txt"]


def test_a_link_in_a_circle_ends(folder: Path) -> None:
    (folder / "deep" / "circle").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    assert names(gather([str(folder)])) == ["a.md", "b.txt", "gone.txt", "c.html"]


def test_a_saved_feed_gives_an_article_for_each_entry_and_each_link_once(tmp_path: Path) -> None:
    (tmp_path / "one.rss").write_bytes(RSS)
    (tmp_path / "two.xml").write_bytes(RSS)
    found = gather([str(tmp_path)])
    assert names(found) == ["one.rss#1", "one.rss#2", "two.xml#2"]
    assert found.candidates[0].entry is not None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("https://sahel.example/story", "--fetch"),
        ("nothing*.txt", "No file matches"),
        ("x" * 5000, "no name of a file"),
        ("nul\0.txt", "no name of a file"),
    ],
)
def test_a_name_that_stands_for_nothing_is_a_failure_with_its_reason(name: str, reason: str) -> None:
    found = gather([name])
    assert found.candidates == []
    assert reason in found.failures[0].reason


def test_feeds_of_a_list_are_named_when_the_network_is_not_allowed(tmp_path: Path) -> None:
    (tmp_path / "list.opml").write_bytes(OPML)
    found = gather([str(tmp_path / "list.opml")])
    assert [failure.source for failure in found.failures] == [
        "https://a.example/feed",
        "https://b.example/feed",
    ]
