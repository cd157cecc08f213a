"""Files that only the kiosk's own user may read: keys."""

import os
from pathlib import Path


def write_private_file(path: Path, content: bytes) -> None:
    """Write a file with mode 0600, whole and on the disk or not at all, whatever kills the kiosk.

    Raises:
        OSError: the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    move_durably(draft, path)


def move_durably(draft: Path, path: Path) -> None:
    """Let a file that is complete take its place, on the disk before this returns.

    Raises:
        OSError: the folder cannot be written.
    """
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
