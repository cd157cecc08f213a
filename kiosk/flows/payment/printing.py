"""Prints a voucher so that a crash at any moment never brings out a second one unasked."""

from collections.abc import Callable
from typing import Protocol

from kiosk.bureau import PrintRecord
from kiosk.devices.ports import Fault, PaperDocument, Printed
from kiosk.domain.problems import Problem
from kiosk.flows.services import PrintLog

_PRINT_SECONDS = 30.0


class Prints(Protocol):
    """The one thing that is asked of a printer here."""

    async def print_document(self, document: PaperDocument, deadline: float) -> Printed | Fault:
        """Print and wait until it is on paper."""
        ...


class CountsPrints(Protocol):
    """The one thing that is asked of the bureau here."""

    async def record_print(self, voucher_no: str) -> PrintRecord | Problem:
        """Count a print that came out."""
        ...


async def print_voucher(
    voucher_no: str,
    draw: Callable[[int], PaperDocument],
    log: PrintLog,
    printer: Prints,
    bureau: CountsPrints,
) -> Printed | Fault:
    """Print it and remember it; `draw` makes the document, 1 being the original and more reprints."""
    count = log.print_started(voucher_no)
    result = await printer.print_document(draw(count), _PRINT_SECONDS)
    log.print_ended(voucher_no, count, printed=isinstance(result, Printed))
    if isinstance(result, Printed):
        await bureau.record_print(voucher_no)
    return result
