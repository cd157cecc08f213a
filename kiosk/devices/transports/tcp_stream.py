"""A line over TCP, as network printers have it on port 9100."""

import asyncio
import socket
from contextlib import suppress

from kiosk.devices.transports.message_link import NotAnsweringError
from kiosk.devices.transports.stream import StreamLostError

_MOST_AT_ONCE = 4096

# Seconds of the machine's own time.
_OPENING_TIME = 5.0
_LONGEST_SILENCE = 15.0
"""For what was sent to be received; the system itself would try for a quarter of an hour."""


class TcpStream:
    """A `ByteStream` to `host` and `port`."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def open(self) -> None:
        """Connect."""
        try:
            async with asyncio.timeout(_OPENING_TIME):
                self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        except TimeoutError as error:
            raise NotAnsweringError(f"{self._host}:{self._port} does not answer") from error
        except OSError as error:
            raise StreamLostError(f"cannot connect to {self._host}:{self._port}: {error}") from error
        connection = self._writer.get_extra_info("socket")
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(_LONGEST_SILENCE * 1000))

    async def read(self) -> bytes:
        """Wait for bytes."""
        if self._reader is None:
            raise StreamLostError("the connection is closed")
        try:
            data = await self._reader.read(_MOST_AT_ONCE)
        except OSError as error:
            raise StreamLostError(str(error)) from error
        if not data:
            raise StreamLostError("the device closed the connection")
        return data

    async def write(self, data: bytes) -> None:
        """Send bytes."""
        if self._writer is None:
            raise StreamLostError("the connection is closed")
        try:
            self._writer.write(data)
            await self._writer.drain()
        except OSError as error:
            raise StreamLostError(str(error)) from error

    async def close(self) -> None:
        """Disconnect, without waiting for a device that takes nothing more."""
        writer, self._reader, self._writer = self._writer, None, None
        if writer:
            writer.transport.abort()
            with suppress(OSError):
                await writer.wait_closed()
