"""A line to the bureau that can be cut, before a request or before its answer."""

from collections.abc import Coroutine, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from kiosk.bureau import Bureau, PrintRecord
from kiosk.devices.simulators.faults import Faults
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
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.refusals import problem
from kiosk.domain.vouchers import Voucher

_Answer = TypeVar("_Answer")


class BureauFault(StrEnum):
    """What can go wrong with a request; each is an occasion. The kiosk sees UNREACHABLE both times."""

    DROP_REQUEST = "drop-request"
    """It does not arrive."""
    DROP_REPLY = "drop-reply"
    """It arrives and has its effect, and the answer is lost."""


class InterruptibleBureau:
    """A `Bureau` in front of another. While `connected` is False no request arrives."""

    def __init__(self, bureau: Bureau) -> None:
        self._bureau = bureau
        self.connected = True
        self.faults = Faults[BureauFault]()

    def connect(self, connected: bool) -> None:  # noqa: FBT001 the thing that is set
        """Cut the line or mend it."""
        self.connected = connected

    async def now(self) -> datetime | Problem:
        """Ask for the time."""
        return await self._send(self._bureau.now())

    async def open_session(self, evidence: LoginEvidence) -> Session | Problem:
        """Log in."""
        return await self._send(self._bureau.open_session(evidence))

    async def reference_photo(self, evidence: ProvableEvidence, consent: str) -> ReferencePhoto | Problem:
        """Ask for a photo."""
        return await self._send(self._bureau.reference_photo(evidence, consent))

    async def activate_evoucher(self, session_id: str, consent: str) -> EVoucherActivation | Problem:
        """Activate an e-voucher."""
        return await self._send(self._bureau.activate_evoucher(session_id, consent))

    async def keep_card_photo(self, session_id: str, photo: CardPhoto, consent: str) -> Problem | None:
        """Hand in a photo for a card."""
        return await self._send(self._bureau.keep_card_photo(session_id, photo, consent))

    async def close_session(self, session_id: str) -> Problem | None:
        """Log out."""
        return await self._send(self._bureau.close_session(session_id))

    async def bills(self, session_id: str, person: str) -> tuple[Bill, ...] | Problem:
        """Ask for bills."""
        return await self._send(self._bureau.bills(session_id, person))

    async def create_order(self, request: OrderRequest) -> Order | Problem:
        """Order."""
        return await self._send(self._bureau.create_order(request))

    async def order(self, order_id: str) -> Order | Problem:
        """Ask after an order."""
        return await self._send(self._bureau.order(order_id))

    async def register_attempt(self, attempt: AttemptRegistration) -> Problem | None:
        """Announce an attempt."""
        return await self._send(self._bureau.register_attempt(attempt))

    async def post(self, receipt: Receipt) -> Posting | Problem:
        """Post."""
        return await self._send(self._bureau.post(receipt))

    async def void(self, order_id: str, reason: str) -> Order | Problem:
        """Void."""
        return await self._send(self._bureau.void(order_id, reason))

    async def ledger(self, day: date) -> tuple[LedgerEntry, ...] | Problem:
        """Ask for the ledger of a day."""
        return await self._send(self._bureau.ledger(day))

    async def receive_events(self, kiosk_number: str, events: Sequence[ReportedEvent]) -> int | Problem:
        """Report a kiosk's journal."""
        return await self._send(self._bureau.receive_events(kiosk_number, events))

    async def voucher(self, posting_no: str) -> Voucher | Problem:
        """Ask for a voucher."""
        return await self._send(self._bureau.voucher(posting_no))

    async def record_print(self, voucher_no: str) -> PrintRecord | Problem:
        """Tell of a print."""
        return await self._send(self._bureau.record_print(voucher_no))

    async def _send(self, request: Coroutine[Any, Any, _Answer]) -> _Answer | Problem:
        self.faults.begin()
        if not self.connected or BureauFault.DROP_REQUEST in self.faults:
            request.close()
            return problem(ProblemCode.UNREACHABLE)
        answer = await request
        return problem(ProblemCode.UNREACHABLE) if BureauFault.DROP_REPLY in self.faults else answer
