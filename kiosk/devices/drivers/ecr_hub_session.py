"""ECR Hub on a serial line: handshake, heartbeats, and packets that are repeated until acknowledged.

Timing by the published protocol and its SDK: the terminal sends a heartbeat every 2 seconds, the
kiosk every second; a packet without its ACK is sent again after 0.1 seconds.
"""

import asyncio

from kiosk.devices.deadline import deadline as within
from kiosk.devices.drivers.ecr_hub_frame import (
    HANDSHAKE,
    HEARTBEAT,
    LAST_ID,
    LONGEST_FRAME,
    Frame,
    FrameParser,
    FrameType,
    encode_frame,
)
from kiosk.devices.nonsense import Nonsense
from kiosk.devices.transports.message_link import NotAnsweringError
from kiosk.devices.transports.stream import ByteStream
from kiosk.domain.clock import Clock

# Seconds of the clock.
_BETWEEN_HANDSHAKES = 1.0
_BETWEEN_HEARTBEATS = 1.0
_LONGEST_SILENCE = 6.0
_BETWEEN_REPEATS = 0.1
_WRITE_TIME = 2.0

_MOST_HANDSHAKES = 5
_MOST_REPEATS = 30


class EcrHubSession:
    """A `MessageLink` over frames on a `ByteStream`."""

    _last_id: int
    _received: tuple[int, bytes] | None

    def __init__(self, stream: ByteStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock
        self._writing = asyncio.Lock()
        self._sending = asyncio.Lock()
        self._begin()

    async def open(self) -> None:
        """Open the line and shake hands; what either end knew of a packet under way is forgotten."""
        await self._stream.open()
        self._begin()
        for _ in range(_MOST_HANDSHAKES):
            await self._write(HANDSHAKE)
            try:
                async with within(self._clock, _BETWEEN_HANDSHAKES):
                    while (await self._next()).type is not FrameType.HANDSHAKE_CONFIRMED:
                        pass
            except TimeoutError:
                continue
            return
        raise NotAnsweringError(f"the terminal does not confirm the handshake{self._nonsense}")

    async def send(self, message: bytes) -> None:
        """Send a packet, again and again until its ACK comes."""
        async with self._sending:
            self._last_id = self._last_id % LAST_ID + 1
            packet, self._acknowledged = Frame(id=self._last_id, data=message), asyncio.Event()
            for _ in range(_MOST_REPEATS):
                await self._write(packet)
                try:
                    async with within(self._clock, _BETWEEN_REPEATS):
                        await self._acknowledged.wait()
                except TimeoutError:
                    continue
                return
        raise NotAnsweringError("the terminal does not acknowledge a packet")

    async def receive(self) -> bytes:
        """Wait for a packet and acknowledge it; one that comes again is acknowledged again."""
        while True:
            frame = await self._next()
            if frame.ack and frame.ack == self._last_id:
                self._acknowledged.set()
            if frame.type is not FrameType.NORMAL or not frame.id:
                continue
            await self._write(Frame(ack=frame.id))
            packet = (frame.id, frame.data)
            if packet != self._received:
                self._received = packet
                return frame.data

    async def keep_alive(self) -> None:
        """Send heartbeats and expect to hear something."""
        while self._clock.monotonic() - self._heard_at < _LONGEST_SILENCE:
            await self._write(HEARTBEAT)
            await self._clock.sleep(_BETWEEN_HEARTBEATS)
        raise NotAnsweringError("the terminal has fallen silent")

    async def close(self) -> None:
        """Give the line back."""
        await self._stream.close()

    def _begin(self) -> None:
        self._parser = FrameParser()
        self._frames: list[Frame] = []
        self._last_id = 0
        self._acknowledged = asyncio.Event()
        self._received = None
        self._nonsense = Nonsense(4 * LONGEST_FRAME, "bytes that are no frame of ECR Hub")
        self._heard_at = self._clock.monotonic()

    async def _next(self) -> Frame:
        while not self._frames:
            data = await self._stream.read()
            self._nonsense.heard(len(data))
            self._frames.extend(self._parser.feed(data))
        self._nonsense.made_sense()
        self._heard_at = self._clock.monotonic()
        return self._frames.pop(0)

    async def _write(self, frame: Frame) -> None:
        try:
            async with within(self._clock, _WRITE_TIME), self._writing:
                await self._stream.write(encode_frame(frame))
        except TimeoutError as error:
            raise NotAnsweringError("the terminal takes no bytes") from error
