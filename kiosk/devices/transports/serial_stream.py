"""A serial line, eight data bits without parity.

Only its settings are left to pyserial, whose own way to write spins, and cannot be stopped, on a line
that takes nothing.
"""

import asyncio
import termios

import serial

from kiosk.devices.transports.descriptor import Descriptor
from kiosk.devices.transports.stream import StreamLostError
from kiosk.devices.transports.threads import in_thread

_LOST = (serial.SerialException, OSError, termios.error)
"""All that pyserial raises when a line cannot be opened."""


class SerialStream:
    """A `ByteStream` on the device file `path` at `baud` bits a second."""

    def __init__(self, path: str, baud: int) -> None:
        self._path = path
        self._baud = baud
        self._port: serial.Serial | None = None
        self._file: Descriptor | None = None

    async def open(self) -> None:
        """Open the device file for this process alone."""
        opening = in_thread(lambda: serial.Serial(self._path, self._baud, exclusive=True))
        try:
            self._port = await asyncio.shield(opening)
        except asyncio.CancelledError:
            opening.add_done_callback(_close_again)
            raise
        except _LOST as error:
            raise StreamLostError(f"cannot open {self._path}: {error}") from error
        self._file = Descriptor(self._port.fileno())

    async def read(self) -> bytes:
        """Wait for bytes."""
        try:
            data = await self._opened().read()
        except OSError as error:
            raise StreamLostError(str(error)) from error
        if not data:
            raise StreamLostError("the device was unplugged")
        return data

    async def write(self, data: bytes) -> None:
        """Send bytes as the line takes them."""
        try:
            await self._opened().write(data)
        except OSError as error:
            raise StreamLostError(str(error)) from error

    async def close(self) -> None:
        """Free whoever waits on the line, then close it."""
        port, file, self._port, self._file = self._port, self._file, None, None
        if file:
            file.release()
        if port:
            await in_thread(port.close)  # the system lets a line run dry first

    def _opened(self) -> Descriptor:
        if self._file is None:
            raise StreamLostError("the line is closed")
        return self._file


def _close_again(opening: asyncio.Future[serial.Serial]) -> None:
    """Let go of a line that nobody waits for any more."""
    if not opening.cancelled() and opening.exception() is None:
        in_thread(opening.result().close)
