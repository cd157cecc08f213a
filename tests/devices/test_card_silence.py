"""A card that stops in the middle of a reading, gone or mute, and a pcscd that stops altogether."""

import asyncio
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread, active_count

import pytest

from kiosk.devices.drivers.ssse import SocialSecurityCardReader
from kiosk.devices.ports import CardReaderStatus, DeviceState, Fault, FaultCode, MediaState
from kiosk.devices.simulators.card import VirtualCard
from kiosk.domain.people import CardEvidence
from tests.devices.card_desks import pcsc_desk, pcsc_reader, pcscd
from tests.devices.cards import card
from tests.devices.waiting import DaemonClock, running, until

COMMANDS = 4
"""So many of a reading are answered."""
_UNTIL_IT_WAS_TRIED_AGAIN = 0.7
"""Seconds."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator["subprocess.Popen[bytes]"]:
    log: Path = tmp_path_factory.mktemp("pcscd") / "log"
    with pcscd(log) as process:
        yield process


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


def test_a_service_that_hangs_is_told_and_holds_up_neither_a_new_start_nor_the_end(
    service: "subprocess.Popen[bytes]", monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.devices.transports import pcsc  # noqa: PLC0415 needs the PC/SC library

    def is_out(status: CardReaderStatus) -> bool:
        return status.device is DeviceState.NO_DEVICE and "hangs" in status.reason

    async def visit() -> None:
        monkeypatch.setattr(pcsc, "_LONGEST_SILENCE", 0.8)
        monkeypatch.setattr(pcsc, "_ENDING_TIME", 0.1)
        reader = SocialSecurityCardReader(pcsc_reader(), DaemonClock())
        async with running(reader):
            await until(reader.changes(), lambda status: status.media is MediaState.NOT_PRESENT)
            service.send_signal(signal.SIGSTOP)
            await until(reader.changes(), is_out)
            threads = active_count()
            await asyncio.sleep(_UNTIL_IT_WAS_TRIED_AGAIN)
            assert active_count() == threads

    try:
        asyncio.run(visit())
    finally:
        service.send_signal(signal.SIGCONT)
