"""What a card driver asks of the way to the card."""

from collections.abc import AsyncGenerator
from typing import Protocol

from kiosk.devices.ports import CardReaderStatus
from kiosk.devices.transports.lost import DeviceLostError


class CardLinkError(Exception):
    """The exchange with a card failed; the subclass says how."""


class ReaderMissingError(CardLinkError, DeviceLostError):
    """There is no reader, or the service that owns it is not running."""


class CardGoneError(CardLinkError):
    """There is no card in the reader, or not the one that was connected."""


class CardMuteError(CardLinkError):
    """The card does not answer when it is powered."""


class CardTransport(Protocol):
    """One reader and the card in it.

    A connection belongs to the card that was in the reader when it was made: after a fast
    exchange of cards it is gone, never passed on to the next card.
    """

    def changes(self) -> AsyncGenerator[CardReaderStatus]:
        """Watch the reader: the status now and each one that follows, until it is gone.

        Raises:
            ReaderMissingError: it is gone, or was not there.
        """
        ...

    async def connect(self) -> bytes:
        """Power the card up anew and return its answer to reset.

        Raises:
            CardLinkError: see its subclasses.
        """
        ...

    async def transmit(self, command: bytes) -> bytes:
        """Send a command APDU and return the response APDU as it came, of any length.

        Raises:
            CardLinkError: see its subclasses.
        """
        ...

    def disconnect(self) -> None:
        """Power the card down without waiting for it, even in the middle of a command."""
        ...
