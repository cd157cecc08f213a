"""Conversations with a printer, byte for byte, as another's emulator holds them (see test_emupos)."""

import asyncio
from datetime import UTC, datetime

import pytest

from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.ports import DeviceState, Fault, FaultCode, PaperDocument, Printed, TextLine
from kiosk.world.clock import VirtualClock
from tests.devices.recorded import KIOSK, TERMINAL, RecordedStream
from tests.devices.waiting import running, until

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DOCUMENT = PaperDocument((TextLine("金额 1"),))
ASK = (KIOSK, bytes.fromhex("100401 100402 100403 100404"))
RECOVER = (KIOSK, bytes.fromhex("100502"))
JOB = (
    KIOSK,
    bytes.fromhex("1B40 1D6100 1B6100 1B4500 1D2100 1C26 BDF0B6EE 2031 1C2E 0A 1D564200"),
)
FENCE = (KIOSK, bytes.fromhex("1D7201"))


def said(answer: str) -> tuple[str, bytes]:
    return TERMINAL, bytes.fromhex(answer)


def print_on(conversation: list[tuple[str, bytes]]) -> Printed | Fault:
    async def visit() -> Printed | Fault:
        stream = RecordedStream(conversation, ignored=b"")
        driver = EscPosPrinter(stream, VirtualClock(NOON))
        async with running(driver):
            await until(driver.changes(), lambda status: status.device is not DeviceState.NO_DEVICE)
            result = await driver.print_document(DOCUMENT, 10)
            assert stream.over
            return result

    return asyncio.run(visit())


def test_a_job_is_asked_for_printed_and_fenced() -> None:
    ready = said("12 12 12 12")
    result = print_on([ASK, ready, ASK, ready, JOB, FENCE, said("00")])
    assert result == Printed()


def test_the_automatic_status_of_another_user_is_no_answer() -> None:
    ready = said("12 12 12 12")
    result = print_on([ASK, ready, ASK, said("12 12 10000000 12 12"), JOB, FENCE, said("10000300 03")])
    assert result == Printed()


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ("1A 32 12 7E", FaultCode.PAPER_OUT),
        ("1A 16 12 12", FaultCode.COVER_OPEN),
        ("1A 12 12 12", FaultCode.PRINTER_ERROR),
    ],
)
def test_a_printer_that_says_why_not_gets_no_job(answers: str, code: FaultCode) -> None:
    why = said(answers)
    result = print_on([ASK, why, RECOVER, ASK, why])
    assert isinstance(result, Fault)
    assert result.code is code
