"""What must hold between the three books: always, and once nothing moves any more.

Each broken invariant is named by its number, I1 to I12; I11 (no personal data) is in `personal_data`.
"""

from collections import Counter
from collections.abc import Iterator

from kiosk.payments.order_record import FINAL_STAGES
from kiosk.payments.record import FINAL_STATES, AttemptRecord, AttemptState
from kiosk.proof.books import Books, Trade

_FINAL_KINDS = {
    "attempts": {str(state) for state in FINAL_STATES},
    "orders": {str(stage) for stage in FINAL_STAGES},
    "prints": {"printed", "failed"},
}


def broken(books: Books) -> Iterator[str]:
    """Name what is wrong at any moment whatever, in the middle of a crash included."""
    posted = {order.attempt_no: order.posted_fen for order in books.bureau if order.attempt_no}
    journal = {record.attempt_no: record for record in books.attempts}
    trades = {trade.attempt_no: trade for trade in books.trades}
    for trade in books.trades:
        yield from _trade(trade, posted.get(trade.attempt_no, 0))
        if trade.attempt_no not in journal:
            yield f"the gateway has {trade.attempt_no}, of which the journal knows nothing"
    for attempt_no, fen in posted.items():
        paid = trades[attempt_no].paid_fen if attempt_no in trades else 0
        if paid != fen:
            yield f"I3: {attempt_no} is posted with {fen} fen, and {paid} fen were paid"
    for record in books.attempts:
        yield from _attempt(record, trades.get(record.attempt_no), posted.get(record.attempt_no, 0))
    yield from _vouchers(books)
    yield from _orders(books, trades)
    yield from _history(books)


def unsettled(books: Books) -> Iterator[str]:
    """Name what is still open when nothing moves any more."""
    posted = {order.attempt_no for order in books.bureau if order.attempt_no}
    aside = {record.attempt_no for record in books.attempts if record.state is AttemptState.QUARANTINED}
    for trade in books.trades:
        refunded = sum(fen for _, fen in trade.refunds)
        in_flight = trade.paid_fen - refunded - (trade.paid_fen if trade.attempt_no in posted else 0)
        if in_flight and trade.attempt_no not in aside:
            yield f"I1: {in_flight} fen of {trade.attempt_no} are neither posted nor refunded"
    for record in books.attempts:
        if not record.final:
            yield f"I10: {record.attempt_no} stays {record.state}"
    for order in books.orders:
        if order.stage not in FINAL_STAGES:
            yield f"I10: order {order.order_id} stays {order.stage}"
    for book_order in books.bureau:
        if book_order.locks and not (book_order.voided or book_order.posting_no):
            yield f"I6: order {book_order.order_id} still keeps {', '.join(book_order.locks)}"


def _trade(trade: Trade, posted_fen: int) -> Iterator[str]:
    refunded = sum(fen for _, fen in trade.refunds)
    if posted_fen + refunded > trade.paid_fen:
        spent = posted_fen + refunded
        yield f"I1: {trade.attempt_no} has {trade.paid_fen} fen, and {spent} are posted or refunded"
    if posted_fen and refunded:
        yield f"I2: {trade.attempt_no} is posted and refunded"
    numbers = [number for number, _ in trade.refunds]
    # The gateway itself gives back what was paid for a scanned code that is cancelled.
    if numbers not in ([], [f"{trade.attempt_no}R1"], [f"reversal-{trade.attempt_no}"]):
        yield f"I7: {trade.attempt_no} is refunded under {', '.join(numbers)}"


def _attempt(record: AttemptRecord, trade: Trade | None, posted_fen: int) -> Iterator[str]:
    number, paid = record.attempt_no, trade.paid_fen if trade else 0
    refunded = sum(fen for _, fen in trade.refunds) if trade else 0
    match record.state:
        case AttemptState.POSTED if not posted_fen:
            yield f"{number} is told as posted, and the bureau has no posting"
        case AttemptState.CLOSED if paid != refunded:
            yield f"{number} is told as closed, and {paid - refunded} fen of it are kept"
        case AttemptState.REFUNDED if refunded != record.fen:
            yield f"{number} is told as refunded, and {refunded} of {record.fen} fen went back"
        case _ if record.final and record.state is not AttemptState.POSTED and posted_fen:
            yield f"{number} is told as {record.state}, and it is posted"
    amounts = {record.fen} | ({trade.fen} if trade else set())
    if len(amounts) > 1:
        yield f"I9: {number} has the amounts {sorted(amounts)}"
    fens = (record.fen, record.paid_fen, posted_fen, trade.fen if trade else 0)
    if any(not isinstance(fen, int | None) for fen in fens):
        yield f"I12: an amount of {number} is no whole number of fen"


def _vouchers(books: Books) -> Iterator[str]:
    vouchers = {record.posting_no for record in books.attempts if record.state is AttemptState.POSTED}
    postings = {order.posting_no for order in books.bureau}
    for voucher_no in {entry.voucher_no for entry in books.prints} | set(books.papers):
        if voucher_no not in vouchers & postings:
            yield f"I4: voucher {voucher_no} was printed without a posting"
    started = Counter(entry.voucher_no for entry in books.prints)
    for voucher_no, papers in Counter(books.papers).items():
        if papers > started[voucher_no]:
            yield f"I4: voucher {voucher_no} is on {papers} papers, of which {started[voucher_no]} are known"


def _orders(books: Books, trades: dict[str, Trade]) -> Iterator[str]:
    locks = Counter(bill for order in books.bureau for bill in order.locks)
    for bill, orders in locks.items():
        if orders > 1:
            yield f"I6: {orders} orders keep bill {bill}"
    for book_order in books.bureau:
        if book_order.total_fen != book_order.lines_fen:
            yield f"I9: order {book_order.order_id} is not the sum of its bills"
    for order in books.orders:
        attempts = [record for record in books.attempts if record.order_id == order.order_id]
        kept = [
            record.attempt_no
            for record in attempts
            if (trade := trades.get(record.attempt_no)) and trade.paid_fen and not trade.refunds
        ]
        if len(kept) > 1:
            yield f"I5: order {order.order_id} is paid by {', '.join(kept)}"
        if any(record.fen != order.total_fen for record in attempts):
            yield f"I9: an attempt of order {order.order_id} has another amount"


def _history(books: Books) -> Iterator[str]:
    ended: dict[str, str] = {}
    for event in books.history:
        if (end := ended.get(event.entity, event.kind)) != event.kind:
            yield f"I8: {event.entity} became {event.kind} after it had ended {end}"
        if event.kind in _FINAL_KINDS.get(event.entity.split(":")[0], set()):
            ended[event.entity] = event.kind
