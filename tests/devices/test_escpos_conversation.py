"""Conversations with a printer that no contract holds, byte for byte, as another's emulator answers."""

import asyncio
from datetime import UTC, datetime

from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.ports import DeviceState, Fault, FaultCode, PaperDocument, Printed, TextLine
from kiosk.world.clock import VirtualClock
from tests.devices.recorded import FOLDER, Recorded
from tests.devices.waiting import running, until

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DOCUMENT = PaperDocument((TextLine("金额 1"),))


def print_on(name: str) -> Printed | Fault:
    async def visit() -> Printed | Fault:
        conversation = Recorded(FOLDER / "printer" / name)
        driver = EscPosPrinter(conversation.line(), VirtualClock(NOON))
        async with conversation.held(), running(driver):
            await until(driver.changes(), lambda status: status.device is not DeviceState.STARTING)
            result = await driver.print_document(DOCUMENT, 10)
        conversation.end()
        return result

    return asyncio.run(visit())


def test_the_automatic_status_in_between_is_no_answer() -> None:
    assert print_on("automatic-status.txt") == Printed()


def test_a_printer_that_is_off_line_without_a_cause_gets_no_job() -> None:
    result = print_on("offline.txt")
    assert isinstance(result, Fault)
    assert result.code is FaultCode.PRINTER_ERROR
