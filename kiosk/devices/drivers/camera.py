"""The camera, over any line that carries pictures. It is on only while somebody looks."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kiosk.devices.deadline import deadline as within
from kiosk.devices.driver import Driver
from kiosk.devices.ports import CameraCapabilities, CameraStatus, DeviceState, FaultCode, Frame
from kiosk.devices.transports.frame_stream import FrameStream
from kiosk.devices.transports.lost import DeviceLostError
from kiosk.devices.transports.message_link import NotAnsweringError
from kiosk.domain.clock import Clock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")

_ONLINE = CameraStatus(DeviceState.ONLINE)
_MISSING = CameraStatus(DeviceState.NO_DEVICE, fault=FaultCode.NO_DEVICE)
_REASONS = {
    FaultCode.CAMERA_BLACK: "its pictures are black",
    FaultCode.CAMERA_FROZEN: "it gives the same picture again and again",
    FaultCode.CAMERA_DAMAGED: "its pictures arrive in part",
}

# Seconds of the clock.
_OPENING_TIME = 5.0
_READING_TIME = 2.0
"""A camera that gave no picture for so long is opened again: reading on would not help (measured)."""
_PATIENCE = 2.0
"""How long there may be nothing but flawed pictures; a camera that has just been opened gives some."""
_BETWEEN_LOOKS = 5.0


class FlawedPicturesError(DeviceLostError):
    """The camera gives pictures, and none that could be used."""

    def __init__(self, flaw: FaultCode) -> None:
        super().__init__(_REASONS[flaw])
        self.flaw = flaw


class FrameCamera(Driver[CameraStatus]):
    """A `Camera`. One that is there counts as sound; one that failed once has to prove it by a picture."""

    def __init__(self, stream: FrameStream, clock: Clock, capabilities: CameraCapabilities) -> None:
        super().__init__(_MISSING)
        self.capabilities = capabilities
        self._stream = stream
        self._clock = clock
        self._viewers = 0
        self._wanted = asyncio.Event()
        self._latest: Frame | None = None
        self._serial = 0
        self._arrival = asyncio.Condition()
        self._failed = False

    async def frames(self) -> AsyncGenerator[Frame]:
        """Switch it on and give the latest frame again and again."""
        seen = self._serial
        self._viewers += 1
        self._wanted.set()
        try:
            while True:
                async with self._arrival:
                    while self._latest is None or self._latest.serial <= seen:
                        await self._arrival.wait()
                    frame = self._latest
                seen = frame.serial
                yield frame
        finally:
            self._viewers -= 1
            if not self._viewers:
                self._wanted.clear()
                self._latest = None

    async def _open(self) -> None:
        if self._failed:
            await self._watch()
            return
        await self._in_time(_OPENING_TIME, self._stream.look())
        self._status.publish(_ONLINE)

    async def _serve(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with within(self._clock, _BETWEEN_LOOKS):
                    await self._wanted.wait()
            if self._viewers:
                await self._watch()
            else:
                await self._in_time(_OPENING_TIME, self._stream.look())

    async def _close(self) -> None:
        await self._stream.close()

    async def _watch(self) -> None:
        """Keep it on while somebody looks, and in any case until it is known to be sound."""
        # Only a camera that is switched on pays for what this imports.
        from kiosk.devices.drivers.picture_flaws import PictureFlaws  # noqa: PLC0415

        flaws = PictureFlaws()
        await self._in_time(_OPENING_TIME, self._stream.open())
        sound_at = self._clock.monotonic()
        while self._viewers or self.status != _ONLINE:
            pixels = await self._in_time(_READING_TIME, self._stream.read())
            flaw, now = flaws.find(pixels), self._clock.monotonic()
            if flaw is None:
                sound_at, self._failed = now, False
                self._status.publish(_ONLINE)
                await self._give(pixels, now)
            elif now - sound_at >= _PATIENCE:
                raise FlawedPicturesError(flaw)
        await self._stream.close()

    async def _give(self, pixels: "NDArray[np.uint8]", now: float) -> None:
        if self._viewers:
            async with self._arrival:
                self._serial += 1
                self._latest = Frame(self._serial, now, pixels)
                self._arrival.notify_all()

    async def _in_time(self, seconds: float, job: Awaitable[T]) -> T:
        try:
            async with within(self._clock, seconds):
                return await job
        except TimeoutError:
            raise NotAnsweringError("it gives no pictures; unplug it and plug it in again") from None

    def _standing_after(self, cause: Exception) -> CameraStatus:
        self._failed = True
        standing = super()._standing_after(cause)
        if isinstance(cause, FlawedPicturesError):
            return replace(standing, device=DeviceState.HARDWARE_ERROR, fault=cause.flaw)
        return standing
