"""Results are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarize.cli.output import write_result
from summarize.errors import InputError


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("old")
    path.chmod(0o640)
    write_result("new", path)
    assert path.read_text() == "new\n"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_failing_write_leaves_the_old_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "brief.txt"
    path.write_text("old")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="No space left"):
        write_result("new", path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_written_to_and_a_link_kept(tmp_path: Path) -> None:
    pipe, link, path = tmp_path / "pipe", tmp_path / "link.txt", tmp_path / "brief.txt"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_result("text", pipe)
    assert os.read(reader, 100) == b"text\n"
    os.close(reader)
    assert pipe.is_fifo()
    link.symlink_to(path)
    write_result("text", link)
    assert link.is_symlink()
    assert path.read_text() == "text\n"


@pytest.mark.parametrize("place", ["missing/brief.txt", "."])
def test_a_place_that_cannot_be_written_is_named_in_the_error(tmp_path: Path, place: str) -> None:
    with pytest.raises(InputError, match=r"cannot write .*Give -o a file"):
        write_result("text", tmp_path / place)


def test_a_read_only_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("old")
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write anything
    with pytest.raises(InputError, match="read-only"):
        write_result("new", path)
    assert path.read_text() == "old"


def test_standard_output_gets_exactly_one_final_newline(capsys: pytest.CaptureFixture[str]) -> None:
    write_result("a\nb")
    write_result("c\n")
    assert capsys.readouterr().out == "a\nb\nc\n"
