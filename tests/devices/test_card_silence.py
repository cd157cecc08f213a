"""A card that stops in the middle of a reading: gone, or still in the reader of pcscd and mute."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from kiosk.devices.ports import Fault, FaultCode
from kiosk.devices.simulators.card import VirtualCard
from kiosk.domain.people import CardEvidence
from tests.devices.card_desks import pcsc_desk, pcscd
from tests.devices.cards import card

COMMANDS = 4
"""So many of a reading are answered."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    log: Path = tmp_path_factory.mktemp("pcscd") / "log"
    with pcscd(log):
        yield


class FleetingCard:
    """Leaves the reader, by the hand of `pull`, when it should answer."""

    def __init__(self, card: VirtualCard, pull: Callable[[], None]) -> None:
        self._card = card
        self._pull = pull
        self._asked = 0
        self.answer_to_reset = card.answer_to_reset
        self.power_off = card.power_off

    def transmit(self, command: bytes) -> bytes:
        self._asked += 1
        if self._asked <= COMMANDS:
            return self._card.transmit(command)
        Thread(target=self._pull).start()
        return b""


@pytest.mark.usefixtures("service")
def test_a_card_that_is_pulled_between_command_and_answer_is_told_to_be_removed() -> None:
    async def visit() -> None:
        async with pcsc_desk() as desk:
            desk.slot.insert(FleetingCard(card(), desk.slot.pull))
            await desk.present()
            fault = await desk.reader.read_card(5)
            assert isinstance(fault, Fault)
            assert fault.code is FaultCode.CARD_REMOVED
            await desk.absent()

    asyncio.run(visit())


@pytest.mark.usefixtures("service")
def test_a_card_that_lies_in_the_reader_and_answers_no_more_is_told_to_be_mute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from smartcard import scard  # noqa: PLC0415 needs the PC/SC library

    transmit, asked = scard.SCardTransmit, []

    def interrupted(*command: object) -> object:
        """Answer as pcscd does when a reader on USB has waited for a card in vain, which vpcd never does."""
        asked.append(command)
        return transmit(*command) if len(asked) <= COMMANDS else (scard.SCARD_E_NOT_TRANSACTED, [0x90])

    async def visit() -> None:
        async with pcsc_desk() as desk:
            desk.slot.insert(card())
            await desk.present()
            monkeypatch.setattr(scard, "SCardTransmit", interrupted)
            fault = await desk.reader.read_card(5)
            assert isinstance(fault, Fault)
            assert fault.code is FaultCode.CARD_MUTE
            monkeypatch.undo()
            assert isinstance(await desk.reader.read_card(5), CardEvidence)

    asyncio.run(visit())
