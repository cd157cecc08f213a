"""The port of the reader for resident ID cards."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from kiosk.devices.ports.card_reader import MediaState
from kiosk.devices.ports.device_status import DeviceStatus
from kiosk.devices.ports.faults import Fault
from kiosk.domain.identity import IdentityKind
from kiosk.domain.people import IdentityCardEvidence


@dataclass(frozen=True, slots=True)
class IdentityCardReaderCapabilities:
    """What a reader of ID cards can do."""

    kinds: frozenset[IdentityKind]
    """Whose cards it reads."""


@dataclass(frozen=True, slots=True)
class IdentityCardReaderStatus(DeviceStatus):
    """A snapshot of the reader of ID cards."""

    media: MediaState
    was_read: bool = False
    """Whether the card that lies on it has been read: it must be lifted before it can be read again."""

    @property
    def can_read(self) -> bool:
        """Whether a card lies there that can be read now."""
        return self.media is MediaState.PRESENT and not self.was_read


class IdentityCardReader(Protocol):
    """Reads resident ID cards, and the permits and residence cards that are made like them."""

    @property
    def capabilities(self) -> IdentityCardReaderCapabilities:
        """What it can do."""
        ...

    @property
    def status(self) -> IdentityCardReaderStatus:
        """How it stands now."""
        ...

    def changes(self) -> AsyncIterator[IdentityCardReaderStatus]:
        """Give the status now and each one that follows; a fast change may be skipped, the last never."""
        ...

    async def read_identity_card(self, deadline: float) -> IdentityCardEvidence | Fault:
        """Read the card that lies on the reader within `deadline` seconds.

        CARD_REMOVED also means that there is none, or one that has been read and was not lifted.
        """
        ...
