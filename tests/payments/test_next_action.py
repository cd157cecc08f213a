"""The rules of `next_action` and of the transitions, one by one and for any record whatever."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.domain.money import Fen
from kiosk.domain.orders import Order, OrderState, PaymentMode, Posting
from kiosk.domain.problems import ProblemCode
from kiosk.payments.next_action import NOTHING, Action, Call, Wait, next_action
from kiosk.payments.outcome import (
    Closed,
    Mismatch,
    NotFound,
    NotSent,
    Open,
    Paid,
    Refunded,
    Refunding,
    Unknown,
)
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.timing import Timing
from kiosk.payments.transition import Reply, apply, close_asked, intend
from kiosk.proof.model_world import FEN, START, fresh, refused

S = AttemptState
TIMING = Timing()
FRESH = fresh(1).record
EXPIRED = TIMING.settles_at(FRESH)
PAID = replace(FRESH, state=S.PAID, paid_fen=FEN, trade_no="T", paid_at=START)

seconds = st.floats(0, 200_000).map(lambda after: START + timedelta(seconds=after))
records = st.builds(
    lambda state, checks, last: replace(PAID, state=state, checks=checks, last_checked_at=last),
    st.sampled_from(AttemptState),
    st.integers(0, 9),
    st.none() | seconds,
)
amounts = st.sampled_from([FEN, Fen(1)])
replies: st.SearchStrategy[Reply] = st.one_of(
    st.builds(Paid, amounts, st.just("T"), st.just(START)),
    st.builds(Refunded, amounts),
    st.sampled_from([Open("code"), Open(), Closed(), Refunding(), NotFound()]),
    st.sampled_from([NotSent("no"), Unknown("what"), Mismatch("other")]),
    st.just(Posting("P", "order", START)),
    st.builds(Order, st.just("order"), st.sampled_from(OrderState), st.just(FEN), st.just(START)),
    st.builds(refused, st.sampled_from(ProblemCode)),
)


def later(state: S, checks: int, after_s: float) -> Action:
    """Ask what is due some seconds after the last call."""
    record = replace(PAID, state=state, checks=checks, last_checked_at=START)
    return next_action(record, START + timedelta(seconds=after_s), TIMING)


@given(record=records, now=seconds)
def test_only_a_final_attempt_has_nothing_to_do(record: AttemptRecord, now: datetime) -> None:
    assert (next_action(record, now, TIMING) is NOTHING) == record.final


@given(record=records, since_s=st.floats(-100, 100))
def test_a_wait_is_short_and_ends_when_something_is_due(record: AttemptRecord, since_s: float) -> None:
    now = (record.last_checked_at or START) + timedelta(seconds=since_s)
    action = next_action(record, now, TIMING)
    if isinstance(action, Wait):
        assert now < action.until <= now + timedelta(hours=1)
        assert isinstance(next_action(record, action.until, TIMING), Call)


@given(record=records, reply=replies, at=seconds)
def test_a_final_attempt_stays_as_it_is(record: AttemptRecord, reply: Reply, at: datetime) -> None:
    assume(record.final)
    assert apply(record, reply, at, TIMING) == record
    assert close_asked(record, "cancelled") == record


@given(record=records, reply=replies, at=seconds)
def test_only_money_that_arrived_whole_is_posted_or_refunded(
    record: AttemptRecord, reply: Reply, at: datetime
) -> None:
    after = apply(record, reply, at, TIMING)
    if after.state is not record.state:
        allowed = {
            S.PAID: isinstance(reply, Paid) and reply.fen == FEN,
            S.POSTED: record.state is S.POST_INTENT and isinstance(reply, Posting),
            S.REFUND_INTENT: record.state in {S.POST_INTENT, S.VOID_INTENT},
            S.REFUNDED: record.state is S.REFUND_INTENT and reply == Refunded(FEN),
            S.OPEN: record.state is S.PAY_INTENT and reply == Open("code"),
        }
        assert allowed.get(after.state, True)


@given(record=records, reply=replies, at=seconds)
def test_the_code_is_only_shown_while_it_is_open(record: AttemptRecord, reply: Reply, at: datetime) -> None:
    after = apply(record, reply, at, TIMING)
    assert after.code is None or after.state is S.OPEN


@given(record=records, at=seconds)
def test_the_unknown_never_ends_anything(record: AttemptRecord, at: datetime) -> None:
    for reply in (Unknown("what"), refused(ProblemCode.UNREACHABLE)):
        after = apply(record, reply, at, TIMING)
        assert after.final == record.final
        assert after.uncertain or record.final or record.state is S.PAID


def test_not_found_closes_only_what_was_asked_after_the_expiry_and_the_grace() -> None:
    closing = close_asked(FRESH, "cancelled")
    moment_before = EXPIRED - timedelta(seconds=1)
    assert apply(closing, NotFound(), moment_before, TIMING).state is S.CLOSE_INTENT
    assert apply(closing, NotFound(), EXPIRED, TIMING).state is S.CLOSED
    assert apply(replace(FRESH, state=S.OPEN), NotFound(), EXPIRED, TIMING).state is S.OPEN


def test_an_open_trade_is_closed_and_not_only_asked_about_after_its_expiry() -> None:
    closing = close_asked(FRESH, "the kiosk was restarted")
    assert next_action(closing, EXPIRED, TIMING) is Call.QUERY
    asked = apply(closing, Open(), EXPIRED, TIMING)
    assert next_action(asked, EXPIRED, TIMING) is Call.CLOSE


def test_once_a_scanned_code_is_being_cancelled_its_money_goes_back_and_is_never_posted() -> None:
    scanned = replace(FRESH, mode=PaymentMode.SCANNED_CODE, state=S.CLOSE_INTENT, checks=1)
    at = START + timedelta(seconds=20)
    assert next_action(scanned, at, TIMING) is Call.CLOSE
    cancelling = intend(scanned, Call.CLOSE, at)
    assert cancelling.state is S.CANCEL_INTENT
    lost = apply(cancelling, Unknown("no answer"), at, TIMING)
    assert next_action(lost, at, TIMING) == Wait(at + timedelta(seconds=3))
    paid = apply(lost, Paid(FEN, "T", START), at, TIMING)
    assert paid.state is S.CANCEL_INTENT
    assert next_action(paid, at, TIMING) is Call.CLOSE
    for answer in (Refunded(FEN), Closed()):
        assert apply(paid, answer, at, TIMING).state is S.CLOSED


def test_the_closing_of_a_shown_code_moves_no_money_and_needs_no_other_intent() -> None:
    closing = replace(FRESH, state=S.CLOSE_INTENT, checks=1)
    assert intend(closing, Call.CLOSE, START) == closing


def test_a_code_that_nobody_has_seen_yet_is_not_asked_about_at_once() -> None:
    shown = apply(FRESH, Open("code"), START, TIMING)
    assert shown.state is S.OPEN
    assert next_action(shown, START, TIMING) == Wait(START + timedelta(seconds=TIMING.poll_s))


def test_the_end_of_the_window_is_written_before_the_last_query() -> None:
    shown = replace(FRESH, state=S.OPEN, code="code", last_checked_at=START + timedelta(seconds=179))
    assert next_action(shown, shown.window_ends_at - timedelta(seconds=0.5), TIMING) == Wait(
        shown.window_ends_at
    )
    assert next_action(shown, shown.window_ends_at, TIMING) is Call.QUERY
    closing = intend(shown, Call.QUERY, shown.window_ends_at)
    assert (closing.state, closing.code) == (S.CLOSE_INTENT, None)


@pytest.mark.parametrize(
    ("state", "checks", "pauses"),
    [
        (S.OPEN, 5, 3),
        (S.CLOSE_INTENT, 1, 0),
        (S.CLOSE_INTENT, 2, 3),
        (S.CLOSE_INTENT, 4, 15),
        (S.POST_INTENT, 1, 3),
        (S.POST_INTENT, 2, 15),
        (S.POST_INTENT, 4, 60),
        (S.POST_INTENT, 9, 60),
        (S.REFUND_INTENT, 1, 15),
    ],
)
def test_tries_grow_seldom(state: S, checks: int, pauses: float) -> None:
    if pauses:
        assert later(state, checks, pauses - 0.1) == Wait(START + timedelta(seconds=pauses))
    assert isinstance(later(state, checks, pauses), Call)


def test_the_closing_wakes_for_the_end_of_the_grace_then_every_ten_minutes_then_every_hour() -> None:
    closing = replace(close_asked(FRESH, "cancelled"), checks=20)
    near = replace(closing, last_checked_at=EXPIRED - timedelta(seconds=5))
    assert next_action(near, EXPIRED - timedelta(seconds=4), TIMING) == Wait(EXPIRED)
    for age, pause in ((timedelta(hours=1), 600), (timedelta(hours=25), 3600)):
        last = START + age
        old = replace(closing, last_checked_at=last)
        assert next_action(old, last, TIMING) == Wait(last + timedelta(seconds=pause))


def test_a_person_should_look_at_what_is_open_after_a_day() -> None:
    assert not TIMING.needs_attention(PAID, START + timedelta(hours=23))
    assert TIMING.needs_attention(PAID, START + timedelta(hours=24))
    assert not TIMING.needs_attention(replace(PAID, state=S.POSTED), START + timedelta(hours=24))


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (ProblemCode.UNREACHABLE, S.POST_INTENT),
        (ProblemCode.IDEMPOTENCY_MISMATCH, S.POST_INTENT),
        (ProblemCode.VOIDED, S.REFUND_INTENT),
        (ProblemCode.POSTED_BY_OTHER_ATTEMPT, S.REFUND_INTENT),
        (ProblemCode.AMOUNT_MISMATCH, S.VOID_INTENT),
        (ProblemCode.SETTLED_ELSEWHERE, S.VOID_INTENT),
        (ProblemCode.NOT_FOUND, S.VOID_INTENT),
    ],
)
def test_a_refused_posting_is_fenced_before_any_refund(code: ProblemCode, state: S) -> None:
    posting = intend(PAID, Call.POST, START)
    assert posting.state is S.POST_INTENT
    assert apply(posting, refused(code), START, TIMING).state is state


def test_a_fence_that_came_too_late_asks_for_the_posting_more_and_more_seldom() -> None:
    record = replace(PAID, state=S.POST_INTENT)
    waits = []
    for _ in range(4):
        record = apply(record, refused(ProblemCode.AMOUNT_MISMATCH), START, TIMING)
        assert next_action(record, START, TIMING) is Call.VOID
        record = apply(record, refused(ProblemCode.ALREADY_POSTED), START, TIMING)
        action = next_action(record, START, TIMING)
        assert isinstance(action, Wait)
        waits.append((action.until - START).total_seconds())
    assert waits == [15, 60, 60, 60]


def test_the_number_of_a_refund_follows_from_the_attempt() -> None:
    voided = Order("order", OrderState.VOIDED, FEN, START)
    refunding = apply(replace(PAID, state=S.VOID_INTENT), voided, START, TIMING)
    assert refunding.refund_no == f"{PAID.attempt_no}R1"
    asked = apply(refunding, Refunding(), START, TIMING)
    assert next_action(asked, START + timedelta(seconds=15), TIMING) is Call.QUERY_REFUND
    lost = apply(asked, NotFound(), START, TIMING)
    assert next_action(lost, START + timedelta(seconds=30), TIMING) is Call.REFUND
    assert apply(lost, Refunded(FEN), START, TIMING).refund_no == refunding.refund_no


def test_an_order_that_only_lapsed_is_no_fence() -> None:
    lapsed = Order("order", OrderState.EXPIRED, FEN, START)
    assert apply(replace(PAID, state=S.VOID_INTENT), lapsed, START, TIMING).state is S.VOID_INTENT
