"""Room on the disk that is kept for payments in flight, for when everything else has filled it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

RESERVE_BYTES = 64_000_000
"""More than the records of all attempts that can be open at once."""
FREE_BYTES = 500_000_000
"""Below this a disk is as good as full: no payment may begin."""


def free_bytes(folder: Path) -> int:
    """Give what is free on the disk for the kiosk's account."""
    return shutil.disk_usage(folder).free


class DiskReserve:
    """A file that holds its place, and is removed when a commit finds none.

    Args:
        path: of the file.
        size: in bytes.
        free: gives the bytes that are free in a folder.
    """

    def __init__(
        self, path: Path, size: int = RESERVE_BYTES, free: Callable[[Path], int] = free_bytes
    ) -> None:
        self._path = path
        self._size = size
        self._free = free
        self._held = path.is_file() and path.stat().st_size == size

    def release(self) -> bool:
        """Give the room to whoever needs it; False if there was none to give."""
        held, self._held = self._held, False
        self._path.unlink(missing_ok=True)
        return held

    def has_room(self) -> bool:
        """Whether payments may begin: the reserve is there, made again if need be, and much besides."""
        if self._free(self._path.parent) < FREE_BYTES + (0 if self._held else self._size):
            return False
        return self._held or self._build()

    def _build(self) -> bool:
        draft = self._path.with_name(f"{self._path.name}.new")
        try:
            with draft.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, self._size)
                os.fsync(file.fileno())
            draft.replace(self._path)
        except OSError:
            draft.unlink(missing_ok=True)
            return False
        self._held = True
        return True
