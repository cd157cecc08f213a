"""Whether a picture of a face is good enough, and if not, the first thing to mend."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kiosk.faces.answers import Reason
from kiosk.faces.calibration import PictureThresholds
from kiosk.faces.covering import is_covered
from kiosk.faces.face import Box, Face
from kiosk.faces.landmarks import Landmarks
from kiosk.faces.picture import Picture
from kiosk.faces.rules import QualityRules
from kiosk.opencv import cv2

SIDE: Final = 160
"""To which the face is scaled, so that sharpness means the same near and far."""
_BLACK: Final = 4
_WHITE: Final = 251
Cut = NDArray[np.uint8]
"""The face in grey, 160 x 160."""


@dataclass(frozen=True, slots=True)
class Quality:
    """What a picture of a face is worth."""

    problem: Reason | None
    """None if it is good enough to be compared."""
    worth: float
    """To choose the best of several good ones: sharp and looking here."""


def other_faces(faces: list[Face], rules: QualityRules) -> list[Face]:
    """List the faces beside the first that are too large to be far behind it."""
    return [face for face in faces[1:] if face.box.width > rules.second_face_at_most * faces[0].box.width]


def assess(
    picture: Picture, face: Face, landmarks: Landmarks, rules: QualityRules, thresholds: PictureThresholds
) -> Quality:
    """Judge one face in one picture."""
    cut = _cut(picture, face.box)
    sharpness = float(cv2.Laplacian(cut, cv2.CV_64F).var())
    tests = (
        (landmarks.eye_distance < thresholds.eye_distance_at_least, Reason.TOO_FAR),
        (landmarks.eye_distance > rules.eye_distance_at_most_share * picture.shape[1], Reason.TOO_NEAR),
        (abs(landmarks.turn) > rules.turn_at_most, Reason.NOT_FACING),
        (abs(landmarks.roll) > rules.roll_at_most, Reason.NOT_FACING),
        (cut.mean() < rules.grey_at_least or _share(cut <= _BLACK) > rules.clipped_at_most, Reason.TOO_DARK),
        (cut.mean() > rules.grey_at_most or _share(cut >= _WHITE) > rules.clipped_at_most, Reason.TOO_BRIGHT),
        (is_covered(picture, face), Reason.FACE_COVERED),
        (sharpness < thresholds.sharpness_at_least, Reason.BLURRED),
    )
    problem = next((reason for fails, reason in tests if fails), None)
    return Quality(problem, sharpness * (1 - min(1.0, abs(landmarks.turn))))


def _cut(picture: Picture, box: Box) -> Cut:
    """Scale the part of the box that is in the picture; all black if there is none."""
    left, top = max(0, round(box.left)), max(0, round(box.top))
    right, bottom = max(0, round(box.left + box.width)), max(0, round(box.top + box.height))
    part = picture[top:bottom, left:right]
    if part.size == 0:
        return np.zeros((SIDE, SIDE), np.uint8)
    grey = cv2.cvtColor(cv2.resize(part, (SIDE, SIDE)), cv2.COLOR_BGR2GRAY)
    return np.asarray(grey, np.uint8)


def _share(pixels: NDArray[np.bool_]) -> float:
    return float(pixels.mean())
