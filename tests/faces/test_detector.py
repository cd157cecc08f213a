"""Where the faces are, and what is none whatever the network says."""

from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.faces.detector import Detector
from kiosk.faces.face import Face
from tests.faces.citizens import live
from tests.faces.engines import engine

PICTURE = live("c05_f45")
EDGE = 2.7e11
"""What the network said of a photo of 1280x80 pixels, with a confidence of 1."""


class Sure:
    """Says the same of every picture."""

    def __init__(self, *boxes: tuple[float, float, float, float]) -> None:
        self.rows = np.array([[*box, *[50.0] * 10, 1.0] for box in boxes], np.float32)

    def setInputSize(self, size: tuple[int, int]) -> None:  # noqa: N802 as OpenCV calls it
        """Take any."""

    def detect(self, _: object) -> tuple[int, NDArray[np.float32]]:
        return 1, self.rows


def found(*boxes: tuple[float, float, float, float]) -> list[Face]:
    detector = Detector.__new__(Detector)
    detector._network = cast("Any", Sure(*boxes))  # noqa: SLF001 in the network's place
    return detector.find(PICTURE)


def test_the_face_is_where_it_is() -> None:
    (face,) = engine().detector.find(PICTURE)
    left, top = (320 - face.box.width, 40)
    assert left < face.box.left < 320 < face.box.left + face.box.width
    assert top < face.box.top < face.points.nose[1] < 400


@pytest.mark.parametrize(
    "box",
    [
        (-EDGE, -EDGE / 3, 0.0, 0.0),
        (100.0, 80.0, 0.0, 40.0),
        (100.0, 80.0, 40.0, 2.0),
        (-EDGE, 80.0, 40.0, 40.0),
        (100.0, 900.0, 40.0, 40.0),
        (100.0, 80.0, float("inf"), 40.0),
        (float("nan"), 80.0, 40.0, 40.0),
    ],
)
def test_what_has_no_size_or_lies_beside_the_picture_is_no_face(
    box: tuple[float, float, float, float],
) -> None:
    assert found(box) == []
    assert len(found(box, (100.0, 80.0, 40.0, 50.0))) == 1
