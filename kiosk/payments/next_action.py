"""What to do next about an attempt: one pure function for normal work, cancelling and recovery."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.timing import Timing


class Call(StrEnum):
    """The calls that move an attempt: five to the gateway, two to the bureau."""

    CREATE = "create"
    QUERY = "query"
    CLOSE = "close"
    POST = "post"
    VOID = "void"
    REFUND = "refund"
    QUERY_REFUND = "query-refund"


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing is due before `until`, unless the citizen cancels."""

    until: datetime


class Nothing:
    """The attempt is final."""


NOTHING = Nothing()
Action = Call | Wait | Nothing


_CALLS = {
    AttemptState.PAY_INTENT: (Call.CREATE, Call.CREATE),
    AttemptState.OPEN: (Call.QUERY, Call.QUERY),
    # It never only asks: after the expiry, too, an open trade is closed.
    AttemptState.CLOSE_INTENT: (Call.QUERY, Call.CLOSE),
    AttemptState.CANCEL_INTENT: (Call.QUERY, Call.CLOSE),
    AttemptState.PAID: (Call.POST, Call.POST),
    AttemptState.POST_INTENT: (Call.POST, Call.POST),
    AttemptState.VOID_INTENT: (Call.VOID, Call.VOID),
    AttemptState.REFUND_INTENT: (Call.REFUND, Call.QUERY_REFUND),
}
"""The calls that a state makes in turn."""


def next_action(record: AttemptRecord, now: datetime, timing: Timing) -> Action:
    """Tell what is due for an attempt; a final one gets `NOTHING`."""
    if record.final:
        return NOTHING
    due = _due(record, now, timing)
    if now < due:
        return Wait(due)
    asks = record.state is AttemptState.CLOSE_INTENT and timing.too_early_to_close(record, now)
    return Call.QUERY if asks else _CALLS[record.state][record.checks % 2]


def _due(record: AttemptRecord, now: datetime, timing: Timing) -> datetime:
    last = record.last_checked_at
    if last is None or last > now:  # never called in this state, or the clock was set back
        return now
    match record.state:
        case AttemptState.OPEN:
            return min(last + timedelta(seconds=timing.poll_pause(record)), record.window_ends_at)
        case AttemptState.CLOSE_INTENT if timing.too_early_to_close(record, last):
            return last + timedelta(seconds=timing.poll_pause(record))
        case AttemptState.CLOSE_INTENT | AttemptState.CANCEL_INTENT if record.checks % 2:
            return now  # the close follows its query without a gap
        case AttemptState.CLOSE_INTENT | AttemptState.CANCEL_INTENT:
            due = last + timedelta(seconds=timing.attempt_pause(record.checks // 2 - 1, record, last))
            settles_at = timing.settles_at(record)
            return min(due, settles_at) if last < settles_at else due
        case AttemptState.REFUND_INTENT:
            tries = record.checks  # skips the first pause: a refund's fate is unknown for 10 seconds
        case _:
            tries = record.checks - 1
    return last + timedelta(seconds=timing.attempt_pause(tries, record, last))
