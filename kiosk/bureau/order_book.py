"""Orders and their ledger: each bill is locked by one order and paid by one posting at most.

Everything here runs inside a transaction that the caller has begun.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pydantic import TypeAdapter

from kiosk.bureau.rules import SettledBy, refusal
from kiosk.bureau.store import BureauStore, moment
from kiosk.domain.bills import BillStatus
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from kiosk.domain.orders import (
    AttemptRegistration,
    LedgerEntry,
    Order,
    OrderLine,
    OrderRequest,
    OrderState,
    Posting,
    RailName,
    Receipt,
)
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.refusals import problem

_REQUEST = TypeAdapter(OrderRequest)
_LEDGER_ENTRY = TypeAdapter(LedgerEntry)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the ledger: the posting, the receipt behind it and the order it pays."""

    posting: Posting
    receipt: Receipt
    request: OrderRequest


@dataclass(frozen=True, slots=True)
class _Record:
    """An order as it is stored; whether it has lapsed depends on the moment."""

    request: OrderRequest
    expires_at: datetime
    voided: bool
    posting_no: str | None

    def order(self, now: datetime) -> Order:
        if self.posting_no is not None:
            state = OrderState.POSTED
        elif self.voided:
            state = OrderState.VOIDED
        else:
            state = OrderState.OPEN if now < self.expires_at else OrderState.EXPIRED
        request = self.request
        return Order(request.order_id, state, request.total_fen, self.expires_at, self.posting_no)


