"""Known mistakes about money, each of which the proof must catch: a proof that cannot fail proves nothing.

The first nine are money.md's (§5.3); the last one the model found in the kiosk's own rules.
"""

from dataclasses import replace
from datetime import datetime

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.orders import Order, OrderState
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.words import Bilingual
from kiosk.payments.next_action import Action, Call, next_action
from kiosk.payments.outcome import Closed, NotFound, Paid, Unknown
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.timing import Timing
from kiosk.payments.transition import Reply, apply, intend
from kiosk.proof.finding import Trial
from kiosk.proof.model import Counterexample, Model
from kiosk.proof.rules import Rules

_CLOSING = frozenset({AttemptState.PAY_INTENT, AttemptState.OPEN, AttemptState.CLOSE_INTENT})
_VOIDED = Problem(ProblemCode.VOIDED, Bilingual("", ""))


def _forgotten_before_its_reply(record: AttemptRecord) -> AttemptRecord | None:
    return None if record.state is AttemptState.PAY_INTENT else record


def _timeout_is_failure(record: AttemptRecord, reply: Reply, at: datetime, timing: Timing) -> AttemptRecord:
    unknown = record.state in _CLOSING and isinstance(reply, Unknown)
    return apply(record, Closed() if unknown else reply, at, timing)


def _not_found_is_final(record: AttemptRecord, reply: Reply, at: datetime, timing: Timing) -> AttemptRecord:
    closing = record.state is AttemptState.CLOSE_INTENT
    return apply(record, Closed() if closing and isinstance(reply, NotFound) else reply, at, timing)


def _lost_posting_is_refunded(
    record: AttemptRecord, reply: Reply, at: datetime, timing: Timing
) -> AttemptRecord:
    posting = record.state is AttemptState.POST_INTENT
    lost = isinstance(reply, Problem) and reply.code is ProblemCode.UNREACHABLE
    return apply(record, _VOIDED if posting and lost else reply, at, timing)


def _refund_without_fence(record: AttemptRecord, reply: Reply, at: datetime, timing: Timing) -> AttemptRecord:
    voided = Order(record.order_id, OrderState.VOIDED, record.fen, datetime.max.replace(tzinfo=SHANGHAI))
    return apply(record, voided if record.state is AttemptState.VOID_INTENT else reply, at, timing)


def _new_refund_number(record: AttemptRecord, call: Call, now: datetime) -> AttemptRecord:
    if call is Call.REFUND:
        number = "2" if (record.refund_no or "").endswith("R1") else "1"
        return replace(record, refund_no=f"{record.attempt_no}R{number}")
    return intend(record, call, now)


def _voucher_once_paid(record: AttemptRecord) -> bool:
    return record.paid_at is not None


def _another_while_open(record: AttemptRecord) -> bool:
    return record.state in {AttemptState.CLOSED, AttemptState.OPEN}


def _only_asks_after_expiry(record: AttemptRecord, now: datetime, timing: Timing) -> Action:
    action = next_action(record, now, timing)
    return Call.QUERY if action is Call.CLOSE and now >= record.expires_at else action


def _posts_while_cancelling(
    record: AttemptRecord, reply: Reply, at: datetime, timing: Timing
) -> AttemptRecord:
    if record.state is AttemptState.CANCEL_INTENT and isinstance(reply, Paid):
        record = replace(record, state=AttemptState.CLOSE_INTENT)
    return apply(record, reply, at, timing)


MUTANTS: dict[str, Rules] = {
    "the journal is written after the call": Rules(remembered=_forgotten_before_its_reply),
    "a timeout is a failure": Rules(apply=_timeout_is_failure),
    "no such trade is final": Rules(apply=_not_found_is_final),
    "a lost posting is refunded": Rules(apply=_lost_posting_is_refunded),
    "a refund needs no void": Rules(apply=_refund_without_fence),
    "each refund has a new number": Rules(intend=_new_refund_number),
    "the voucher is printed once it is paid": Rules(allows_voucher=_voucher_once_paid),
    "another method while the first is open": Rules(allows_another=_another_while_open),
    "after the expiry it only asks": Rules(next_action=_only_asks_after_expiry),
    "it posts what a cancelling may take back": Rules(apply=_posts_while_cancelling),
}


def counterexample(name: str) -> Counterexample | None:
    """Give the shortest way to a broken promise under a mutant; None if the model misses it."""
    return Model(MUTANTS[name]).explore()[1]


def check_mutants() -> Trial:
    """Try whether the model catches every mutant."""
    missed = tuple(f"the model misses: {name}" for name in MUTANTS if counterexample(name) is None)
    return Trial(f"{len(MUTANTS)} seeded bugs, {len(MUTANTS) - len(missed)} caught by the model", missed)
