"""The ESC/POS driver's own promises, byte for byte where they are bytes."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.drivers.escpos_encoder import encode
from kiosk.devices.ports import (
    Alignment,
    Columns,
    DeviceState,
    Fault,
    FaultCode,
    Feed,
    Printed,
    PrinterStatus,
    QrCode,
    TextLine,
)
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.transports.memory_stream import MemoryStream
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.world.clock import VirtualClock
from tests.devices.documents import titled
from tests.devices.printer_desks import in_process
from tests.devices.waiting import running, until

START = "1B 40 1D 61 00"
TITLE = "1B 61 01 1B 45 01 1D 21 11 41 0A"
CUT = "1D 56 42 00"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def encoded(*items: TextLine | Columns | QrCode | Feed) -> str:
    return b"".join(encode(titled("A", *items))).hex(" ").upper()


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (TextLine("abc"), "1B 61 00 1B 45 00 1D 21 00 61 62 63 0A"),
        (TextLine("社", Alignment.CENTER, bold=True), "1B 61 01 1B 45 01 1D 21 00 1C 26 C9 E7 1C 2E 0A"),
        (TextLine("a\x1b@b"), "1B 61 00 1B 45 00 1D 21 00 61 20 40 62 0A"),
        (Columns("L", "R", scale=8), "1B 61 00 1B 45 00 1D 21 77 4C 20 20 20 20 52 0A"),
        (Feed(2), "1B 64 02"),
        (
            QrCode("hi", 4),
            (
                "1B 4A 18 1B 61 01 1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 04 1D 28 6B 03 00 31 45 "
                "31 1D 28 6B 05 00 31 50 30 68 69 1D 28 6B 03 00 31 51 30 1B 4A 18"
            ),
        ),
    ],
)
def test_a_document_is_these_bytes(item: TextLine | Columns | QrCode | Feed, expected: str) -> None:
    assert encoded(item) == f"{START} {TITLE} {expected} {CUT}"


def test_a_line_with_a_rare_character_is_sent_as_a_picture_of_the_whole_width() -> None:
    picture = encoded(TextLine("𠮷"))
    assert picture.count("1D 76 30 00 48 00 06 00") == 5  # of 6 rows
    assert "FF" in picture


def test_a_line_that_is_too_long_goes_on_below_and_loses_nothing() -> None:
    async def visit() -> None:
        async with in_process() as desk:
            await desk.print(titled("长", TextLine("字" * 50), Columns("左" * 20, "right " * 3 + "右" * 10)))
            assert desk.printer.printed[0].lines == (
                "长",
                "字" * 24,
                "字" * 24,
                "字字",
                "左" * 20,
                " " * 10 + "right " * 3 + "右" * 10,
            )

    asyncio.run(visit())


def test_the_printed_code_can_be_read_by_a_camera(tmp_path: Path) -> None:
    token = "KV1." + "a1B2" * 50

    async def visit() -> None:
        async with in_process() as desk:
            await desk.print(titled("凭证", TextLine("扫一扫"), QrCode(token), TextLine("谢谢")))
            desk.printer.printed[0].save_png(tmp_path / "paper.png")

    asyncio.run(visit())
    image = cv2.imread(str(tmp_path / "paper.png"), cv2.IMREAD_GRAYSCALE)
    assert image is not None
    assert image.shape[1] == 640  # 576 dots and the paper's edges
    assert set(np.unique(image)) == {0, 255}
    framed = cv2.copyMakeBorder(image, 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=(255,))
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(framed)
    assert text == token


class OldPrinter:
    """Says that all is well, and answers a fence only when it is told to."""

    def __init__(self) -> None:
        self.received = b""
        self.stream = MemoryStream(self.receive)

    def receive(self, data: bytes) -> None:
        self.received += data
        self.stream.deliver(b"\x12" * (data.count(b"\x10\x04")))


def test_a_job_whose_end_is_never_confirmed_is_no_success() -> None:
    async def visit() -> None:
        printer, clock = OldPrinter(), VirtualClock(NOON)
        driver = EscPosPrinter(printer.stream, clock)
        async with running(driver, clock):
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            job = asyncio.create_task(driver.print_document(titled("A"), 30))
            await clock.advance(29)
            assert not job.done()
            await clock.advance(2)
            fault = await job
            assert isinstance(fault, Fault)
            assert fault.code is FaultCode.PRINT_UNCONFIRMED

    asyncio.run(visit())


def test_a_line_that_is_lost_before_the_end_is_confirmed_is_no_success() -> None:
    async def visit() -> None:
        printer, clock = OldPrinter(), VirtualClock(NOON)
        driver = EscPosPrinter(printer.stream, clock)
        async with running(driver, clock):
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            job = asyncio.create_task(driver.print_document(titled("A"), 30))
            await clock.advance(0.1)
            await printer.stream.close()
            await clock.advance(1)
            fault = await job
            assert isinstance(fault, Fault)
            assert fault.code is FaultCode.PRINT_UNCONFIRMED

    asyncio.run(visit())


def test_the_late_confirmation_of_an_old_job_does_not_confirm_the_next() -> None:
    async def visit() -> None:
        printer, clock = OldPrinter(), VirtualClock(NOON)
        driver = EscPosPrinter(printer.stream, clock)
        async with running(driver, clock):
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            first = asyncio.create_task(driver.print_document(titled("A"), 5))
            await clock.advance(6)
            assert isinstance(await first, Fault)
            second = asyncio.create_task(driver.print_document(titled("B"), 30))
            await clock.advance(1)
            printer.stream.deliver(b"\x00")  # the fence of A
            await clock.advance(0.5)
            printer.stream.deliver(b"\x00")  # the one between
            await clock.advance(2)
            assert b"B\n" in printer.received
            assert not second.done()
            printer.stream.deliver(b"\x00")
            assert await second == Printed()

    asyncio.run(visit())


def test_half_a_picture_of_a_job_that_was_given_up_does_not_swallow_the_next_job() -> None:
    async def visit() -> None:
        clock = VirtualClock(NOON)
        printer = SimulatedPrinter(clock, baud=9600)
        driver = EscPosPrinter(printer.stream(), clock)
        async with running(driver, clock):
            await clock.advance(1)
            first = asyncio.create_task(driver.print_document(titled("𠮷" * 10), 2))
            await clock.advance(3)
            assert isinstance(await first, Fault)
            second = asyncio.create_task(driver.print_document(titled("B"), 60))
            await clock.advance(60)
            assert await second == Printed()
            assert printer.printed[-1].lines == ("B",)
            assert len(printer.printed) == 2
            assert printer.events == []

    asyncio.run(visit())


@pytest.mark.parametrize("seconds", [0.2, 0.5, 0.8, 1.1])
def test_a_printer_whose_power_fails_for_a_moment_in_a_job_does_not_count_as_having_printed_it(
    seconds: float,
) -> None:
    async def visit() -> None:
        clock = VirtualClock(NOON)
        printer = SimulatedPrinter(clock, baud=19_200)
        driver = EscPosPrinter(printer.stream(), clock)
        async with running(driver, clock):
            await clock.advance(1)
            lines = (TextLine("社会保险费缴费凭证" * 2) for _ in range(60))
            job = asyncio.create_task(driver.print_document(titled("A", *lines), 30))
            await clock.advance(seconds)
            printer.power_off()
            await clock.advance(0.5)
            printer.power_on()
            await clock.advance(40)
            result = await job
            assert isinstance(result, Fault)
            assert result.code is FaultCode.PRINT_UNCONFIRMED

    asyncio.run(visit())


def test_a_line_that_is_not_there_is_opened_again_and_again() -> None:
    async def visit() -> None:
        clock = VirtualClock(NOON)
        driver = EscPosPrinter(SerialStream("/nowhere", 9600), clock)
        async with running(driver, clock):
            assert (await driver.refresh(1)).fault is FaultCode.NO_DEVICE
            job = await driver.print_document(titled("A"), 5)
            assert isinstance(job, Fault)
            assert job.code is FaultCode.NO_DEVICE

    asyncio.run(visit())


def test_every_subscriber_hears_of_every_change() -> None:
    async def visit() -> None:
        async with in_process() as desk:
            heard: list[asyncio.Queue[PrinterStatus]] = [asyncio.Queue(), asyncio.Queue()]

            async def listen(to: asyncio.Queue[PrinterStatus]) -> None:
                async for status in desk.driver.changes():
                    to.put_nowait(status)

            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(listen(to)) for to in heard]
                await asyncio.sleep(0)
                desk.printer.open_cover()
                await desk.driver.refresh(1)
                desk.printer.close_cover()
                await desk.driver.refresh(1)
                for _ in range(5):
                    await asyncio.sleep(0)
                for task in tasks:
                    task.cancel()
            for queue in heard:
                faults = [queue.get_nowait().fault for _ in range(queue.qsize())]
                assert faults == [None, FaultCode.COVER_OPEN, None]

    asyncio.run(visit())


def test_a_printer_that_idles_for_an_hour_never_seems_to_fail() -> None:
    async def visit() -> None:
        async with in_process() as desk:
            faults: set[FaultCode | None] = set()

            async def listen() -> None:
                async for status in desk.driver.changes():
                    faults.add(status.fault)

            listening = asyncio.create_task(listen())
            await desk.pass_time(3600)
            listening.cancel()
            assert faults == {None}

    asyncio.run(visit())


def test_an_idle_printer_says_itself_that_something_has_changed() -> None:
    async def visit() -> None:
        async with in_process() as desk:

            async def soon_after(change: Callable[[], None]) -> FaultCode | None:
                change()
                await desk.pass_time(0.2)
                return desk.driver.status.fault

            for _ in range(2):
                await desk.pass_time(5)
                assert await soon_after(desk.printer.open_cover) is FaultCode.COVER_OPEN
                assert await soon_after(desk.printer.close_cover) is None
                await desk.print(titled("A"))  # and it is told to be quiet for that
            desk.printer.power_off()
            await desk.pass_time(5)
            desk.printer.power_on()
            await desk.pass_time(5)
            assert await soon_after(desk.printer.take_paper_away) is FaultCode.PAPER_OUT

    asyncio.run(visit())
