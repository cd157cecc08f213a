"""What a driver asks of a line that carries whole messages and confirms each."""

from typing import Protocol

from kiosk.devices.transports.stream import StreamLostError


class NotAnsweringError(StreamLostError):
    """The line is there, and nobody answers at its other end."""


class MessageLink(Protocol):
    """A line to a device; it can be opened again after it was lost or closed.

    All methods but `close` raise `StreamLostError`. While it is open, `receive` is always awaited by
    somebody and `keep_alive` runs: the one hears confirmations, the other silence.
    """

    async def open(self) -> None:
        """Make the line ready: the other end has answered."""
        ...

    async def send(self, message: bytes) -> None:
        """Send a message; return when the other end has confirmed that it has it.

        However this fails or is cancelled, the message may have arrived.
        """
        ...

    async def receive(self) -> bytes:
        """Wait for the next message; what the other end repeats is given once."""
        ...

    async def keep_alive(self) -> None:
        """Keep the line in use until the other end falls silent; ends only by an error."""
        ...

    async def close(self) -> None:
        """Give the line back; harmless on a closed one."""
        ...
