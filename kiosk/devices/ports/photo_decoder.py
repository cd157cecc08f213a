"""The port of what makes a picture of the photograph on an ID card."""

from typing import Protocol


class PhotoDecoder(Protocol):
    """Decodes WLT, a format that only the readers' vendors can read."""

    async def decode(self, photo: bytes) -> bytes | None:
        """Give the picture of 102 x 126 dots as BMP, or None if it cannot be made."""
        ...
