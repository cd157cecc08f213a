"""Loudspeakers: where sounds are played."""

from typing import Protocol

from kiosk.devices.transports.lost import DeviceLostError
from kiosk.devices.transports.program import ProgramFailedError, run_program


class Loudspeaker(Protocol):
    """Plays one sound at a time."""

    async def play(self, sound: bytes) -> None:
        """Play a WAV file and return at its end; when this is cancelled, fall silent at once.

        Raises:
            DeviceLostError: it cannot be played here.
        """
        ...


class AlsaLoudspeaker:
    """A `Loudspeaker` of the Linux sound system, through `aplay`, whatever sound server stands behind it."""

    def __init__(self, device: str) -> None:
        self._command = ("aplay", "-q", "-D", device, "-")

    async def play(self, sound: bytes) -> None:
        """Have a program play it."""
        try:
            await run_program(self._command, sound)
        except ProgramFailedError as error:
            raise DeviceLostError(str(error)) from error
