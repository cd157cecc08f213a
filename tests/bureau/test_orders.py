"""Contract: an order locks bills as the citizen saw them, once."""

import asyncio
from dataclasses import replace

from kiosk.domain.bills import BillStatus
from kiosk.domain.money import Fen
from kiosk.domain.orders import Order, OrderState
from kiosk.domain.problems import ProblemCode
from tests.bureau.counter import BASIC, FLEXIBLE, ORDER_SECONDS, SUPPLEMENT, Counter, attempt, code


def test_an_order_locks_its_bills(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC, SUPPLEMENT)
        assert order.state is OrderState.OPEN
        assert order.total_fen == 46_900
        bills = await counter.bills(await counter.log_in())
        assert {bill.status for bill in bills.values()} == {BillStatus.LOCKED}

    asyncio.run(visit())


def test_the_same_wish_again_gives_the_same_order_even_after_logging_out(counter: Counter) -> None:
    async def visit() -> None:
        session = await counter.log_in()
        wish = await counter.wish(session, BASIC)
        order = await counter.bureau.create_order(wish)
        await counter.bureau.close_session(session.session_id)
        assert await counter.bureau.create_order(wish) == order
        assert await counter.bureau.order(wish.order_id) == order

    asyncio.run(visit())


def test_the_same_id_with_another_wish_is_refused(counter: Counter) -> None:
    async def visit() -> None:
        session = await counter.log_in()
        wish = await counter.wish(session, BASIC)
        other = await counter.wish(session, BASIC, SUPPLEMENT)
        await counter.bureau.create_order(wish)
        assert code(await counter.bureau.create_order(other)) is ProblemCode.IDEMPOTENCY_MISMATCH

    asyncio.run(visit())


def test_a_bill_that_changed_under_the_citizens_eyes_is_not_ordered(counter: Counter) -> None:
    async def visit() -> None:
        session = await counter.log_in()
        wish = await counter.wish(session, BASIC)
        counter.clerk.change_bill(BASIC, Fen(41_000))
        assert code(await counter.bureau.create_order(wish)) is ProblemCode.BILL_CHANGED
        again = await counter.bureau.create_order(await counter.wish(session, BASIC))
        assert isinstance(again, Order)
        assert again.total_fen == 41_000

    asyncio.run(visit())


def test_a_total_the_bureau_does_not_share_is_refused(counter: Counter) -> None:
    async def visit() -> None:
        wish = await counter.wish(await counter.log_in(), BASIC)
        wrong = replace(wish, total_fen=Fen(wish.total_fen - 1))
        assert code(await counter.bureau.create_order(wrong)) is ProblemCode.AMOUNT_MISMATCH

    asyncio.run(visit())


def test_bills_that_cannot_be_paid_together_are_not_ordered(counter: Counter) -> None:
    async def visit() -> None:
        session = await counter.log_in()
        flexible = await counter.log_in(FLEXIBLE)
        basic = await counter.wish(session, BASIC)
        for wrong in (
            await counter.wish(session, SUPPLEMENT),
            await counter.wish(session),
            await counter.wish(flexible, f"{FLEXIBLE}-390-2027", f"{FLEXIBLE}-310-flexible-2027Q1"),
            replace(basic, lines=basic.lines * 2, total_fen=Fen(80_000)),
        ):
            assert code(await counter.bureau.create_order(wrong)) is ProblemCode.SELECTION_INVALID

    asyncio.run(visit())


def test_a_locked_bill_and_its_alternatives_wait_for_the_order(counter: Counter) -> None:
    async def visit() -> None:
        session = await counter.log_in(FLEXIBLE)
        resident = await counter.wish(session, f"{FLEXIBLE}-390-2027", order_id="resident")
        await counter.order(f"{FLEXIBLE}-310-flexible-2027", citizen=FLEXIBLE)
        bills = await counter.bills(session)
        assert bills[f"{FLEXIBLE}-310-flexible-2027Q1"].status is BillStatus.LOCKED
        assert bills[f"{FLEXIBLE}-110-flexible-2026-11"].status is BillStatus.DUE
        assert code(await counter.bureau.create_order(resident)) is ProblemCode.BILL_LOCKED

    asyncio.run(visit())


def test_a_lapsed_order_frees_its_bills_by_itself(counter: Counter) -> None:
    async def visit() -> None:
        await counter.order(BASIC)
        await counter.clock.advance(ORDER_SECONDS)
        lapsed = await counter.bureau.order("order-1")
        assert isinstance(lapsed, Order)
        assert lapsed.state is OrderState.EXPIRED
        assert (await counter.order(BASIC, order_id="order-2")).state is OrderState.OPEN

    asyncio.run(visit())


def test_a_voided_order_frees_its_bills_and_stays_voided(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC)
        for reason in ("left", "left again"):
            voided = await counter.bureau.void(order.order_id, reason)
            assert isinstance(voided, Order)
            assert voided.state is OrderState.VOIDED
        assert (await counter.order(BASIC, order_id="order-2")).state is OrderState.OPEN

    asyncio.run(visit())


def test_an_order_that_never_arrived_is_not_found(counter: Counter) -> None:
    async def visit() -> None:
        assert code(await counter.bureau.order("order-1")) is ProblemCode.NOT_FOUND
        assert code(await counter.bureau.void("order-1", "why not")) is ProblemCode.NOT_FOUND

    asyncio.run(visit())


def test_an_attempt_is_registered_once_on_an_open_order_of_its_amount(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC)
        first = attempt(order)
        for _ in range(2):
            assert await counter.bureau.register_attempt(first) is None
        other = replace(first, fen=Fen(1))
        assert code(await counter.bureau.register_attempt(other)) is ProblemCode.IDEMPOTENCY_MISMATCH
        other = replace(other, attempt_no="other")
        assert code(await counter.bureau.register_attempt(other)) is ProblemCode.AMOUNT_MISMATCH
        other = replace(first, attempt_no="other", order_id="unknown")
        assert code(await counter.bureau.register_attempt(other)) is ProblemCode.ORDER_NOT_OPEN

    asyncio.run(visit())


def test_nobody_starts_to_pay_what_is_settled_lapsed_or_voided(counter: Counter) -> None:
    async def visit() -> None:
        settled = await counter.order(BASIC)
        counter.clerk.settle_elsewhere(BASIC)
        voided = await counter.order(SUPPLEMENT, order_id="order-2")
        await counter.bureau.void(voided.order_id, "left")
        lapsed = await counter.order("c05_f45-390-2027", order_id="order-3", citizen="c05_f45")
        for order in (settled, voided):
            assert code(await counter.bureau.register_attempt(attempt(order))) is ProblemCode.ORDER_NOT_OPEN
        await counter.clock.advance(ORDER_SECONDS)
        assert code(await counter.bureau.register_attempt(attempt(lapsed))) is ProblemCode.ORDER_NOT_OPEN

    asyncio.run(visit())
