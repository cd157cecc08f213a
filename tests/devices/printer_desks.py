"""The lines between driver and printer: in the process, over TCP, serial, as a file and recorded."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.ports import DeviceState, Fault, PaperDocument, Printed, ReceiptPrinter
from kiosk.devices.simulators.network_port import OnNetwork
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.simulators.serial_port import OnSerialLine
from kiosk.devices.transports.device_file_stream import DeviceFileStream
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.devices.transports.stream import ByteStream
from kiosk.devices.transports.tcp_stream import TcpStream
from kiosk.domain.clock import Clock
from kiosk.world.clock import VirtualClock
from tests.devices.conversation import SIMULATOR, Conversation
from tests.devices.emupos import EMUPOS, PrinterAndWitness, emupos
from tests.devices.recorded import Recorded
from tests.devices.waiting import DaemonClock, running, until


@dataclass
class PrinterDesk:
    """A driver at work, and the printer's own buttons."""

    driver: ReceiptPrinter
    printer: SimulatedPrinter
    clock: VirtualClock | None
    conversation: Conversation | None = None
    """With a foreign printer, where what is printed is told, too: time passes as it will."""

    async def print(self, document: PaperDocument, deadline: float = 20, after: float = 0) -> Printed | Fault:
        """Print; in the process the seconds of `after` pass at once."""
        if self.conversation:
            await self.conversation.ask("print")
        job = asyncio.create_task(self.driver.print_document(document, deadline))
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        if self.clock and not job.done():
            await self.clock.advance(after)
        result = await job
        if self.conversation:
            await self.conversation.settled()
        return result

    async def pass_time(self, seconds: float) -> None:
        """Let the virtual clock go on; the other one does so by itself."""
        if self.clock:
            await self.clock.advance(seconds)


OpenPrinter = Callable[[], AbstractAsyncContextManager[PrinterDesk]]
_TURNS = 20


@asynccontextmanager
async def in_process() -> AsyncIterator[PrinterDesk]:
    printer, clock = SimulatedPrinter(), VirtualClock(datetime(2026, 11, 22, tzinfo=UTC))
    async with _desk(printer, printer.stream(), clock) as desk:
        yield desk


@asynccontextmanager
async def on_network() -> AsyncIterator[PrinterDesk]:
    printer = SimulatedPrinter()
    with OnNetwork(printer) as network:
        async with _desk(printer, TcpStream("127.0.0.1", network.port), DaemonClock()) as desk:
            yield desk


@asynccontextmanager
async def on_serial_line() -> AsyncIterator[PrinterDesk]:
    printer = SimulatedPrinter()
    with OnSerialLine(printer) as line:
        async with _desk(printer, SerialStream(line.path, 115200), DaemonClock()) as desk:
            yield desk


@asynccontextmanager
async def on_usb() -> AsyncIterator[PrinterDesk]:
    printer, clock = SimulatedPrinter(), DaemonClock()
    with OnSerialLine(printer) as line:
        async with _desk(printer, DeviceFileStream(line.path, clock), clock) as desk:
            yield desk


@asynccontextmanager
async def recorded(conversation: Conversation, folder: Path) -> AsyncIterator[PrinterDesk]:
    conversation.record_only_from(EMUPOS, SIMULATOR)
    printer, clock = SimulatedPrinter(), VirtualClock(datetime(2026, 11, 22, tzinfo=UTC))
    async with conversation.held():
        if conversation.counterpart == EMUPOS:
            with emupos(folder) as (port, buttons):
                line = conversation.tapped(TcpStream("127.0.0.1", port), printer.receive)
                both = cast(SimulatedPrinter, PrinterAndWitness(buttons, printer))
                async with _desk(conversation.hand_at(both), line, DaemonClock()) as desk:
                    yield replace(desk, conversation=conversation)
        else:
            line = conversation.line_to(printer)
            async with _desk(conversation.hand_at(printer), line, clock) as desk:
                if isinstance(conversation, Recorded) and conversation.foreign:
                    async with conversation.in_its_own_time(clock):
                        yield replace(desk, clock=None, conversation=conversation)
                else:
                    yield desk


@asynccontextmanager
async def _desk(printer: SimulatedPrinter, stream: ByteStream, clock: Clock) -> AsyncIterator[PrinterDesk]:
    driver = EscPosPrinter(stream, clock)
    async with running(driver, clock):
        await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
        yield PrinterDesk(driver, printer, clock if isinstance(clock, VirtualClock) else None)
