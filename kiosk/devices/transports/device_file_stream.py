"""A device file that is no terminal, such as `/dev/usb/lp0` of a printer on USB."""

import asyncio
import os
import select
from collections.abc import Callable
from functools import partial

from kiosk.devices.transports.stream import StreamLostError
from kiosk.domain.clock import Clock

_MOST_AT_ONCE = 4096
_PAUSE = 0.05
"""Seconds of the clock. Some printers answer "nothing" as fast as they are asked; that is no end."""


class DeviceFileStream:
    """A `ByteStream` on the device file `path`."""

    def __init__(self, path: str, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._file: int | None = None
        self._waiting: set[asyncio.Future[None]] = set()

    async def open(self) -> None:
        """Open the device file; that never waits."""
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError as error:
            raise StreamLostError(f"cannot open {self._path}: {error.strerror}") from error

    async def read(self) -> bytes:
        """Wait for bytes."""
        loop = asyncio.get_running_loop()
        while True:
            file = self._opened()
            try:
                if data := os.read(file, _MOST_AT_ONCE):
                    return data
                if _is_gone(file):
                    raise StreamLostError(f"{self._path} was unplugged")
                await self._clock.sleep(_PAUSE)
            except BlockingIOError:
                await self._until_ready(file, loop.add_reader, loop.remove_reader)
            except OSError as error:
                raise StreamLostError(f"{self._path}: {error.strerror}") from error

    async def write(self, data: bytes) -> None:
        """Send bytes as the device takes them."""
        loop, rest = asyncio.get_running_loop(), memoryview(data)
        while rest:
            file = self._opened()
            try:
                rest = rest[os.write(file, rest) :]
            except BlockingIOError:
                await self._until_ready(file, loop.add_writer, loop.remove_writer)
            except OSError as error:
                raise StreamLostError(f"{self._path}: {error.strerror}") from error

    async def close(self) -> None:
        """Close the device file, and free whoever waits for it."""
        file, self._file = self._file, None
        for waiting in self._waiting:
            _settle(waiting)
        if file is not None:
            loop = asyncio.get_running_loop()
            loop.remove_reader(file)
            loop.remove_writer(file)
            os.close(file)

    async def _until_ready(
        self,
        file: int,
        watch: Callable[[int, Callable[[], None]], None],
        forget: Callable[[int], bool],
    ) -> None:
        ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        watch(file, partial(_settle, ready))
        self._waiting.add(ready)
        try:
            await ready
        finally:
            self._waiting.discard(ready)
            if file == self._file:
                forget(file)

    def _opened(self) -> int:
        if self._file is None:
            raise StreamLostError("the line is closed")
        return self._file


def _is_gone(file: int) -> bool:
    poll = select.poll()
    poll.register(file, 0)
    return any(event & select.POLLHUP for _, event in poll.poll(0))


def _settle(ready: "asyncio.Future[None]") -> None:
    if not ready.done():
        ready.set_result(None)
