"""What the flows work with; the composition root picks each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.bureau import Bureau
from kiosk.devices.ports import CardReader, ReceiptPrinter
from kiosk.domain.ids import Ids
from kiosk.domain.orders import RailName
from kiosk.domain.words import Language, Words
from kiosk.flows.framing import Hall
from kiosk.payments.settler import Settler
from kiosk.payments.timing import Timing


class PrintLog(Protocol):
    """Remembers prints across a crash, so that no voucher is printed twice unasked."""

    def print_started(self, voucher_no: str) -> int:
        """Write down that paper may be about to come out; the number counts this voucher's prints."""
        ...

    def print_ended(self, voucher_no: str, number: int, *, printed: bool) -> None:
        """Write down how it went."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a step may call."""

    hall: Hall
    bureau: Bureau
    settler: Settler
    prints: PrintLog
    reader: CardReader
    printer: ReceiptPrinter
    ids: Ids
    timing: Timing
    rails: Sequence[RailName]
    say: Callable[[Words, Language], str]
    """The catalogue, for what goes on paper."""
