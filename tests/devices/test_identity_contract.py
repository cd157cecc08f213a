"""What holds for every reader of ID cards: one suite over memory, a serial line and recordings."""

import asyncio
from datetime import date
from functools import partial

import pytest

from kiosk.devices.ports import DeviceState, FaultCode, MediaState
from kiosk.devices.simulators.identity_card import CardLayout, IdentityCard
from kiosk.devices.simulators.identity_reader import Command, ReaderFault, SimulatedIdentityReader
from kiosk.domain.identity import IdentityKind
from kiosk.domain.people import IdentityCardEvidence
from tests.devices.identity_desks import (
    CARDS,
    CITIZEN,
    FOREIGNER,
    PERMIT,
    OpenReader,
    code,
    in_process,
    on_serial_line,
    recorded,
)


@pytest.fixture(params=["in-process", "serial", "recorded"])
def open_reader(request: pytest.FixtureRequest) -> OpenReader:
    if request.param == "recorded":
        return partial(recorded, request.getfixturevalue("conversation"))
    return {"in-process": in_process, "serial": on_serial_line}[request.param]


def holder(result: object) -> str:
    assert isinstance(result, IdentityCardEvidence)
    return result.number.reveal()


@pytest.mark.parametrize("card", CARDS, ids=[card.layout.name for card in CARDS])
def test_each_kind_of_card_tells_whose_it_is(open_reader: OpenReader, card: IdentityCard) -> None:
    async def visit() -> None:
        async with open_reader(SimulatedIdentityReader()) as desk:
            await desk.put_on(card)
            evidence = await desk.read()
            assert isinstance(evidence, IdentityCardEvidence)
            names = [card.latin_name, card.name] if card.latin_name else [card.name]
            assert [name.reveal() for name in evidence.names] == names
            assert evidence.number.reveal() == card.number
            assert evidence.valid_until == (None if card is CITIZEN else date(2039, 1, 1))
            assert evidence.photo == card.photo
            assert desk.reader.events == []

    asyncio.run(visit())


def test_a_foreigner_may_have_no_chinese_name(open_reader: OpenReader) -> None:
    async def visit() -> None:
        async with open_reader(SimulatedIdentityReader()) as desk:
            card = IdentityCard(CardLayout.FOREIGNER_2023, FOREIGNER.number, "", "PARK JOON HO")
            await desk.put_on(card)
            evidence = await desk.read()
            assert isinstance(evidence, IdentityCardEvidence)
            assert [name.reveal() for name in evidence.names] == ["PARK JOON HO"]

    asyncio.run(visit())


def test_nothing_of_the_holder_is_in_what_would_be_logged(open_reader: OpenReader) -> None:
    async def visit() -> None:
        async with open_reader(SimulatedIdentityReader()) as desk:
            await desk.put_on()
            logged = repr(await desk.read())
            assert not any(secret in logged for secret in ("䶮", CITIZEN.number, "WLf"))

    asyncio.run(visit())


def test_a_card_is_read_once_and_seen_until_it_is_lifted(open_reader: OpenReader) -> None:
    async def visit() -> None:
        async with open_reader(SimulatedIdentityReader()) as desk:
            await desk.put_on()
            assert holder(await desk.read()) == CITIZEN.number
            await desk.pass_time(5)
            assert desk.driver.status.media is MediaState.PRESENT
            assert not desk.driver.status.can_read
            assert code(await desk.read()) is FaultCode.CARD_REMOVED
            desk.reader.take_away()
            await desk.until_lifted()
            await desk.put_on()
            assert holder(await desk.read()) == CITIZEN.number

    asyncio.run(visit())


def test_a_card_that_follows_another_in_a_blink_is_read_itself(open_reader: OpenReader) -> None:
    async def visit() -> None:
        async with open_reader(SimulatedIdentityReader()) as desk:
            await desk.put_on(CITIZEN)
            assert holder(await desk.read()) == CITIZEN.number
            await desk.put_on(PERMIT)
            assert holder(await desk.read()) == PERMIT.number

    asyncio.run(visit())


def test_without_a_card_there_is_nothing_to_read(open_reader: OpenReader) -> None:
    async def visit() -> None:
        async with open_reader(SimulatedIdentityReader()) as desk:
            await desk.until_lifted()
            assert code(await desk.read()) is FaultCode.CARD_REMOVED

    asyncio.run(visit())


