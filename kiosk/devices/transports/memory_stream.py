"""A line to a device in the same process."""

import asyncio
from collections.abc import Callable

from kiosk.devices.transports.stream import StreamLostError
from kiosk.domain.clock import Clock

_BITS_PER_BYTE = 10
_PORTION = 256
_CABLE_PULLED = None


class MemoryStream:
    """A `ByteStream` whose other end is the function `receive`; it answers by `deliver`.

    With a clock and `baud` bits a second it takes as long as a serial line.
    """

    def __init__(
        self, receive: Callable[[bytes], None], clock: Clock | None = None, baud: int | None = None
    ) -> None:
        self._receive = receive
        self._clock = clock
        self._baud = baud
        self._loop: asyncio.AbstractEventLoop | None = None
        self._plugged = True
        self._answers: asyncio.Queue[bytes | None] = asyncio.Queue()

    def unplug(self) -> None:
        """Pull the cable, from any thread: who waits for an answer learns that the line is lost."""
        self._plugged = False
        self._put(_CABLE_PULLED)

    def plug_in(self) -> None:
        """Put the cable in again; the line must then be opened again."""
        self._plugged = True

    def deliver(self, data: bytes) -> None:
        """Answer, from any thread; nobody hears it while the line is closed."""
        if data:
            self._put(data)

    def _put(self, data: bytes | None) -> None:
        loop = self._loop
        if loop is None or loop.is_closed():
            return
        try:
            here = asyncio.get_running_loop()
        except RuntimeError:
            here = None
        if here is loop:
            self._answers.put_nowait(data)
        else:
            loop.call_soon_threadsafe(self._answers.put_nowait, data)

    async def open(self) -> None:
        """Begin to listen."""
        if not self._plugged:
            raise StreamLostError("the cable is pulled")
        self._loop = asyncio.get_running_loop()
        self._answers = asyncio.Queue()

    async def read(self) -> bytes:
        """Wait for an answer."""
        data = await self._answers.get()
        if data is _CABLE_PULLED:
            raise StreamLostError("the cable was pulled")
        return data

    async def write(self, data: bytes) -> None:
        """Hand bytes over, at the speed of the line if it has one."""
        if self._loop is None or not self._plugged:
            raise StreamLostError("the line is closed")
        if self._clock is None or self._baud is None:
            self._receive(data)
            return
        for start in range(0, len(data), _PORTION):
            portion = data[start : start + _PORTION]
            await self._clock.sleep(len(portion) * _BITS_PER_BYTE / self._baud)
            self._receive(portion)

    async def close(self) -> None:
        """Stop listening."""
        self._loop = None
