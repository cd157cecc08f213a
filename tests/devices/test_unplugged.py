"""Devices go and come back; the drivers live on."""

import asyncio
from pathlib import Path

import pytest

from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.drivers.ssse import SocialSecurityCardReader
from kiosk.devices.ports import DeviceState, MediaState, PrinterStatus
from kiosk.devices.simulators.network_port import OnNetwork
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.simulators.serial_port import OnSerialLine
from kiosk.devices.simulators.vpcd import InsertedCard
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.devices.transports.stream import StreamLostError
from kiosk.devices.transports.tcp_stream import TcpStream
from kiosk.domain.people import CardEvidence
from tests.devices.card_desks import pcscd
from tests.devices.cards import card
from tests.devices.waiting import DaemonClock, running, until


def online(status: PrinterStatus) -> bool:
    return status.device is DeviceState.ONLINE


def missing(status: PrinterStatus) -> bool:
    return status.device is DeviceState.NO_DEVICE


def test_the_card_reader_comes_back_with_the_service_that_owns_it(tmp_path: Path) -> None:
    async def visit() -> None:
        from kiosk.devices.transports.pcsc import PcscTransport  # noqa: PLC0415 needs the PC/SC library

        reader = SocialSecurityCardReader(PcscTransport(None), DaemonClock())
        async with running(reader):
            for _ in range(2):
                with pcscd(tmp_path / "log"):
                    await until(reader.changes(), lambda status: status.media is MediaState.NOT_PRESENT)
                    with InsertedCard(card()):
                        await until(reader.changes(), lambda status: status.media is MediaState.PRESENT)
                        assert isinstance(await reader.read_card(5), CardEvidence)
                await until(reader.changes(), lambda status: status.device is DeviceState.NO_DEVICE)

    asyncio.run(visit())


def test_a_serial_printer_that_is_unplugged_is_missed() -> None:
    async def visit() -> None:
        with OnSerialLine(SimulatedPrinter()) as line:
            driver = EscPosPrinter(SerialStream(line.path, 9600), DaemonClock())
            task = asyncio.create_task(driver.run())
            await until(driver.changes(), online)
        await until(driver.changes(), missing)
        with pytest.raises(StreamLostError):
            await task

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
