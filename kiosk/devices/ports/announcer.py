"""The port of the announcer, which says aloud what stands on the screen."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from kiosk.devices.ports.device_status import DeviceStatus
from kiosk.devices.ports.faults import Fault
from kiosk.domain.words import Language


@dataclass(frozen=True, slots=True)
class AnnouncerStatus(DeviceStatus):
    """A snapshot of the announcer."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to say. A whole hall may hear it: nothing in it is of one citizen."""

    recording: str
    """What a recording of these very words is called, such as `pin-wrong-2`."""
    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Said:
    """It was said to the end."""


@dataclass(frozen=True, slots=True)
class Interrupted:
    """Something else was more important."""


class Announcer(Protocol):
    """Says one prompt at a time."""

    @property
    def status(self) -> AnnouncerStatus:
        """How it stands now."""
        ...

    @property
    def volume(self) -> int:
        """Percent of the loudest."""
        ...

    def changes(self) -> AsyncIterator[AnnouncerStatus]:
        """Give the status now and each one that follows."""
        ...

    async def say(self, prompt: Prompt, deadline: float) -> Said | Interrupted | Fault:
        """Say a prompt and return at its end; what is being said is broken off.

        After `deadline` seconds, and when this is cancelled, it falls silent, too.
        """
        ...

    def interrupt(self) -> None:
        """Fall silent; harmless if it is."""
        ...

    def set_volume(self, percent: int) -> None:
        """Choose how loud it is, from 0 to 100, beginning with the next prompt."""
        ...
