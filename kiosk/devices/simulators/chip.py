"""What a slot knows of the chip in it, whatever card it is on."""

from typing import Protocol


class Chip(Protocol):
    """Answers commands while it is powered."""

    @property
    def answer_to_reset(self) -> bytes:
        """What it says when it is powered; nothing if it is mute."""
        ...

    def power_off(self) -> None:
        """Forget all but what is stored."""
        ...

    def transmit(self, command: bytes) -> bytes:
        """Answer a command APDU; an empty answer means that it keeps silent."""
        ...
