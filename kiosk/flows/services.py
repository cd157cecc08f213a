"""What the flows work with; the composition root picks each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.bureau import Bureau
from kiosk.devices.fault_catalogue import FaultCatalogue
from kiosk.devices.ports import CardReader, CodeScanner, IdentityCardReader, PaymentTerminal, ReceiptPrinter
from kiosk.domain.ids import Ids
from kiosk.domain.orders import RailName
from kiosk.domain.words import Language, Words
from kiosk.flows.face_services import FaceServices
from kiosk.flows.framing import Hall
from kiosk.payments.order_record import OrderRecord
from kiosk.payments.record import AttemptRecord
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


class OrderLog(Protocol):
    """Remembers what became of each payer's orders, and which of it they have been told."""

    def untold_orders(self, payer: str) -> tuple[OrderRecord, ...]:
        """List the orders of which the payer has not been told the end, oldest first."""
        ...

    def attempts_of(self, order_id: str) -> tuple[AttemptRecord, ...]:
        """List an order's attempts, oldest first."""
        ...

    def order_told(self, order_id: str) -> None:
        """Write down that the payer knows; repeating it is harmless."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a step may call."""

    hall: Hall
    bureau: Bureau
    settler: Settler
    prints: PrintLog
    orders: OrderLog
    reader: CardReader
    printer: ReceiptPrinter
    terminal: PaymentTerminal | None
    """For bank cards, which only a kiosk with the card rail takes."""
    scanner: CodeScanner | None
    """For codes that citizens' phones show."""
    identity_reader: IdentityCardReader | None
    """For logging in by ID card."""
    faces: FaceServices | None
    """For logging in by face."""
    faults: FaultCatalogue
    """What each fault of these devices means for the citizen."""
    ids: Ids
    timing: Timing
    rails: Sequence[RailName]
    say: Callable[[Words, Language], str]
    """The catalogue, for what goes on paper."""
