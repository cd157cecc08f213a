"""What holds for every receipt printer: one suite over memory, TCP, a serial line and a device file."""

import asyncio

import pytest

from kiosk.devices.ports import (
    Alignment,
    Columns,
    DeviceState,
    Fault,
    FaultCode,
    Feed,
    PaperState,
    Printed,
    QrCode,
    Rule,
    TextLine,
)
from kiosk.devices.simulators.faults import Times
from kiosk.devices.simulators.printer import PrinterFault, SimulatedPrinter
from tests.devices.documents import titled
from tests.devices.printer_desks import OpenPrinter, in_process, on_network, on_serial_line, on_usb
from tests.devices.waiting import until

VOUCHER = titled(
    "缴费凭证",
    TextLine("Payment voucher", Alignment.CENTER),
    Rule(),
    Columns("姓名 Name", "张*"),
    Columns("参保人 Insured", "𠮷田䶮"),
    Columns("金额 Amount", "￥380.00", bold=True, scale=2),
    QrCode("KV1.abc.def"),
    Feed(2),
)
LINES = ("缴费凭证", "Payment voucher", "姓名 Name" + " " * 36 + "张*", "金额 Amount     ￥380.00")


@pytest.fixture(
    params=[in_process, on_network, on_serial_line, on_usb], ids=["in-process", "tcp", "serial", "usb"]
)
def open_printer(request: pytest.FixtureRequest) -> OpenPrinter:
    opener: OpenPrinter = request.param
    return opener


def code(result: object) -> FaultCode:
    assert isinstance(result, Fault)
    return result.code


def test_what_is_to_stand_on_the_paper_stands_there(open_printer: OpenPrinter) -> None:
    async def visit() -> None:
        async with open_printer() as desk:
            assert await desk.print(VOUCHER) == Printed()
            (paper,) = desk.printer.printed
            assert paper.lines == LINES
            assert paper.qr_codes == ("KV1.abc.def",)
            assert desk.printer.events == []

    asyncio.run(visit())


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        (SimulatedPrinter.take_paper_away, FaultCode.PAPER_OUT),
        (SimulatedPrinter.open_cover, FaultCode.COVER_OPEN),
        (SimulatedPrinter.jam, FaultCode.PAPER_JAM),
    ],
)
def test_nothing_is_sent_to_a_printer_that_cannot_print(
    open_printer: OpenPrinter, trouble: object, expected: FaultCode
) -> None:
    async def visit() -> None:
        async with open_printer() as desk:
            assert callable(trouble)
            trouble(desk.printer)
            assert code(await desk.print(VOUCHER)) is expected
            assert desk.driver.status.fault is expected
            desk.printer.load_paper()
            desk.printer.close_cover()
            desk.printer.clear_jam()
            assert desk.printer.printed == []
            assert await desk.print(VOUCHER) == Printed()
            assert len(desk.printer.printed) == 1

    asyncio.run(visit())


def test_paper_that_runs_out_while_printing_is_no_success_and_leaves_the_next_job_whole(
    open_printer: OpenPrinter,
) -> None:
    async def visit() -> None:
        async with open_printer() as desk:
            desk.printer.load_paper(100)
            assert code(await desk.print(VOUCHER, after=1)) is FaultCode.PAPER_OUT
            assert desk.printer.printed == []
            desk.printer.load_paper()
            assert await desk.print(VOUCHER, after=3) == Printed()
            assert desk.printer.printed[-1].lines == LINES
            assert desk.printer.events == []

    asyncio.run(visit())


def mend(printer: SimulatedPrinter) -> None:
    printer.power_on()
    printer.load_paper()
    printer.close_cover()
    printer.clear_jam()
    printer.mend_cutter()


@pytest.mark.parametrize(
    ("mishap", "expected"),
    [
        (PrinterFault.PAPER_OUT, FaultCode.PAPER_OUT),
        (PrinterFault.PAPER_JAM, FaultCode.PAPER_JAM),
        (PrinterFault.COVER_OPEN, FaultCode.COVER_OPEN),
        (PrinterFault.CUTTER_ERROR, FaultCode.CUTTER_ERROR),
        (PrinterFault.POWER_OFF, FaultCode.PRINT_UNCONFIRMED),
    ],
)
def test_what_happens_half_way_through_a_voucher_is_told_and_the_next_one_is_whole(
    open_printer: OpenPrinter, mishap: PrinterFault, expected: FaultCode
) -> None:
    async def visit() -> None:
        async with open_printer() as desk:
            desk.printer.faults.add(mishap, Times(1))
            assert code(await desk.print(VOUCHER, deadline=3, after=4)) is expected
            assert not any(paper.lines == LINES for paper in desk.printer.printed)
            mend(desk.printer)
            await desk.pass_time(5)
            assert await desk.print(VOUCHER, after=3) == Printed()
            assert desk.printer.printed[-1].lines == LINES
            assert desk.printer.events == []

    asyncio.run(visit())


def test_a_cutter_that_fails_is_told(open_printer: OpenPrinter) -> None:
    async def visit() -> None:
        async with open_printer() as desk:
            desk.printer.break_cutter()
            assert code(await desk.print(VOUCHER, after=1)) is FaultCode.CUTTER_ERROR
            assert code(await desk.print(VOUCHER, after=1)) is FaultCode.CUTTER_ERROR
            desk.printer.mend_cutter()
            assert await desk.print(VOUCHER, after=3) == Printed()
            assert desk.printer.printed[-1].lines == LINES

    asyncio.run(visit())


def test_a_roll_near_its_end_is_told_and_still_prints(open_printer: OpenPrinter) -> None:
    async def visit() -> None:
        async with open_printer() as desk:
            desk.printer.near_end()
            assert await desk.print(VOUCHER) == Printed()
            assert desk.driver.status.paper is PaperState.LOW
            assert desk.driver.status.device is DeviceState.ONLINE

    asyncio.run(visit())


def test_a_printer_without_power_does_not_respond(open_printer: OpenPrinter) -> None:
    async def visit() -> None:
        async with open_printer() as desk:
            desk.printer.power_off()
            assert code(await desk.print(VOUCHER, after=2)) is FaultCode.NOT_RESPONDING
            desk.printer.power_on()
            await desk.pass_time(5)
            await until(desk.driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            assert await desk.print(VOUCHER) == Printed()

    asyncio.run(visit())
