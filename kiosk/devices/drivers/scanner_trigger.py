"""How scanners of each make are told to read and to stop, as their programming manuals have it."""

from dataclasses import dataclass
from enum import StrEnum


class TriggerModel(StrEnum):
    """Whose commands a scanner knows."""

    HONEYWELL = "honeywell"
    NEWLAND = "newland"
    NONE = "none"
    """It reads all the time, and takes no commands."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """The bytes of two commands."""

    start: bytes
    stop: bytes
    answers: bool
    """Whether the scanner confirms each of them."""
    pause: float
    """Seconds that the scanner wants between two of them."""


REVISION_QUERY = b"\x16M\rREVINF."
"""The menu command by which a Honeywell scanner tells its revision; it changes nothing."""

TRIGGERS = {
    TriggerModel.HONEYWELL: Trigger(b"\x16T\r", b"\x16U\r", answers=False, pause=0.0),
    TriggerModel.NEWLAND: Trigger(
        b"~\x010000#SCNTRG1;\x03", b"~\x010000#SCNTRG0;\x03", answers=True, pause=0.05
    ),
}
