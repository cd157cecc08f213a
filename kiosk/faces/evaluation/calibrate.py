"""`kiosk faces calibrate`: thresholds from a folder of local people's pictures, written as a calibration."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import comb
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from kiosk.faces.calibration import Calibration, MatchThresholds, load_calibration
from kiosk.faces.evaluation.curves import Histogram
from kiosk.faces.evaluation.evaluate import open_engine
from kiosk.faces.evaluation.gallery import Matcher, all_against_all, describe_all
from kiosk.faces.evaluation.library_default import LibraryDefault
from kiosk.faces.evaluation.pictures import EvaluationError, find_people

_FMR: Final = 0.001
_CAP_FMR: Final = 0.02
"""A hard cap only stops an encoder from being outvoted: it is far looser than a threshold of its own."""
_COMPARISONS_AT_LEAST: Final = 3_000
"""Of different people: fewer cannot show a rate of 0.1 %, by the rule of three."""


def calibrate(folder: Path, base: Path, name: str, out: Path, today: date) -> int:
    """Compare every picture with every other, and write the thresholds for a false match rate of 0.1 %.

    Args:
        folder: in LFW's layout.
        base: the calibration that gives what still pictures cannot tell: movements and the camera.
        name: the id of the new one.
        out: where to write it.
        today: stands in it.

    Raises:
        EvaluationError: the folder is wrong, too small, or the file cannot be written.
        ConfigError: the base is wrong.
    """
    before = load_calibration(base)
    people = find_people(folder)
    paths = [path for pictures in people.values() for path in pictures]
    of_one = sum(comb(len(pictures), 2) for pictures in people.values())
    of_two = comb(len(paths), 2) - of_one
    if of_two < _COMPARISONS_AT_LEAST or not of_one:
        raise EvaluationError(
            f"{folder} gives {of_two} comparisons of two people and {of_one} of one person; "
            f"a false match rate of 0.1 % needs {_COMPARISONS_AT_LEAST} and some"
        )
    engine = open_engine()
    if engine.problems:
        raise EvaluationError("; ".join(engine.problems))
    gallery = describe_all(engine, LibraryDefault(), paths)
    histograms = {matcher: all_against_all(matcher, gallery, people) for matcher in Matcher}
    both = histograms[Matcher.BOTH]
    point = both.at_fmr(_FMR)
    made = replace(
        before,
        id=name,
        measured_on=today,
        data=(
            f"{len(paths)} pictures of {len(people)} people, each against each other: "
            f"false match rate {point.fmr:.3%}, false non-match rate {point.fnmr:.2%}."
        ),
        match=_thresholds(histograms),
    )
    try:
        out.write_text(as_toml(made), encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{out} cannot be written ({error.strerror})") from error
    sys.stdout.write(f"{out}: {made.data}\n")
    return 0


def as_toml(calibration: Calibration) -> str:
    """Write a calibration as `load_calibration` reads it."""
    values = TypeAdapter(Calibration).dump_python(calibration)
    tables = {name: value for name, value in values.items() if isinstance(value, Mapping)}
    lines = [_line(name, value) for name, value in values.items() if name not in tables]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(_line(key, value) for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _line(name: str, value: object) -> str:
    return f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value}"


def _thresholds(histograms: Mapping[Matcher, Histogram]) -> MatchThresholds:
    sface, dlib = histograms[Matcher.SFACE], histograms[Matcher.DLIB]
    return MatchThresholds(
        fused_at_least=histograms[Matcher.BOTH].at_fmr(_FMR).threshold,
        cosine_at_least=sface.at_fmr(_CAP_FMR).threshold,
        distance_at_most=-dlib.at_fmr(_CAP_FMR).threshold,
        cosine_alone_at_least=sface.at_fmr(_FMR).threshold,
        distance_alone_at_most=-dlib.at_fmr(_FMR).threshold,
    )
