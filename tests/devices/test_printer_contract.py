"""What holds for every receipt printer: over memory, TCP, a serial line, a device file and recordings."""

import asyncio
from functools import partial
from pathlib import Path

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
from tests.devices.printer_desks import OpenPrinter, in_process, on_network, on_serial_line, on_usb, recorded
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


BACKENDS = {"in-process": in_process, "tcp": on_network, "serial": on_serial_line, "usb": on_usb}


@pytest.fixture(params=[*BACKENDS, "recorded"])
def open_printer(request: pytest.FixtureRequest, tmp_path: Path) -> OpenPrinter:
    if request.param == "recorded":
        return partial(recorded, request.getfixturevalue("conversation"), tmp_path)
    return BACKENDS[request.param]


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
        ("take_paper_away", FaultCode.PAPER_OUT),
        ("open_cover", FaultCode.COVER_OPEN),
        ("jam", FaultCode.PAPER_JAM),
    ],
)
def test_nothing_is_sent_to_a_printer_that_cannot_print(
    open_printer: OpenPrinter, trouble: str, expected: FaultCode
) -> None:
    async def visit() -> None:
        async with open_printer() as desk:
            getattr(desk.printer, trouble)()
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
