"""Whether a mask or sunglasses hide a part of the face, by comparing it with the skin between the brows.

Measured on the rendered citizens: the eyes' brightness is 0.43 to 0.71 of that skin's, and under dark glasses
0.08 to 0.13; the skin beside the chin differs in colour by 0 to 4, a white or blue mask by 12 to 43. What
slips through is still compared, and then is no match.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kiosk.faces.face import Face
from kiosk.faces.picture import Picture
from kiosk.opencv import cv2

_DARK: Final = 0.25
"""Of the skin's brightness: no eye is so dark."""
_OTHER_COLOUR: Final = 12.0
"""Distance in CIELAB's a and b: no skin changes so within one face."""
_Colour = NDArray[np.float64]
"""Lightness (0 to 255), a and b."""


def is_covered(picture: Picture, face: Face) -> bool:
    """Tell whether eyes or mouth are hidden; False where the picture ends before they can be seen."""
    right_eye, left_eye, _, mouth_right, mouth_left = (np.array(point) for point in face.points)
    across = left_eye - right_eye
    distance = float(np.linalg.norm(across))
    down = np.array((-across[1], across[0]))
    brow = _colour(picture, (right_eye + left_eye) / 2 - 0.15 * down, 0.12 * distance)
    eyes = [_colour(picture, eye, 0.16 * distance) for eye in (right_eye, left_eye)]
    jaws = [_colour(picture, corner + 0.25 * down, 0.10 * distance) for corner in (mouth_right, mouth_left)]
    if brow is None:
        return False
    dark_eyes = all(eye is not None and eye[0] < _DARK * brow[0] for eye in eyes)
    other_jaws = all(
        jaw is not None and float(np.linalg.norm((jaw - brow)[1:])) > _OTHER_COLOUR for jaw in jaws
    )
    return dark_eyes or other_jaws


def _colour(picture: Picture, centre: NDArray[np.float64], radius: float) -> _Colour | None:
    """Take the median colour of a small square, or None if it lies outside."""
    left, top = (max(0, round(value - radius)) for value in centre)
    right, bottom = (max(0, round(value + radius) + 1) for value in centre)
    patch = picture[top:bottom, left:right]
    if patch.size == 0:
        return None
    return np.asarray(np.median(cv2.cvtColor(patch, cv2.COLOR_BGR2LAB), axis=(0, 1)), np.float64)