def test_a_card_taken_away_while_it_is_read_has_left_and_can_be_put_on_again(open_reader: OpenReader) -> None:
    async def visit() -> None:
        async with open_reader(SimulatedIdentityReader()) as desk:
            await desk.put_on(hasty=True)
            assert code(await desk.read()) is FaultCode.CARD_REMOVED
            await desk.until_lifted()
            await desk.put_on()
            assert holder(await desk.read()) == CITIZEN.number

    asyncio.run(visit())


@pytest.mark.parametrize(
    ("command", "status", "fault"),
    [
        (Command.SELECT, 0x81, FaultCode.CARD_UNREADABLE),
        (Command.SELECT, 0x31, FaultCode.CARD_NOT_IDENTITY),
        (Command.SELECT, 0x32, FaultCode.CARD_NOT_IDENTITY),
        (Command.READ, 0x40, FaultCode.CARD_NOT_IDENTITY),
        (Command.READ, 0x33, FaultCode.CARD_UNREADABLE),
        (Command.READ, 0x41, FaultCode.CARD_UNREADABLE),
        (Command.READ, 0x47, FaultCode.CARD_UNREADABLE),
        (Command.READ, 0x24, FaultCode.CARD_UNREADABLE),
        (Command.READ, 0x23, FaultCode.IDENTITY_MODULE_ERROR),
        (Command.READ, 0x66, FaultCode.IDENTITY_MODULE_ERROR),
    ],
    ids=lambda value: (
        value.hex() if isinstance(value, bytes) else f"{value:x}" if type(value) is int else value
    ),
)
def test_each_bad_answer_about_a_card_says_what_is_wrong(
    open_reader: OpenReader, command: bytes, status: int, fault: FaultCode
) -> None:
    async def visit() -> None:
        async with open_reader(SimulatedIdentityReader()) as desk:
            await desk.put_on()
            desk.reader.answers[command] = status
            assert code(await desk.read()) is fault
            desk.reader.answers.clear()
            await desk.until(lambda status: status.can_read)
            assert holder(await desk.read()) == CITIZEN.number

    asyncio.run(visit())


def test_a_module_that_fails_its_self_test_is_broken_until_it_passes(open_reader: OpenReader) -> None:
    async def visit() -> None:
        reader = SimulatedIdentityReader()
        reader.answers[Command.STATUS] = 0x60
        async with open_reader(reader) as desk:
            status = await desk.until(lambda status: status.device is DeviceState.HARDWARE_ERROR)
            assert status.fault is FaultCode.IDENTITY_MODULE_ERROR
            assert code(await desk.read()) is FaultCode.IDENTITY_MODULE_ERROR
            desk.reader.answers.clear()
            await desk.put_on()

    asyncio.run(visit())


@pytest.mark.parametrize("silence", [ReaderFault.HANG, ReaderFault.SPOIL])
def test_a_reader_without_a_good_answer_is_silent_until_it_gives_one(
    open_reader: OpenReader, silence: ReaderFault
) -> None:
    async def visit() -> None:
        async with open_reader(SimulatedIdentityReader()) as desk:
            await desk.put_on()
            desk.reader.faults.add(silence)
            assert code(await desk.read()) is FaultCode.NOT_RESPONDING
            assert desk.driver.status.device is DeviceState.OFFLINE
            assert code(await desk.read()) is FaultCode.NOT_RESPONDING
            desk.reader.faults.clear()
            await desk.until(lambda status: status.can_read)
            assert holder(await desk.read()) == CITIZEN.number

    asyncio.run(visit())


def test_noise_on_the_line_is_passed_over(open_reader: OpenReader) -> None:
    async def visit() -> None:
        reader = SimulatedIdentityReader()
        reader.faults.add(ReaderFault.NOISE)
        async with open_reader(reader) as desk:
            await desk.put_on()
            assert holder(await desk.read()) == CITIZEN.number

    asyncio.run(visit())


def test_it_reads_the_cards_of_citizens_and_of_guests(open_reader: OpenReader) -> None:
    async def visit() -> None:
        async with open_reader(SimulatedIdentityReader()) as desk:
            assert desk.driver.capabilities.kinds == frozenset(IdentityKind)

    asyncio.run(visit())
