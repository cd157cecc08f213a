"""What is wrong with a picture, before anybody looks for a face in it.

A sensor has noise, so no part of a picture is ever exactly what it was in the one before, nor of one colour.
FFmpeg fills up a frame that arrived in part from the one before (measured).
"""

import numpy as np
from numpy.typing import NDArray

from kiosk.devices.ports import FaultCode

_BANDS = 8
_EVERY = 8
"""One pixel of so many is looked at, both across and down."""
_DARK = 12
"""Mean of all pixels, of 255, below which nothing can be made out: a cover before the lens."""


class PictureFlaws:
    """Looks at the pictures of one opening, one after another."""

    def __init__(self) -> None:
        self._last: NDArray[np.uint8] | None = None

    def find(self, pixels: NDArray[np.uint8]) -> FaultCode | None:
        """Tell what is wrong with the next picture (height x width x 3), or None.

        The first one has none before it to differ from, and counts as frozen.
        """
        if pixels.ndim != 3 or pixels.shape[2] != 3 or min(pixels.shape[:2]) < _BANDS * _EVERY:
            return FaultCode.CAMERA_DAMAGED
        now, last = pixels[::_EVERY, ::_EVERY].copy(), self._last
        self._last = now
        if now.mean() < _DARK:
            return FaultCode.CAMERA_BLACK
        bands = np.array_split(now, _BANDS)
        is_flat = any(int(band.min()) == int(band.max()) for band in bands)
        if is_flat or (last is not None and last.shape != now.shape):
            return FaultCode.CAMERA_DAMAGED
        if last is None:
            return FaultCode.CAMERA_FROZEN
        stale = [
            np.array_equal(new, old) for new, old in zip(bands, np.array_split(last, _BANDS), strict=True)
        ]
        if all(stale):
            return FaultCode.CAMERA_FROZEN
        return FaultCode.CAMERA_DAMAGED if any(stale) else None
