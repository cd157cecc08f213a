"""`kiosk prove`: a line for each checker, the exit status of the worst, and a report."""

import json
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.proof import command
from kiosk.proof.checkers import CHECKERS
from kiosk.proof.finding import Check, Trial


def holds(_: bool) -> Trial:
    return Trial("two things")


def fails(quick: bool) -> Trial:
    return Trial("one thing", (f"it broke, quick {quick}",))


def lacks(_: bool) -> Trial:
    raise ModuleNotFoundError(name="apsw")


@pytest.fixture
def checkers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Check]:
    checkers: dict[str, Check] = {"good": holds, "bad": fails, "bare": lacks}
    monkeypatch.setattr(command, "CHECKERS", checkers)
    return checkers


@pytest.mark.usefixtures("checkers")
def test_each_checker_gets_a_line_and_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", "good", "bad", "--quick"]) == 1
    good, bad, broken = capsys.readouterr().out.splitlines()
    assert good.split() == ["holds", "good", good.split()[2], "s", "two", "things"]
    assert bad.startswith("FAILS  bad ")
    assert broken.strip() == "-> it broke, quick True"


@pytest.mark.usefixtures("checkers")
def test_what_holds_ends_well() -> None:
    assert main(["prove", "good"]) == 0


@pytest.mark.usefixtures("checkers")
def test_a_checker_that_cannot_be_run_does_not_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", "bare"]) == 1
    assert "apsw is not installed; run tools/setup" in capsys.readouterr().out


@pytest.mark.usefixtures("checkers")
def test_all_are_run_and_reported_as_json(tmp_path: Path) -> None:
    assert main(["prove", "--json", str(tmp_path / "proof.json")]) == 1
    findings = json.loads((tmp_path / "proof.json").read_text(encoding="utf-8"))
    assert [(finding["name"], finding["holds"]) for finding in findings] == [
        ("good", True),
        ("bad", False),
        ("bare", False),
    ]
    assert findings[1]["found"] == ["it broke, quick False"]


def test_a_name_that_no_checker_has_is_told_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", "crahs"]) == 2
    said = capsys.readouterr().err
    assert all(name in said for name in ("crahs", *CHECKERS))


def test_a_report_that_cannot_be_written_is_told(
    checkers: dict[str, Check], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["prove", next(iter(checkers)), "--json", str(tmp_path / "missing" / "proof.json")]) == 2
    assert "cannot write the report" in capsys.readouterr().err


def test_a_number_of_seeds_below_one_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["prove", "simulate", "--seeds", "0"])
    assert "'0' is not a number of 1 or more" in capsys.readouterr().err
