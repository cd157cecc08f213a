"""An open file that never blocks: the loop tells when it has something, and when it takes more."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from kiosk.devices.transports.stream import StreamLostError

_MOST_AT_ONCE = 4096


class Descriptor:
    """The file descriptor `number`, opened with O_NONBLOCK. One reader at a time; writers take turns.

    Both raise OSError when the device is gone, and StreamLostError when it was released meanwhile.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self._loop = asyncio.get_running_loop()
        self._writing = asyncio.Lock()
        self._waiting: set[asyncio.Future[None]] = set()
        self._released = False

    async def read(self) -> bytes:
        """Wait until it can be read, and read what there is; that may be nothing."""
        while True:
            await self._until_ready(self._loop.add_reader, self._loop.remove_reader)
            with suppress(BlockingIOError):
                return os.read(self.number, _MOST_AT_ONCE)

    async def write(self, data: bytes) -> None:
        """Write all of it, as the device takes it."""
        rest = memoryview(data)
        async with self._writing:
            while rest:
                self._require()
                try:
                    rest = rest[os.write(self.number, rest) :]
                except BlockingIOError:
                    await self._until_ready(self._loop.add_writer, self._loop.remove_writer)

    def release(self) -> None:
        """Free whoever waits for it, so that it may be closed."""
        self._released = True
        self._loop.remove_reader(self.number)
        self._loop.remove_writer(self.number)
        for waiting in self._waiting:
            _settle(waiting)

    async def _until_ready(
        self, watch: Callable[[int, Callable[[], None]], None], forget: Callable[[int], bool]
    ) -> None:
        self._require()
        ready: asyncio.Future[None] = self._loop.create_future()
        watch(self.number, partial(_settle, ready))
        self._waiting.add(ready)
        try:
            await ready
        finally:
            self._waiting.discard(ready)
            if not self._released:
                forget(self.number)
        self._require()

    def _require(self) -> None:
        if self._released:
            raise StreamLostError("the line was closed")


def _settle(ready: "asyncio.Future[None]") -> None:
    if not ready.done():
        ready.set_result(None)
