"""What the journal can tell: of citizens, of days, of what a person must decide, of what was uploaded."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.clock import SHANGHAI
from kiosk.payments.decision import Decision
from kiosk.payments.order_record import OrderStage
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.timing import Timing
from kiosk.proof.model_world import START
from tests.payments.journals import (
    ATTEMPT,
    CLOSED,
    NOW,
    PAID,
    POSTED,
    QUARANTINED,
    attempted,
    of,
    open_journal,
    wish,
)


class SetClock:
    """A clock that somebody sets."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        raise AssertionError


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def test_a_bill_has_one_live_order(path: Path) -> None:
    with open_journal(path) as journal:
        assert journal.order_started(wish("order-1", "b1", "b2"))
        before = journal.verify()
        assert not journal.order_started(wish("order-2", "b3", "b2"))
        assert journal.verify() == before
        assert journal.order_started(wish("order-3", "b3"))
        journal.order_ended("order-1", OrderStage.VOIDING, "given up")
    with open_journal(path) as journal:
        assert not journal.order_started(wish("order-4", "b1"))
        journal.order_ended("order-1", OrderStage.VOIDED, "given up")
        assert journal.order_started(wish("order-4", "b1"))


def test_the_last_order_of_a_citizen_is_the_one_begun_last(path: Path) -> None:
    with open_journal(path) as journal:
        for number, payer in enumerate(["p1", "p2", "p1", "p2"]):
            journal.order_started(wish(f"order-{number}", f"b{number}", payer=payer))
        last = journal.last_order_of("p1")
        assert last is not None
        assert last.order_id == "order-2"
        assert journal.last_order_of("p3") is None


@pytest.mark.parametrize(
    ("end", "stage", "untold"),
    [
        (POSTED, OrderStage.POSTED, ["order"]),
        (QUARANTINED, OrderStage.QUARANTINED, ["order"]),
        (PAID, None, ["order"]),
        (CLOSED, OrderStage.VOIDED, ["order"]),
    ],
)
def test_a_citizen_who_began_to_pay_is_owed_the_end_of_the_story(
    path: Path, end: AttemptRecord, stage: OrderStage | None, untold: list[str]
) -> None:
    with open_journal(path) as journal:
        journal.order_started(wish("order", "b1"))
        assert journal.untold_orders("p1") == ()
        attempted(journal, "order", end, stage)
        assert [order.order_id for order in journal.untold_orders("p1")] == untold
        assert journal.untold_orders("p2") == ()


def test_what_was_told_is_not_told_again_but_not_before_it_ended(path: Path) -> None:
    with open_journal(path) as journal:
        journal.order_started(wish("order", "b1"))
        attempted(journal, "order", PAID)
        journal.order_told("order")
        assert journal.untold_orders("p1")
        journal.attempt_changed(of("order", PAID), of("order", POSTED), OrderStage.POSTED)
        journal.order_told("order")
        journal.order_told("order")
    with open_journal(path) as journal:
        assert journal.untold_orders("p1") == ()
        assert [event.entity for event in journal.events()].count("told:order") == 1


def test_what_was_set_aside_waits_for_a_person_and_blocks_its_bills(path: Path) -> None:
    with open_journal(path) as journal:
        journal.order_started(wish("order", "b1", "b2"))
        attempted(journal, "order", QUARANTINED, OrderStage.QUARANTINED)
        journal.decided("order-1", "operator-7", Decision.DO_NOT_POST, "look again")
        assert journal.unresolved_bills() == {"b1", "b2"}
        assert journal.attempts_needing_a_person(NOW, Timing()) == (of("order", QUARANTINED),)
        made = journal.decided("order-1", "operator-7", Decision.RESOLVED, "given back in cash, receipt 12")
        assert made.n == 2
    with open_journal(path) as journal:
        assert journal.decisions_about("order-1")[1] == made
        assert journal.unresolved_bills() == frozenset()
        assert journal.attempts_needing_a_person(NOW, Timing()) == ()


