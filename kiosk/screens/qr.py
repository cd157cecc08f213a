"""Codes to scan, drawn as images of whole pixels."""

from urllib.parse import unquote

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

BLACK, WHITE = 0x00, 0xFF


def draw_code(text: str, side: int) -> QImage:
    """Draw the QR code of a text, quiet zone included, no larger than `side` pixels if that can be.

    A module is a whole number of pixels, at least one, so that a camera sees sharp edges.
    Error correction M: a scratch or a reflection may hide 15 % of it.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    modules = code.get_matrix()
    count = len(modules)
    rows = b"".join(bytes(BLACK if dark else WHITE for dark in row) for row in modules)
    image = QImage(rows, count, count, count, QImage.Format.Format_Grayscale8)
    scale = max(1, side // count)
    return image.scaled(count * scale, count * scale, mode=Qt.TransformationMode.FastTransformation)


class CodeImages(QQuickImageProvider):
    """Gives QML the code of the percent-encoded text in `image://code/`."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, text: str, size: QSize, requested: QSize) -> QImage:
        """Draw a code for the size that QML asked for, in pixels."""
        image = draw_code(unquote(text), requested.width())
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
