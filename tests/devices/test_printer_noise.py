"""What is no answer of the printer, and what is no command to it, though it looks like one."""

import asyncio
import re
from datetime import UTC, datetime

import pytest

from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.drivers.escpos_encoder import FENCE, INITIALISE, encode
from kiosk.devices.ports import DeviceState, Fault, FaultCode, Printed, TextLine
from kiosk.devices.transports.memory_stream import MemoryStream
from kiosk.world.clock import VirtualClock
from tests.devices.documents import titled
from tests.devices.waiting import running, until

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG = titled("A", *[TextLine("社会保险费缴费凭证" * 2)] * 30)
REAL_TIME_COMMAND = re.compile(rb"\x10[\x04\x05\x14]")


class WeakPrinter:
    """Says that all is well while it has power; `reboots` when it is told the end of a job."""

    def __init__(self, *, reboots: bool) -> None:
        self.stream = MemoryStream(self.receive)
        self._reboots = reboots
        self._powered = True

    def receive(self, data: bytes) -> None:
        if not self._powered:
            return
        self.stream.deliver(b"\x12" * data.count(b"\x10\x04"))
        if INITIALISE in data:
            self.stream.deliver(b"\x00")
        if FENCE in data and self._reboots:
            self._powered = False

    def power_on(self) -> None:
        self._powered = True


async def begin(driver: EscPosPrinter, clock: VirtualClock) -> asyncio.Task[object]:
    await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
    job = asyncio.create_task(driver.print_document(LONG, 30))
    await clock.advance(0.1)
    assert not job.done()
    return job


def test_a_zero_on_the_line_in_the_middle_of_a_job_confirms_nothing() -> None:
    async def visit() -> None:
        printer, clock = WeakPrinter(reboots=False), VirtualClock(NOON)
        driver = EscPosPrinter(printer.stream, clock)
        async with running(driver, clock):
            job = await begin(driver, clock)
            printer.stream.deliver(b"\x00")
            await clock.advance(1)
            assert await job == Printed()

    asyncio.run(visit())


@pytest.mark.parametrize("zero_after", [0, 2])
def test_a_zero_that_the_line_makes_when_the_printer_loses_or_regains_its_power_confirms_nothing(
    zero_after: float,
) -> None:
    async def visit() -> None:
        printer, clock = WeakPrinter(reboots=True), VirtualClock(NOON)
        driver = EscPosPrinter(printer.stream, clock)
        async with running(driver, clock):
            job = await begin(driver, clock)
            await clock.advance(zero_after)
            printer.stream.deliver(b"\x00")
            await clock.advance(2)
            printer.power_on()
            await clock.advance(30)
            result = await job
            assert isinstance(result, Fault)
            assert result.code is FaultCode.PRINT_UNCONFIRMED

    asyncio.run(visit())


@pytest.mark.parametrize("char", ["䫗", "㪟", "𢸶", "𪚩"])
def test_no_picture_of_a_rare_character_holds_a_real_time_command(char: str) -> None:
    assert not REAL_TIME_COMMAND.search(b"".join(encode(titled("A", TextLine(char)))))
