"""Whatever happens in whatever order: one live order and one posting a bill, and sums that agree."""

import asyncio
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.bureau.embedded import EmbeddedBureau
from kiosk.domain.money import Fen
from kiosk.domain.orders import Order, OrderState, Posting
from kiosk.domain.problems import ProblemCode
from tests.bureau.counter import FLEXIBLE, ORDER_SECONDS, attempt, code, open_embedded

BILLS = tuple(
    f"{FLEXIBLE}-{item}"
    for item in ("310-flexible-2027Q1", "310-flexible-2027", "390-2027", "392-2027", "110-flexible-2026Q4")
)
ALTERNATIVES = set(BILLS[:3])
_Answer = TypeVar("_Answer")


class Orders(RuleBasedStateMachine):
    """One citizen at several kiosks, a clerk who settles bills, and time."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.counter = open_embedded(Path(self.folder.name))
        self.orders: list[Order] = []
        self.postings: dict[str, Posting] = {}
        self.voided: set[str] = set()
        self.elsewhere: set[str] = set()

    def teardown(self) -> None:
        self.counter.close()
        self.folder.cleanup()

    @rule(chosen=st.lists(st.sampled_from(BILLS), min_size=1, max_size=3, unique=True))
    def order_bills(self, chosen: list[str]) -> None:
        async def order() -> object:
            session = await self.counter.log_in(FLEXIBLE)
            shown = await self.counter.bills(session)
            kept = [bill_id for bill_id in chosen if bill_id in shown]
            wish = await self.counter.wish(session, *kept, order_id=f"order-{len(self.orders)}")
            return await self.counter.bureau.create_order(wish)

        answer = self._run(order())
        if isinstance(answer, Order):
            self._run(self.counter.bureau.register_attempt(attempt(answer)))
            self.orders.append(answer)

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def post(self, data: st.DataObject) -> None:
        order = data.draw(st.sampled_from(self.orders))
        answer = self._run(self.counter.bureau.post(self.counter.receipt(order)))
        if isinstance(answer, Posting):
            assert order.order_id not in self.voided
            assert self.postings.setdefault(order.order_id, answer) == answer
        else:
            expected = ProblemCode.VOIDED if order.order_id in self.voided else ProblemCode.SETTLED_ELSEWHERE
            assert code(answer) is expected

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        order = data.draw(st.sampled_from(self.orders))
        answer = self._run(self.counter.bureau.void(order.order_id, "left"))
        if isinstance(answer, Order):
            assert order.order_id not in self.postings
            self.voided.add(order.order_id)
        else:
            assert code(answer) is ProblemCode.ALREADY_POSTED
            assert order.order_id in self.postings

    @rule(bill_id=st.sampled_from(BILLS))
    def settle_elsewhere(self, bill_id: str) -> None:
        if self.counter.clerk.settle_elsewhere(bill_id):
            self.elsewhere.add(bill_id)

    @rule(seconds=st.sampled_from([60, ORDER_SECONDS]))
    def time_passes(self, seconds: int) -> None:
        self._run(self.counter.clock.advance(seconds))

    @invariant()
    def one_live_order_holds_a_bill(self) -> None:
        states = [self._run(self.counter.bureau.order(order.order_id)) for order in self.orders]
        for order, state in zip(self.orders, states, strict=True):
            assert isinstance(state, Order)
            assert (state.state is OrderState.POSTED) == (order.order_id in self.postings)
            assert (state.state is OrderState.VOIDED) == (order.order_id in self.voided)
        still_open = [
            state.order_id for state in states if isinstance(state, Order) and state.state is OrderState.OPEN
        ]
        live = {
            row["order_id"] for row in self._store.db.query("select order_id from order_lines where live")
        }
        assert (
            set(still_open)
            <= live
            <= {order.order_id for order in self.orders} - self.voided - set(self.postings)
        )
        held = [bill_id for order_id in still_open for bill_id in self._bills_of(order_id)]
        assert len(held) == len(set(held))

    @invariant()
    def one_posting_pays_a_bill_and_the_ledger_adds_up(self) -> None:
        paid = [bill_id for order_id in self.postings for bill_id in self._bills_of(order_id)]
        assert len(paid) == len(set(paid))
        assert not self.elsewhere & set(paid)
        assert len(ALTERNATIVES & set(paid)) <= 1
        ledger = sum(row["paid_fen"] for row in self._store.db.query("select paid_fen from ledger"))
        totals = {order.order_id: order.total_fen for order in self.orders}
        assert ledger == sum((totals[order_id] for order_id in self.postings), Fen(0))

    @property
    def _store(self) -> Any:  # noqa: ANN401 the ledger is read behind the contract's back
        bureau = self.counter.bureau
        assert isinstance(bureau, EmbeddedBureau)
        return bureau.store

    def _bills_of(self, order_id: str) -> list[str]:
        return [bill.bill_id for bill in self._store.ordered_bills(order_id)]

    def _run(self, request: Coroutine[Any, Any, _Answer]) -> _Answer:
        return asyncio.run(request)


TestOrders = Orders.TestCase
TestOrders.settings = settings(max_examples=25, stateful_step_count=25, deadline=None, derandomize=True)
