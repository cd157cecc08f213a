"""Carries out a call that `next_action` named: at the attempt's rail or at the bureau."""

import logging
from collections.abc import Mapping

from kiosk.domain.orders import AttemptRegistration, Order, RailName, Receipt
from kiosk.domain.problems import Problem
from kiosk.payments.next_action import Call
from kiosk.payments.outcome import NotSent, Unknown
from kiosk.payments.ports import OrderBook, PaymentRail, PaymentRequest
from kiosk.payments.record import AttemptRecord
from kiosk.payments.transition import Reply

_log = logging.getLogger(__name__)
_Rails = Mapping[RailName, PaymentRail]


async def make(call: Call, record: AttemptRecord, rails: _Rails, orders: OrderBook) -> Reply:
    """Make the call and give what came back: `Unknown`, too, where a rail or the bureau's client breaks.

    What broke is logged. The attempt goes on as after any answer that tells nothing.
    """
    try:
        return await _make(call, record, rails, orders)
    except Exception as error:  # noqa: BLE001 whatever it is, it tells nothing about the money
        _log.exception("attempt %s: %s by %s broke", record.attempt_no, call, record.rail)
        return Unknown(f"the kiosk's own {type(error).__name__}")


async def void(orders: OrderBook, order_id: str, reason: str) -> Order | Problem | Unknown:
    """Ask the bureau to void an order, and give `Unknown`, too, where its client breaks."""
    try:
        return await orders.void(order_id, reason)
    except Exception as error:  # noqa: BLE001 as for an attempt
        _log.exception("order %s: its voiding broke", order_id)
        return Unknown(f"the kiosk's own {type(error).__name__}")


async def _make(call: Call, record: AttemptRecord, rails: _Rails, orders: OrderBook) -> Reply:
    number, fen = record.attempt_no, record.fen
    reply: Reply
    match call:
        case Call.CREATE:
            reply = await _create(record, rails, orders)
        case Call.QUERY:
            reply = await rails[record.rail].query(number, fen)
        case Call.CLOSE:
            reply = await rails[record.rail].close(number, fen, record.mode)
        case Call.POST:
            reply = await orders.post(_receipt(record))
        case Call.VOID:
            reply = await orders.void(record.order_id, record.reason or "it cannot be posted")
        case Call.REFUND:
            reply = await rails[record.rail].refund(number, _refund_no(record), fen)
        case Call.QUERY_REFUND:
            reply = await rails[record.rail].query_refund(number, _refund_no(record), fen)
    return reply


async def _create(record: AttemptRecord, rails: _Rails, orders: OrderBook) -> Reply:
    attempt = AttemptRegistration(record.order_id, record.attempt_no, record.rail, record.fen)
    problem = await orders.register_attempt(attempt)
    if problem is not None:
        return NotSent(f"the bureau did not register the attempt: {problem.code}")
    return await rails[record.rail].create(
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
