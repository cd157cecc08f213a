"""What a driver asks of a line that carries bytes."""

from typing import Protocol

from kiosk.devices.transports.lost import DeviceLostError


class StreamLostError(DeviceLostError):
    """The line cannot be opened, or its other end is gone."""


class ByteStream(Protocol):
    """A line to a device; it can be opened again after it was lost or closed.

    All methods but `close` raise `StreamLostError`. None has a deadline of its own: a call may be
    cancelled at any time, and a cancelled `write` may have sent a part.
    """

    async def open(self) -> None:
        """Make the line ready."""
        ...

    async def read(self) -> bytes:
        """Wait for bytes and return what there is, at least one."""
        ...

    async def write(self, data: bytes) -> None:
        """Send all of `data`; wait for as long as the device does not take it."""
        ...

    async def close(self) -> None:
        """Give the line back; harmless on a closed one."""
        ...
