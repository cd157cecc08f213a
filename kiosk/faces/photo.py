"""A photo from elsewhere (a card, the bureau, a folder), read as if an enemy had sent it."""

import io
import struct
import warnings
from typing import Final

import numpy as np
from PIL import Image, ImageOps

from kiosk.faces.answers import ReferenceProblem
from kiosk.faces.picture import Picture

BYTES_AT_MOST: Final = 10_000_000
PIXELS_AT_MOST: Final = 16_000_000
"""However it is packed, unpacking it then takes 150 MB at most (measured)."""
SIDE_AT_LEAST: Final = 80
"""The chip of a resident ID card holds 102x126."""
_SIDE: Final = 1280
"""To which a larger photo is reduced."""
_FORMATS: Final = ("JPEG", "PNG", "BMP")
# What Pillow raises for damaged files of these formats, their EXIF included (fuzzed, and its own list).
_DAMAGED: Final = (
    *(OSError, ValueError, SyntaxError, EOFError, ArithmeticError, Image.DecompressionBombError),
    *(TypeError, LookupError, struct.error),
)


def read_photo(content: bytes) -> Picture | ReferenceProblem:
    """Decode a JPEG, PNG or BMP, upright as its file says (EXIF), and no larger than is needed.

    The size is judged by the header, before anything is unpacked.
    """
    if len(content) > BYTES_AT_MOST:
        return ReferenceProblem.TOO_LARGE
    try:
        with warnings.catch_warnings():
            # Pillow's own warning about size comes later than the check below needs it.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                return _decode(image)
    except _DAMAGED:
        return ReferenceProblem.UNREADABLE


def _decode(image: Image.Image) -> Picture | ReferenceProblem:
    if image.width * image.height > PIXELS_AT_MOST:
        return ReferenceProblem.TOO_LARGE
    if min(image.size) < SIDE_AT_LEAST:
        return ReferenceProblem.TOO_SMALL
    image.draft("RGB", (_SIDE, _SIDE))
    coloured = image if image.mode == "RGB" else image.convert("RGB")
    coloured.thumbnail((_SIDE, _SIDE))  # first, as each of the others makes a copy of the whole
    upright = ImageOps.exif_transpose(coloured)
    return np.ascontiguousarray(np.asarray(upright, np.uint8)[:, :, ::-1])
