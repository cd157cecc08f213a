"""Clips of real faces and of attacks, in a folder, and what the models see in them."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from kiosk.faces.answers import Action, Reason
from kiosk.faces.calibration import Calibration
from kiosk.faces.continuity import Sight
from kiosk.faces.engine import FaceEngine
from kiosk.faces.evaluation.pictures import EvaluationError
from kiosk.faces.look import look
from kiosk.faces.picture import Picture
from kiosk.faces.rules import FaceRules
from kiosk.opencv import cv2

BONA_FIDE: Final = "bona-fide"
FPS: Final = 15.0
"""Of a clip that is a folder of pictures."""
_PICTURES: Final = frozenset({".jpg", ".jpeg", ".png"})
_VIDEOS: Final = frozenset({".mp4", ".avi", ".mov", ".mkv", ".webm", ".gif"})


@dataclass(frozen=True, slots=True)
class Clip:
    """One presentation to the camera."""

    path: Path
    kind: str
    """`bona-fide`, or the kind of attack."""
    action: Action | None
    """What a real person does in it; None for an attack."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in a clip."""

    sights: Sequence[Sight | Reason]
    fps: float


def find_clips(folder: Path) -> list[Clip]:
    """List `FOLDER/bona-fide/turn-left-01` and `FOLDER/KIND/ANYTHING`, each a folder of pictures or a video.

    Raises:
        EvaluationError: there are none, or the name of a real clip does not begin with a movement.
    """
    if not folder.is_dir():
        raise EvaluationError(f"{folder} is no folder; name one with a folder for each kind of clip")
    clips = [
        Clip(path, kind.name, _action(path) if kind.name == BONA_FIDE else None)
        for kind in sorted(folder.iterdir())
        if kind.is_dir()
        for path in sorted(kind.iterdir())
        if path.is_dir() or path.suffix.lower() in _VIDEOS
    ]
    if not clips:
        raise EvaluationError(
            f"{folder} holds no clips; they stand as FOLDER/{BONA_FIDE}/turn-left-01/*.jpg for real people "
            "and as FOLDER/printed-photo/01.mp4 for attacks"
        )
    return clips


def watch(engine: FaceEngine, clip: Clip, rules: FaceRules, calibration: Calibration) -> Seen:
    """Look at every picture of a clip, the first face in each.

    Raises:
        EvaluationError: it has no picture that can be read.
    """
    fps, pictures = _open(clip.path)
    sights = [look(engine, picture, rules, calibration) for picture in pictures]
    if not sights:
        raise EvaluationError(f"{clip.path} holds no picture that can be read")
    return Seen(sights, fps)


def _action(path: Path) -> Action:
    for action in Action:
        if path.name.startswith(action):
            return action
    near = difflib.get_close_matches(path.name, list(Action), 1, 0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(Action)}"
    raise EvaluationError(f"{path}: '{path.name}' does not begin with a movement; {hint}")


def _open(path: Path) -> tuple[float, Iterator[Picture]]:
    if path.is_dir():
        files = (file for file in sorted(path.iterdir()) if file.suffix.lower() in _PICTURES)
        pictures = (cv2.imread(str(file)) for file in files)
        return FPS, (np.asarray(picture, np.uint8) for picture in pictures if picture is not None)
    video = cv2.VideoCapture(str(path))
    return video.get(cv2.CAP_PROP_FPS) or FPS, _frames(video)


def _frames(video: cv2.VideoCapture) -> Iterator[Picture]:
    while True:
        read, picture = video.read()
        if not read:
            video.release()
            return
        yield np.asarray(picture, np.uint8)
