"""The commands digest and watch as a user meets them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny_models

COMMAND = [sys.executable, "-m", "summarize"]
STORY = (
    "Troops leave Kidal\n\nApril 3, 2013\n\n"
    "Soldiers from Chad left the northern town of Kidal on Tuesday after talks with ministers in Bamako.\n\n"
    "The African Union welcomed the decision and said it would send 14 observers to the town next week.\n"
)
OTHER = (
    "Cocoa prices fall in Abidjan\n\nApril 4, 2013\n\n"
    "The price of cocoa fell by 9 percent in Abidjan on Thursday, and exporters blamed heavy rain.\n\n"
    "Farmers in the west of Ivory Coast said they would keep 3,000 tonnes back until June.\n"
)


FRENCH = (
    "L’or monte à Kayes\n\n5 avril 2013\n\n"
    "Le prix de l’or a augmenté de 4 % vendredi à Kayes, où deux mines ont rouvert après la grève.\n\n"
    "Les mineurs de Kayes demandent encore la paie de trois mois au gouvernement de Bamako.\n"
)


def run(*arguments: str | Path, given: str = "", **options: object) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "digest", *map(str, arguments)]
    result = subprocess.run(command, input=given.encode(), capture_output=True, **options)  # type: ignore[call-overload]
    assert b"Traceback" not in result.stderr
    return subprocess.CompletedProcess(
        command, result.returncode, result.stdout.decode(), result.stderr.decode()
    )


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "kidal.txt").write_text(STORY)
    (folder / "cocoa.txt").write_text(OTHER)
    return folder


def test_a_folder_becomes_one_briefing_in_two_languages(news: Path) -> None:
    result = run(news, "--lang", "fr", "--title", "Matin", "--date", "2013-04-05")
    assert (result.returncode, result.stderr) == (0, "")
    for part in (
        "MATIN",
        "April 5, 2013",
        "Articles: 2",
        "Troops leave Kidal",
        "Union africaine",
        "Cocoa prices",
    ):
        assert part in result.stdout


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("b.html", b"<!DOCTYPE html>"),
        ("b.md", b"# News briefing"),
        ("b.docx", b"PK\x03\x04"),
        ("b.json", b"{"),
        ("b.txt", b"NEWS BRIEFING"),
    ],
)
def test_the_form_follows_the_ending(news: Path, name: str, start: bytes) -> None:
    output = news.parent / name
    result = run(news, "-o", output)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert output.read_bytes().startswith(start)


def test_a_list_on_standard_input_names_the_files(news: Path) -> None:
    given = f"{news / 'kidal.txt'}\n\n{news / 'cocoa.txt'}\n"
    assert "Articles: 2" in run("-", given=given).stdout


def test_a_bad_article_is_listed_and_tells_the_exit_code(news: Path) -> None:
    (news / "empty.txt").write_text("")
    result = run(news, news / "missing.txt", "-f", "json")
    assert result.returncode == 1
    digest = json.loads(result.stdout)["digest"]
    assert digest["counts"] | {"found": 4, "articles": 2, "failures": 2} == digest["counts"]
    assert "empty.txt is empty" in result.stderr
    assert "There is no file" in result.stderr
    assert "2 of 4 articles failed." in result.stderr


def test_a_run_of_which_nothing_comes_leaves_the_older_briefing(news: Path) -> None:
    output = news.parent / "b.html"
    output.write_text("old")
    result = run(news.parent / "nwes", "-o", output)
    assert result.returncode == 1
    assert "There is no file" in result.stderr
    assert output.read_text() == "old"


def test_the_briefing_may_lie_in_the_folder_it_is_made_of(news: Path) -> None:
    output = news / "briefing.json"
    for _ in range(2):
        assert run(news, "-o", output).returncode == 0
    counts = json.loads(output.read_text(encoding="utf-8"))["digest"]["counts"]
    assert (counts["found"], counts["ignored"]) == (2, 0)


def test_a_language_without_a_model_ends_the_run_before_it_begins(news: Path) -> None:
    output = news.parent / "b.html"
    output.write_text("old")
    result = run(news, "--lang", "wo", "-o", output)
    assert result.returncode == 2
    assert "Wolof" in result.stderr
    assert output.read_text() == "old"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "b.pdf"], "the ending of b.pdf names no form"),
        (["-f", "docx"], "a Word document needs a file"),
        (["-o", "no/such/b.html"], "cannot write no/such/b.html"),
        (["--since", "yesterday"], "yesterday"),
        (["--group", "colour"], "colour"),
        (["--max", "0"], "--max"),
    ],
)
def test_an_option_that_cannot_be_used_is_refused_in_words(
    news: Path, options: list[str], message: str
) -> None:
    result = run(news, *options, cwd=news.parent)
    assert result.returncode == 2
    assert message in result.stderr


def test_addresses_need_leave_to_use_the_network(news: Path) -> None:
    result = run(news, "https://sahel.example/story")
    assert result.returncode == 1
    assert "--fetch" in result.stderr
    assert "Articles: 2" in result.stdout


def test_a_run_without_home_or_cache_works_all_the_same(news: Path) -> None:
    blocked = news.parent / "file"
    blocked.write_text("")
    environment = os.environ | {"HOME": str(blocked), "XDG_CACHE_HOME": str(blocked)}
    result = run(news, env=environment)
    assert (result.returncode, result.stderr) == (0, "")


def test_stories_are_told_by_a_summariser_of_ones_own(news: Path) -> None:
    folder = tiny_models.make_bart(news.parent / "bart")
    registry = news.parent / "mine.yaml"
    entry = f"{{task: summarise, engine: bart, source: en, path: {folder}}}"
    registry.write_text(f"models:\n  tiny-bart: {entry}\n", encoding="utf-8")
    (news / "or.txt").write_text(FRENCH, encoding="utf-8")
    environment = os.environ | {"XDG_CACHE_HOME": str(news.parent / "cache")}
    options = ("--summarizer", "tiny-bart", "--registry", registry, "-f", "json")
    first, second = (run(news, *options, env=environment) for _ in range(2))
    assert (first.returncode, first.stderr) == (0, "")
    assert second.stdout == first.stdout
    digest = json.loads(first.stdout)["digest"]
    assert "tiny-bart (CTranslate2" in digest["signature"]
    assert "extractive 1" in digest["signature"]  # the French article, which that model does not read
    plain = run(news, "-f", "json", env=environment)
    assert "tiny-bart" not in plain.stdout


def test_a_summariser_that_is_not_here_ends_the_run_before_it_begins(news: Path) -> None:
    result = run(news, "--summarizer", "distilbart-cnn-12-6", "-o", news.parent / "b.html")
    assert result.returncode == 2
    assert "summarize models pull distilbart-cnn-12-6" in result.stderr


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 90
    while not condition():
        assert process.poll() is None, "the watch has ended"
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)


def test_a_watched_folder_keeps_its_briefing_up_to_date_until_ctrl_c(news: Path) -> None:
    output = news / "briefing.md"
    command = [*COMMAND, "watch", str(news), "-o", str(output), "--interval", "0.2"]

    def told(text: str) -> bool:
        return output.exists() and text in output.read_text(encoding="utf-8")

    log = news.parent / "log.txt"
    with log.open("wb") as errors, subprocess.Popen(command, stderr=errors) as process:
        try:
            wait_for(lambda: told("Troops leave Kidal"), process)
            (news / "late.txt").write_text(OTHER.replace("Cocoa", "Coffee").replace("cocoa", "coffee"))
            wait_for(lambda: told("Coffee prices"), process)
            (news / "late.txt").write_text("")
            wait_for(lambda: told("is empty") and not told("Coffee prices"), process)
            wait_for(lambda: "2 articles, 2 stories, 1 failures" in log.read_text(), process)
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
    assert "Traceback" not in log.read_text()


def test_a_watch_needs_a_folder(tmp_path: Path) -> None:
    command = [*COMMAND, "watch", str(tmp_path / "no"), "-o", str(tmp_path / "b.html")]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 2
    assert "is no folder" in result.stderr
