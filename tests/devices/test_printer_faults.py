"""What happens to a paper in its middle, on the occasion that was planned."""

import asyncio

import pytest

from kiosk.devices.ports import Fault, FaultCode, Feed, PaperDocument, Printed, TextLine
from kiosk.devices.simulators.faults import After
from kiosk.devices.simulators.printer import PrinterFault
from tests.devices.printer_desks import in_process

_DOCUMENT = PaperDocument((*[TextLine("缴费凭证")] * 12, Feed(2)))


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (PrinterFault.PAPER_OUT, FaultCode.PAPER_OUT),
        (PrinterFault.PAPER_JAM, FaultCode.PAPER_JAM),
        (PrinterFault.COVER_OPEN, FaultCode.COVER_OPEN),
        (PrinterFault.CUTTER_ERROR, FaultCode.CUTTER_ERROR),
        (PrinterFault.POWER_OFF, FaultCode.PRINT_UNCONFIRMED),
    ],
)
def test_a_paper_that_is_spoilt_in_its_middle_is_never_taken_for_a_good_one(
    happens: PrinterFault, told: FaultCode
) -> None:
    async def story() -> None:
        async with in_process() as desk:
            desk.printer.faults.add(happens, After(1))
            assert await desk.print(_DOCUMENT) == Printed()
            fault = await desk.print(_DOCUMENT, after=25)
            assert isinstance(fault, Fault)
            assert fault.code is told
            assert not desk.printer.faults.planned

    asyncio.run(story())
