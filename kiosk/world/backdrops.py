"""What the simulated camera sees that was not rendered: nobody, a white screen, two people at once."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WIDTH, _HEIGHT = 640, 480
_PHOTO_HEIGHT = 400
"""Pixels from above the hair to the chest."""
_NOISES = 4


@cache
def walls() -> Sequence[bytes]:
    """Draw the hall without anybody, as JPEG files: a wall that gets darker downwards."""
    import numpy as np  # noqa: PLC0415 only a camera that is switched on pays for it

    return _with_noise(np.linspace(190, 120, _HEIGHT)[:, None, None] * np.ones((1, _WIDTH, 3)))


@cache
def before_white_screen(photo: Path) -> Sequence[bytes]:
    """Draw somebody before a white screen, as JPEG files: a photo from the studio, its white on all sides."""
    import numpy as np  # noqa: PLC0415 as above

    from kiosk.opencv import cv2  # noqa: PLC0415 as above

    pixels = cv2.imdecode(np.frombuffer(photo.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        raise ValueError("a picture of a citizen is damaged")
    width = round(pixels.shape[1] * _PHOTO_HEIGHT / pixels.shape[0])
    person = cv2.resize(pixels, (width, _PHOTO_HEIGHT), interpolation=cv2.INTER_AREA)
    left = (_WIDTH - width) // 2
    margins = (_HEIGHT - _PHOTO_HEIGHT, 0, left, _WIDTH - width - left)
    return _with_noise(cv2.copyMakeBorder(person, *margins, cv2.BORDER_REPLICATE))


@cache
def side_by_side(one: bytes, other: bytes) -> bytes:
    """Draw two people shoulder to shoulder, as a JPEG file, from those of each alone in the middle."""
    import numpy as np  # noqa: PLC0415 as above

    from kiosk.opencv import cv2  # noqa: PLC0415 as above

    halves = []
    for file in (one, other):
        pixels = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_COLOR)
        if pixels is None:
            raise ValueError("a picture of a citizen is damaged")
        halves.append(pixels[:, _WIDTH // 4 : -_WIDTH // 4])
    return cv2.imencode(".jpg", np.hstack(halves))[1].tobytes()


def _with_noise(picture: "NDArray[Any]") -> Sequence[bytes]:
    """Give a picture again and again as a camera does, whose noise is never the same twice."""
    import numpy as np  # noqa: PLC0415 as above

    from kiosk.opencv import cv2  # noqa: PLC0415 as above

    noise = np.random.default_rng(7)
    pictures = (np.clip(picture + noise.normal(0, 4, picture.shape), 0, 255) for _ in range(_NOISES))
    return [cv2.imencode(".jpg", noisy.astype(np.uint8))[1].tobytes() for noisy in pictures]
