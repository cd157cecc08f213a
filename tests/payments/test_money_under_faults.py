"""Whatever fails, and whenever, the three books agree on the money in the end."""

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kiosk.domain.orders import RailName
from kiosk.payments import settler
from kiosk.payments.order_record import OrderStage
from kiosk.payments.outcome import Closed, NotFound, Unknown
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.timing import Timing
from kiosk.payments.transition import Reply, apply
from kiosk.world.gateway import Fault, PayerHabit
from kiosk.world.interruptible_bureau import BureauFault
from tests.payments.till import CITIZENS, Book, Till

RAILS = st.sampled_from([RailName.WECHAT, RailName.ALIPAY])
HABITS = st.none() | st.sampled_from(PayerHabit)
LOSSES = sorted(set(Fault) - {Fault.WRONG_AMOUNT, Fault.WRONG_NUMBER})
"""All faults but those after which a person must look at the money."""


class Money(RuleBasedStateMachine):
    """Citizens, operators, gateways, the bureau's line and the power do what they like."""

    def __init__(self) -> None:
        super().__init__()
        self.till = Till()

    def _payable(self) -> list[str]:
        """List the orders for which a first attempt, or another one, may begin."""
        unresolved = self.till.kiosk.journal.unresolved_orders()
        orders = {order.order_id for order in unresolved if order.stage is OrderStage.OPEN}
        busy = {record.order_id for record in self.till.records() if record.state is not AttemptState.CLOSED}
        return sorted(orders - busy)

    def _open(self) -> list[AttemptRecord]:
        return [record for record in self.till.records() if not record.final]

    @initialize(seed=st.integers(0, 9999), probability=st.sampled_from([0.0, 0.1, 0.4]))
    def spoil_the_gateway(self, seed: int, probability: float) -> None:
        self.till.hall.gateway.faults.at_random(seed, probability, LOSSES)

    @rule(citizen=st.sampled_from(CITIZENS), rail=RAILS, habit=HABITS)
    def begin(self, citizen: str, rail: RailName, habit: PayerHabit | None) -> None:
        if not self._payable():
            self.till.order(citizen)
        for order_id in self._payable()[:1]:
            self.till.pay(order_id, rail, habit)

    @precondition(lambda self: self.till.codes)
    @rule(data=st.data(), act=st.sampled_from(["pay", "pay", "scan", "confirm", "confirm", "refuse"]))
    def use_a_phone(self, data: st.DataObject, act: str) -> None:
        wallet, code = data.draw(st.sampled_from(self.till.codes))
        getattr(self.till.hall.gateway, act)(wallet, code)

    @precondition(lambda self: self._open())
    @rule(data=st.data(), who=st.sampled_from(["citizen", "leaver", "operator", "elsewhere"]))
    def cancel(self, data: st.DataObject, who: str) -> None:
        record = data.draw(st.sampled_from(self._open()))
        match who:
            case "citizen":
                self.till.kiosk.settler.cancel(record.attempt_no)
            case "leaver":
                self.till.abandon(record.order_id)
            case "operator":
                self.till.void(record.order_id)
            case _:
                for citizen in CITIZENS:
                    self.till.hall.counter.clerk.settle_elsewhere(f"{citizen}-390-2027")

    @precondition(lambda self: self._open())
    @rule(data=st.data())
    def decide(self, data: st.DataObject) -> None:
        self.till.do_not_post(data.draw(st.sampled_from(self._open())).attempt_no)

    @rule(seconds=st.sampled_from([2, 20, 60, 400]))
    def wait(self, seconds: int) -> None:
        self.till.wait(seconds)

    @precondition(lambda self: self._open())
    @rule(fault=st.sampled_from(LOSSES))
    def lose(self, fault: Fault) -> None:
        self.till.hall.gateway.faults.once(fault)

    @precondition(lambda self: self._open())
    @rule(line=st.sampled_from(["gateway", "bureau", "bureau's answers", "none"]))
    def cut_a_line(self, line: str) -> None:
        self.till.hall.transport.set_reachable(line != "gateway")
        self.till.hall.line.connected = line != "bureau"
        self.till.hall.line.faults.clear()
        if line == "bureau's answers":
            self.till.hall.line.faults.add(BureauFault.DROP_REPLY)

    @precondition(lambda self: self._open())
    @rule(state=st.none() | st.sampled_from(AttemptState))
    def cut_the_power(self, state: AttemptState | None) -> None:
        if state is not None:
            self.till.cut_after(state)
            self.till.wait(30)
        self.till.restart()

    @invariant()
    def no_money_is_kept_twice_or_posted_without_being_paid(self) -> None:
        kept: list[str] = []
        for book in self.till.books():
            assert not (book.posted_fen and book.refunded_fen), book
            assert book.posted_fen in {0, book.paid_fen}, book
            assert book.refunded_fen in {0, book.paid_fen}, book
            kept += [book.record.order_id] if book.paid_fen > book.refunded_fen else []
        assert len(kept) == len(set(kept)), self.till.books()

    def teardown(self) -> None:
        try:
            self.till.hall.transport.set_reachable(True)
            self.till.settle()
            for book in self.till.books():
                assert_settled(book)
        finally:
            self.till.close()


def assert_settled(book: Book) -> None:
    """Nothing is in flight: what was paid is posted or has gone back, and the journal says which."""
    ends = {
        AttemptState.POSTED: (book.paid_fen, 0),
        AttemptState.REFUNDED: (0, book.paid_fen),
        AttemptState.CLOSED: (0, book.paid_fen),
    }
    assert (book.posted_fen, book.refunded_fen) == ends[book.record.state], book
    assert book.paid_fen in {0, book.record.fen}, book


TestMoney = Money.TestCase
TestMoney.settings = settings(max_examples=30, stateful_step_count=20)


def unknown_is_the_end(
    record: AttemptRecord, reply: Reply, sent_at: datetime, timing: Timing
) -> AttemptRecord:
    return apply(record, Closed() if isinstance(reply, Unknown) else reply, sent_at, timing)


def nothing_found_is_the_end(
    record: AttemptRecord, reply: Reply, sent_at: datetime, timing: Timing
) -> AttemptRecord:
    return apply(record, Closed() if isinstance(reply, NotFound) else reply, sent_at, timing)


@pytest.mark.parametrize("mistake", [unknown_is_the_end, nothing_found_is_the_end])
def test_a_settler_that_gives_up_too_early_is_found_out(
    monkeypatch: pytest.MonkeyPatch, mistake: Callable[..., AttemptRecord]
) -> None:
    monkeypatch.setattr(settler, "apply", mistake)
    searching = settings(max_examples=200, stateful_step_count=20, phases=[Phase.generate], database=None)
    with pytest.raises(AssertionError, match="Book"):
        run_state_machine_as_test(Money, settings=searching)
