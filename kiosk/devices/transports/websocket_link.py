"""Messages over a WebSocket, as payment terminals in a local network have it on port 35779."""

from contextlib import suppress

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from kiosk.devices.deadline import deadline as within
from kiosk.devices.transports.message_link import NotAnsweringError
from kiosk.devices.transports.stream import StreamLostError
from kiosk.domain.clock import Clock

# Seconds of the clock.
_OPENING_TIME = 5.0
_BETWEEN_PINGS = 2.0
_PONG_TIME = 4.0

_LONGEST_MESSAGE = 65_536


class WebSocketLink:
    """A `MessageLink` to a URI such as `ws://192.168.1.20:35779`.

    A message is confirmed by the pong to a ping that follows it: the other end takes both in order.
    """

    def __init__(self, uri: str, clock: Clock) -> None:
        self._uri = uri
        self._clock = clock
        self._connection: ClientConnection | None = None

    async def open(self) -> None:
        """Connect."""
        try:
            async with within(self._clock, _OPENING_TIME):
                self._connection = await connect(
                    self._uri,
                    proxy=None,
                    compression=None,
                    open_timeout=None,
                    ping_interval=None,
                    close_timeout=None,
                    max_size=_LONGEST_MESSAGE,
                )
        except TimeoutError as error:
            raise NotAnsweringError(f"{self._uri} does not answer") from error
        except (OSError, WebSocketException) as error:
            raise StreamLostError(f"cannot connect to {self._uri}: {error}") from error

    async def send(self, message: bytes) -> None:
        """Send a message as text, and wait for the pong behind it."""
        connection = self._opened()
        try:
            await connection.send(message, text=True)
            await self._pong(connection)
        except ConnectionClosed as error:
            raise StreamLostError(str(error)) from error

    async def receive(self) -> bytes:
        """Wait for the next message."""
        try:
            return await self._opened().recv(decode=False)
        except ConnectionClosed as error:
            raise StreamLostError(str(error)) from error

    async def keep_alive(self) -> None:
        """Send pings and expect their pongs."""
        connection = self._opened()
        try:
            while True:
                await self._pong(connection)
                await self._clock.sleep(_BETWEEN_PINGS)
        except ConnectionClosed as error:
            raise StreamLostError(str(error)) from error

    async def close(self) -> None:
        """Disconnect, without waiting for a device that does not answer."""
        connection, self._connection = self._connection, None
        if connection:
            connection.transport.abort()
            with suppress(OSError):
                await connection.wait_closed()

    async def _pong(self, connection: ClientConnection) -> None:
        try:
            async with within(self._clock, _PONG_TIME):
                pong = await connection.ping()
                await pong
        except TimeoutError as error:
            raise NotAnsweringError(f"{self._uri} has fallen silent") from error

    def _opened(self) -> ClientConnection:
        if self._connection is None:
            raise StreamLostError("the connection is closed")
        return self._connection
