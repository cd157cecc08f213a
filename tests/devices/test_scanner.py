"""How the driver speaks with scanners that fall silent, vanish, or were left reading."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from kiosk.devices.drivers.scanner import SerialScanner
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.ports import Fault, FaultCode, ScannedCode
from kiosk.devices.simulators.scanner import ScannerFault, SimulatedScanner
from kiosk.devices.simulators.serial_port import OnSerialLine
from kiosk.devices.transports.memory_stream import MemoryStream
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.devices.transports.stream import StreamLostError
from kiosk.domain.secret import Secret
from kiosk.world.clock import VirtualClock
from tests.devices.recorded import FOLDER, Recorded
from tests.devices.scanner_desks import CODE, NOON, in_process, online
from tests.devices.terminal_desks import code
from tests.devices.waiting import DaemonClock, running, until


@pytest.mark.parametrize("model", [TriggerModel.HONEYWELL, TriggerModel.NEWLAND])
def test_the_conversation_of_the_makers_manual_is_held_byte_for_byte(model: TriggerModel) -> None:
    async def visit() -> None:
        clock, conversation = VirtualClock(NOON), Recorded(FOLDER / "scanner" / f"published-{model}.txt")
        driver = SerialScanner(conversation.line(), clock, model)
        async with conversation.held(), running(driver, clock):
            await until(driver.changes(), online)
            scan = asyncio.create_task(driver.scan(10))
            await clock.advance(1)
            assert await scan == ScannedCode(Secret(CODE))
        conversation.end()

    asyncio.run(visit())


def test_a_scanner_that_confirms_nothing_is_called_silent_until_it_does_again() -> None:
    async def visit() -> None:
        async with in_process(SimulatedScanner(TriggerModel.NEWLAND), TriggerModel.NEWLAND) as desk:
            desk.scanner.faults.add(ScannerFault.HANG)
            assert code(await desk.scan()) is FaultCode.NOT_RESPONDING
            assert desk.driver.status.fault is FaultCode.NOT_RESPONDING
            assert code(await desk.driver.scan(1)) is FaultCode.NOT_RESPONDING
            desk.scanner.faults.clear()
            await desk.pass_time(6)
            assert online(desk.driver.status)

    asyncio.run(visit())


def test_a_code_whose_first_half_came_before_the_scan_is_nobodys() -> None:
    async def visit() -> None:
        clock, stream = VirtualClock(NOON), MemoryStream(lambda _: None)
        driver = SerialScanner(stream, clock, TriggerModel.NONE)
        async with running(driver, clock):
            await until(driver.changes(), online)
            stream.deliver(CODE[:9].encode())
            await clock.advance(0.1)
            scan = asyncio.create_task(driver.scan(10))
            await clock.advance(0.1)
            stream.deliver(CODE[9:].encode() + b"\r")
            await clock.advance(0.1)
            assert not scan.done()
            stream.deliver(b"28\r")
            await clock.advance(0.1)
            assert await scan == ScannedCode(Secret("28"))

    asyncio.run(visit())


def test_a_scanner_unplugged_in_the_middle_of_a_scan_is_told_at_once_and_found_again() -> None:
    async def visit() -> None:
        async with in_process(SimulatedScanner(TriggerModel.HONEYWELL), TriggerModel.HONEYWELL) as desk:
            scan = asyncio.create_task(desk.driver.scan(60))
            await desk.pass_time(0.1)
            desk.scanner.unplug()
            await desk.pass_time(0.1)
            assert code(scan.result()) is FaultCode.NO_DEVICE
            assert desk.driver.status.fault is FaultCode.NO_DEVICE
            assert code(await desk.driver.scan(1)) is FaultCode.NO_DEVICE
            await desk.pass_time(5)
            assert desk.driver.status.fault is FaultCode.NO_DEVICE
            desk.scanner.plug_in()
            await desk.pass_time(3)
            assert await desk.scan(lambda: desk.scanner.hold(CODE)) == ScannedCode(Secret(CODE))

    asyncio.run(visit())


def test_a_scanner_that_a_killed_kiosk_left_reading_is_told_to_stop() -> None:
    async def visit() -> None:
        scanner = SimulatedScanner(TriggerModel.HONEYWELL)
        scanner.receive(b"\x16T\r")
        assert scanner.reading
        async with in_process(scanner, TriggerModel.HONEYWELL):
            assert not scanner.reading

    asyncio.run(visit())


def test_a_phone_held_on_is_read_again_when_the_citizen_has_had_time_to_change_it() -> None:
    async def visit() -> None:
        async with in_process(SimulatedScanner(TriggerModel.HONEYWELL), TriggerModel.HONEYWELL) as desk:
            read = ScannedCode(Secret(CODE))
            assert await desk.scan(lambda: desk.scanner.hold(CODE)) == read
            await desk.pass_time(3)
            assert await desk.scan() == read

    asyncio.run(visit())


def test_another_phone_is_read_at_once_though_the_first_was_still_there() -> None:
    async def visit() -> None:
        async with in_process(SimulatedScanner(TriggerModel.HONEYWELL), TriggerModel.HONEYWELL) as desk:
            assert await desk.scan(lambda: desk.scanner.hold(CODE)) == ScannedCode(Secret(CODE))
            scan = asyncio.create_task(desk.driver.scan(10))
            await desk.pass_time(0.5)
            assert not scan.done()
            desk.scanner.hold("28")
            await desk.pass_time(0.1)
            assert scan.result() == ScannedCode(Secret("28"))

    asyncio.run(visit())


def test_a_scanner_on_a_serial_line_that_is_unplugged_is_missed() -> None:
    async def visit() -> None:
        with OnSerialLine(SimulatedScanner(TriggerModel.NEWLAND)) as line:
            driver = SerialScanner(SerialStream(line.path, 9600), DaemonClock(), TriggerModel.NEWLAND)
            task = asyncio.create_task(driver.run())
            await until(driver.changes(), online)
        await until(driver.changes(), lambda status: status.fault is FaultCode.NO_DEVICE)
        with pytest.raises(StreamLostError):
            await task

    asyncio.run(visit())


class DozingScanner:
    """Puts its light out three seconds after it was told to read, as a new Newland does."""

    SECONDS = 3.0

    def __init__(self, clock: VirtualClock) -> None:
        self.stream = MemoryStream(self.hear)
        self._clock = clock
        self._dark_at = 0.0

    def hear(self, command: bytes) -> None:
        self._dark_at = self._clock.monotonic() + self.SECONDS if b"SCNTRG1" in command else 0.0
        self.stream.deliver(b"\x02" + command[1:-2] + b"\x06;\x03")

    def hold(self, code: str) -> None:
        if self._clock.monotonic() < self._dark_at:
            self.stream.deliver(code.encode())


@asynccontextmanager
async def waiting_for_a_code(
    scanner: DozingScanner, clock: VirtualClock, seconds: float
) -> AsyncIterator[tuple[SerialScanner, "asyncio.Task[ScannedCode | Fault]"]]:
    """Give the driver, and what it makes of the codes of so many seconds."""
    driver = SerialScanner(scanner.stream, clock, TriggerModel.NEWLAND)
    async with running(driver, clock):
        await until(driver.changes(), online)
        yield driver, asyncio.create_task(driver.scan(seconds))


@pytest.mark.parametrize("seconds", [2.5, 3.5, 5.1, 9.0])
def test_a_scanner_whose_light_goes_out_by_itself_is_told_to_read_as_long_as_it_is_waited_for(
    seconds: float,
) -> None:
    async def visit() -> None:
        clock = VirtualClock(NOON)
        scanner = DozingScanner(clock)
        async with waiting_for_a_code(scanner, clock, 10) as (_, scan):
            await clock.advance(seconds)
            scanner.hold(f"{CODE}\r")
            await clock.advance(0.1)
            assert scan.done()
            assert await scan == ScannedCode(Secret(CODE))

    asyncio.run(visit())


@pytest.mark.parametrize("seconds", [0.5, 1.8, 3.8, 5.9])
def test_a_code_without_an_end_is_told_whatever_the_scanner_answers_after_it(seconds: float) -> None:
    async def visit() -> None:
        clock = VirtualClock(NOON)
        scanner = DozingScanner(clock)
        async with waiting_for_a_code(scanner, clock, 6) as (driver, scan):
            await clock.advance(seconds)
            scanner.hold(CODE)
            await clock.advance(8 - seconds)
            assert scan.done()
            assert code(await scan) is FaultCode.CODE_UNREADABLE
            assert online(driver.status)

    asyncio.run(visit())
