"""What the settler needs from outside: rails to move money, and the bureau's book of orders."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

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
from kiosk.payments.outcome import Outcome


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
