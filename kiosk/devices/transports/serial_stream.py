"""A serial line, eight data bits without parity."""

import asyncio
import termios
from threading import Lock

import serial

from kiosk.devices.transports.stream import StreamLostError
from kiosk.devices.transports.threads import in_thread

_LOST = (serial.SerialException, OSError, termios.error, TypeError)
"""All that pyserial raises when a line goes; TypeError when it is closed under a waiting call."""


class SerialStream:
    """A `ByteStream` on the device file `path` at `baud` bits a second."""

    def __init__(self, path: str, baud: int) -> None:
        self._path = path
        self._baud = baud
        self._port: serial.Serial | None = None
        self._reading = Lock()
        self._writing = Lock()

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

    async def read(self) -> bytes:
        """Wait for bytes in a thread."""
        port = self._opened()

        def read() -> bytes:
            with self._reading:
                first: bytes = port.read(1)
                return first + port.read(port.in_waiting)

        try:
            data = await in_thread(read)
        except asyncio.CancelledError:
            port.cancel_read()
            raise
        except _LOST as error:
            raise StreamLostError(str(error)) from error
        if not data:
            raise StreamLostError("the line was closed")
        return data

    async def write(self, data: bytes) -> None:
        """Send bytes in a thread."""
        port = self._opened()

        def write() -> None:
            with self._writing:
                port.write(data)

        try:
            await in_thread(write)
        except asyncio.CancelledError:
            port.cancel_write()
            raise
        except _LOST as error:
            raise StreamLostError(str(error)) from error

    async def close(self) -> None:
        """Free whoever waits on the line, then close it."""
        port, self._port = self._port, None
        if port is None:
            return

        def close() -> None:
            port.cancel_read()
            port.cancel_write()
            with self._reading, self._writing:
                port.close()

        await in_thread(close)

    def _opened(self) -> serial.Serial:
        if self._port is None:
            raise StreamLostError("the line is closed")
        return self._port


def _close_again(opening: asyncio.Future[serial.Serial]) -> None:
    """Let go of a line that nobody waits for any more."""
    if not opening.cancelled() and opening.exception() is None:
        in_thread(opening.result().close)
