"""A device file that is no terminal, such as `/dev/usb/lp0` of a printer on USB."""

import os
import select

from kiosk.devices.transports.descriptor import Descriptor
from kiosk.devices.transports.stream import StreamLostError
from kiosk.domain.clock import Clock

_PAUSE = 0.05
"""Seconds of the clock. Some printers answer "nothing" as fast as they are asked; that is no end."""


class DeviceFileStream:
    """A `ByteStream` on the device file `path`."""

    def __init__(self, path: str, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._file: Descriptor | None = None

    async def open(self) -> None:
        """Open the device file; that never waits."""
        try:
            file = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError as error:
            raise StreamLostError(f"cannot open {self._path}: {error.strerror}") from error
        self._file = Descriptor(file)

    async def read(self) -> bytes:
        """Wait for bytes."""
        while True:
            file = self._opened()
            try:
                if data := await file.read():
                    return data
            except OSError as error:
                raise StreamLostError(f"{self._path}: {error.strerror}") from error
            if _is_gone(file.number):
                raise StreamLostError(f"{self._path} was unplugged")
            await self._clock.sleep(_PAUSE)

    async def write(self, data: bytes) -> None:
        """Send bytes as the device takes them."""
        try:
            await self._opened().write(data)
        except OSError as error:
            raise StreamLostError(f"{self._path}: {error.strerror}") from error

    async def close(self) -> None:
        """Close the device file, and free whoever waits for it."""
        file, self._file = self._file, None
        if file:
            file.release()
            os.close(file.number)

    def _opened(self) -> Descriptor:
        if self._file is None:
            raise StreamLostError("the line is closed")
        return self._file


def _is_gone(file: int) -> bool:
    poll = select.poll()
    poll.register(file, 0)
    return any(event & select.POLLHUP for _, event in poll.poll(0))
