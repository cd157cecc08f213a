"""What holds for every camera: one suite over the process, FFmpeg on the network, and a recording.

The recording is a clip of pictures that FFmpeg plays. Nothing is said to a camera, and a clip has no faults:
what is about those runs on the other two.
"""

import asyncio
from contextlib import aclosing

import numpy as np
import pytest

from kiosk.devices.drivers.camera import FrameCamera
from kiosk.devices.ports import DeviceState, FaultCode
from kiosk.devices.simulators.camera import SIMULATED_CAMERA, CameraFault, SimulatedCamera
from kiosk.devices.simulators.mjpeg_server import OnHttp
from kiosk.devices.transports.video_capture import VideoCapture, network_stream
from tests.devices.camera_desks import (
    CameraDesk,
    OpenCamera,
    from_recording,
    in_process,
    missing,
    moving,
    online,
    through_ffmpeg,
)
from tests.devices.waiting import DaemonClock, running

FLAWS = {
    CameraFault.BLACK: FaultCode.CAMERA_BLACK,
    CameraFault.FROZEN: FaultCode.CAMERA_FROZEN,
    CameraFault.TRUNCATE: FaultCode.CAMERA_DAMAGED,
}


@pytest.fixture(
    params=[in_process, through_ffmpeg, from_recording], ids=["in-process", "ffmpeg", "recording"]
)
def open_any(request: pytest.FixtureRequest) -> OpenCamera:
    opener: OpenCamera = request.param
    return opener


@pytest.fixture(params=[in_process, through_ffmpeg], ids=["in-process", "ffmpeg"])
def open_camera(request: pytest.FixtureRequest) -> OpenCamera:
    opener: OpenCamera = request.param
    return opener


@pytest.fixture
def camera() -> SimulatedCamera:
    return SimulatedCamera(moving())


def test_who_looks_gets_one_new_picture_after_another(open_any: OpenCamera, camera: SimulatedCamera) -> None:
    async def visit() -> None:
        async with open_any(camera) as desk:
            await desk.until(online)
            async with desk.watching() as frames:
                await desk.until(lambda _: len(frames) >= 8)
            serials = [frame.serial for frame in frames]
            assert serials == sorted(set(serials))
            assert [frame.at for frame in frames] == sorted(frame.at for frame in frames)
            assert all(frame.pixels.shape == (480, 640, 3) for frame in frames)
            assert all(frame.pixels.dtype == np.uint8 for frame in frames)
            assert 40 < float(frames[-1].pixels.mean()) < 220

    asyncio.run(visit())


def test_a_camera_is_dark_while_nobody_looks(camera: SimulatedCamera) -> None:
    async def visit() -> None:
        camera.faults.add(CameraFault.BLACK)
        async with in_process(camera) as desk:
            await desk.pass_time(60)
            assert online(desk.driver.status)

    asyncio.run(visit())


def test_who_is_slow_gets_the_latest_picture_and_not_those_before_it(
    open_any: OpenCamera, camera: SimulatedCamera
) -> None:
    async def visit() -> None:
        async with open_any(camera) as desk:
            await desk.until(online)
            async with aclosing(desk.driver.frames()) as frames:
                taking = asyncio.ensure_future(anext(frames))
                while not taking.done():
                    await desk.pass_time(0.05)
                first = await taking
                await desk.pass_time(0.6)
                second = await anext(frames)
                assert second.serial >= first.serial + 4

    asyncio.run(visit())


def test_two_can_look_at_once(open_any: OpenCamera, camera: SimulatedCamera) -> None:
    async def visit() -> None:
        async with open_any(camera) as desk:
            await desk.until(online)
            async with desk.watching() as one, desk.watching() as other:
                await desk.until(lambda _: len(one) >= 3 and len(other) >= 3)

    asyncio.run(visit())


@pytest.mark.parametrize("fault", FLAWS)
def test_flawed_pictures_are_a_fault_and_shown_to_nobody(
    open_camera: OpenCamera, camera: SimulatedCamera, fault: CameraFault
) -> None:
    async def visit() -> None:
        async with open_camera(camera) as desk:
            await desk.until(online)
            camera.faults.add(fault)
            async with desk.watching() as seen:
                status = await desk.until(lambda status: status.fault is FLAWS[fault])
                assert status.device is DeviceState.HARDWARE_ERROR
                assert len(seen) <= 2
                camera.faults.clear()
                await desk.until(online)

    asyncio.run(visit())


def test_a_camera_that_stalls_is_opened_again(open_camera: OpenCamera, camera: SimulatedCamera) -> None:
    async def visit() -> None:
        async with open_camera(camera) as desk:
            await desk.until(online)
            async with desk.watching() as seen:
                camera.faults.add(CameraFault.STALL)
                # FFmpeg gives up by itself and then has nothing to read; in the process it is the driver.
                await desk.until(
                    lambda status: status.fault in {FaultCode.NOT_RESPONDING, FaultCode.NO_DEVICE}
                )
                count = len(seen)
                camera.faults.clear()
                await desk.until(online)
                await desk.until(lambda _: len(seen) > count + 3)

    asyncio.run(visit())


def test_a_camera_that_is_unplugged_is_missed_and_comes_back(
    open_camera: OpenCamera, camera: SimulatedCamera
) -> None:
    async def visit() -> None:
        async with open_camera(camera) as desk:
            await desk.until(online)
            async with desk.watching() as seen:
                await desk.until(lambda _: bool(seen))
                camera.unplug()
                assert (await desk.until(missing)).fault is FaultCode.NO_DEVICE
                count = len(seen)
                camera.plug_in()
                await desk.until(online)
                await desk.until(lambda _: len(seen) > count + 3)

    asyncio.run(visit())


def test_a_camera_that_is_unplugged_in_the_dark_is_missed() -> None:
    async def visit() -> None:
        camera = SimulatedCamera(moving())
        async with in_process(camera) as desk:
            await desk.until(online)
            camera.unplug()
            await desk.pass_time(10)
            assert missing(desk.driver.status)

    asyncio.run(visit())


def test_a_server_that_was_killed_is_watched_again_when_it_is_back() -> None:
    async def visit() -> None:
        clock, camera = DaemonClock(), SimulatedCamera(moving())
        server = OnHttp(camera)
        driver = FrameCamera(VideoCapture(network_stream(server.url)), clock, SIMULATED_CAMERA)
        desk = CameraDesk(driver, camera, clock)
        async with running(driver, clock):
            with server:
                await desk.until(online)
            async with desk.watching() as seen:
                await desk.until(missing)
                with OnHttp(camera, server.port):
                    await desk.until(online)
                    await desk.until(lambda _: len(seen) > 3)

    asyncio.run(visit())


def test_a_kiosk_starts_without_its_camera(open_camera: OpenCamera, camera: SimulatedCamera) -> None:
    async def visit() -> None:
        camera.unplug()
        async with open_camera(camera) as desk, desk.watching():
            status = await desk.until(lambda status: bool(status.reason))
            assert (status.device, status.fault) == (DeviceState.NO_DEVICE, FaultCode.NO_DEVICE)

    asyncio.run(visit())
