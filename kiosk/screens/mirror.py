"""The mirror: the camera's latest frame on the glass, never stored and never waited for."""

from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

if TYPE_CHECKING:  # the first page does not wait for it
    from kiosk.devices.ports import Frame


class Mirror(QObject):
    """Takes frames from the kiosk's loop; Qt shows the latest when it comes round to it.

    The pictures are those of `image://mirror/SERIAL`, with `serial` 0 while there is nobody to show.
    """

    serialChanged = Signal()
    _arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._frame: Frame | None = None
        self._announced = False
        self._serial = 0
        self._arrived.connect(self._take)

    def show(self, frame: "Frame") -> None:
        """Show a frame in place of the last one; from any thread."""
        self._put(frame)

    def clear(self) -> None:
        """Show nobody, and forget the last frame; from any thread."""
        self._put(None)

    def image(self) -> QImage:
        """Copy the latest frame for Qt, or give an empty image."""
        with self._lock:
            frame = self._frame
        if frame is None:
            return QImage()
        height, width, _ = frame.pixels.shape
        pixels = frame.pixels.tobytes()
        return QImage(pixels, width, height, 3 * width, QImage.Format.Format_BGR888).copy()

    def _put(self, frame: "Frame | None") -> None:
        with self._lock:
            self._frame = frame
            announced, self._announced = self._announced, True
        if not announced:
            self._arrived.emit()

    def _take(self) -> None:
        with self._lock:
            self._announced = False
            self._serial = self._frame.serial if self._frame else 0
        self.serialChanged.emit()

    def _get_serial(self) -> int:
        return self._serial

    serial = Property(int, _get_serial, notify=serialChanged)


class MirrorImages(QQuickImageProvider):
    """Gives QML what the mirror shows."""

    def __init__(self, mirror: Mirror) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._mirror = mirror

    def requestImage(self, serial: str, size: QSize, requested: QSize) -> QImage:
        """Give the latest frame, whichever was asked for; `size` is set to its own."""
        image = self._mirror.image()
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
