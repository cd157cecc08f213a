"""A card reader in the process: cards go in and out at a call."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from kiosk.devices.broadcast import Broadcast
from kiosk.devices.ports import CardReaderStatus, DeviceState, MediaState
from kiosk.devices.simulators.chip import Chip
from kiosk.devices.simulators.faults import Faults
from kiosk.devices.transports.card import (
    CardGoneError,
    CardMuteError,
    Dialogue,
    ReaderMissingError,
    converse,
)

T = TypeVar("T")


class SlotFault(StrEnum):
    """What can be wrong between the reader and a card; each card that is put in is an occasion."""

    MUTE = "mute"
    """The card does not answer to reset: its chip is dirty, or it lies the wrong way round."""
    HANG = "hang"
    """The card falls silent in the middle, until it is pulled."""


class CardSlot:
    """A `CardTransport` without a reader. `insert`, `pull`, `unplug` and `plug_in` suit any thread."""

    def __init__(self) -> None:
        self.faults = Faults[SlotFault]()
        self._status = Broadcast(CardReaderStatus(DeviceState.ONLINE, MediaState.NOT_PRESENT))
        self._card: Chip | None = None
        self._connected: tuple[Chip, int] | None = None

    @property
    def card(self) -> Chip | None:
        """The card that is in."""
        return self._card

    def insert(self, card: Chip) -> None:
        """Push a card in; one that is in comes out first."""
        self.pull()
        self.faults.begin()
        self._card = card
        status = self._status.value
        self._status.publish(replace(status, media=MediaState.PRESENT, insertion=status.insertion + 1))

    def pull(self) -> None:
        """Take the card out, if there is one."""
        self.faults.end()
        self._card = None
        self._status.publish(replace(self._status.value, media=MediaState.NOT_PRESENT))

    def unplug(self) -> None:
        """Take the whole reader away with the card that is in it."""
        self._card = None
        self._status.publish(
            replace(self._status.value, device=DeviceState.NO_DEVICE, media=MediaState.UNKNOWN)
        )

    def plug_in(self) -> None:
        """Give the reader back, empty."""
        self._status.publish(
            replace(self._status.value, device=DeviceState.ONLINE, media=MediaState.NOT_PRESENT)
        )

    async def changes(self) -> AsyncGenerator[CardReaderStatus]:
        """Give the status now and each one that follows, until the reader is taken away."""
        async with aclosing(self._status.changes()) as changes:
            async for status in changes:
                if status.device is DeviceState.NO_DEVICE:
                    raise ReaderMissingError("the reader is unplugged")
                yield status

    async def connect(self) -> bytes:
        """Power the card up and return its answer to reset."""
        self._connected = (self._card, self._status.value.insertion) if self._card else None
        card = self._present()
        card.power_off()
        if SlotFault.MUTE in self.faults or not card.answer_to_reset:
            raise CardMuteError
        return card.answer_to_reset

    async def converse(self, dialogue: Dialogue[T]) -> T:
        """Let the card answer; wait with a silent one until it is pulled."""
        return await converse(dialogue, self._transmit)

    async def _transmit(self, command: bytes) -> bytes:
        card = self._present()
        answer = b"" if SlotFault.HANG in self.faults else card.transmit(command)
        self._present()
        if not answer:
            async with aclosing(self.changes()) as changes:
                async for _ in changes:
                    self._present()
        return answer

    def disconnect(self) -> None:
        """Power the card down."""
        if self._connected:
            self._connected[0].power_off()
        self._connected = None

    def _present(self) -> Chip:
        status = self._status.value
        if status.device is DeviceState.NO_DEVICE:
            raise ReaderMissingError("the reader is unplugged")
        card, insertion = self._connected or (None, 0)
        if card is None or card is not self._card or insertion != status.insertion:
            raise CardGoneError
        return card
