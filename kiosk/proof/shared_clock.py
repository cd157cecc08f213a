"""Virtual time that several processes see, and that goes on where a killed one left it."""

import mmap
import struct
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.world.clock import VirtualClock

_SECONDS = struct.Struct("d")


class SharedClock(VirtualClock):
    """A virtual clock whose moment is in a file.

    One process at a time advances it, to one deadline after another; the others only ask for `now`.
    """

    def __init__(self, path: Path, start: datetime) -> None:
        """Open the file, or make it at the moment `start`."""
        super().__init__(start)
        if not path.exists():
            path.write_bytes(_SECONDS.pack(0.0))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), _SECONDS.size)
        self._begin = start

    def close(self) -> None:
        """Let go of the file."""
        self._shared.close()

    def now(self) -> datetime:
        """Give the moment in the file."""
        return self._begin + timedelta(seconds=_SECONDS.unpack(self._shared)[0])

    async def advance(self, seconds: float) -> None:
        """Show the others the new moment, then wake who sleeps until it."""
        _SECONDS.pack_into(self._shared, 0, _SECONDS.unpack(self._shared)[0] + seconds)
        await super().advance(seconds)
