"""The mirror: the camera's latest frame, or a photo, on the glass; never stored."""

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

if TYPE_CHECKING:  # the first page does not wait for them
    from kiosk.devices.ports import Frame


class Mirror(QObject):
    """Takes pictures from the kiosk's loop; Qt shows the latest when it comes round to it.

    They are those of `image://mirror/SERIAL`, with `serial` 0 while there is nobody to show. `is_photo` tells
    a photo from a frame: only a frame is shown the other way round.
    """

    serialChanged = Signal()
    _arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._draw: Callable[[], QImage] | None = None
        self._draws_photo = False
        self._announced = False
        self._shown = 0
        self._serial = 0
        self._is_photo = False
        self._arrived.connect(self._take)

    def show(self, frame: "Frame") -> None:
        """Show a frame in place of what was there; from any thread."""
        self._put(lambda: _draw_frame(frame))

    def show_photo(self, photo: bytes) -> None:
        """Show a photo (a JPEG or BMP file) in place of what was there; from any thread."""
        self._put(lambda: QImage.fromData(photo), is_photo=True)

    def clear(self) -> None:
        """Show nobody, and forget what was there; from any thread."""
        self._put(None)

    def image(self) -> QImage:
        """Copy the latest picture for Qt, or give an empty image."""
        with self._lock:
            draw = self._draw
        return draw() if draw else QImage()

    def _put(self, draw: Callable[[], QImage] | None, *, is_photo: bool = False) -> None:
        with self._lock:
            self._draw, self._draws_photo = draw, is_photo
            announced, self._announced = self._announced, True
        if not announced:
            self._arrived.emit()

    def _take(self) -> None:
        with self._lock:
            self._announced = False
            self._is_photo = self._draws_photo
            self._shown += 1
            self._serial = self._shown if self._draw else 0
        self.serialChanged.emit()

    def _get_serial(self) -> int:
        return self._serial

    def _get_is_photo(self) -> bool:
        return self._is_photo

    serial = Property(int, _get_serial, notify=serialChanged)
    is_photo = Property(bool, _get_is_photo, notify=serialChanged)


def _draw_frame(frame: "Frame") -> QImage:
    height, width, _ = frame.pixels.shape
    pixels = frame.pixels.tobytes()
    return QImage(pixels, width, height, 3 * width, QImage.Format.Format_BGR888).copy()


class MirrorImages(QQuickImageProvider):
    """Gives QML what the mirror shows."""

    def __init__(self, mirror: Mirror) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._mirror = mirror

    def requestImage(self, serial: str, size: QSize, requested: QSize) -> QImage:
        """Give the latest picture, whichever was asked for; `size` is set to its own."""
        image = self._mirror.image()
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
