"""An attempt to pay, as the journal holds it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.money import Fen
from kiosk.domain.orders import PaymentMode, RailName
from kiosk.domain.secret import Secret


class AttemptState(StrEnum):
    """Where an attempt stands. An intent is written before the call that it announces."""

    PAY_INTENT = "pay-intent"
    OPEN = "open"
    CLOSE_INTENT = "close-intent"
    CANCEL_INTENT = "cancel-intent"
    """The cancelling of a scanned code may be on its way; as it gives paid money back, nothing is posted."""
    CLOSED = "closed"
    PAID = "paid"
    POST_INTENT = "post-intent"
    POSTED = "posted"
    VOID_INTENT = "void-intent"
    REFUND_INTENT = "refund-intent"
    REFUNDED = "refunded"
    QUARANTINED = "quarantined"
    """The gateway spoke of another amount or number: a person must look at it."""


FINAL_STATES = frozenset(
    {AttemptState.CLOSED, AttemptState.POSTED, AttemptState.REFUNDED, AttemptState.QUARANTINED}
)


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One attempt on one rail. The journal stores it whole at each change."""

    attempt_no: str
    order_id: str
    rail: RailName
    mode: PaymentMode
    fen: Fen
    subject: str
    state: AttemptState
    created_at: datetime
    window_ends_at: datetime
    """When the kiosk stops waiting for the citizen and closes the trade."""
    expires_at: datetime
    """The last moment at which the citizen can pay."""
    last_checked_at: datetime | None = None
    checks: int = 0
    """Calls made in the present state; more of them lengthen the pause before the next."""
    uncertain: bool = False
    """The last answer was `Unknown` or `NotSent`: the citizen is told that we are checking."""
    code: str | None = None
    """What the citizen scans; kept in memory only, so that it is never shown again after a restart."""
    citizen_code: Secret | None = None
    """What the kiosk scanned from the citizen's phone; in memory only, until the trade is made."""
    trade_no: str | None = None
    paid_fen: Fen | None = None
    paid_at: datetime | None = None
    posting_no: str | None = None
    refund_no: str | None = None
    """Derived from `attempt_no`, so that no retry can invent another."""
    reason: str | None = None
    """Why it was closed, refused or set aside, in words for the operator."""

    @property
    def final(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in FINAL_STATES

    @property
    def allows_another(self) -> bool:
        """Whether the citizen may try another way: this one was not paid and cannot be any more."""
        return self.state is AttemptState.CLOSED
