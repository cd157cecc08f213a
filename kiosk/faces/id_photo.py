"""A photo for a card, from one frame: 358 x 441 pixels, its rules, and everything that breaks them.

The measures are those of social-security card photos (width of the face 207 +- 14 pixels, the eyes at least
207 above the lower edge, 7 to 21 pixels above the hair, a white background), from general knowledge: have the
province's card centre confirm them before cards are made.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kiosk.faces.answers import IdPhotoProblem, Reason
from kiosk.faces.calibration import Calibration, PictureThresholds
from kiosk.faces.engine import FaceEngine
from kiosk.faces.face_mesh import CHEEKS
from kiosk.faces.landmarks import Landmarks
from kiosk.faces.picture import Picture
from kiosk.faces.quality import assess
from kiosk.faces.rules import QualityRules
from kiosk.opencv import cv2

_JPEG_QUALITY: Final = 95
WIDTH: Final = 358
HEIGHT: Final = 441
_FACE_WIDTH: Final = 207
_EYES_AT: Final = 220
"""Pixels below the upper edge: 221 above the lower one."""
_FACE_WIDTH_IN_EYE_DISTANCES: Final = 2.15
"""Where there is no mesh to measure it."""
_HAIR: Final = 7
_CORNER: Final = 120
"""Rows in which no hair reaches the sides."""
_SIDE: Final = 36
_WHITE_AT_LEAST: Final = 200.0
_SPREAD_AT_MOST: Final = 18.0
_COLOUR_AT_MOST: Final = 12.0
_OPEN_EYES: Final = 0.17
"""Openness of eyes that are narrow and open; closed ones are below."""
_OPEN_MOUTH: Final = 0.15


_PROBLEMS: Final = {
    Reason.TOO_FAR: IdPhotoProblem.TOO_FAR,
    Reason.TOO_NEAR: IdPhotoProblem.CUT_OFF,
    Reason.NOT_FACING: IdPhotoProblem.NOT_FACING,
    Reason.TOO_DARK: IdPhotoProblem.TOO_DARK,
    Reason.TOO_BRIGHT: IdPhotoProblem.TOO_BRIGHT,
    Reason.BLURRED: IdPhotoProblem.BLURRED,
    Reason.FACE_COVERED: IdPhotoProblem.FACE_COVERED,
}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class IdPhoto:
    """A photo that keeps the rules."""

    pixels: Picture
    """441 x 358 x BGR."""

    def jpeg(self) -> bytes:
        """Make the file that goes to the bureau, with as little loss as its rules allow."""
        return bytes(cv2.imencode(".jpg", self.pixels, (cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY))[1])

    def wipe(self) -> None:
        """Overwrite it."""
        self.pixels.fill(0)


def take_id_photo(
    frame: Picture, engine: FaceEngine, rules: QualityRules, calibration: Calibration
) -> IdPhoto | IdPhotoProblem:
    """Cut the photo out of a frame, upright and to size, or say the first thing to mend; the frame stays."""
    faces = engine.detector.find(frame) if frame.size else []
    if not faces:
        return IdPhotoProblem.NO_FACE
    if len(faces) > 1:
        return IdPhotoProblem.SEVERAL_FACES
    face = engine.detector.look_closer(frame, faces[0])
    landmarks = engine.measure(frame, face)
    reason = assess(frame, face, landmarks, rules, calibration.picture).problem
    problem = _PROBLEMS[reason] if reason else _problem_of_photo(landmarks, calibration.picture)
    if problem:
        return problem
    mesh = engine.mesh.find(frame, face) if engine.mesh else None
    width = (
        float(np.linalg.norm(mesh[CHEEKS[0]] - mesh[CHEEKS[1]]))
        if mesh is not None
        else _FACE_WIDTH_IN_EYE_DISTANCES * landmarks.eye_distance
    )
    eyes = np.mean([face.points.right_eye, face.points.left_eye], axis=0)
    return _cut(frame, eyes, landmarks.roll, _FACE_WIDTH / width)


def _problem_of_photo(landmarks: Landmarks, thresholds: PictureThresholds) -> IdPhotoProblem | None:
    """Ask more of it than of a picture that is only compared."""
    if landmarks.eye_distance < thresholds.photo_eye_distance_at_least:
        return IdPhotoProblem.TOO_FAR
    if landmarks.eye_openness is not None and landmarks.eye_openness < _OPEN_EYES:
        return IdPhotoProblem.EYES_CLOSED
    if landmarks.mouth_openness is not None and landmarks.mouth_openness > _OPEN_MOUTH:
        return IdPhotoProblem.MOUTH_OPEN
    return None


def _cut(frame: Picture, eyes: NDArray[np.float64], roll: float, scale: float) -> IdPhoto | IdPhotoProblem:
    into = np.asarray(cv2.getRotationMatrix2D((float(eyes[0]), float(eyes[1])), roll, scale), np.float64)
    into[:, 2] += np.array([WIDTH / 2, _EYES_AT]) - eyes
    back = np.asarray(cv2.invertAffineTransform(into), np.float64)
    corners = np.array([(0, 0), (WIDTH, 0), (0, HEIGHT), (WIDTH, HEIGHT)]) @ back[:, :2].T + back[:, 2]
    if (corners < 0).any() or (corners > [frame.shape[1], frame.shape[0]]).any():
        return IdPhotoProblem.CUT_OFF
    pixels = np.asarray(cv2.warpAffine(frame, into, (WIDTH, HEIGHT), flags=cv2.INTER_AREA), np.uint8)
    if not _is_white(pixels):
        return IdPhotoProblem.BACKGROUND
    return IdPhotoProblem.HEAD_TOO_HIGH if _hair_is_cut(pixels) else IdPhoto(pixels)


def _is_white(pixels: Picture) -> bool:
    """Look at the upper corners, beside any head."""
    sides = np.concatenate(
        [pixels[:_CORNER, :_SIDE].reshape(-1, 3), pixels[:_CORNER, -_SIDE:].reshape(-1, 3)]
    )
    means = sides.mean(axis=0)
    grey = sides.mean(axis=1)
    return bool(
        grey.mean() >= _WHITE_AT_LEAST
        and grey.std() <= _SPREAD_AT_MOST
        and means.max() - means.min() <= _COLOUR_AT_MOST
    )


def _hair_is_cut(pixels: Picture) -> bool:
    """Tell whether something darker than the background stands at the upper edge, in the middle."""
    top = pixels[:_HAIR, WIDTH // 3 : -WIDTH // 3].mean(axis=(1, 2))
    return bool((top < pixels[:_HAIR, :_SIDE].mean() - 2 * _SPREAD_AT_MOST).any())
