"""What a driver asks of a line that carries pictures."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class FrameStream(Protocol):
    """A line to a camera; it can be opened again after it was lost or closed.

    All methods but `close` raise `StreamLostError`. None has a deadline of its own: each may be
    cancelled at any time.
    """

    async def look(self) -> None:
        """See whether the camera is there, without switching it on."""
        ...

    async def open(self) -> None:
        """Switch the camera on.

        Raises:
            DeviceSuspectError: its pictures are larger than any that is of use.
        """
        ...

    async def read(self) -> "NDArray[np.uint8]":
        """Wait for a picture that has not been given yet, and give the latest (height x width x 3, BGR)."""
        ...

    async def close(self) -> None:
        """Switch the camera off; harmless on a closed line."""
        ...
