"""Every order of faults, crashes and people: no promise about money breaks, and all money settles."""

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.domain.orders import Order, OrderState
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.payments.outcome import Closed, NotFound, Unknown
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.timing import Timing
from kiosk.payments.transition import Reply, apply
from tests.payments.model import FEN, START, Apply, Model, broken_promise, refused, restart, unsettled


def test_no_promise_about_money_breaks_in_any_reachable_state() -> None:
    states = Model().explore()
    assert len(states) > 1000
    assert {broken_promise(state) for state in states} == {None}


def test_every_reachable_state_settles_when_the_faults_end() -> None:
    model = Model()
    assert {unsettled(model.settle(state)) for state in model.explore()} == {None}


def a_timeout_is_a_failure(
    record: AttemptRecord, reply: Reply, at: datetime, timing: Timing
) -> AttemptRecord:
    open_still = record.state in {AttemptState.PAY_INTENT, AttemptState.OPEN, AttemptState.CLOSE_INTENT}
    return apply(record, Closed() if open_still and isinstance(reply, Unknown) else reply, at, timing)


def not_found_is_final(record: AttemptRecord, reply: Reply, at: datetime, timing: Timing) -> AttemptRecord:
    closing = record.state is AttemptState.CLOSE_INTENT
    return apply(record, Closed() if closing and isinstance(reply, NotFound) else reply, at, timing)


def a_lost_posting_is_refunded(
    record: AttemptRecord, reply: Reply, at: datetime, timing: Timing
) -> AttemptRecord:
    posting = record.state is AttemptState.POST_INTENT
    lost = isinstance(reply, Problem) and reply.code is ProblemCode.UNREACHABLE
    return apply(record, refused(ProblemCode.VOIDED) if posting and lost else reply, at, timing)


def a_refund_needs_no_fence(
    record: AttemptRecord, reply: Reply, at: datetime, timing: Timing
) -> AttemptRecord:
    voided = Order(record.order_id, OrderState.VOIDED, FEN, START)
    return apply(record, voided if record.state is AttemptState.VOID_INTENT else reply, at, timing)


def an_open_trade_is_final_after_the_grace(
    record: AttemptRecord, reply: Reply, at: datetime, timing: Timing
) -> AttemptRecord:
    return apply(record, Closed() if at >= timing.settles_at(record) else reply, at, timing)


def a_restart_drops_what_was_not_open(record: AttemptRecord) -> AttemptRecord:
    if record.state is AttemptState.PAY_INTENT:
        return replace(record, state=AttemptState.CLOSED)
    return restart(record)


@pytest.mark.parametrize(
    "mistake",
    [
        a_timeout_is_a_failure,
        not_found_is_final,
        a_lost_posting_is_refunded,
        a_refund_needs_no_fence,
        an_open_trade_is_final_after_the_grace,
    ],
)
def test_a_wrong_reading_of_replies_is_caught(mistake: Apply) -> None:
    assert _is_caught(Model(apply_reply=mistake))


def test_a_restart_that_drops_unfinished_creations_is_caught() -> None:
    assert _is_caught(Model(after_restart=a_restart_drops_what_was_not_open))


def _is_caught(model: Model) -> bool:
    return any(broken_promise(state) or unsettled(model.settle(state)) for state in model.explore())
