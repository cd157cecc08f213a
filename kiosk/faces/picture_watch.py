"""Whether the camera gives pictures at all: none, black ones and frozen ones are told apart from no face."""

from typing import Final, TypeGuard

import numpy as np

from kiosk.faces.answers import Reason
from kiosk.faces.picture import Picture

_BLACK: Final = 16.0
"""Mean grey of a picture in which there is nothing to see."""
_STEP: Final = 7
"""Every seventh row and column is enough to tell one picture from the next: noise is everywhere."""
_SIDE_AT_LEAST: Final = 120


class PictureWatch:
    """Looks at every picture first.

    Args:
        patience: seconds that a fault may last.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._since: float | None = None
        self._last: Picture | None = None
        self._last_seconds: float | None = None

    def observe(self, picture: object, seconds: float) -> tuple[Picture | None, Reason | None]:
        """Give the picture if there is something to see on it, and why to give up if that lasts too long."""
        late = self._last_seconds is not None and seconds - self._last_seconds > self._patience
        self._last_seconds = seconds
        if late:
            return None, Reason.NO_PICTURE
        if not _is_picture(picture):
            return None, self._wait(Reason.NO_PICTURE, seconds)
        sample = picture[::_STEP, ::_STEP]
        frozen = self._last is not None and np.array_equal(sample, self._last)
        self._last = sample.copy()
        if float(sample.mean()) < _BLACK:
            return None, self._wait(Reason.BLACK_PICTURE, seconds)
        if frozen:
            return None, self._wait(Reason.FROZEN_PICTURE, seconds)
        self._since = None
        return picture, None

    def wipe(self) -> None:
        """Overwrite what is remembered."""
        if self._last is not None:
            self._last.fill(0)

    def _wait(self, fault: Reason, seconds: float) -> Reason | None:
        if self._since is None:
            self._since = seconds
        return fault if seconds - self._since >= self._patience else None


def _is_picture(picture: object) -> TypeGuard[Picture]:
    """Tell whether it has rows, columns and three colours of eight bits, and is not absurdly small."""
    return (
        isinstance(picture, np.ndarray)
        and picture.dtype == np.uint8
        and picture.ndim == 3
        and picture.shape[2] == 3
        and min(picture.shape[:2]) >= _SIDE_AT_LEAST
    )
