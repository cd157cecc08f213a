"""`kiosk operator`."""

import io
from pathlib import Path

import pytest

from kiosk.cli import main


def command(tmp_path: Path, *words: str) -> int:
    return main(["operator", *words, "--data", str(tmp_path)])


def test_an_operator_gets_a_pin_is_listed_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("246813\n"))
    assert command(tmp_path, "set-pin", "王工") == 0
    assert "246813" not in capsys.readouterr().out
    assert command(tmp_path, "list") == 0
    assert capsys.readouterr().out == "王工\n"
    assert command(tmp_path, "remove", "王工") == 0
    capsys.readouterr()
    assert command(tmp_path, "list") == 0
    assert capsys.readouterr().out == ""


def test_a_command_without_a_name_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(tmp_path, "set-pin") == 2
    assert "kiosk operator set-pin NAME" in capsys.readouterr().err


def test_a_pin_that_is_none_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1234\n"))
    assert command(tmp_path, "set-pin", "王工") == 2
    assert "6 to 8 digits" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
