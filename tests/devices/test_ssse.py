"""The card driver's own promises, byte for byte where they are bytes."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.drivers.ssse import SocialSecurityCardReader
from kiosk.devices.ports import (
    CardReaderStatus,
    DeviceState,
    Fault,
    FaultCode,
    MediaState,
    PinAccepted,
    PinBlocked,
    PinRefused,
)
from kiosk.devices.simulators.card import CardCondition, VirtualCard
from kiosk.devices.simulators.card_slot import CardSlot
from kiosk.devices.transports.card import Dialogue, converse
from kiosk.domain.people import CardEvidence
from kiosk.domain.secret import Secret
from kiosk.world.clock import VirtualClock
from tests.devices.cards import PIN, card
from tests.devices.waiting import running, until

T = TypeVar("T")

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
READING = """
00A404000F7378312E73682EC9E7BBE1B1A3D5CF > 6113
00C0000013 > 6F11840F7378312E73682EC9E7BBE1B1A3D5CF9000
00A4020002EF05 > 9000
00B2010412 > 0110339999D15600000500123456789012349000
00B207040B > 07094131323334353637389000
00A4020002EF06 > 9000
00B2010414 > 08123333393939393139373030313031313233589000
00B2020420 > 091ED5C5C8FDB7E10000000000000000000000000000000000000000000000009000
00200000031234 56 > 9000
"""


def once(command: bytes) -> Dialogue[bytes]:
    return (yield command)


class Wire:
    """Stands between driver and slot: keeps what is said, and may answer itself."""

    def __init__(self, *answers: str) -> None:
        self.said: list[str] = []
        self._answers = [bytes.fromhex(answer) for answer in answers]
        self._slot = CardSlot()
        self._slot.insert(card())

    def changes(self) -> AsyncGenerator[CardReaderStatus]:
        return self._slot.changes()

    async def connect(self) -> bytes:
        return await self._slot.connect()

    async def converse(self, dialogue: Dialogue[T]) -> T:
        return await converse(dialogue, self._transmit)

    async def _transmit(self, command: bytes) -> bytes:
        answer = self._answers.pop(0) if self._answers else await self._slot.converse(once(command))
        self.said.append(f"{command.hex()} > {answer.hex()}".upper())
        return answer

    def disconnect(self) -> None:
        self._slot.disconnect()


def reader_on(slot: CardSlot | Wire) -> SocialSecurityCardReader:
    return SocialSecurityCardReader(slot, VirtualClock(NOON))


def code(result: object) -> FaultCode:
    assert isinstance(result, Fault)
    return result.code


def test_reading_a_card_and_its_pin_is_this_conversation() -> None:
    async def visit() -> None:
        wire = Wire()
        reader = reader_on(wire)
        await reader.read_card(5)
        await reader.verify_pin(Secret(PIN), 5)
        assert wire.said == READING.replace("34 56", "3456").split("\n")[1:-1]

    asyncio.run(visit())


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["6A82"], FaultCode.CARD_NOT_SOCIAL_SECURITY),
        (["6D00"], FaultCode.CARD_NOT_SOCIAL_SECURITY),
        (["6E00"], FaultCode.CARD_NOT_SOCIAL_SECURITY),
        (["6283"], FaultCode.CARD_INVALIDATED),
        (["6982"], FaultCode.CARD_UNREADABLE),
        ([""], FaultCode.CARD_UNREADABLE),
        (["90"], FaultCode.CARD_UNREADABLE),
        (["00" * 257 + "9000"], FaultCode.CARD_UNREADABLE),
        (["9000", "6A82"], FaultCode.CARD_UNREADABLE),
        (["9000", "9000", "6A83"], FaultCode.CARD_UNREADABLE),
        (["9000", "9000", "01109000"], FaultCode.CARD_UNREADABLE),
        (["9000", "9000", "9000"], FaultCode.CARD_UNREADABLE),
        (["6101"] * 40, FaultCode.CARD_UNREADABLE),
        (["6C05"] * 40, FaultCode.CARD_UNREADABLE),
    ],
)
def test_an_answer_that_is_not_a_genuine_card_s_has_its_fault(
    answers: list[str], expected: FaultCode
) -> None:
    assert code(asyncio.run(reader_on(Wire(*answers)).read_card(5))) is expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("9000", PinAccepted()),
        ("63C5", PinRefused(5)),
        ("63C1", PinRefused(1)),
        ("63C0", PinBlocked()),
        ("6983", PinBlocked()),
        ("6982", Fault(FaultCode.CARD_UNREADABLE, "VERIFY: 6982")),
        ("6300", Fault(FaultCode.CARD_UNREADABLE, "VERIFY: 6300")),
    ],
)
def test_the_card_s_word_on_the_pin_is_passed_on(answer: str, expected: object) -> None:
    async def visit() -> None:
        wire = Wire(answer)
        assert await reader_on(wire).verify_pin(Secret(PIN), 5) == expected
        assert wire.said == [f"0020000003123456 > {answer}"]

    asyncio.run(visit())


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "１２３４５６"])
def test_a_pin_that_is_not_six_digits_never_reaches_the_card(pin: str) -> None:
    wire = Wire()
    with pytest.raises(ValueError, match="a PIN is six digits"):
        asyncio.run(reader_on(wire).verify_pin(Secret(pin), 5))
    assert wire.said == []


@pytest.mark.parametrize("last", range(1, 9))
def test_a_card_may_be_pulled_at_any_moment(last: int) -> None:
    class PulledCard(VirtualCard):
        def transmit(self, command: bytes) -> bytes:
            heard.append(command)
            if len(heard) == last:
                slot.pull()
            return genuine.transmit(command)

    genuine, slot, heard = card(), CardSlot(), list[bytes]()
    pulled = PulledCard.__new__(PulledCard)
    pulled.__dict__ = genuine.__dict__
    slot.insert(pulled)
    assert code(asyncio.run(reader_on(slot).read_card(5))) is FaultCode.CARD_REMOVED
    assert len(heard) == last


def test_a_mute_card_is_told_at_once() -> None:
    slot = CardSlot()
    slot.insert(card(CardCondition.MUTE))
    assert code(asyncio.run(reader_on(slot).read_card(5))) is FaultCode.CARD_MUTE


def test_a_card_exchanged_in_a_blink_is_seen_to_be_another() -> None:
    async def visit() -> None:
        slot = CardSlot()
        reader = reader_on(slot)
        async with running(reader):
            slot.insert(card())
            first = await until(reader.changes(), lambda status: status.media is MediaState.PRESENT)
            slot.insert(card())
            await until(reader.changes(), lambda status: status.insertion == first.insertion + 1)

    asyncio.run(visit())


def test_a_reader_that_is_unplugged_is_told_and_works_again_when_it_is_back() -> None:
    async def visit() -> None:
        slot = CardSlot()
        reader = reader_on(slot)
        async with running(reader):
            slot.insert(card())
            slot.unplug()
            await until(reader.changes(), lambda status: status.device is DeviceState.NO_DEVICE)
            assert code(await reader.read_card(5)) is FaultCode.NO_DEVICE
            slot.plug_in()
            slot.insert(card())
            await until(reader.changes(), lambda status: status.media is MediaState.PRESENT)
            assert isinstance(await reader.read_card(5), CardEvidence)

    asyncio.run(visit())


def test_a_cancelled_reading_powers_the_card_down() -> None:
    async def visit() -> None:
        slot = CardSlot()
        slot.insert(card(CardCondition.SILENT))
        reader = reader_on(slot)
        reading = asyncio.create_task(reader.read_card(5))
        await asyncio.sleep(0)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert code(await reader.verify_pin(Secret(PIN), 5)) is FaultCode.CARD_REMOVED

    asyncio.run(visit())


@pytest.mark.parametrize(
    "name", ["欧阳娜娜", "阿依古丽·买买提", "𠮷田䶮", "ALEXANDER MAXIMILIAN VON HABSBURG LOTHRINGEN"]
)
def test_names_of_every_kind_are_read_whole(name: str) -> None:
    slot = CardSlot()
    slot.insert(card(name=name))
    evidence = asyncio.run(reader_on(slot).read_card(5))
    assert isinstance(evidence, CardEvidence)
    assert evidence.name.reveal() == name


@given(st.lists(st.binary(max_size=40), max_size=20))
def test_no_answers_whatever_can_break_the_driver_or_pass_for_a_holder(answers: list[bytes]) -> None:
    wire = Wire(*(answer.hex() for answer in answers), *["6F00"] * 40)
    assert isinstance(asyncio.run(reader_on(wire).read_card(5)), Fault)


@given(st.lists(st.binary(max_size=24), max_size=10))
def test_no_commands_whatever_can_break_the_virtual_card(commands: list[bytes]) -> None:
    chip = card()
    for command in commands:
        assert len(chip.transmit(command)) >= 2
