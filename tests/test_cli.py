"""The command as a user meets it: what is printed where, and every exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "summarize"]
STORY = (
    "Troops leave Kidal\n\nApril 3, 2013\n\n"
    "Soldiers from Chad left the northern town of Kidal on Tuesday after talks with ministers in Bamako.\n\n"
    "The African Union welcomed the decision and said it would send 14 observers to the town next week.\n"
)


def run(
    *arguments: str | Path, given: bytes | str = "", **options: object
) -> subprocess.CompletedProcess[str]:
    data = given.encode() if isinstance(given, str) else given
    result = subprocess.run([*COMMAND, *map(str, arguments)], input=data, capture_output=True, **options)  # type: ignore[call-overload]
    text = subprocess.CompletedProcess(
        result.args, result.returncode, result.stdout.decode(), result.stderr.decode()
    )
    assert "Traceback" not in text.stderr
    return text


def test_the_main_job_reads_standard_input_and_prints_only_the_brief() -> None:
    result = run("--lang", "fr", given=STORY)
    assert result.returncode == 0
    assert "Kidal" in result.stdout
    assert "Union africaine" in result.stdout
    assert result.stderr == ""


def test_articles_are_named_or_read_from_a_dash(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    assert run(path).stdout == run("-", given=STORY).stdout == run("brief", path).stdout


def test_output_form_follows_the_ending_of_the_file(tmp_path: Path) -> None:
    for name, start in (("a.json", "{"), ("a.md", "# Troops"), ("a.txt", "Troops")):
        result = run("-", "-o", tmp_path / name, given=STORY)
        assert (result.returncode, result.stdout) == (0, "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_length_is_asked_for_in_words_or_sentences(articles: Path) -> None:
    def count(*options: str) -> int:
        document = json.loads(run(articles / "mali-2012.txt", "-f", "json", *options).stdout)
        return len(document["briefs"][0]["summary"]["sentences"])

    assert [count("--length", name) for name in ("short", "medium", "long")] == [3, 5, 8]
    assert count("--sentences", "2") == 2


def test_several_articles_go_on_after_a_bad_one(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(STORY)
    result = run(good, tmp_path / "missing.txt", good)
    assert result.returncode == 1
    assert result.stdout.count("Troops leave Kidal") == 2
    assert "missing.txt" in result.stderr
    assert "1 of 3 articles failed" in result.stderr


BOILERPLATE = "Home\nNews\nSport\nShare on Facebook\nSubscribe\nCookie settings\n"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (b"", "empty"),
        (b" \n\n\t\n", "empty"),
        (BOILERPLATE.encode(), "summarize clean"),
        (bytes(range(256)) * 40, "binary"),
        (b"a" * 11_000_000, "MB"),
    ],
    ids=["empty", "blank", "boilerplate", "binary", "huge"],
)
def test_input_without_an_article_is_refused_in_one_line(given: bytes, says: str) -> None:
    result = run("-", "--lang", "fr", given=given)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert says in result.stderr


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        result = run(path)
        assert result.returncode == 2
        assert result.stderr.startswith("Error: ")
        assert path.name in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(STORY)
    path.chmod(0)
    assert run(path).returncode == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_recognised(encoding: str) -> None:
    story = STORY.replace("Kidal", "Ségou")
    assert "Ségou" in run("-", given=story.encode(encoding)).stdout


@pytest.mark.parametrize(("code", "says"), [("xx", "summarize models list"), ("ha", "Hausa")])
def test_a_language_without_a_model_is_refused_with_what_there_is(code: str, says: str) -> None:
    result = run("-", "--lang", code, given=STORY)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert says in result.stderr


@pytest.mark.parametrize("name", ["French", "français"])
def test_a_language_may_be_named(name: str) -> None:
    assert run("-", "--lang", name, given=STORY).stdout == run("-", "--lang", "fr", given=STORY).stdout


def test_several_languages_are_joined_by_commas_or_named_one_by_one() -> None:
    joined = run("-", "--lang", "fr, Bambara", given=STORY)
    assert joined.stdout == run("-", "--lang", "fr", "--lang", "bm", given=STORY).stdout
    assert "Bamanakan" in joined.stdout


def test_a_missing_language_is_refused() -> None:
    result = run("-", "--lang", "fr,", given=STORY)
    assert (result.returncode, result.stdout) == (2, "")
    assert "missing after --lang" in result.stderr


def test_the_language_of_a_text_must_be_one(tmp_path: Path, articles: Path) -> None:
    for arguments in (
        ("check", "-", "--against", articles / "mali-2012.txt", "--lang", "gibberish"),
        ("translate", "Hello.", "--from", "gibberish"),
    ):
        result = run(*arguments, given="Kidal is a town.")
        assert result.returncode == 2
        assert "no language 'gibberish'" in result.stderr


def test_an_article_the_model_cannot_read_is_refused() -> None:
    german = (
        "Truppen verlassen die Stadt\n\nDie Soldaten haben am Dienstag nach langen Gesprächen mit der "
        "Regierung die nördliche Stadt verlassen, wie ein Sprecher der Armee mitteilte.\n\nDie Bevölkerung "
        "begrüßte die Entscheidung und hofft nun auf Frieden in der ganzen Region.\n"
    )
    result = run("-", "--lang", "fr", given=german)
    assert result.returncode == 2
    assert "German" in result.stderr


def test_output_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    result = run("-", "-o", tmp_path / "no" / "folder.txt", given=STORY)
    assert result.returncode == 2
    assert "cannot write" in result.stderr


def test_an_article_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    result = run(path, "-o", path)
    assert (result.returncode, path.read_text()) == (2, STORY)
    assert "another file" in result.stderr


def test_an_ending_that_briefs_do_not_have_is_refused(tmp_path: Path) -> None:
    result = run("-", "-o", tmp_path / "brief.pdf", given=STORY)
    assert result.returncode == 2
    assert ".txt, .md or .json" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_missing_glossary_is_refused_even_when_nothing_is_translated() -> None:
    result = run("-", "--glossary", "none.tsv", given=STORY)
    assert result.returncode == 2
    assert "none.tsv" in result.stderr


def test_text_in_the_language_wanted_is_said_to_be_so() -> None:
    result = run("translate", "Les négociations ont repris lundi à Alger après deux mois.", "--lang", "fr")
    assert result.returncode == 2
    assert "French already" in result.stderr


def test_a_closed_pipe_ends_quietly(articles: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, articles / "mali-2012.txt"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert errors == b""


def test_ctrl_c_exits_130_and_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    process = subprocess.Popen(
        [*COMMAND, "-", "-o", path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(1.5)  # it now waits for its input
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate()
    assert process.returncode == 130
    assert (out, errors.decode().strip()) == (b"", "Interrupted.")
    assert list(tmp_path.iterdir()) == []


def test_strict_is_content_when_nothing_is_lost() -> None:
    result = run("-", "--lang", "fr", "--strict", given=STORY)
    assert result.returncode == 0, result.stderr


def test_check_exits_3_and_says_what_is_wrong(tmp_path: Path, articles: Path) -> None:
    summary = tmp_path / "summary.txt"
    summary.write_text(
        "Forty men in Kidal began a hunger strike. ECOWAS will not meet in Abidjan on Tuesday."
    )
    result = run("check", summary, "--against", articles / "mali-2012.txt")
    assert result.returncode == 3
    assert "will not meet" in result.stdout
    report = json.loads(run("check", summary, "--against", articles / "mali-2012.txt", "--json").stdout)[
        "report"
    ]
    assert [sentence["support"]["supported"] for sentence in report["sentences"]] == [False, False]


def test_check_is_content_with_a_faithful_brief(tmp_path: Path, articles: Path) -> None:
    brief = json.loads(run(articles / "mali-2012.txt", "-f", "json", "--lang", "fr").stdout)["briefs"][0]
    for language, sentences in (("en", brief["summary"]), ("fr", brief["translations"][0])):
        path = tmp_path / f"{language}.txt"
        path.write_text("\n".join(sentence["text"] for sentence in sentences["sentences"]), encoding="utf-8")
        result = run("check", path, "--against", articles / "mali-2012.txt", "--lang", language)
        assert result.returncode == 0, result.stdout


def test_clean_explains_every_removed_line(articles: Path) -> None:
    result = run("clean", articles / "mali-2012.txt", "--explain")
    for line in ("Skip to content", "Image: picture-alliance", "unknown.Image: AP", "tm/ng (AFP, AP)"):
        assert line in result.stdout
    cleaned = run("clean", articles / "mali-2012.txt").stdout
    assert "Skip to" not in cleaned
    assert "Cold reception worldwide" in cleaned


def test_translate_takes_text_or_standard_input() -> None:
    by_argument = run("translate", "The president left Bamako on Tuesday.", "--lang", "fr")
    by_pipe = run("translate", "--lang", "fr", given="The president left Bamako on Tuesday.")
    assert by_argument.stdout == by_pipe.stdout
    assert "Bamako" in by_argument.stdout
    assert "mardi" in by_argument.stdout


def test_translate_takes_the_text_of_a_file_that_is_there(tmp_path: Path) -> None:
    text = "The president left Bamako on Tuesday."
    for name in ("story.txt", "story"):
        (tmp_path / name).write_text(text)
        assert run("translate", tmp_path / name).stdout == run("translate", text).stdout
    page = f"<html><head><title>Talks resume</title></head><body><p>{text}</p></body></html>"
    (tmp_path / "story.html").write_text(page)
    assert len(run("translate", tmp_path / "story.html").stdout.splitlines()) == 2  # title and text


def test_translate_does_not_take_the_name_of_a_missing_file_for_a_text(tmp_path: Path) -> None:
    result = run("translate", "stroy.txt", cwd=tmp_path)
    assert result.returncode == 2
    assert "no file stroy.txt" in result.stderr


def test_a_misspelt_command_is_not_taken_for_an_article(tmp_path: Path) -> None:
    result = run("chek", "a.txt", cwd=tmp_path)
    assert result.returncode == 2
    assert "`summarize check`" in result.stderr
    (tmp_path / "chek").write_text(STORY)
    assert run("chek", cwd=tmp_path).returncode == 0


def test_a_name_that_is_no_unicode_is_written_as_an_escape(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text(STORY)
    printed = run(name, "-f", "json", cwd=tmp_path)
    run(name, "-o", "brief.json", cwd=tmp_path)
    for document in (printed.stdout, (tmp_path / "brief.json").read_text()):
        assert json.loads(document)["briefs"][0]["article"]["source"] == name


def test_output_is_utf_8_whatever_the_locale() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    assert "Union africaine a salué" in run("-", "--lang", "fr", given=STORY, env=environment).stdout


@pytest.mark.parametrize(("stream", "code"), [(0, 2), (1, 0), (2, 2)])
def test_a_closed_stream_is_an_empty_one(stream: int, code: int, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    article = {0: "-", 1: "story.txt", 2: "none.txt"}[stream]
    assert run(article, cwd=tmp_path, preexec_fn=lambda: os.close(stream)).returncode == code


def test_a_place_that_does_not_exist_is_refused_before_the_article_is_read(tmp_path: Path) -> None:
    for place, says in ((tmp_path / "no" / "brief.txt", "no folder"), (tmp_path, "is a folder")):
        result = run(tmp_path / "none.txt", "-o", place)
        assert result.returncode == 2
        assert says in result.stderr


def test_unknown_option_is_a_usage_error() -> None:
    result = run("--no-such-option")
    assert result.returncode == 2
    assert "No such option" in result.stderr
