"""The rules about money that the proof tries: the kiosk's own, unless a mutant replaces one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.payments.next_action import Action, Call, next_action
from kiosk.payments.record import AttemptRecord
from kiosk.payments.timing import Timing
from kiosk.payments.transition import Reply, apply, close_asked, intend


def _remembered(record: AttemptRecord) -> AttemptRecord | None:
    return record


def _allows_another(record: AttemptRecord) -> bool:
    return record.allows_another


def _allows_voucher(record: AttemptRecord) -> bool:
    return record.posting_no is not None


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that decides what a kiosk does about an attempt."""

    next_action: Callable[[AttemptRecord, datetime, Timing], Action] = next_action
    intend: Callable[[AttemptRecord, Call, datetime], AttemptRecord] = intend
    apply: Callable[[AttemptRecord, Reply, datetime, Timing], AttemptRecord] = apply
    close_asked: Callable[[AttemptRecord, str], AttemptRecord] = close_asked
    remembered: Callable[[AttemptRecord], AttemptRecord | None] = _remembered
    """What a restart finds in the journal of an attempt whose call was being made."""
    allows_another: Callable[[AttemptRecord], bool] = _allows_another
    """Whether the citizen may choose another way."""
    allows_voucher: Callable[[AttemptRecord], bool] = _allows_voucher
    """Whether the flow goes on to the voucher: it asks the bureau for one by the posting's number."""


REAL = Rules()
"""The kiosk's own."""
