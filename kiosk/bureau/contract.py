"""The contract that the kiosk calls, whoever stands behind it.

Every request either has its effect once or comes back as a `Problem`; `ProblemCode.UNREACHABLE`
means nobody knows, and the same request (same ids) may be sent again without harm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kiosk.domain.bills import Bill
from kiosk.domain.journal_report import ReportedEvent
from kiosk.domain.orders import AttemptRegistration, LedgerEntry, Order, OrderRequest, Posting, Receipt
from kiosk.domain.people import (
    CardPhoto,
    EVoucherActivation,
    LoginEvidence,
    ProvableEvidence,
    ReferencePhoto,
    Session,
)
from kiosk.domain.problems import Problem
from kiosk.domain.vouchers import Voucher


@dataclass(frozen=True, slots=True)
class PrintRecord:
    """One print of a voucher: 1 is the original, more are reprints."""

    voucher_no: str
    count: int


class Bureau(Protocol):
    """The social-insurance bureau."""

    async def now(self) -> datetime | Problem:
        """Tell the bureau's time, to hold the kiosk's clock against."""
        ...

    async def open_session(self, evidence: LoginEvidence) -> Session | Problem:
        """Log a citizen in.

        By card: AUTH_FAILED, CARD_LOST, CARD_EXPIRED, CARD_CANCELLED, LOCKED. By identity card:
        PERSON_UNKNOWN, AUTH_FAILED, IDENTITY_CARD_EXPIRED; how their other card stands does not matter.
        By e-voucher: EVOUCHER_REFUSED; its code is used up by the first try. By session: SESSION_ENDED,
        AUTH_FAILED without a face; the same session comes back, with the face proven.
        """
        ...

    async def reference_photo(self, evidence: ProvableEvidence, consent: str) -> ReferencePhoto | Problem:
        """Hand out a photo of whose card or session it is, to be compared here and now with their face.

        Args:
            consent: the version of the text to which they have just consented; it is kept.

        The problems are those of `open_session`, and NOT_FOUND if there is no photo.
        """
        ...

    async def activate_evoucher(self, session_id: str, consent: str) -> EVoucherActivation | Problem:
        """Activate the e-voucher of who is logged in: SESSION_ENDED, ASSURANCE_TOO_LOW.

        Repeating it gives a new code, and ends the one before.

        Args:
            consent: the version of the text to which they have just consented; it is kept.
        """
        ...

    async def keep_card_photo(self, session_id: str, photo: CardPhoto, consent: str) -> Problem | None:
        """Keep a photo for the next card of who is logged in: SESSION_ENDED, ASSURANCE_TOO_LOW.

        It takes the place of an earlier one, so repeating it is harmless.

        Args:
            consent: the version of the text to which they consented before it was taken; it is kept.
        """
        ...

    async def close_session(self, session_id: str) -> Problem | None:
        """End a session; repeating it is harmless."""
        ...

    async def bills(self, session_id: str, person: str) -> tuple[Bill, ...] | Problem:
        """List a person's bills, those that cannot be paid included: SESSION_ENDED, NOT_FOUND."""
        ...

    async def create_order(self, request: OrderRequest) -> Order | Problem:
        """Lock the bills for this order, or refuse.

        Problems: BILL_CHANGED, ALREADY_PAID, BILL_LOCKED, SELECTION_INVALID, AMOUNT_MISMATCH,
        SESSION_ENDED. The same request again gives the same order; the same id with another
        content is IDEMPOTENCY_MISMATCH.
        """
        ...

    async def order(self, order_id: str) -> Order | Problem:
        """Tell the truth about an order: NOT_FOUND if it never arrived."""
        ...

    async def register_attempt(self, attempt: AttemptRegistration) -> Problem | None:
        """Hear of an attempt before the gateway does: ORDER_NOT_OPEN, AMOUNT_MISMATCH."""
        ...

    async def post(self, receipt: Receipt) -> Posting | Problem:
        """Enter the money in the ledger, in one transaction; repeating gives the same posting.

        Problems that are final and ask for a refund: VOIDED, AMOUNT_MISMATCH,
        POSTED_BY_OTHER_ATTEMPT, SETTLED_ELSEWHERE, NOT_FOUND.
        """
        ...

    async def void(self, order_id: str, reason: str) -> Order | Problem:
        """Close an order for ever and unlock its bills: ALREADY_POSTED if the posting won."""
        ...

    async def ledger(self, day: date) -> tuple[LedgerEntry, ...] | Problem:
        """List the postings of money that came on a day in Shanghai, in the order of posting."""
        ...

    async def receive_events(self, kiosk_number: str, events: Sequence[ReportedEvent]) -> int | Problem:
        """Keep a kiosk's journal, each event once; give the number of the last one held: CHAIN_BROKEN.

        Events that do not follow at once on those held are left, to be sent again from there.
        """
        ...

    async def voucher(self, posting_no: str) -> Voucher | Problem:
        """Fetch the voucher of a posting: NOT_FOUND."""
        ...

    async def record_print(self, voucher_no: str) -> PrintRecord | Problem:
        """Count a print that came out."""
        ...
