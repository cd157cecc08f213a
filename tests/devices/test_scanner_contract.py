"""What holds for every code scanner: over memory, a line, a keyboard and recordings, for each make."""

import asyncio
from functools import partial
from pathlib import Path

import pytest

from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.ports import FaultCode, ScannedCode
from kiosk.devices.simulators.scanner import ScannerFault, SimulatedScanner
from kiosk.domain.secret import Secret
from tests.devices.scanner_desks import (
    CODE,
    OpenScanner,
    ScannerDesk,
    by_keyboard,
    in_process,
    on_serial_line,
    recorded,
)
from tests.devices.terminal_desks import code

READ = ScannedCode(Secret(CODE))


@pytest.fixture(params=["in-process", "serial", "keyboard", "recorded"])
def open_scanner(request: pytest.FixtureRequest, tmp_path: Path) -> OpenScanner:
    if request.param == "recorded":
        return partial(recorded, request.getfixturevalue("conversation"), tmp_path)
    return {"in-process": in_process, "serial": on_serial_line, "keyboard": by_keyboard}[request.param]


@pytest.fixture(params=list(TriggerModel))
def model(request: pytest.FixtureRequest) -> TriggerModel:
    chosen: TriggerModel = request.param
    return chosen


@pytest.fixture
def scanner(model: TriggerModel) -> SimulatedScanner:
    return SimulatedScanner(model)


def hold(desk: ScannerDesk, text: str = CODE, encoding: str = "utf-8") -> None:
    desk.scanner.take_away()
    desk.scanner.hold(text, encoding)


def test_a_code_is_read_and_the_light_goes_out(
    open_scanner: OpenScanner, scanner: SimulatedScanner, model: TriggerModel
) -> None:
    async def visit() -> None:
        async with open_scanner(scanner, model) as desk:
            dark = desk.driver.capabilities.triggered
            assert await desk.until_light(on=not dark)
            assert await desk.scan(lambda: hold(desk)) == READ
            assert await desk.until_light(on=not dark)

    asyncio.run(visit())


def test_a_phone_that_is_held_there_already_is_read(open_scanner: OpenScanner) -> None:
    async def visit() -> None:
        scanner = SimulatedScanner(TriggerModel.HONEYWELL)
        async with open_scanner(scanner, TriggerModel.HONEYWELL) as desk:
            hold(desk)
            assert await desk.scan() == READ

    asyncio.run(visit())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("社会保障卡号", "utf-8"),
        ("社会保障卡号", "gb18030"),
        ("https://a.example/?b=1 2", "utf-8"),
        ("9" * 512, "utf-8"),
    ],
    ids=["chinese-utf-8", "chinese-gb18030", "address", "longest"],
)
def test_any_text_is_read(
    open_scanner: OpenScanner, scanner: SimulatedScanner, model: TriggerModel, text: str, encoding: str
) -> None:
    async def visit() -> None:
        async with open_scanner(scanner, model) as desk:
            assert await desk.scan(lambda: hold(desk, text, encoding)) == ScannedCode(Secret(text))

    asyncio.run(visit())


@pytest.mark.parametrize("fault", [ScannerFault.GARBAGE, ScannerFault.NO_END])
def test_what_is_no_whole_text_is_told(
    open_scanner: OpenScanner, scanner: SimulatedScanner, model: TriggerModel, fault: ScannerFault
) -> None:
    async def visit() -> None:
        scanner.faults.add(fault)
        async with open_scanner(scanner, model) as desk:
            assert code(await desk.scan(lambda: hold(desk), deadline=3)) is FaultCode.CODE_UNREADABLE
            desk.scanner.faults.clear()
            await desk.pass_time(1)
            assert await desk.scan(lambda: hold(desk)) == READ

    asyncio.run(visit())


def test_a_line_without_end_is_bounded(
    open_scanner: OpenScanner, scanner: SimulatedScanner, model: TriggerModel
) -> None:
    async def visit() -> None:
        async with open_scanner(scanner, model) as desk:
            assert (
                code(await desk.scan(lambda: hold(desk, "9" * 600), deadline=3)) is FaultCode.CODE_UNREADABLE
            )
            desk.scanner.take_away()
            assert await desk.scan(lambda: hold(desk)) == READ

    asyncio.run(visit())


def test_a_code_said_three_times_is_given_once(
    open_scanner: OpenScanner, scanner: SimulatedScanner, model: TriggerModel
) -> None:
    async def visit() -> None:
        scanner.faults.add(ScannerFault.REPEAT)
        async with open_scanner(scanner, model) as desk:
            assert await desk.scan(lambda: hold(desk)) == READ
            assert code(await desk.scan(lambda: hold(desk), deadline=1)) is FaultCode.NO_CODE

    asyncio.run(visit())


def test_the_next_citizens_code_is_read_at_once(
    open_scanner: OpenScanner, scanner: SimulatedScanner, model: TriggerModel
) -> None:
    async def visit() -> None:
        async with open_scanner(scanner, model) as desk:
            assert await desk.scan(lambda: hold(desk)) == READ
            desk.scanner.take_away()
            assert await desk.scan(lambda: hold(desk, "2" + CODE)) == ScannedCode(Secret("2" + CODE))

    asyncio.run(visit())


def test_what_was_read_before_the_scan_is_nobodys(open_scanner: OpenScanner) -> None:
    async def visit() -> None:
        scanner = SimulatedScanner(TriggerModel.NONE)
        async with open_scanner(scanner, TriggerModel.NONE) as desk:
            hold(desk)
            await desk.pass_time(0.5)
            assert code(await desk.scan(deadline=1)) is FaultCode.NO_CODE

    asyncio.run(visit())


def test_a_scan_in_which_nobody_holds_a_code_ends_in_time(
    open_scanner: OpenScanner, scanner: SimulatedScanner, model: TriggerModel
) -> None:
    async def visit() -> None:
        async with open_scanner(scanner, model) as desk:
            assert code(await desk.scan(deadline=2)) is FaultCode.NO_CODE
            assert await desk.until_light(on=not desk.driver.capabilities.triggered)
            assert await desk.scan(lambda: hold(desk)) == READ

    asyncio.run(visit())


def test_a_scan_that_is_cancelled_puts_the_light_out(open_scanner: OpenScanner) -> None:
    async def visit() -> None:
        scanner = SimulatedScanner(TriggerModel.NEWLAND)
        async with open_scanner(scanner, TriggerModel.NEWLAND) as desk:
            scan = asyncio.create_task(desk.driver.scan(60))
            assert await desk.until_light(on=True)
            scan.cancel()
            assert await desk.until_light(on=False)
            with pytest.raises(asyncio.CancelledError):
                await scan

    asyncio.run(visit())
