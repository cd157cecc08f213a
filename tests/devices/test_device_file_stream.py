"""A device file that is no terminal: what it says, what it takes, and its end."""

import asyncio
import os
import pty
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.devices.transports.device_file_stream import DeviceFileStream
from kiosk.devices.transports.stream import StreamLostError
from tests.devices.waiting import DaemonClock


@pytest.fixture
def device() -> Iterator[tuple[int, str]]:
    """Give the device's end of a line, and the file at the kiosk's end."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    path = os.ttyname(theirs)
    os.close(theirs)
    yield ours, path
    os.close(ours)


def test_a_fifo_carries_what_is_written_and_read(tmp_path: Path) -> None:
    async def visit() -> None:
        path = tmp_path / "lp0"
        os.mkfifo(path)
        stream = DeviceFileStream(str(path), DaemonClock())
        await stream.open()
        await stream.write(b"\x10\x04\x01")
        assert await stream.read() == b"\x10\x04\x01"
        await stream.close()
        await stream.close()

    asyncio.run(visit())


def test_a_write_waits_for_a_device_that_takes_nothing_and_goes_on_where_it_was(
    device: tuple[int, str],
) -> None:
    async def visit() -> None:
        ours, path = device
        stream, data = DeviceFileStream(path, DaemonClock()), bytes(range(256)) * 1000
        await stream.open()
        writing = asyncio.create_task(stream.write(data))
        taken = b""
        while len(taken) < len(data):
            taken += await asyncio.to_thread(os.read, ours, 4096)
        await writing
        assert taken == data
        await stream.close()

    asyncio.run(visit())


def test_a_read_that_waits_is_freed_when_the_file_is_closed(device: tuple[int, str]) -> None:
    async def visit() -> None:
        stream = DeviceFileStream(device[1], DaemonClock())
        await stream.open()
        reading = asyncio.create_task(stream.read())
        await asyncio.sleep(0)
        await stream.close()
        with pytest.raises(StreamLostError):
            await reading

    asyncio.run(visit())


def test_a_printer_that_is_not_there_is_named(tmp_path: Path) -> None:
    async def visit() -> None:
        with pytest.raises(StreamLostError, match=r"cannot open .*lp0: No such file"):
            await DeviceFileStream(str(tmp_path / "lp0"), DaemonClock()).open()

    asyncio.run(visit())


def test_a_printer_that_is_unplugged_is_lost() -> None:
    async def visit() -> None:
        ours, theirs = pty.openpty()
        tty.setraw(theirs)
        stream = DeviceFileStream(os.ttyname(theirs), DaemonClock())
        await stream.open()
        os.close(theirs)
        reading = asyncio.create_task(stream.read())
        await asyncio.sleep(0)
        os.close(ours)
        with pytest.raises(StreamLostError, match="was unplugged"):
            await reading
        await stream.close()

    asyncio.run(visit())
