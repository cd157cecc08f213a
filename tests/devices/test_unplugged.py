"""Devices go and come back; the drivers live on."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kiosk.devices.driver import Driver
from kiosk.devices.drivers.board import SerialIndicatorBoard
from kiosk.devices.drivers.ecr_hub import EcrHubTerminal
from kiosk.devices.drivers.ecr_hub_session import EcrHubSession
from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.drivers.sam import SamIdentityCardReader
from kiosk.devices.drivers.scanner import SerialScanner
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.drivers.ssse import SocialSecurityCardReader
from kiosk.devices.ports import (
    DeviceState,
    DeviceStatus,
    Fault,
    FaultCode,
    MediaState,
    PaperDocument,
    TextLine,
)
from kiosk.devices.simulators.board import SimulatedIndicatorBoard
from kiosk.devices.simulators.identity_reader import SimulatedIdentityReader
from kiosk.devices.simulators.network_port import OnNetwork
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.simulators.scanner import SimulatedScanner
from kiosk.devices.simulators.serial_port import OnSerialLine, WiredDevice
from kiosk.devices.simulators.terminal import SimulatedTerminal
from kiosk.devices.simulators.terminal_line import TerminalOnWire
from kiosk.devices.simulators.vpcd import InsertedCard
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.devices.transports.tcp_stream import TcpStream
from kiosk.domain.clock import Clock
from kiosk.domain.ids import Ids
from kiosk.domain.people import CardEvidence
from kiosk.world.clock import VirtualClock
from kiosk.world.identity_cards import strangers_card
from tests.devices.card_desks import pcscd
from tests.devices.cards import card
from tests.devices.terminal_desks import HastyClock
from tests.devices.waiting import DaemonClock, running, until

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
DOCUMENT = PaperDocument((TextLine("缴费凭条"),))


def online(status: DeviceStatus) -> bool:
    return status.device is DeviceState.ONLINE


def missing(status: DeviceStatus) -> bool:
    return status.device is DeviceState.NO_DEVICE


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_the_card_reader_comes_back_with_the_service_that_owns_it(
    tmp_path: Path, end: signal.Signals
) -> None:
    async def visit() -> None:
        from kiosk.devices.transports.pcsc import PcscTransport  # noqa: PLC0415 needs the PC/SC library

        reader = SocialSecurityCardReader(PcscTransport(None), DaemonClock())
        async with running(reader):
            for _ in range(2):
                with pcscd(tmp_path / "log", end):
                    await until(reader.changes(), lambda status: status.media is MediaState.NOT_PRESENT)
                    with InsertedCard(card()):
                        await until(reader.changes(), lambda status: status.media is MediaState.PRESENT)
                        assert isinstance(await reader.read_card(5), CardEvidence)
                await until(reader.changes(), lambda status: status.device is DeviceState.NO_DEVICE)

    asyncio.run(visit())


class HurriedDay(HastyClock):
    """A clock by which cards are valid."""

    def now(self) -> datetime:
        return NOON


@dataclass(frozen=True)
class OnLine:
    """A device with a serial driver, and something that it does when all is well."""

    device: WiredDevice
    driver: Driver[DeviceStatus]
    use: Callable[[], Coroutine[Any, Any, object]]


def printer_on(path: str, clock: Clock) -> OnLine:
    printer = EscPosPrinter(SerialStream(path, 115200), clock)
    return OnLine(SimulatedPrinter(), printer, lambda: printer.print_document(DOCUMENT, 10))


def identity_reader_on(path: str, clock: Clock) -> OnLine:
    device, reader = SimulatedIdentityReader(), SamIdentityCardReader(SerialStream(path, 115200), clock)

    async def use() -> object:
        device.put_on(strangers_card())
        await until(reader.changes(), lambda status: status.can_read)
        return await reader.read_identity_card(10)

    return OnLine(device, reader, use)


def scanner_on(path: str, clock: Clock) -> OnLine:
    device = SimulatedScanner(TriggerModel.NEWLAND)
    scanner = SerialScanner(SerialStream(path, 9600), clock, TriggerModel.NEWLAND)

    async def use() -> object:
        device.hold("28" * 9)
        return await scanner.scan(10)

    return OnLine(device, scanner, use)


def terminal_on(path: str, clock: Clock) -> OnLine:
    device = SimulatedTerminal(VirtualClock(NOON))
    session = EcrHubSession(SerialStream(path, 115200), clock)
    terminal = EcrHubTerminal(session, clock, Ids(clock, Random(3).randbytes), "kiosk")
    return OnLine(TerminalOnWire(device), terminal, lambda: terminal.ask("K1", 10))


def board_on(path: str, clock: Clock) -> OnLine:
    board = SerialIndicatorBoard(SerialStream(path, 115200), clock)
    return OnLine(SimulatedIndicatorBoard(VirtualClock(NOON)), board, lambda: board.set_lights({}, 10))


@pytest.mark.parametrize("plug", [printer_on, identity_reader_on, scanner_on, terminal_on, board_on])
def test_a_serial_port_that_vanishes_and_comes_back_is_used_again(
    tmp_path: Path, plug: Callable[[str, Clock], OnLine]
) -> None:
    async def visit() -> None:
        clock, path = HurriedDay(), tmp_path / "ttyUSB0"
        there = plug(str(path), clock)
        async with running(there.driver, clock):
            for _ in range(2):
                await until(there.driver.changes(), missing)
                with OnSerialLine(there.device) as line:
                    path.symlink_to(line.path)
                    await until(there.driver.changes(), online)
                    result = await there.use()
                    assert not isinstance(result, Fault), result
                path.unlink()
            lost = await until(there.driver.changes(), missing)
            assert lost.fault is FaultCode.NO_DEVICE
            assert lost.reason

    asyncio.run(visit())


def test_a_network_printer_that_is_unplugged_is_missed_and_found_again() -> None:
    async def visit() -> None:
        printer = SimulatedPrinter()
        with OnNetwork(printer) as network:
            port = network.port
        driver = EscPosPrinter(TcpStream("127.0.0.1", port), DaemonClock())
        async with running(driver):
            for _ in range(2):
                with OnNetwork(printer, port):
                    await until(driver.changes(), online)
                await until(driver.changes(), missing)

    asyncio.run(visit())