def test_what_stays_open_for_too_long_waits_for_a_person(path: Path) -> None:
    timing = Timing()
    with open_journal(path) as journal:
        journal.order_started(wish("order", "b1"))
        attempted(journal, "order", PAID)
        late = START + timedelta(seconds=timing.attention_after_s)
        assert journal.attempts_needing_a_person(late - timedelta(seconds=1), timing) == ()
        assert journal.attempts_needing_a_person(late, timing) == (of("order", PAID),)


def test_nobody_decides_about_an_attempt_that_does_not_exist(path: Path) -> None:
    with open_journal(path) as journal, pytest.raises(KeyError):
        journal.decided("none", "operator-7", Decision.RESOLVED, "")


def test_an_attempt_belongs_to_the_day_in_which_it_became_final(path: Path, clock: SetClock) -> None:
    day = [datetime(2026, 11, number, 23, tzinfo=SHANGHAI) for number in (21, 22, 23)]
    with open_journal(path, clock=clock) as journal:
        for number, ends_at in enumerate([day[1] - timedelta(microseconds=1), day[1]]):
            clock.moment = day[0]
            journal.order_started(wish(f"order-{number}", f"b{number}"))
            journal.attempt_started(replace(of(f"order-{number}", ATTEMPT), created_at=day[0]))
            clock.moment = ends_at
            begun, ended = (
                replace(of(f"order-{number}", record), created_at=day[0]) for record in (ATTEMPT, CLOSED)
            )
            journal.attempt_changed(begun, ended)
        assert [one.order_id for one in journal.attempts_final_between(day[0], day[1])] == ["order-0"]
        assert [one.order_id for one in journal.attempts_open_at(day[1])] == ["order-1"]
        assert [one.order_id for one in journal.attempts_final_between(day[1], day[2])] == ["order-1"]
        assert journal.attempts_open_at(day[2]) == ()
        assert journal.attempts_open_at(day[0]) == ()


def test_the_head_of_the_chain_at_a_moment_is_the_last_event_before_it(path: Path, clock: SetClock) -> None:
    with open_journal(path, clock=clock) as journal:
        assert journal.chain_head_at(NOW) == "0:"
        journal.order_started(wish("order-1", "b1"))
        clock.moment = NOW + timedelta(seconds=5)
        journal.order_started(wish("order-2", "b2"))
        first, _ = journal.events()
        assert journal.chain_head_at(clock.moment) == f"1:{first.mac.hex()}"
        assert journal.chain_head_at(clock.moment + timedelta(seconds=1)).startswith("2:")


def test_events_are_handed_out_in_portions_from_where_the_bureau_stands(path: Path) -> None:
    with open_journal(path) as journal:
        for number in range(5):
            journal.order_started(wish(f"order-{number}", f"b{number}"))
        assert journal.uploaded_seq() == 0
        assert [event.seq for event in journal.events_after(0, 3)] == [1, 2, 3]
        journal.events_uploaded(3)
    with open_journal(path) as journal:
        assert [event.seq for event in journal.events_after(journal.uploaded_seq(), 3)] == [4, 5]
        journal.events_uploaded(1)
        assert journal.uploaded_seq() == 1
        assert journal.verify() == 5


def test_a_clock_that_goes_back_changes_no_order(path: Path, clock: SetClock) -> None:
    with open_journal(path, clock=clock) as journal:
        for number in range(3):
            journal.order_started(wish(f"order-{number}", f"b{number}"))
            clock.moment -= timedelta(days=400)
        attempted(journal, "order-2", POSTED, OrderStage.POSTED)
    with open_journal(path, clock=clock) as journal:
        assert journal.verify() == 6
        assert [order.order_id for order in journal.unresolved_orders()] == ["order-0", "order-1"]
        moments = [event.at for event in journal.events()]
        assert moments == sorted(moments, reverse=True)
        assert journal.attempt("order-2-1").state is AttemptState.POSTED


def test_a_document_is_sealed_with_the_journal_s_key(path: Path) -> None:
    with open_journal(path) as journal:
        seal = journal.sealed(b"document")
        assert journal.sealed(b"another") != seal
    with open_journal(path) as journal:
        assert journal.sealed(b"document") == seal
