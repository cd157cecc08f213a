"""Photographs of ID cards, decoded by the library that the reader's vendor gives with its licence.

The library runs in a process of its own for each picture: what it does with bytes that it does not
expect is unknown, and it must not end a kiosk in the middle of a payment.
"""

import asyncio
import logging
import struct
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.devices.deadline import deadline as within
from kiosk.domain.clock import Clock

_log = logging.getLogger(__name__)

PICTURE_LENGTH = 38_862
"""Bytes of a BMP of 102 x 126 dots with 24 bits each."""
_HEADER = struct.Struct("<2s 8x I 4x i i 2x H I")
"""What of a BMP's header says how the rest is read."""
_HEADERS = {(b"BM", 54, 102, height, 24, 0) for height in (126, -126)}
"""Its dots from below upwards, or from above downwards."""
_SECONDS = 4.0
"""Of the clock; a tenth of a second is usual."""


class VendorPhotoDecoder:
    """A `PhotoDecoder` on the shared library at `library`, with its functions `unpack` or `GetBmp`."""

    def __init__(self, library: Path, clock: Clock) -> None:
        self._library = library
        self._clock = clock

    async def decode(self, photo: bytes) -> bytes | None:
        """Have the library decode it; what goes wrong is logged without the photograph.

        The folder for its files is removed here, for a process that had to be killed leaves them.
        """
        try:
            with TemporaryDirectory() as folder:
                return await self._decode(photo, folder)
        except OSError as error:
            _log.warning("%s could not be given a photograph: %s", self._library, error.strerror)
            return None

    async def _decode(self, photo: bytes, folder: str) -> bytes | None:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kiosk.devices.drivers.wlt_process",
            str(self._library),
            folder,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with within(self._clock, _SECONDS):
                picture, _ = await process.communicate(photo)
        except TimeoutError:
            _log.warning("%s did not decode a photograph in time", self._library)
            return None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode or not _is_picture(picture):
            _log.warning(
                "%s decoded no photograph: its process ended with %d", self._library, process.returncode
            )
            return None
        return picture


def _is_picture(file: bytes) -> bool:
    return len(file) == PICTURE_LENGTH and _HEADER.unpack_from(file) in _HEADERS
