"""How an attempt changes: by an intent before a call, by the reply to it, by the wish to close it.

Pure functions; the journal stores what they return before anything else happens.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from kiosk.domain.orders import Order, OrderState, PaymentMode, Posting
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.payments.next_action import Call
from kiosk.payments.outcome import (
    Closed,
    Mismatch,
    NotFound,
    NotSent,
    Open,
    Outcome,
    Paid,
    Refunded,
    Refunding,
    Unknown,
)
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.timing import Timing

Reply = Outcome | Posting | Order | Problem
"""What a gateway or the bureau answered."""

_FENCED = frozenset({ProblemCode.VOIDED, ProblemCode.POSTED_BY_OTHER_ATTEMPT})
"""Refusals of a posting after which no later posting of the attempt can succeed."""
_REFUSED = frozenset({ProblemCode.AMOUNT_MISMATCH, ProblemCode.SETTLED_ELSEWHERE, ProblemCode.NOT_FOUND})
"""Final refusals of a posting that leave the order open: it must be voided before any refund."""


def close_asked(record: AttemptRecord, reason: str) -> AttemptRecord:
    """Give the record of an attempt that nobody waits for any more; money that came is still dealt with.

    It is asked when the citizen cancels, when the window is over, and for every attempt found after
    a restart: nobody knows how far its creation came, so it is never made or shown again.
    """
    if record.state not in {AttemptState.PAY_INTENT, AttemptState.OPEN}:
        return record
    return _moved(record, AttemptState.CLOSE_INTENT, reason=reason)


def void_asked(record: AttemptRecord, reason: str) -> AttemptRecord:
    """Give the record of an attempt whose money an operator wants back; one that is posted stays so.

    The bureau decides between this and a posting that is on its way: the order is voided before any refund.
    """
    if record.state not in {AttemptState.PAID, AttemptState.POST_INTENT}:
        return record
    return _moved(record, AttemptState.VOID_INTENT, reason=reason)


def intend(record: AttemptRecord, call: Call, now: datetime) -> AttemptRecord:
    """Give the record to be stored before `call` is made."""
    if record.state is AttemptState.OPEN and now >= record.window_ends_at:
        return close_asked(record, "the time to pay was over")
    if record.state is AttemptState.PAID and call is Call.POST:
        return _moved(record, AttemptState.POST_INTENT)
    if call is Call.CLOSE and record.mode is PaymentMode.SCANNED_CODE:
        return replace(record, state=AttemptState.CANCEL_INTENT)
    return record


def apply(record: AttemptRecord, reply: Reply, sent_at: datetime, timing: Timing) -> AttemptRecord:
    """Give the record after the reply to the call that `next_action` named.

    Args:
        record: the attempt as it was stored before the call.
        reply: what came back, `Unknown` and UNREACHABLE included.
        sent_at: when the call was made; an answer is never taken to be newer than its question.
        timing: holds the grace after which "no such trade" is believed.
    """
    # A question before the earliest close does not count, so that the close still follows a question.
    early = record.state is AttemptState.CLOSE_INTENT and timing.too_early_to_close(record, sent_at)
    checks = record.checks if early else record.checks + 1
    checked = replace(record, last_checked_at=sent_at, checks=checks, uncertain=_uncertain(reply))
    match record.state:
        case AttemptState.PAY_INTENT:
            return _created(checked, reply)
        case AttemptState.OPEN | AttemptState.CLOSE_INTENT | AttemptState.CANCEL_INTENT:
            return _asked(checked, reply, sent_at, timing)
        case AttemptState.POST_INTENT:
            return _posted(checked, reply)
        case AttemptState.VOID_INTENT:
            return _voided(checked, reply)
        case AttemptState.REFUND_INTENT:
            return _refunded(checked, reply)
        case _:
            return record


def _created(record: AttemptRecord, reply: Reply) -> AttemptRecord:
    match reply:
        case Open(code) if (code is not None) == (record.mode is PaymentMode.SHOWN_CODE):
            return _opened(record, code)
        case Unknown() if record.mode is not PaymentMode.SHOWN_CODE:
            return _opened(record, None)  # the citizen may be paying: only questions tell
        case NotSent(reason):
            return _moved(record, AttemptState.CLOSED, reason=reason)
        case Paid() | Closed() | Mismatch() | Refunded() | Refunding():
            return _settled(record, reply)
        case Unknown(reason):
            return replace(close_asked(record, reason), uncertain=True)
        case _:
            return replace(close_asked(record, "the code was not made"), uncertain=True)


def _opened(record: AttemptRecord, code: str | None) -> AttemptRecord:
    # The trade is new, so the first question about it can wait like any other.
    opened = _moved(record, AttemptState.OPEN)
    return replace(opened, code=code, last_checked_at=record.last_checked_at)


def _asked(record: AttemptRecord, reply: Reply, sent_at: datetime, timing: Timing) -> AttemptRecord:
    match reply:
        case NotFound() if record.state is not AttemptState.OPEN and sent_at >= timing.settles_at(record):
            return _moved(record, AttemptState.CLOSED)
        case Paid(fen) if record.state is AttemptState.CANCEL_INTENT and fen == record.fen:
            return record  # a cancelling still on its way would take back what was posted: cancel again
        case Paid() | Closed() | Mismatch() | Refunded() | Refunding():
            return _settled(record, reply)
        case _:
            return record


def _settled(record: AttemptRecord, reply: Paid | Closed | Mismatch | Refunded | Refunding) -> AttemptRecord:
    """Give the record after an answer about the trade that leaves nothing to ask."""
    match reply:
        case Paid(fen, trade_no, paid_at):
            paid = replace(record, paid_fen=fen, trade_no=trade_no, paid_at=paid_at)
            if fen != record.fen:
                return _moved(
                    paid, AttemptState.QUARANTINED, reason=f"{fen} fen were paid instead of {record.fen}"
                )
            return _moved(paid, AttemptState.PAID)
        case Closed():
            return _moved(record, AttemptState.CLOSED, reason=record.reason or "the gateway closed it")
        case Mismatch(reason):
            return _moved(record, AttemptState.QUARANTINED, reason=reason)
        case Refunded() | Refunding() if record.state is AttemptState.CANCEL_INTENT:
            return _moved(record, AttemptState.CLOSED, reason="it was paid, and given back by the cancelling")
        case Refunded() | Refunding():
            return _moved(record, AttemptState.QUARANTINED, reason="somebody else refunded it at the gateway")


def _posted(record: AttemptRecord, reply: Reply) -> AttemptRecord:
    match reply:
        case Posting(posting_no):
            return _moved(record, AttemptState.POSTED, posting_no=posting_no, reason=None)
        case Problem(code) if code in _FENCED:
            return _to_refund(record, f"the bureau refused the posting: {code}")
        case Problem(code) if code in _REFUSED:
            reason = f"the bureau refused the posting: {code}"
            return replace(record, state=AttemptState.VOID_INTENT, last_checked_at=None, reason=reason)
        case _:
            return record


def _voided(record: AttemptRecord, reply: Reply) -> AttemptRecord:
    match reply:
        case Order(state=OrderState.VOIDED) | Problem(ProblemCode.NOT_FOUND):
            return _to_refund(record, record.reason)
        case Order(state=OrderState.POSTED) | Problem(ProblemCode.ALREADY_POSTED):
            # Posting again with the same key tells whether it was posted by this attempt. The count of
            # tries goes on, so that a bureau that contradicts itself is asked more and more seldom.
            return replace(record, state=AttemptState.POST_INTENT)
        case _:
            return record


def _to_refund(record: AttemptRecord, reason: str | None) -> AttemptRecord:
    return _moved(record, AttemptState.REFUND_INTENT, refund_no=f"{record.attempt_no}R1", reason=reason)


def _refunded(record: AttemptRecord, reply: Reply) -> AttemptRecord:
    match reply:
        case Refunded(fen) if fen == record.fen:
            return _moved(record, AttemptState.REFUNDED)
        case Refunded(fen):
            return _moved(
                record, AttemptState.QUARANTINED, reason=f"{fen} fen were refunded instead of {record.fen}"
            )
        case Mismatch(reason):
            return _moved(record, AttemptState.QUARANTINED, reason=reason)
        case _:
            return record


def _moved(record: AttemptRecord, state: AttemptState, **changes: Any) -> AttemptRecord:  # noqa: ANN401 as replace()
    """Enter another state: its first call is due at once, and no code is needed any more."""
    start: dict[str, Any] = {"last_checked_at": None, "checks": 0, "code": None, "citizen_code": None}
    return replace(record, state=state, **start | changes)


def _uncertain(reply: Reply) -> bool:
    match reply:
        case Unknown() | NotSent() | Problem(ProblemCode.UNREACHABLE):
            return True
        case _:
            return False
