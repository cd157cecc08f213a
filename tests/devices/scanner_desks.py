"""The lines between driver and code scanner: in the process, serial, as a keyboard and recorded."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import cast

import pytest

from kiosk.devices.drivers.scanner import SerialScanner
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.ports import DeviceState, Fault, ScannedCode, ScannerStatus
from kiosk.devices.simulators.scanner import ScannerFault, SimulatedScanner
from kiosk.devices.simulators.serial_port import OnSerialLine
from kiosk.devices.transports.keyboard_wedge import KeyboardWedge
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.devices.transports.stream import ByteStream
from kiosk.domain.clock import Clock
from kiosk.world.clock import VirtualClock
from tests.devices.conversation import SIMULATOR, Conversation
from tests.devices.emupos import EMUPOS, ScannerAndWitness, emupos
from tests.devices.terminal_desks import HastyClock
from tests.devices.waiting import DaemonClock, running, until

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
CODE = "134650215877402318"
_TURNS = 20
_BETWEEN_KEYS = 0.0005
"""Seconds; a second has room for the longest line."""


def online(status: ScannerStatus) -> bool:
    return status.device is DeviceState.ONLINE


@dataclass
class ScannerDesk:
    """A driver at work, and what people do before the scanner."""

    driver: SerialScanner
    scanner: SimulatedScanner
    clock: Clock

    async def scan(self, *do: Callable[[], None], deadline: float = 10) -> ScannedCode | Fault:
        """Scan, and do something once the scanner reads; if need be its deadline passes."""
        job = asyncio.create_task(self.driver.scan(deadline))
        await self.until_light(on=True)
        for each in do:
            each()
        await self.pass_time(0.2)
        if not job.done() and isinstance(self.clock, VirtualClock):
            await self.clock.advance(deadline + 2)
        return await job

    async def until_light(self, *, on: bool) -> bool:
        """Let the driver's command arrive, and tell whether it did."""
        for _ in range(_TURNS):
            await self.pass_time(0.1)
            if self.scanner.reading is on:
                return True
        return False

    async def pass_time(self, seconds: float) -> None:
        """Let everybody do what they have to, and time go on."""
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        if isinstance(self.clock, VirtualClock):
            await self.clock.advance(seconds)
        else:
            await self.clock.sleep(seconds)


OpenScanner = Callable[[SimulatedScanner, TriggerModel], AbstractAsyncContextManager[ScannerDesk]]


@asynccontextmanager
async def in_process(scanner: SimulatedScanner, model: TriggerModel) -> AsyncIterator[ScannerDesk]:
    async with _desk(scanner, scanner.stream(), model, VirtualClock(NOON)) as desk:
        yield desk


@asynccontextmanager
async def recorded(
    conversation: Conversation, folder: Path, scanner: SimulatedScanner, model: TriggerModel
) -> AsyncIterator[ScannerDesk]:
    conversation.record_only_from(SIMULATOR, *([EMUPOS] if model is TriggerModel.NONE else []))
    if conversation.counterpart == EMUPOS:
        async with _on_emupos(conversation, folder, scanner, model) as desk:
            yield desk
        return
    if ScannerFault.REPEAT in scanner.faults and model is TriggerModel.HONEYWELL:
        pytest.skip("how often it reads the same code again depends on how long it takes")
    line, hand = conversation.line_to(scanner), conversation.hand_at(scanner)
    async with conversation.held(), _desk(hand, line, model, VirtualClock(NOON)) as desk:
        yield desk


@asynccontextmanager
async def _on_emupos(
    conversation: Conversation, folder: Path, scanner: SimulatedScanner, model: TriggerModel
) -> AsyncIterator[ScannerDesk]:
    if scanner.faults.planned:
        pytest.skip("the scanner of emupos has no faults")
    with emupos(folder) as (_, buttons):
        line = conversation.tapped(SerialStream(str(folder / "emupos" / "qr"), 9600), scanner.receive)
        both = cast(SimulatedScanner, ScannerAndWitness(buttons, scanner))
        async with conversation.held(), _desk(conversation.hand_at(both), line, model, DaemonClock()) as desk:
            yield desk


@asynccontextmanager
async def _desk(
    scanner: SimulatedScanner, line: ByteStream, model: TriggerModel, clock: Clock
) -> AsyncIterator[ScannerDesk]:
    driver = SerialScanner(line, clock, model)
    async with running(driver, clock):
        desk = ScannerDesk(driver, scanner, clock)
        await desk.pass_time(0.1)
        yield desk


@asynccontextmanager
async def on_serial_line(scanner: SimulatedScanner, model: TriggerModel) -> AsyncIterator[ScannerDesk]:
    clock = HastyClock()
    with OnSerialLine(scanner) as line:
        driver = SerialScanner(SerialStream(line.path, 9600), clock, model)
        async with running(driver, clock):
            await until(driver.changes(), online)
            yield ScannerDesk(driver, scanner, clock)


def typed(data: bytes) -> str:
    """Give what a scanner types that would send those bytes."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("gb18030")


@asynccontextmanager
async def by_keyboard(scanner: SimulatedScanner, model: TriggerModel) -> AsyncIterator[ScannerDesk]:
    if model is not TriggerModel.NONE:
        pytest.skip("a keyboard takes no commands")
    clock, wedge = VirtualClock(NOON), KeyboardWedge()
    seconds = count()

    def type_line(data: bytes) -> None:
        second = next(seconds)
        for number, key in enumerate(typed(data)):
            wedge.press(key, second + number * _BETWEEN_KEYS)

    scanner.attach(type_line)
    driver = SerialScanner(wedge.stream(), clock, model)
    async with running(driver):
        desk = ScannerDesk(driver, scanner, clock)
        await desk.pass_time(0.1)
        yield desk
