"""A card reader in the process: cards go in and out at a call."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from kiosk.devices.broadcast import Broadcast
from kiosk.devices.ports import CardReaderStatus, DeviceState, MediaState
from kiosk.devices.simulators.card import VirtualCard
from kiosk.devices.transports.card import CardGoneError, CardMuteError, ReaderMissingError

_EMPTY = CardReaderStatus(DeviceState.ONLINE, MediaState.NOT_PRESENT)
_HOLDS = CardReaderStatus(DeviceState.ONLINE, MediaState.PRESENT)
_UNPLUGGED = CardReaderStatus(DeviceState.NO_DEVICE, MediaState.UNKNOWN)


@dataclass(frozen=True, slots=True, eq=False)
class _Insertion:
    """A card for as long as it stays in; equal only to itself, so that a card put back is another."""

    card: VirtualCard


class CardSlot:
    """A `CardTransport` without a reader. `insert`, `pull`, `unplug` and `plug` suit any thread."""

    def __init__(self) -> None:
        self._status = Broadcast(_EMPTY)
        self._inserted: _Insertion | None = None
        self._connected: _Insertion | None = None

    @property
    def card(self) -> VirtualCard | None:
        """The card that is in."""
        return self._inserted.card if self._inserted else None

    def insert(self, card: VirtualCard) -> None:
        """Push a card in; one that is in comes out first."""
        self.pull()
        self._inserted = _Insertion(card)
        if self._status.value == _EMPTY:
            self._status.publish(_HOLDS)

    def pull(self) -> None:
        """Take the card out, if there is one."""
        self._inserted = None
        if self._status.value == _HOLDS:
            self._status.publish(_EMPTY)

    def unplug(self) -> None:
        """Take the whole reader away; a card stays in it."""
        self._status.publish(_UNPLUGGED)

    def plug(self) -> None:
        """Give the reader back."""
        self._connected = None
        self._status.publish(_HOLDS if self._inserted else _EMPTY)

    def changes(self) -> AsyncGenerator[CardReaderStatus]:
        """Give the status now and each one that follows."""
        return self._status.changes()

    async def connect(self) -> bytes:
        """Power the card up and return its answer to reset."""
        self._connected = self._inserted
        atr = self._present().power_on()
        if not atr:
            raise CardMuteError
        return atr

    async def transmit(self, command: bytes) -> bytes:
        """Let the card answer; wait with a silent one until it is pulled."""
        answer = self._present().transmit(command)
        self._present()
        if not answer:
            async with aclosing(self.changes()) as changes:
                async for _ in changes:
                    self._present()
        return answer

    def disconnect(self) -> None:
        """Power the card down."""
        if self._connected:
            self._connected.card.power_off()
        self._connected = None

    def _present(self) -> VirtualCard:
        if self._status.value == _UNPLUGGED:
            raise ReaderMissingError("the reader is unplugged")
        if self._connected is None or self._connected is not self._inserted:
            raise CardGoneError
        return self._connected.card
