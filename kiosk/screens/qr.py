"""Codes to scan, drawn as images of whole pixels."""

from urllib.parse import unquote

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

BLACK, WHITE = 0xFF000000, 0xFF
"""A colour, and a shade of grey."""


def draw_code(text: str) -> QImage:
    """Draw the QR code of a text, quiet zone included, one pixel a module; QML enlarges it.

    Error correction M: a scratch or a reflection may hide 15 % of it.
    """
    from qrcode import ERROR_CORRECT_M, QRCode  # noqa: PLC0415 the first page need not wait for it

    code = QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    modules = code.get_matrix()
    side = len(modules)
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(WHITE)
    for y, row in enumerate(modules):
        for x, is_dark in enumerate(row):
            if is_dark:
                image.setPixel(x, y, BLACK)
    return image


class CodeImages(QQuickImageProvider):
    """Gives QML the code of the percent-encoded text in `image://code/`."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, text: str, size: QSize, requested: QSize) -> QImage:
        """Draw a code; `size` is set to its side in modules, whatever was requested."""
        image = draw_code(unquote(text))
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
