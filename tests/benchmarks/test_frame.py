"""The frame around the benchmarks tells the truth about what was measured."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.figure import Figure, Result, Skipped


def good() -> list[Result]:
    return [Figure("good", 0.5, 0.5, "ratio", "1 against 2")]


def bad() -> list[Result]:
    return [Figure("bad", 0.51, 0.5, "ratio", "51 against 100")]


def absent() -> list[Result]:
    return [Skipped("absent", "there is no peer")]


BENCHMARKS = {"good": good, "bad": bad, "absent": absent}


def test_each_figure_has_a_line_that_says_holds_short_or_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], BENCHMARKS) == 1
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "holds" in lines["good"]
    assert "short" in lines["bad"]
    assert "skipped: there is no peer" in lines["absent"]


def test_only_what_is_named_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["good", "absent"], BENCHMARKS) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["good", "absent"]


def test_the_figures_are_also_written_as_json(tmp_path: Path) -> None:
    main(["bad", "absent", "--json", str(tmp_path / "figures.json")], BENCHMARKS)
    bad, absent = json.loads((tmp_path / "figures.json").read_text())
    assert (bad["name"], bad["value"], bad["goal"], bad["verdict"]) == ("bad", 0.51, 0.5, "short")
    assert absent["verdict"] == "skipped: there is no peer"


def test_an_unknown_name_is_refused_with_those_that_are_known(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["speed"], BENCHMARKS)
    assert "speed; there are good, bad, absent" in capsys.readouterr().err
