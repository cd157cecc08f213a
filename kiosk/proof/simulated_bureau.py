"""The bureau of a simulated day: the rules of `kiosk.bureau.order_book` without its store."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from kiosk.domain.orders import (
    AttemptRegistration,
    Order,
    OrderRequest,
    OrderState,
    Posting,
    Receipt,
)
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.words import Bilingual
from kiosk.proof.books import BureauOrder
from kiosk.proof.simulated_history import History
from kiosk.proof.simulated_line import Line
from kiosk.proof.simulated_time import SimulatedLoop

_ORDER_LIFE = timedelta(minutes=15)
_NO_WORDS = Bilingual("", "")
_Reply = TypeVar("_Reply")


@dataclass(slots=True)
class _Book:
    request: OrderRequest
    expires_at: datetime
    voided: bool = False
    posting: Posting | None = None
    receipt: Receipt | None = None


class SimulatedBureau:
    """Holds orders, locks and the ledger; everything here happens at once and never fails."""

    def __init__(self, loop: SimulatedLoop, history: History) -> None:
        self._loop = loop
        self._history = history
        self._orders: dict[str, _Book] = {}
        self._attempts: dict[str, AttemptRegistration] = {}
        self._locks: dict[str, str] = {}
        self._posted: set[str] = set()
        self._settled_elsewhere: set[str] = set()
        self._postings = 0

    def now(self) -> datetime:
        """Tell the time."""
        return self._loop.wall()

    def create(self, request: OrderRequest) -> Order | Problem:
        """Lock the bills, unless they are paid or locked."""
        if (book := self._orders.get(request.order_id)) is not None:
            return self._order(book)
        bills = _bills_of(request)
        if not self._owed(bills):
            return refused(ProblemCode.ALREADY_PAID)
        if any(self._locked(bill) for bill in bills):
            return refused(ProblemCode.BILL_LOCKED)
        book = _Book(request, self._loop.wall() + _ORDER_LIFE)
        self._orders[request.order_id] = book
        self._locks |= dict.fromkeys(bills, request.order_id)
        self._history.note("bureau", f"order {request.order_id} is open")
        return self._order(book)

    def order(self, order_id: str) -> Order | Problem:
        """Tell how an order stands."""
        book = self._orders.get(order_id)
        return self._order(book) if book else refused(ProblemCode.NOT_FOUND)

    def register(self, attempt: AttemptRegistration) -> Problem | None:
        """Write an attempt down."""
        if attempt.attempt_no in self._attempts:
            return None
        book = self._orders.get(attempt.order_id)
        if (
            book is None
            or self._order(book).state is not OrderState.OPEN
            or not self._owed(_bills_of(book.request))
        ):
            return refused(ProblemCode.ORDER_NOT_OPEN)
        self._attempts[attempt.attempt_no] = attempt
        return None

    def post(self, receipt: Receipt) -> Posting | Problem:
        """Enter the money once; a lapsed order is still good while its bills are unpaid."""
        book = self._orders.get(receipt.order_id)
        if book is None or receipt.attempt_no not in self._attempts:
            return refused(ProblemCode.NOT_FOUND)
        if book.posting is not None and book.receipt is not None:
            same = book.receipt.attempt_no == receipt.attempt_no
            return book.posting if same else refused(ProblemCode.POSTED_BY_OTHER_ATTEMPT)
        if book.voided:
            return refused(ProblemCode.VOIDED)
        if receipt.paid_fen != book.request.total_fen:
            return refused(ProblemCode.AMOUNT_MISMATCH)
        if not self._owed(_bills_of(book.request)):
            return refused(ProblemCode.SETTLED_ELSEWHERE)
        self._postings += 1
        book.receipt = receipt
        book.posting = Posting(f"P{self._postings:06d}", receipt.order_id, self._loop.wall())
        self._posted.update(_bills_of(book.request))
        self._release(book)
        self._history.note("bureau", f"{receipt.attempt_no} is posted")
        return book.posting

    def void(self, order_id: str) -> Order | Problem:
        """Close an order for ever."""
        book = self._orders.get(order_id)
        if book is None:
            return refused(ProblemCode.NOT_FOUND)
        if book.posting is not None:
            return refused(ProblemCode.ALREADY_POSTED)
        book.voided = True
        self._release(book)
        self._history.note("bureau", f"order {order_id} is void")
        return self._order(book)

    def unsettle(self, bill_id: str) -> None:
        """Let the other channel take its payment back."""
        self._settled_elsewhere.discard(bill_id)
        self._history.note("bureau", f"bill {bill_id} is no longer settled elsewhere")

    def settle_elsewhere(self, bill_id: str) -> None:
        """Let a bill be paid on another channel."""
        self._settled_elsewhere.add(bill_id)
        self._history.note("bureau", f"bill {bill_id} is settled elsewhere")

    def books(self) -> tuple[BureauOrder, ...]:
        """Give what an auditor reads."""
        return tuple(
            BureauOrder(
                order_id=order_id,
                total_fen=book.request.total_fen,
                lines_fen=book.request.total_fen,
                locks=tuple(bill for bill, holder in self._locks.items() if holder == order_id),
                voided=book.voided,
                posting_no=book.posting.posting_no if book.posting else None,
                attempt_no=book.receipt.attempt_no if book.receipt else None,
                posted_fen=book.receipt.paid_fen if book.receipt else 0,
            )
            for order_id, book in self._orders.items()
        )

    def lapse(self) -> None:
        """Free the bills of orders whose time is over, as the bureau does when it is next asked."""
        for bill in [bill for bill in self._locks if not self._locked(bill)]:
            del self._locks[bill]

    def _order(self, book: _Book) -> Order:
        if book.posting is not None:
            state = OrderState.POSTED
        elif book.voided:
            state = OrderState.VOIDED
        else:
            state = OrderState.OPEN if self._loop.wall() < book.expires_at else OrderState.EXPIRED
        return Order(book.request.order_id, state, book.request.total_fen, book.expires_at)

    def _owed(self, bills: Iterable[str]) -> bool:
        return not any(bill in self._posted or bill in self._settled_elsewhere for bill in bills)

    def _locked(self, bill_id: str) -> bool:
        holder = self._locks.get(bill_id)
        return holder is not None and self._loop.wall() < self._orders[holder].expires_at

    def _release(self, book: _Book) -> None:
        for bill in _bills_of(book.request):
            if self._locks.get(bill) == book.request.order_id:
                del self._locks[bill]


class BureauDesk:
    """A kiosk's way to the bureau."""

    def __init__(self, bureau: SimulatedBureau, line: Line) -> None:
        self._bureau = bureau
        self._line = line

    async def now(self) -> datetime | Problem:
        """Ask for the time."""
        return await self._ask("now", self._bureau.now)

    async def create_order(self, request: OrderRequest) -> Order | Problem:
        """Order."""
        return await self._ask("order", partial(self._bureau.create, request))

    async def order(self, order_id: str) -> Order | Problem:
        """Ask after an order."""
        return await self._ask("order?", partial(self._bureau.order, order_id))

    async def register_attempt(self, attempt: AttemptRegistration) -> Problem | None:
        """Announce an attempt."""
        return await self._ask("attempt", partial(self._bureau.register, attempt))

    async def post(self, receipt: Receipt) -> Posting | Problem:
        """Post."""
        return await self._ask("post", partial(self._bureau.post, receipt))

    async def void(self, order_id: str, reason: str) -> Order | Problem:
        """Void."""
        return await self._ask("void", partial(self._bureau.void, order_id))

    async def _ask(self, name: str, effect: Callable[[], _Reply]) -> _Reply | Problem:
        return await self._line.carry(name, effect, _unreachable)


def _bills_of(request: OrderRequest) -> list[str]:
    """Give the bills of an order."""
    return [line.bill_id for line in request.lines]


def refused(code: ProblemCode) -> Problem:
    """Refuse with a code."""
    return Problem(code, _NO_WORDS)


def _unreachable() -> Problem:
    return refused(ProblemCode.UNREACHABLE)
