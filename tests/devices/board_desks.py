"""The lines between driver and indicator board: in the process, on a pseudo-terminal and recorded."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from kiosk.devices.drivers.board import SerialIndicatorBoard
from kiosk.devices.ports import (
    Colour,
    DeviceKind,
    DeviceState,
    DoorState,
    FaultCode,
    FlashRate,
    IndicatorBoardStatus,
    Light,
)
from kiosk.devices.simulators.board import SimulatedIndicatorBoard
from kiosk.devices.simulators.serial_port import OnSerialLine
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.devices.transports.stream import ByteStream
from kiosk.domain.clock import Clock, SystemClock
from kiosk.world.clock import VirtualClock
from tests.devices.conversation import SIMULATOR, Conversation
from tests.devices.terminal_desks import HastyClock
from tests.devices.waiting import running, until

T = TypeVar("T")

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
CARD_LIGHT = {DeviceKind.CARD_READER: Light(FlashRate.SLOW, Colour.GREEN)}
PAPER_LIGHT = {DeviceKind.PRINTER: Light(FlashRate.QUICK, Colour.YELLOW)}
CLOSED = IndicatorBoardStatus(DeviceState.ONLINE, door=DoorState.CLOSED)
OPEN = IndicatorBoardStatus(DeviceState.ONLINE, door=DoorState.OPEN, fault=FaultCode.DOOR_OPEN)
FORCED = IndicatorBoardStatus(
    DeviceState.ONLINE, door=DoorState.OPEN, tampered=True, fault=FaultCode.TAMPERED
)
_PATIENCE = 40.0


def online(status: IndicatorBoardStatus) -> bool:
    return status.device is DeviceState.ONLINE


@dataclass
class BoardDesk:
    """A driver at work, and what happens at the cabinet."""

    driver: SerialIndicatorBoard
    board: SimulatedIndicatorBoard
    clock: Clock

    async def until(self, seen: Callable[[], bool]) -> None:
        """Let time pass until something is seen."""
        end = self.clock.monotonic() + _PATIENCE
        while not seen():
            assert self.clock.monotonic() < end, self.driver.status
            await self.pass_time(0.1)

    async def result(self, work: Awaitable[T]) -> T:
        """Let time pass until a command is done."""
        job = asyncio.ensure_future(work)
        await self.until(job.done)
        return job.result()

    async def pass_time(self, seconds: float) -> None:
        """Let everybody do what they have to, and time go on."""
        for _ in range(20):
            await asyncio.sleep(0)
        if isinstance(self.clock, VirtualClock):
            await self.clock.advance(seconds)
        else:
            await self.clock.sleep(seconds)


OpenBoard = Callable[[], AbstractAsyncContextManager[BoardDesk]]


@asynccontextmanager
async def in_process() -> AsyncIterator[BoardDesk]:
    clock = VirtualClock(NOON)
    board = SimulatedIndicatorBoard(clock)
    async with _desk(board, board.stream(), clock) as desk:
        yield desk


@asynccontextmanager
async def recorded(conversation: Conversation) -> AsyncIterator[BoardDesk]:
    conversation.record_only_from(SIMULATOR)
    clock = VirtualClock(NOON)
    board = SimulatedIndicatorBoard(clock)
    line = conversation.line_to(board)
    async with conversation.held(), _desk(conversation.hand_at(board), line, clock) as desk:
        yield desk


@asynccontextmanager
async def _desk(
    board: SimulatedIndicatorBoard, line: ByteStream, clock: VirtualClock
) -> AsyncIterator[BoardDesk]:
    driver = SerialIndicatorBoard(line, clock)
    async with running(driver, clock):
        desk = BoardDesk(driver, board, clock)
        await desk.until(lambda: online(driver.status))
        yield desk


@asynccontextmanager
async def on_serial_line() -> AsyncIterator[BoardDesk]:
    clock = HastyClock()
    board = SimulatedIndicatorBoard(SystemClock())
    with OnSerialLine(board) as line:
        driver = SerialIndicatorBoard(SerialStream(line.path, 115_200), clock)
        async with running(driver, clock):
            await until(driver.changes(), online)
            yield BoardDesk(driver, board, clock)
