"""A device that talks nonsense is given up for a while, for a reason that a technician understands."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from kiosk.devices.driver import Driver
from kiosk.devices.drivers.board import SerialIndicatorBoard
from kiosk.devices.drivers.ecr_hub import EcrHubTerminal
from kiosk.devices.drivers.ecr_hub_frame import HANDSHAKE_CONFIRMED, Frame, encode_frame
from kiosk.devices.drivers.ecr_hub_session import EcrHubSession
from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.drivers.sam import SamIdentityCardReader
from kiosk.devices.drivers.scanner import SerialScanner
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.drivers.ssse import SocialSecurityCardReader
from kiosk.devices.ports import DeviceKind, DeviceState, DeviceStatus, FaultCode
from kiosk.devices.simulators.card import CardCondition
from kiosk.devices.simulators.card_slot import CardSlot
from kiosk.devices.supervisor import LONGEST_WAIT, Supervisor
from kiosk.devices.transports.memory_stream import MemoryStream
from kiosk.devices.transports.stream import ByteStream
from kiosk.domain.clock import Clock
from kiosk.domain.ids import Ids
from kiosk.world.clock import VirtualClock
from tests.devices.cards import card

NAME = DeviceKind.PRINTER
Make = Callable[[ByteStream, Clock], Driver[DeviceStatus]]
Work = Callable[[Supervisor, MemoryStream, VirtualClock], Coroutine[Any, Any, None]]


def printer(stream: ByteStream, clock: Clock) -> Driver[DeviceStatus]:
    return EscPosPrinter(stream, clock)


def identity_reader(stream: ByteStream, clock: Clock) -> Driver[DeviceStatus]:
    return SamIdentityCardReader(stream, clock)


def terminal(stream: ByteStream, clock: Clock) -> Driver[DeviceStatus]:
    return EcrHubTerminal(EcrHubSession(stream, clock), clock, Ids(clock, Random(1).randbytes), "kiosk")


def scanner(stream: ByteStream, clock: Clock) -> Driver[DeviceStatus]:
    return SerialScanner(stream, clock, TriggerModel.NONE)


def board(stream: ByteStream, clock: Clock) -> Driver[DeviceStatus]:
    return SerialIndicatorBoard(stream, clock)


def visit(
    make: Make, work: Callable[[Supervisor, MemoryStream, VirtualClock], Coroutine[Any, Any, None]]
) -> None:
    async def run() -> None:
        clock, stream = VirtualClock(datetime(2026, 11, 22, tzinfo=UTC)), MemoryStream(lambda _: None)
        supervisor = Supervisor({NAME: make(stream, clock)}, clock)
        running = asyncio.create_task(supervisor.run())
        await clock.advance(0.1)
        try:
            await work(supervisor, stream, clock)
        finally:
            running.cancel()
            await asyncio.wait({running})

    asyncio.run(run())


@pytest.mark.parametrize(
    ("make", "nonsense", "reason"),
    [
        (printer, b"\xff\x90" * 2000, "bytes that are no status of an ESC/POS printer"),
        (printer, b"\x12" * 600, "it sends status that nobody asked for, without end"),
        (identity_reader, b"\x00\xff" * 4000, "bytes that are no frame of an SAM_A"),
        (terminal, b"\x55\xaa" * 4000, "bytes that are no frame of ECR Hub"),
        (scanner, b"\x01\x02\r" * 20, "codes in a row that are no text"),
        (board, b"$STATE\xff\r\n" * 500, "bytes that are no sentence of an indicator board"),
    ],
)
def test_a_device_that_floods_its_line_with_nonsense_is_suspect(
    make: Make, nonsense: bytes, reason: str
) -> None:
    async def work(supervisor: Supervisor, stream: MemoryStream, clock: VirtualClock) -> None:
        stream.deliver(nonsense)
        await clock.advance(0.1)
        status = supervisor.status(NAME)
        assert (status.device, status.fault) == (DeviceState.HARDWARE_ERROR, FaultCode.SUSPECT)
        assert reason in status.reason
        assert supervisor.history(NAME)[-1].reason == status.reason

    visit(make, work)


def test_a_card_reader_that_makes_nonsense_of_card_after_card_is_suspect_once_the_last_is_out() -> None:
    async def story() -> None:
        slot, clock = CardSlot(), VirtualClock(datetime(2026, 11, 22, tzinfo=UTC))
        reader = SocialSecurityCardReader(slot, clock)
        supervisor = Supervisor({NAME: reader}, clock)
        running = asyncio.create_task(supervisor.run())

        async def read(condition: CardCondition) -> None:
            assert supervisor.status(NAME).fault is None
            slot.insert(card(condition))
            await clock.advance(0.1)
            await reader.read_card(5)
            assert supervisor.status(NAME).device is DeviceState.ONLINE, "the citizen must take the card"
            slot.pull()
            await clock.advance(0.1)

        await clock.advance(0.1)
        for _ in range(5):
            await read(CardCondition.GARBLED_NAME)
        await read(CardCondition.GENUINE)
        for _ in range(6):
            await read(CardCondition.GARBLED_NAME)
        status = supervisor.status(NAME)
        assert (status.device, status.fault) == (DeviceState.HARDWARE_ERROR, FaultCode.SUSPECT)
        assert status.reason == "6 readings in a row made no sense: clean the contacts"
        await clock.advance(LONGEST_WAIT)
        await read(CardCondition.GENUINE)
        running.cancel()
        await asyncio.wait({running})

    asyncio.run(story())


def test_a_terminal_whose_messages_are_no_answers_is_suspect() -> None:
    async def work(supervisor: Supervisor, stream: MemoryStream, clock: VirtualClock) -> None:
        stream.deliver(encode_frame(HANDSHAKE_CONFIRMED))
        await clock.advance(0.1)
        for number in range(1, 20):
            stream.deliver(encode_frame(Frame(id=number, data=b'{"topic": 7}')))
        await clock.advance(0.1)
        assert "messages in a row that are no answers of ECR Hub" in supervisor.status(NAME).reason

    visit(terminal, work)


@pytest.mark.parametrize(("make", "wait"), [(printer, 3), (identity_reader, 3), (terminal, 8), (board, 3)])
def test_what_a_device_at_the_wrong_speed_says_instead_of_an_answer_is_in_the_reason(
    make: Make, wait: float
) -> None:
    async def work(supervisor: Supervisor, stream: MemoryStream, clock: VirtualClock) -> None:
        stream.deliver(b"\xf8\x80\xfe")
        await clock.advance(wait)
        assert ", but 3 bytes that are no " in supervisor.history(NAME)[-1].reason

    visit(make, work)


def test_a_suspect_scanner_is_tried_again_and_works_once_it_is_mended() -> None:
    async def work(supervisor: Supervisor, stream: MemoryStream, clock: VirtualClock) -> None:
        stream.deliver(b"\x01\r" * 20)
        await clock.advance(0.1)
        assert supervisor.status(NAME).fault is FaultCode.SUSPECT
        await clock.advance(LONGEST_WAIT)
        assert supervisor.status(NAME).device is DeviceState.ONLINE

    visit(scanner, work)
