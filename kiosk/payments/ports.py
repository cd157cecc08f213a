"""What the settler needs from outside: rails to move money, the bureau's book of orders, a journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.journal_report import ReportedEvent
from kiosk.domain.money import Fen
from kiosk.domain.orders import (
    AttemptRegistration,
    Order,
    OrderRequest,
    PaymentMode,
    Posting,
    RailName,
    Receipt,
)
from kiosk.domain.problems import Problem
from kiosk.domain.secret import Secret
from kiosk.payments.decision import DecisionRecord
from kiosk.payments.order_record import OrderRecord, OrderStage
from kiosk.payments.outcome import Outcome
from kiosk.payments.record import AttemptRecord


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """What a rail needs to make a trade."""

    attempt_no: str
    fen: Fen
    subject: str
    """What the citizen's phone shows, without personal data."""
    expires_at: datetime
    """The last moment at which the citizen can pay."""
    mode: PaymentMode
    citizen_code: Secret | None = None
    """The payment code of the citizen's phone, for `SCANNED_CODE`."""


class PaymentRail(Protocol):
    """A way that money takes. It never raises for what a gateway answers or fails to answer."""

    @property
    def name(self) -> RailName:
        """Which rail this is."""
        ...

    async def create(self, request: PaymentRequest) -> Outcome:
        """Make a trade: `Open`, with the code if one is to be shown, `Paid`, or what went wrong."""
        ...

    async def query(self, attempt_no: str, fen: Fen) -> Outcome:
        """Ask for the truth; an answer about another amount is `Mismatch`."""
        ...

    async def close(self, attempt_no: str, fen: Fen, mode: PaymentMode) -> Outcome:
        """Make sure that nobody pays it any more; `Paid` if the citizen was faster.

        `Open` means that the gateway took the request, but that only a query tells how it ended.
        """
        ...

    async def refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        """Give the money back, once per `refund_no` however often it is asked."""
        ...

    async def query_refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        """Ask what became of a refund."""
        ...


class OrderBook(Protocol):
    """The part of the bureau that money needs; see `kiosk.bureau.contract` for the problems."""

    async def now(self) -> datetime | Problem:
        """Tell the bureau's time."""
        ...

    async def create_order(self, request: OrderRequest) -> Order | Problem:
        """Lock the bills for this order, or refuse."""
        ...

    async def order(self, order_id: str) -> Order | Problem:
        """Tell the truth about an order."""
        ...

    async def register_attempt(self, attempt: AttemptRegistration) -> Problem | None:
        """Hear of an attempt before the gateway does."""
        ...

    async def post(self, receipt: Receipt) -> Posting | Problem:
        """Enter the money in the ledger, once."""
        ...

    async def void(self, order_id: str, reason: str) -> Order | Problem:
        """Close an order for ever."""
        ...


class PaymentJournal(Protocol):
    """Where every transition is stored before the next call; see `kiosk.payments.journal`.

    What was written is there after a restart, as soon as the method has returned.
    """

    def has_room(self) -> bool:
        """Whether new payments may begin."""
        ...

    def order_started(self, request: OrderRequest) -> bool:
        """Write an order down; False if one of its bills has an order that has not ended."""
        ...

    def order_opened(self, order: Order) -> None:
        """Note that the bureau has locked the bills."""
        ...

    def order_ended(self, order_id: str, stage: OrderStage, reason: str) -> None:
        """Note that an order ended or, with VOIDING, shall end; one that has ended stays as it is."""
        ...

    def attempt_started(self, record: AttemptRecord) -> None:
        """Write a new attempt down."""
        ...

    def attempt_changed(
        self, old: AttemptRecord, new: AttemptRecord, order: OrderStage | None = None
    ) -> None:
        """Store a transition, and with it the end of the order if `order` names one."""
        ...

    def taken_up(
        self, attempts: Sequence[tuple[AttemptRecord, AttemptRecord]], orders: Sequence[str], reason: str
    ) -> None:
        """Store at once the transitions of attempts, and that orders shall be voided."""
        ...

    def attempt(self, attempt_no: str) -> AttemptRecord:
        """Read one attempt; KeyError if there is none."""
        ...

    def attempts_of(self, order_id: str) -> tuple[AttemptRecord, ...]:
        """Read an order's attempts, oldest first."""
        ...

    def open_attempts(self) -> tuple[AttemptRecord, ...]:
        """Read the attempts that are not final, oldest first."""
        ...

    def order(self, order_id: str) -> OrderRecord:
        """Read one order; KeyError if there is none."""
        ...

    def unresolved_orders(self) -> tuple[OrderRecord, ...]:
        """Read the orders that have not ended, oldest first."""
        ...

    def decisions_about(self, attempt_no: str) -> tuple[DecisionRecord, ...]:
        """Read what people decided about an attempt, oldest first."""
        ...

    def unresolved_bills(self) -> frozenset[str]:
        """Tell which bills have an attempt whose end is open or must be decided by a person."""
        ...


class EventReceiver(Protocol):
    """The part of the bureau that hears of the kiosk's journal."""

    async def receive_events(self, kiosk_number: str, events: Sequence[ReportedEvent]) -> int | Problem:
        """Keep the events, each once; give the number of the last one held."""
        ...
