"""Carries out a call that `next_action` named: at the attempt's rail or at the bureau."""

from kiosk.domain.orders import AttemptRegistration, Receipt
from kiosk.payments.next_action import Call
from kiosk.payments.outcome import NotSent
from kiosk.payments.ports import OrderBook, PaymentRail, PaymentRequest
from kiosk.payments.record import AttemptRecord
from kiosk.payments.transition import Reply


async def make(call: Call, record: AttemptRecord, rail: PaymentRail, orders: OrderBook) -> Reply:
    """Make the call and give what came back."""
    number, fen = record.attempt_no, record.fen
    reply: Reply
    match call:
        case Call.CREATE:
            reply = await _create(record, rail, orders)
        case Call.QUERY:
            reply = await rail.query(number, fen)
        case Call.CLOSE:
            reply = await rail.close(number, fen, record.mode)
        case Call.POST:
            reply = await orders.post(_receipt(record))
        case Call.VOID:
            reply = await orders.void(record.order_id, record.reason or "it cannot be posted")
        case Call.REFUND:
            reply = await rail.refund(number, _refund_no(record), fen)
        case Call.QUERY_REFUND:
            reply = await rail.query_refund(number, _refund_no(record), fen)
    return reply


async def _create(record: AttemptRecord, rail: PaymentRail, orders: OrderBook) -> Reply:
    attempt = AttemptRegistration(record.order_id, record.attempt_no, record.rail, record.fen)
    problem = await orders.register_attempt(attempt)
    if problem is not None:
        return NotSent(f"the bureau did not register the attempt: {problem.code}")
    return await rail.create(
        PaymentRequest(
            attempt_no=record.attempt_no,
            fen=record.fen,
            subject=record.subject,
            expires_at=record.expires_at,
            mode=record.mode,
            citizen_code=record.citizen_code,
        )
    )


def _receipt(record: AttemptRecord) -> Receipt:
    if record.trade_no is None or record.paid_fen is None or record.paid_at is None:
        raise ValueError(f"attempt {record.attempt_no} is {record.state} without a payment")
    return Receipt(
        order_id=record.order_id,
        attempt_no=record.attempt_no,
        rail=record.rail,
        trade_no=record.trade_no,
        paid_fen=record.paid_fen,
        paid_at=record.paid_at,
    )


def _refund_no(record: AttemptRecord) -> str:
    if record.refund_no is None:
        raise ValueError(f"attempt {record.attempt_no} is {record.state} without a refund's number")
    return record.refund_no
