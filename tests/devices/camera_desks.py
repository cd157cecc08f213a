"""The ways from a camera to its driver: in the process, over HTTP through FFmpeg, and from a recording."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from threading import Lock

from kiosk.devices.drivers.camera import FrameCamera
from kiosk.devices.ports import CameraStatus, DeviceState, Frame
from kiosk.devices.simulators.camera import SIMULATED_CAMERA, SimulatedCamera
from kiosk.devices.simulators.mjpeg_server import OnHttp
from kiosk.devices.transports.video_capture import VideoCapture, network_stream, recording
from kiosk.domain.clock import Clock
from kiosk.world.clock import VirtualClock
from tests.devices.waiting import DaemonClock, running

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
CLIP = Path(__file__).parents[2] / "assets" / "citizens" / "c01_f23" / "blink"
_FILES = [path.read_bytes() for path in sorted(CLIP.iterdir())]


def moving() -> Callable[[float], bytes]:
    """Make a scene that gives another picture each time."""
    pictures, lock = cycle(_FILES), Lock()

    def scene(_: float) -> bytes:
        with lock:
            return next(pictures)

    return scene


@dataclass
class CameraDesk:
    """A driver at work, and its camera."""

    driver: FrameCamera
    camera: SimulatedCamera
    clock: Clock

    async def until(self, wanted: Callable[[CameraStatus], bool]) -> CameraStatus:
        """Let time pass until the status is as wanted."""
        async with asyncio.timeout(30):
            while not wanted(self.driver.status):
                await self.pass_time(0.05)
        return self.driver.status

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[list[Frame]]:
        """Look all the while; the list grows with each frame."""
        seen: list[Frame] = []
        viewer = asyncio.create_task(self._look(seen))
        try:
            yield seen
        finally:
            viewer.cancel()
            await asyncio.gather(viewer, return_exceptions=True)

    async def _look(self, into: list[Frame]) -> None:
        async with aclosing(self.driver.frames()) as frames:
            async for frame in frames:
                into.append(frame)  # noqa: PERF401 others read the list while it grows

    async def pass_time(self, seconds: float) -> None:
        """Let everybody do what they have to, and time go on."""
        if isinstance(self.clock, VirtualClock):
            await self.clock.advance(seconds)
        else:
            await self.clock.sleep(seconds)


OpenCamera = Callable[[SimulatedCamera], AbstractAsyncContextManager[CameraDesk]]


@asynccontextmanager
async def in_process(camera: SimulatedCamera) -> AsyncIterator[CameraDesk]:
    clock = VirtualClock(NOON)
    async with _at_work(FrameCamera(camera.stream(clock), clock, SIMULATED_CAMERA), camera, clock) as desk:
        yield desk


@asynccontextmanager
async def through_ffmpeg(camera: SimulatedCamera) -> AsyncIterator[CameraDesk]:
    clock = DaemonClock()
    with OnHttp(camera) as server:
        stream = VideoCapture(network_stream(server.url))
        async with _at_work(FrameCamera(stream, clock, SIMULATED_CAMERA), camera, clock) as desk:
            yield desk


@asynccontextmanager
async def from_recording(camera: SimulatedCamera) -> AsyncIterator[CameraDesk]:
    clock = DaemonClock()
    stream = VideoCapture(recording(CLIP / "%03d.jpg", 15))
    async with _at_work(FrameCamera(stream, clock, SIMULATED_CAMERA), camera, clock) as desk:
        yield desk


@asynccontextmanager
async def _at_work(driver: FrameCamera, camera: SimulatedCamera, clock: Clock) -> AsyncIterator[CameraDesk]:
    async with running(driver, clock):
        yield CameraDesk(driver, camera, clock)


def online(status: CameraStatus) -> bool:
    return status.device is DeviceState.ONLINE


def missing(status: CameraStatus) -> bool:
    return status.device is DeviceState.NO_DEVICE
