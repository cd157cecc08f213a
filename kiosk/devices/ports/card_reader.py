"""The port of the social-security card reader."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.devices.ports.device_status import DeviceStatus
from kiosk.devices.ports.faults import Fault
from kiosk.domain.people import CardEvidence
from kiosk.domain.secret import Secret


class MediaState(StrEnum):
    """Whether there is a card in the reader."""

    UNKNOWN = "unknown"
    PRESENT = "present"
    NOT_PRESENT = "not-present"
    JAMMED = "jammed"


@dataclass(frozen=True, slots=True)
class CardReaderStatus(DeviceStatus):
    """A snapshot of the card reader."""

    media: MediaState
    insertion: int = 0
    """Grows with each card put in, so that a card changed in a blink is seen to be another."""


@dataclass(frozen=True, slots=True)
class PinAccepted:
    """The card knows its holder."""


@dataclass(frozen=True, slots=True)
class PinRefused:
    """The PIN was wrong."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class PinBlocked:
    """The card accepts no PIN any more until the bureau unblocks it."""


PinResult = PinAccepted | PinRefused | PinBlocked


class CardReader(Protocol):
    """Reads social-security cards."""

    @property
    def status(self) -> CardReaderStatus:
        """How it stands now."""
        ...

    def changes(self) -> AsyncIterator[CardReaderStatus]:
        """Give the status now and each one that follows; a fast change may be skipped, the last never."""
        ...

    async def read_card(self, deadline: float) -> CardEvidence | Fault:
        """Select the SSSE application and read EF05 and EF06 of the card in the reader."""
        ...

    async def verify_pin(self, pin: Secret, deadline: float) -> PinResult | Fault:
        """Have the card check six digits."""
        ...
