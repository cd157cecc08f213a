"""A network device whose other end takes no connection, or takes nothing more."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from kiosk.devices.transports import tcp_stream
from kiosk.devices.transports.message_link import NotAnsweringError
from kiosk.devices.transports.stream import StreamLostError
from kiosk.devices.transports.tcp_stream import TcpStream


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Give a device that accepts what is waiting only when it is told to."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        yield server


def test_a_device_that_takes_no_connection_is_given_up_soon(
    listener: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tcp_stream, "_OPENING_TIME", 0.1)

    async def visit() -> None:
        with (
            socket.create_connection(listener.getsockname()),  # and so its only place is taken
            pytest.raises(NotAnsweringError, match="does not answer"),
        ):
            await TcpStream(*listener.getsockname()).open()

    asyncio.run(visit())


def test_a_device_that_takes_nothing_more_is_lost(
    listener: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tcp_stream, "_LONGEST_SILENCE", 0.2)

    async def visit() -> None:
        stream = TcpStream(*listener.getsockname())
        await stream.open()
        device, _ = listener.accept()
        with device:
            reading = asyncio.create_task(stream.read())
            with suppress(StreamLostError):
                while not reading.done():
                    await stream.write(bytes(100_000))
            with pytest.raises(StreamLostError):
                await reading
            await stream.close()

    asyncio.run(visit())
