"""Folders for files that are thrown away."""

from pathlib import Path
from tempfile import TemporaryDirectory

_MEMORY = Path("/dev/shm")  # noqa: S108 only the parent of a folder with a name of its own


def scratch() -> TemporaryDirectory[str]:
    """Make a folder, in memory if the system has such a place: no checker depends on what a disk does.

    Kills leave the system's cache alone, and power cuts are built from recorded writes.
    """
    return TemporaryDirectory(prefix="kiosk-proof-", dir=_MEMORY if _MEMORY.is_dir() else None)
