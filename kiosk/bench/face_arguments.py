"""The words of `kiosk faces`; each command loads the models only when it runs."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

_CONFIG: Final = Path(__file__).parents[2] / "config"
_RULES: Final = _CONFIG / "faces.toml"
_CALIBRATION: Final = _CONFIG / "calibrations" / "chinese-webcam-faces.toml"


def add_faces(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `kiosk faces` and its commands."""
    faces = add("faces", help="measure how well faces are told apart, and attacks refused")
    commands = faces.add_subparsers(required=True, metavar="WHAT").add_parser

    evaluate = commands("evaluate", help="accuracy and error rates on pictures of people")
    evaluate.add_argument("folder", type=Path, metavar="FOLDER", help="FOLDER/Some_Name/Some_Name_0001.jpg")
    evaluate.add_argument("--pairs", type=Path, metavar="FILE", help="as LFW's; default: all against all")
    evaluate.set_defaults(command=_evaluate)

    calibrate = commands("calibrate", help="write thresholds for a false match rate of 0.1 %%")
    calibrate.add_argument("folder", type=Path, metavar="FOLDER", help="as above: of local people")
    calibrate.add_argument("--id", required=True, metavar="NAME", help="such as pilot-2027")
    calibrate.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write it")
    calibrate.add_argument("--base", type=Path, default=_CALIBRATION, help="for what pictures cannot tell")
    calibrate.set_defaults(command=_calibrate)

    attack = commands("attack", help="errors of liveness over clips (ISO/IEC 30107-3)")
    attack.add_argument(
        "folder",
        type=Path,
        metavar="FOLDER",
        help="FOLDER/bona-fide/turn-left-01 and FOLDER/printed-photo/01: pictures or a video each",
    )
    attack.add_argument("--rules", type=Path, default=_RULES)
    attack.add_argument("--calibration", type=Path, default=_CALIBRATION)
    attack.set_defaults(command=_attack)


def _evaluate(options: argparse.Namespace) -> int:
    from kiosk.faces.evaluation.evaluate import evaluate  # noqa: PLC0415 loads OpenCV and dlib

    return evaluate(options.folder, options.pairs)


def _calibrate(options: argparse.Namespace) -> int:
    from kiosk.domain.clock import SystemClock  # noqa: PLC0415 only here
    from kiosk.faces.evaluation.calibrate import calibrate  # noqa: PLC0415 as above

    today = SystemClock().now().date()
    return calibrate(options.folder, options.base, options.id, options.out, today)


def _attack(options: argparse.Namespace) -> int:
    from kiosk.faces.evaluation.attack import attack  # noqa: PLC0415 as above

    return attack(options.folder, options.rules, options.calibration)
