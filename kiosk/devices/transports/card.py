"""What a card driver asks of the way to the card."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from typing import Protocol, TypeVar

from kiosk.devices.ports import CardReaderStatus
from kiosk.devices.transports.lost import DeviceLostError

T = TypeVar("T")

Dialogue = Generator[bytes, bytes, T]
"""Gives command APDUs, and is given the response to each as it came, of any length."""


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

    async def converse(self, dialogue: Dialogue[T]) -> T:
        """Let the card answer each command of a dialogue, and return what the dialogue comes to.

        Raises:
            CardLinkError: see its subclasses.
        """
        ...

    def disconnect(self) -> None:
        """Power the card down without waiting for it, even in the middle of a command."""
        ...


async def converse(dialogue: Dialogue[T], transmit: Callable[[bytes], Awaitable[bytes]]) -> T:
    """Hold a dialogue over a way that takes one command at a time."""
    try:
        command = next(dialogue)
        while True:
            command = dialogue.send(await transmit(command))
    except StopIteration as end:
        value: T = end.value
        return value
