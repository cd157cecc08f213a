"""The commands that a tester types, and the collecting of flow files by pytest."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.flowtest import commands
from kiosk.flowtest.commands import coverage, run_files
from kiosk.flowtest.requirements import load_requirements

ROOT = Path(__file__).parents[2]
FLOWS = sorted((ROOT / "tests" / "flows").glob("*.yaml"))
STUB = (sys.executable, "-m", "tests.flowtest.stub_kiosk")

PASSING = "name: It starts\ncovers: [P1]\nsteps:\n- see: 第 1 次启动\n- screenshot: first\n"
FAILING = "name: It pays\ncovers: [P6]\nsteps:\n- tap: 缴费\n"
UNREADABLE = "name: It is misspelt\ncovers: [P6]\nsteps:\n- tpa: 缴费\n"


def flow_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def on_the_stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "KIOSK", STUB)


@pytest.mark.usefixtures("on_the_stub")
def test_a_line_a_flow_and_the_pictures_places_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, report = flow_file(tmp_path, "a.yaml", PASSING), tmp_path / "report"
    assert run_files([path], window=True, report=report) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("passed ")
    assert first.endswith(" a: It starts")
    assert second.endswith(f"film strip: {report / 'film-strip.png'}")


@pytest.mark.usefixtures("on_the_stub")
def test_several_flows_get_a_folder_each_and_one_that_fails_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [flow_file(tmp_path, "bad.yaml", FAILING), flow_file(tmp_path, "good.yaml", PASSING)]
    assert run_files(paths, window=False, report=tmp_path / "report") == 1
    out = capsys.readouterr().out
    assert f"{paths[0]}:4: tap: 缴费" in out
    assert "passed" in out
    assert (tmp_path / "report" / "bad" / "report.md").exists()
    assert (tmp_path / "report" / "good" / "report.md").exists()


def test_nothing_runs_as_long_as_a_file_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [flow_file(tmp_path, "good.yaml", PASSING), flow_file(tmp_path, "bad.yaml", UNREADABLE)]
    assert run_files(paths, window=False, report=None) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f'{paths[1]}:4:3: "tpa" is not a step; did you mean "tap"?')


def test_coverage_lists_what_is_covered_by_which_flow_and_what_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coverage([flow_file(tmp_path, "a.yaml", PASSING)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "covered  P1   登录平台 / Log in: a"
    assert lines[1] == "-        P2   选择缴费项目 / Choose what to pay"
    assert lines[-1] == "1 of 39 requirements are covered by 1 flows"


def test_every_requirement_has_a_title_in_both_languages() -> None:
    requirements = load_requirements(ROOT / "config" / "requirements.toml")
    groups = {"P": 15, "F": 4, "C": 8, "I": 5, "A": 5, "E": 2}
    assert list(requirements) == [f"{group}{n + 1}" for group, count in groups.items() for n in range(count)]
    assert all(title.zh and title.en.isascii() for title in requirements.values())


def test_the_seven_steps_of_paying_are_covered(capsys: pytest.CaptureFixture[str]) -> None:
    coverage(FLOWS)
    lines = capsys.readouterr().out.splitlines()
    assert {line.split()[1] for line in lines[:-1] if line.startswith("covered")} >= {
        f"P{n}" for n in range(1, 8)
    }


def test_pytest_shows_a_testers_message_without_a_traceback(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "flows" / "conftest.py", tmp_path)
    flow_file(tmp_path, "bad.yaml", UNREADABLE)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            f"--rootdir={tmp_path}",
            str(tmp_path),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 'bad.yaml:4:3: "tpa" is not a step; did you mean "tap"?' in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert "def " not in done.stdout
