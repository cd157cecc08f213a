"""The four bytes of real-time status of an ESC/POS printer, and what they mean together.

Bits by the Epson command reference of DLE EOT.
"""

from kiosk.devices.ports import DeviceState, FaultCode, PaperState, PrinterStatus

QUERIES = (1, 2, 3, 4)
"""The DLE EOT that are asked, in this order."""

_OFFLINE = 0x08  # of byte 1
_COVER_OPEN = 0x04  # of byte 2, and the others
_STOPPED_FOR_PAPER = 0x20
_ERROR = 0x40
_MECHANICAL_ERROR = 0x04  # of byte 3, and the others
_CUTTER_ERROR = 0x08
_UNRECOVERABLE = 0x20
_RECOVERS_BY_ITSELF = 0x40
_NEAR_END = 0x0C  # of byte 4, and the other
_PAPER_OUT = 0x60


def decode_status(answers: tuple[int, int, int, int]) -> PrinterStatus:
    """Say how a printer stands that gave `answers` to the QUERIES.

    A head that is too hot cools down by itself, so it makes the printer busy, not faulty.
    """
    printer, cause, error, roll = answers
    out = bool(roll & _PAPER_OUT or cause & _STOPPED_FOR_PAPER)
    paper = PaperState.OUT if out else PaperState.LOW if roll & _NEAR_END else PaperState.FULL
    fault: FaultCode | None = None
    if cause & _COVER_OPEN:
        fault = FaultCode.COVER_OPEN
    elif out:
        fault = FaultCode.PAPER_OUT
    elif error & _CUTTER_ERROR:
        fault = FaultCode.CUTTER_ERROR
    elif error & _UNRECOVERABLE:
        fault = FaultCode.PRINTER_ERROR
    elif error & _MECHANICAL_ERROR:
        fault, paper = FaultCode.PAPER_JAM, PaperState.JAMMED
    elif error & _RECOVERS_BY_ITSELF:
        return PrinterStatus(DeviceState.BUSY, paper)
    elif printer & _OFFLINE or cause & _ERROR:
        fault = FaultCode.PRINTER_ERROR
    return PrinterStatus(_DEVICE_STATES.get(fault, DeviceState.HARDWARE_ERROR), paper, fault=fault)


_DEVICE_STATES = {
    None: DeviceState.ONLINE,
    FaultCode.COVER_OPEN: DeviceState.USER_ERROR,
    FaultCode.PAPER_OUT: DeviceState.USER_ERROR,
}
