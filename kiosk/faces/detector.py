"""Where the faces are: YuNet on a small copy of the picture."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kiosk.faces.face import Box, Face, FivePoints
from kiosk.faces.picture import Picture
from kiosk.opencv import cv2

SMALL: Final = 320
"""Width of the copy: 4 ms a picture and more than enough to find a face that is near enough."""
CONFIDENCE: Final = 0.6
_OVERLAP: Final = 0.3
_CANDIDATES: Final = 50
_SMALLEST: Final = 8.0
"""Pixels of the copy: YuNet's finest grid."""
_AROUND: Final = 1.7
"""Side of the cut-out for a second, closer look, in sides of the face's box."""
_MARGIN: Final = 0.25
"""Border added to a photo in which no face was found, since a face that fills it is too large for YuNet."""


class Detector:
    """Finds faces. Not to be used by two threads at a time.

    Args:
        weights: the bytes of YuNet.
    """

    def __init__(self, weights: bytes) -> None:
        self._network = cv2.FaceDetectorYN.create(
            "onnx",
            np.frombuffer(weights, np.uint8),
            np.zeros(0, np.uint8),
            (SMALL, SMALL),
            CONFIDENCE,
            _OVERLAP,
            _CANDIDATES,
        )

    def find(self, picture: Picture) -> list[Face]:
        """List the faces of a picture, the largest first."""
        scale = min(1.0, SMALL / picture.shape[1])
        small = _scaled(picture, scale) if scale < 1 else picture
        return self._detect(small, 1 / scale)

    def find_in_photo(self, picture: Picture) -> list[Face]:
        """Do the same for a photo, of which a face may fill the whole."""
        faces = self.find(picture)
        if faces:
            return faces
        rows, columns = round(picture.shape[0] * _MARGIN), round(picture.shape[1] * _MARGIN)
        wider = cv2.copyMakeBorder(picture, rows, rows, columns, columns, cv2.BORDER_REPLICATE)
        return [face.moved(-columns, -rows) for face in self.find(np.asarray(wider, np.uint8))]

    def look_closer(self, picture: Picture, face: Face) -> Face:
        """Find the same face again in more detail; give it unchanged if that fails."""
        side = _AROUND * max(face.box.width, face.box.height)
        left, top = (middle - side / 2 for middle in face.box.centre)
        scale = min(1.0, SMALL / side)
        size = round(side * scale)
        cut = cv2.warpAffine(
            picture, np.array([[scale, 0, -left * scale], [0, scale, -top * scale]], np.float32), (size, size)
        )
        again = [one.moved(left, top) for one in self._detect(np.asarray(cut, np.uint8), 1 / scale)]
        same = [one for one in again if one.box.overlap(face.box) > _OVERLAP]
        return same[0] if same else face

    def _detect(self, picture: Picture, scale: float) -> list[Face]:
        self._network.setInputSize((picture.shape[1], picture.shape[0]))
        # None where there is no face, whatever the stubs say.
        found: object = self._network.detect(picture)[1]
        rows = np.asarray([] if found is None else found, np.float64)
        faces = [_face(row, scale) for row in rows if _is_in(picture, row)]
        return sorted(faces, key=lambda face: face.box.width * face.box.height, reverse=True)


def _is_in(picture: Picture, row: NDArray[np.float64]) -> bool:
    """Tell whether a row is a face at all: YuNet may be sure of any numbers in a long, narrow picture."""
    if not np.isfinite(row).all() or row[2:4].min() < _SMALLEST:
        return False
    height, width = picture.shape[:2]
    return bool(0 <= row[0] + row[2] / 2 < width and 0 <= row[1] + row[3] / 2 < height)


def _face(row: NDArray[np.float64], scale: float) -> Face:
    """Read a row of YuNet: left, top, width, height, five points, confidence."""
    values = [float(value) * scale for value in row[:14]]
    points = FivePoints(*((values[at], values[at + 1]) for at in range(4, 14, 2)))
    return Face(Box(*values[:4]), points, float(row[14]))


def _scaled(picture: Picture, scale: float) -> Picture:
    size = (round(picture.shape[1] * scale), max(1, round(picture.shape[0] * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
