"""What a camera's stream can do to its driver: hostile bytes, silence, a device file that is none."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices.drivers.camera import FrameCamera
from kiosk.devices.drivers.picture_flaws import PictureFlaws
from kiosk.devices.ports import FaultCode
from kiosk.devices.simulators.camera import SIMULATED_CAMERA, SimulatedCamera
from kiosk.devices.simulators.mjpeg_server import OnHttp, part
from kiosk.devices.transports.stream import StreamLostError
from kiosk.devices.transports.video_capture import VideoCapture, network_stream, recording, video_device
from kiosk.opencv import cv2
from tests.devices.camera_desks import CLIP, CameraDesk, missing, moving, online
from tests.devices.waiting import DaemonClock, running

HEAD = b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n"
LARGE = cv2.imencode(".jpg", np.full((2160, 4000, 3), 90, np.uint8))[1].tobytes()
GOOD = part((CLIP / "000.jpg").read_bytes())


@contextmanager
def saying(answer: bytes | None) -> Iterator[str]:
    """Give the address of a server that answers each request with these bytes, or never."""
    listener = socket.create_server(("127.0.0.1", 0))
    silent: list[socket.socket] = []

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                if answer is None:
                    silent.append(connection)
                    continue
                with connection, suppress(OSError):
                    connection.recv(4096)
                    connection.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/camera.mjpg"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in silent:
            connection.close()
        thread.join()


def read_all(url: str) -> int:
    """Read a stream to its end, and count the pictures."""

    async def read() -> int:
        capture, count = VideoCapture(network_stream(url)), 0
        try:
            async with asyncio.timeout(10):
                await capture.open()
                while True:
                    pixels = await capture.read()
                    assert pixels.ndim == 3
                    count += 1
        except StreamLostError:
            return count
        finally:
            await capture.close()

    return asyncio.run(read())


hostile = st.one_of(
    st.binary(max_size=400),
    st.tuples(st.integers(0, len(GOOD)), st.binary(min_size=1, max_size=40)).map(
        lambda cut: GOOD[: cut[0]] + cut[1] + GOOD[cut[0] + len(cut[1]) :]
    ),
    st.integers(-(10**20), 10**20).map(
        lambda length: b"--frame\r\nContent-Length: %d\r\n\r\n" % length + GOOD[80:]
    ),
)


@settings(max_examples=25, deadline=None)
@given(parts=st.lists(hostile, max_size=4), head=st.sampled_from([HEAD, HEAD[:40], b""]))
def test_whatever_a_stream_says_it_ends_as_a_lost_line(parts: list[bytes], head: bytes) -> None:
    with saying(head + b"".join(parts)) as url:
        read_all(url)


def test_the_server_of_that_test_can_be_understood() -> None:
    with saying(HEAD + GOOD * 20) as url:
        assert read_all(url) > 0


def test_a_camera_whose_pictures_are_too_large_is_suspect_before_one_is_decoded() -> None:
    async def visit() -> None:
        with saying(HEAD + part(LARGE) * 20) as url:
            clock = DaemonClock()
            driver = FrameCamera(VideoCapture(network_stream(url)), clock, SIMULATED_CAMERA)
            desk = CameraDesk(driver, SimulatedCamera(moving()), clock)
            async with running(driver, clock), desk.watching() as seen:
                status = await desk.until(lambda status: bool(status.reason))
                assert status.fault is FaultCode.SUSPECT
                assert status.reason == "its pictures have 4000 x 2160 pixels; set it to 3840 x 2160 or fewer"
                assert seen == []

    asyncio.run(visit())


def test_a_picture_that_is_larger_than_the_first_is_given_in_its_size() -> None:
    async def sizes() -> set[tuple[int, ...]]:
        seen = set()
        with saying(HEAD + GOOD * 3 + part(LARGE) * 3) as url:
            capture = VideoCapture(network_stream(url))
            await capture.open()
            with suppress(StreamLostError):
                while True:
                    seen.add((await capture.read()).shape)
        return seen

    assert asyncio.run(sizes()) == {(480, 640, 3)}


def test_a_camera_that_never_answers_costs_one_thread_and_no_more() -> None:
    async def visit() -> None:
        with saying(None) as url:
            clock = DaemonClock()
            driver = FrameCamera(VideoCapture(network_stream(url)), clock, SIMULATED_CAMERA)
            desk = CameraDesk(driver, SimulatedCamera(moving()), clock)
            async with running(driver, clock), desk.watching():
                await desk.until(lambda status: "cannot be opened" in status.reason)
                await desk.pass_time(1.5)
                assert [thread.name for thread in threading.enumerate()].count("camera") <= 1

    asyncio.run(visit())


def test_a_hundred_openings_leave_no_thread_and_no_file_open() -> None:
    async def visit() -> None:
        with OnHttp(SimulatedCamera(moving())) as server:
            capture = VideoCapture(network_stream(server.url))
            await opened_and_closed(capture)
            before = open_files()
            for _ in range(99):
                await opened_and_closed(capture)
            assert open_files() <= before + 4
            assert [thread.name for thread in threading.enumerate()].count("camera") <= 1

    asyncio.run(visit())


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


async def opened_and_closed(capture: VideoCapture) -> None:
    await capture.open()
    await capture.close()


@pytest.mark.parametrize("path", ["/dev/video99", "/dev/null", "/etc/hostname", "/dev/" + "video" * 999])
def test_a_device_file_that_is_no_camera_is_missed(path: str) -> None:
    async def visit() -> None:
        clock = DaemonClock()
        stream = VideoCapture(video_device(path, SIMULATED_CAMERA))
        driver = FrameCamera(stream, clock, SIMULATED_CAMERA)
        desk = CameraDesk(driver, SimulatedCamera(moving()), clock)
        async with running(driver, clock), desk.watching():
            await desk.until(lambda status: bool(status.reason))
            assert missing(driver.status)

    asyncio.run(visit())


def test_a_recording_that_has_ended_begins_again() -> None:
    async def visit() -> None:
        clock = DaemonClock()
        driver = FrameCamera(VideoCapture(recording(CLIP / "%03d.jpg", 200)), clock, SIMULATED_CAMERA)
        desk = CameraDesk(driver, SimulatedCamera(moving()), clock)
        async with running(driver, clock):
            await desk.until(online)
            async with desk.watching() as seen:
                await desk.until(
                    lambda status: not online(status) or len(seen) > 3 * len(list(CLIP.iterdir()))
                )
            assert online(driver.status)

    asyncio.run(visit())


@given(
    shape=st.one_of(
        st.tuples(st.integers(0, 200), st.integers(0, 200), st.integers(0, 4)),
        st.tuples(st.integers(0, 200), st.integers(0, 200)),
    ),
    value=st.integers(0, 255),
)
def test_a_picture_of_one_colour_is_never_sound(shape: tuple[int, ...], value: int) -> None:
    assert PictureFlaws().find(np.full(shape, value, np.uint8)) in {
        FaultCode.CAMERA_BLACK,
        FaultCode.CAMERA_DAMAGED,
    }


def test_a_picture_whose_lower_part_is_that_of_the_last_one_is_damaged() -> None:
    flaws, noise = PictureFlaws(), np.random.default_rng(7)
    first = noise.integers(0, 255, (480, 640, 3), np.uint8)
    second = noise.integers(0, 255, (480, 640, 3), np.uint8)
    assert flaws.find(second) is FaultCode.CAMERA_FROZEN  # for all that is known
    assert flaws.find(first) is None
    assert flaws.find(np.vstack([second[:300], first[300:]])) is FaultCode.CAMERA_DAMAGED
    assert flaws.find(second.copy()) is FaultCode.CAMERA_DAMAGED  # its upper part is the last one's
    assert flaws.find(first) is None
    assert flaws.find(first.copy()) is FaultCode.CAMERA_FROZEN
