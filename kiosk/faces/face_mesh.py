"""468 points of a face, by MediaPipe's Face Mesh: turns, eyes and mouth finer than YuNet's five points.

Index numbers: the canonical face model of MediaPipe (Apache-2.0).
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kiosk.faces.face import Face, FivePoints, Point
from kiosk.faces.landmarks import Landmarks, measure
from kiosk.faces.picture import Picture
from kiosk.opencv import cv2

_SIZE: Final = 192
_POINTS: Final = 468
_AROUND: Final = 1.5
"""Side of the cut-out in the larger side of the face's box, as MediaPipe takes it."""
_RIGHT_EYE: Final = (33, 133)
_LEFT_EYE: Final = (362, 263)
_RIGHT_LIDS: Final = ((159, 145), (158, 153))
_LEFT_LIDS: Final = ((386, 374), (385, 380))
_NOSE: Final = 1
_MOUTH: Final = (61, 291)
_INNER_MOUTH: Final = (78, 308)
_INNER_LIPS: Final = ((13, 14),)
CHEEKS: Final = (234, 454)
"""Where the face ends beside the ears."""

Mesh = NDArray[np.float64]
"""468 x (right, down), in pixels of the whole picture."""


class FaceMesh:
    """Finds the points. Not to be used by two threads at a time.

    Args:
        weights: the bytes of MediaPipe's `face_landmark.tflite`.
    """

    def __init__(self, weights: bytes) -> None:
        self._network = cv2.dnn.readNetFromTFLite(np.frombuffer(weights, np.uint8))
        self._outputs = self._network.getUnconnectedOutLayersNames()

    def find(self, picture: Picture, face: Face) -> Mesh | None:
        """Give the points of a face, or None if the network gave no numbers."""
        (right_x, right_y), (left_x, left_y) = face.points.right_eye, face.points.left_eye
        degrees = math.degrees(math.atan2(left_y - right_y, left_x - right_x))
        scale = _SIZE / (_AROUND * max(face.box.width, face.box.height))
        into = np.asarray(cv2.getRotationMatrix2D(face.box.centre, degrees, scale), np.float64)
        into[:, 2] += _SIZE / 2 - np.array(face.box.centre)
        cut = cv2.warpAffine(picture, into, (_SIZE, _SIZE))
        self._network.setInput(cv2.dnn.blobFromImage(cut, 1 / 255, swapRB=True))
        outputs = self._network.forward(self._outputs)
        points = max((np.asarray(output, np.float64) for output in outputs), key=lambda output: output.size)
        if points.size != 3 * _POINTS or not np.isfinite(points).all():
            return None
        back = np.asarray(cv2.invertAffineTransform(into), np.float64)
        return points.reshape(_POINTS, 3)[:, :2] @ back[:, :2].T + back[:, 2]


def measure_mesh(mesh: Mesh) -> Landmarks:
    """Compute the measures of a face from its points."""
    points = FivePoints(
        right_eye=_middle(mesh, _RIGHT_EYE),
        left_eye=_middle(mesh, _LEFT_EYE),
        nose=_middle(mesh, (_NOSE,)),
        mouth_right=_middle(mesh, _MOUTH[:1]),
        mouth_left=_middle(mesh, _MOUTH[1:]),
    )
    eyes = (_openness(mesh, _RIGHT_LIDS, _RIGHT_EYE) + _openness(mesh, _LEFT_LIDS, _LEFT_EYE)) / 2
    return measure(points, eyes, _openness(mesh, _INNER_LIPS, _INNER_MOUTH))


def _middle(mesh: Mesh, points: Sequence[int]) -> Point:
    across, down = mesh[list(points)].mean(axis=0)
    return float(across), float(down)


def _openness(mesh: Mesh, lids: Sequence[tuple[int, int]], corners: tuple[int, int]) -> float:
    """Divide the mean height by the width."""
    width = float(np.linalg.norm(mesh[corners[0]] - mesh[corners[1]]))
    heights = [float(np.linalg.norm(mesh[upper] - mesh[lower])) for upper, lower in lids]
    return sum(heights) / len(heights) / max(width, math.ulp(1.0))
