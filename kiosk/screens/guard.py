"""Refuses the one combination of Qt and Python that is known to abort."""

import sys

BROKEN_FROM = (6, 12)
SOUND_PYTHON = (3, 12)


def check_qt(qt: tuple[int, ...], python: tuple[int, ...] = sys.version_info[:2]) -> None:
    """Stop with a clear message if this PySide6 would corrupt the reference counts of this Python.

    PySide6 6.12.0 gives away references to None, True and False on Python 3.10 and 3.11; the
    process aborts after some thousand events. Measured; Python 3.12 made these objects immortal.

    Raises:
        SystemExit: with what to install instead.
    """
    if qt[:2] >= BROKEN_FROM and python[:2] < SOUND_PYTHON:
        raise SystemExit(
            f"PySide6 {'.'.join(map(str, qt[:3]))} aborts on Python {'.'.join(map(str, python[:2]))}. "
            "Install the pinned one with tools/setup (PySide6-Essentials 6.11.3)."
        )