class OrderBook:
    """Orders of a store; `order_life` is how long a new one locks its bills."""

    def __init__(self, store: BureauStore, order_life: timedelta) -> None:
        self._store = store
        self._order_life = order_life

    def create(self, request: OrderRequest, person: str | None, now: datetime) -> Order | Problem:
        """Make an order of bills of the `person` who is logged in; the same wish gives the same order."""
        if (known := self._record(request.order_id)) is not None:
            same = known.request == request
            return known.order(now) if same else problem(ProblemCode.IDEMPOTENCY_MISMATCH)
        if person is None:
            return problem(ProblemCode.SESSION_ENDED)
        if {request.payer, request.beneficiary} != {person}:
            return problem(ProblemCode.NOT_FOUND)
        bills = self._store.bills(person, now)
        if (code := refusal(request, bills)) is not None:
            return problem(code)
        expires_at = now + self._order_life
        self._store.release_lapsed(now)
        self._store.db.execute(
            "insert into orders values (?, ?, ?, null)",
            (request.order_id, _REQUEST.dump_json(request).decode(), moment(expires_at)),
        )
        chosen = {line.bill_id for line in request.lines}
        self._store.lock(request.order_id, (bill for bill in bills if bill.bill_id in chosen))
        return Order(request.order_id, OrderState.OPEN, request.total_fen, expires_at)

    def find(self, order_id: str, now: datetime) -> Order | Problem:
        """Tell how an order stands."""
        record = self._record(order_id)
        return record.order(now) if record else problem(ProblemCode.NOT_FOUND)

    def register(self, attempt: AttemptRegistration, now: datetime) -> Problem | None:
        """Write an attempt down; none on an order that is closed, lapsed or paid otherwise."""
        row = self._store.row("select * from attempts where attempt_no = ?", attempt.attempt_no)
        if row is not None:
            same = AttemptRegistration(**row | {"rail": RailName(row["rail"])}) == attempt
            return None if same else problem(ProblemCode.IDEMPOTENCY_MISMATCH)
        record = self._record(attempt.order_id)
        if record is None or record.order(now).state is not OrderState.OPEN or not self._owed(record, now):
            return problem(ProblemCode.ORDER_NOT_OPEN)
        if attempt.fen != record.request.total_fen:
            return problem(ProblemCode.AMOUNT_MISMATCH)
        self._store.db.execute(
            "insert into attempts values (?, ?, ?, ?)",
            (attempt.attempt_no, attempt.order_id, attempt.rail, attempt.fen),
        )
        return None

    def post(self, receipt: Receipt, now: datetime) -> Posting | Problem:
        """Enter the money; a lapsed order is still good while its bills are unpaid."""
        if (entry := self.entry(receipt.order_id)) is not None:
            if entry.receipt.attempt_no != receipt.attempt_no:
                return problem(ProblemCode.POSTED_BY_OTHER_ATTEMPT)
            same = (entry.receipt.trade_no, entry.receipt.paid_fen) == (receipt.trade_no, receipt.paid_fen)
            return entry.posting if same else problem(ProblemCode.IDEMPOTENCY_MISMATCH)
        record = self._record(receipt.order_id)
        if record is None or not self._registered(receipt):
            return problem(ProblemCode.NOT_FOUND)
        if (code := self._objection(record, receipt, now)) is not None:
            return problem(code)
        return self._enter(receipt, record.request.lines, now)

    def void(self, order_id: str, reason: str, now: datetime) -> Order | Problem:
        """Close an order for ever and free its bills; the first reason stays."""
        record = self._record(order_id)
        if record is None:
            return problem(ProblemCode.NOT_FOUND)
        if record.posting_no is not None:
            return problem(ProblemCode.ALREADY_POSTED)
        self._store.db.execute(
            "update orders set void_reason = ? where order_id = ? and void_reason is null", (reason, order_id)
        )
        self._store.release(order_id)
        return self.find(order_id, now)

    def entry(self, number: str) -> Entry | None:
        """Read the ledger by an order's id or a posting's number."""
        row = self._store.row(
            "select * from ledger join orders using (order_id) where order_id = ? or posting_no = ?",
            number,
            number,
        )
        if row is None:
            return None
        posting = Posting(row["posting_no"], row["order_id"], datetime.fromisoformat(row["posted_at"]))
        receipt = Receipt(
            order_id=row["order_id"],
            attempt_no=row["attempt_no"],
            rail=RailName(row["rail"]),
            trade_no=row["trade_no"],
            paid_fen=Fen(row["paid_fen"]),
            paid_at=datetime.fromisoformat(row["paid_at"]),
        )
        return Entry(posting, receipt, _REQUEST.validate_json(row["request"]))

    def ledger(self, day: date) -> tuple[LedgerEntry, ...]:
        """List the postings of money that came on a day in Shanghai."""
        start = datetime.combine(day, time(), SHANGHAI)
        rows = self._store.db.query(
            "select * from ledger where paid_at >= ? and paid_at < ? order by posting_no",
            (moment(start), moment(start + timedelta(days=1))),
        )
        return tuple(_LEDGER_ENTRY.validate_python(row) for row in rows)

    def _record(self, order_id: str) -> _Record | None:
        row = self._store.row(
            "select request, expires_at, void_reason, posting_no from orders "
            "left join ledger using (order_id) where order_id = ?",
            order_id,
        )
        if row is None:
            return None
        return _Record(
            request=_REQUEST.validate_json(row["request"]),
            expires_at=datetime.fromisoformat(row["expires_at"]),
            voided=row["void_reason"] is not None,
            posting_no=row["posting_no"],
        )

    def _objection(self, record: _Record, receipt: Receipt, now: datetime) -> ProblemCode | None:
        if record.voided:
            return ProblemCode.VOIDED
        if receipt.paid_fen != record.request.total_fen:
            return ProblemCode.AMOUNT_MISMATCH
        return None if self._owed(record, now) else ProblemCode.SETTLED_ELSEWHERE

    def _owed(self, record: _Record, now: datetime) -> bool:
        bills = self._store.bills(record.request.beneficiary, now)
        unpaid = {bill.bill_id for bill in bills if bill.status is not BillStatus.PAID}
        return all(line.bill_id in unpaid for line in record.request.lines)

    def _registered(self, receipt: Receipt) -> bool:
        sql = "select 1 from attempts where attempt_no = ? and order_id = ? and rail = ?"
        return self._store.row(sql, receipt.attempt_no, receipt.order_id, receipt.rail) is not None

    def _enter(self, receipt: Receipt, lines: tuple[OrderLine, ...], now: datetime) -> Posting:
        posting_no = f"{now:%Y%m%d}{self._store.db.table('ledger').count + 1:06d}"
        self._store.db.execute(
            "insert into ledger values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                posting_no,
                receipt.order_id,
                receipt.attempt_no,
                receipt.rail,
                receipt.trade_no,
                receipt.paid_fen,
                moment(receipt.paid_at),
                moment(now),
            ),
        )
        for line in lines:
            self._store.settle(line.bill_id, SettledBy.KIOSK, posting_no)
        self._store.release(receipt.order_id)
        return Posting(posting_no, receipt.order_id, now)
