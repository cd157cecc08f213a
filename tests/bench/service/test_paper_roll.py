"""What is to be done next while a paper roll is changed."""

import pytest

from kiosk.bench.service.paper_roll import Stage, stage_of
from kiosk.devices.ports import DeviceState, FaultCode, PaperState, PrinterStatus


@pytest.mark.parametrize(
    ("fault", "paper", "was_open", "stage"),
    [
        (None, PaperState.LOW, False, Stage.OPEN_COVER),
        (FaultCode.PAPER_OUT, PaperState.OUT, False, Stage.OPEN_COVER),
        (FaultCode.COVER_OPEN, PaperState.OUT, True, Stage.LOAD_ROLL),
        (FaultCode.COVER_OPEN, PaperState.UNKNOWN, True, Stage.LOAD_ROLL),
        (FaultCode.COVER_OPEN, PaperState.FULL, True, Stage.CLOSE_COVER),
        (FaultCode.PAPER_OUT, PaperState.OUT, True, Stage.LOAD_ROLL),
        (None, PaperState.FULL, True, Stage.PRINT),
        (FaultCode.CUTTER_ERROR, PaperState.FULL, True, Stage.OTHER_FAULT),
        (FaultCode.NO_DEVICE, PaperState.UNKNOWN, False, Stage.OTHER_FAULT),
    ],
)
def test_the_printer_itself_says_what_comes_next(
    *,
    fault: FaultCode | None,
    paper: PaperState,
    was_open: bool,
    stage: Stage,
) -> None:
    status = PrinterStatus(
        DeviceState.ONLINE if fault is None else DeviceState.USER_ERROR, paper, fault=fault
    )
    assert stage_of(status, was_open=was_open) is stage
