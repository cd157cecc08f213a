"""A line over TCP, as network printers have it on port 9100."""

import asyncio
from contextlib import suppress

from kiosk.devices.transports.stream import StreamLostError

_MOST_AT_ONCE = 4096


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
            self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        except OSError as error:
            raise StreamLostError(f"cannot connect to {self._host}:{self._port}: {error}") from error

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
