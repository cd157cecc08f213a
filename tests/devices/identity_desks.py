"""The lines between driver and reader of ID cards: in the process, serial and recorded."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from kiosk.devices.drivers.sam import SamIdentityCardReader
from kiosk.devices.ports import DeviceState, Fault, FaultCode, IdentityCardReaderStatus, MediaState
from kiosk.devices.simulators.identity_card import CardLayout, IdentityCard
from kiosk.devices.simulators.identity_reader import SimulatedIdentityReader
from kiosk.devices.simulators.serial_port import OnSerialLine
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.devices.transports.stream import ByteStream
from kiosk.domain.clock import Clock
from kiosk.domain.identity import check_digit
from kiosk.domain.people import IdentityCardEvidence
from kiosk.world.clock import VirtualClock
from tests.devices.conversation import SIMULATOR, Conversation
from tests.devices.terminal_desks import NOON, HastyClock
from tests.devices.waiting import running, until

_TURNS = 50


def number(first_17: str) -> str:
    return first_17 + check_digit(first_17)


CITIZEN = IdentityCard(CardLayout.CITIZEN, number("33999919900101123"), "龚䶮𬱖", valid_until="长期")
PERMIT = IdentityCard(CardLayout.PERMIT, number("81000019900101123"), "陳大文")
FOREIGNER = IdentityCard(
    CardLayout.FOREIGNER_2023,
    number("93141019850611017"),
    "朴俊浩",
    "PARK JOON HO OF A FAMILY WITH A LONG NAME",
)
FOREIGNER_2017 = IdentityCard(CardLayout.FOREIGNER_2017, "KOR310085061101", "朴俊浩", "PARK JOON HO")
CARDS = [CITIZEN, PERMIT, FOREIGNER, FOREIGNER_2017]


class NoonClock(HastyClock):
    """Knows the day, which a card's numbers are held against."""

    def now(self) -> datetime:
        return NOON


@dataclass
class IdentityDesk:
    """A driver at work, and what people do with the reader."""

    driver: SamIdentityCardReader
    reader: SimulatedIdentityReader
    clock: Clock

    async def put_on(self, card: IdentityCard = CITIZEN, *, hasty: bool = False) -> None:
        """Put a card on the reader, and wait until the driver has seen it."""
        self.reader.put_on(card, hasty=hasty)
        await self.until(lambda status: status.can_read)

    async def read(self, deadline: float = 5) -> IdentityCardEvidence | Fault:
        """Read; if it needs time, virtual seconds pass until its deadline."""
        job = asyncio.create_task(self.driver.read_identity_card(deadline))
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        if not job.done():
            await self.pass_time(deadline + 1)
        return await job

    async def until(self, wanted: Callable[[IdentityCardReaderStatus], bool]) -> IdentityCardReaderStatus:
        """Wait for a status while time passes."""
        await self.pass_time(5)
        return await until(self.driver.changes(), wanted)

    async def until_lifted(self) -> None:
        await self.until(lambda status: status.media is MediaState.NOT_PRESENT)

    async def pass_time(self, seconds: float) -> None:
        """Let the virtual clock go on; the others do so by themselves."""
        if isinstance(self.clock, VirtualClock):
            await self.clock.advance(seconds)


OpenReader = Callable[[SimulatedIdentityReader], AbstractAsyncContextManager[IdentityDesk]]


@asynccontextmanager
async def in_process(reader: SimulatedIdentityReader) -> AsyncIterator[IdentityDesk]:
    async with desk(reader, reader.stream(), VirtualClock(NOON)) as opened:
        yield opened


@asynccontextmanager
async def recorded(
    conversation: Conversation, reader: SimulatedIdentityReader
) -> AsyncIterator[IdentityDesk]:
    conversation.record_only_from(SIMULATOR)
    line, hand = conversation.line_to(reader), conversation.hand_at(reader)
    async with conversation.held(), desk(hand, line, VirtualClock(NOON)) as opened:
        yield opened


@asynccontextmanager
async def on_serial_line(reader: SimulatedIdentityReader) -> AsyncIterator[IdentityDesk]:
    with OnSerialLine(reader) as line:
        async with desk(reader, SerialStream(line.path, 115_200), NoonClock()) as opened:
            yield opened


@asynccontextmanager
async def desk(
    reader: SimulatedIdentityReader, stream: ByteStream, clock: Clock
) -> AsyncIterator[IdentityDesk]:
    driver = SamIdentityCardReader(stream, clock)
    async with running(driver, clock):
        opened = IdentityDesk(driver, reader, clock)
        await opened.until(lambda status: status.device not in {DeviceState.STARTING, DeviceState.NO_DEVICE})
        yield opened


def code(result: object) -> FaultCode:
    assert isinstance(result, Fault)
    return result.code
