"""Contract: money is entered once, or refused for a reason that is final."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from kiosk.domain.bills import BillStatus
from kiosk.domain.masks import identity_number_for_paper
from kiosk.domain.money import Fen
from kiosk.domain.orders import Order, OrderState, Posting
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.vouchers import Voucher, VoucherClaim, beneficiary_digest, verify_token
from tests.bureau.counter import (
    BASIC,
    CITIZENS,
    FLEXIBLE,
    KEY,
    ORDER_SECONDS,
    RESIDENT,
    SUPPLEMENT,
    Counter,
    attempt,
    code,
)


def test_posting_pays_the_bills(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC)
        posting = await counter.pay(order)
        posted = await counter.bureau.order(order.order_id)
        assert posted == replace(order, state=OrderState.POSTED, posting_no=posting.posting_no)
        bills = await counter.bills(await counter.log_in())
        assert bills[BASIC].status is BillStatus.PAID
        assert bills[SUPPLEMENT].status is BillStatus.DUE

    asyncio.run(visit())


def test_repeating_a_posting_gives_the_same_posting(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC)
        posting = await counter.pay(order)
        await counter.clock.advance(3600)
        assert await counter.bureau.post(counter.receipt(order)) == posting
        other = replace(counter.receipt(order), trade_no="another")
        assert code(await counter.bureau.post(other)) is ProblemCode.IDEMPOTENCY_MISMATCH

    asyncio.run(visit())


def test_a_second_payment_of_the_same_order_is_refused(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC)
        await counter.bureau.register_attempt(attempt(order, 2))
        await counter.pay(order)
        second = await counter.bureau.post(counter.receipt(order, 2))
        assert code(second) is ProblemCode.POSTED_BY_OTHER_ATTEMPT

    asyncio.run(visit())


def test_money_that_comes_after_the_orders_time_still_pays_what_is_unpaid(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC)
        await counter.bureau.register_attempt(attempt(order))
        await counter.clock.advance(ORDER_SECONDS * 10)
        assert isinstance(await counter.bureau.post(counter.receipt(order)), Posting)

    asyncio.run(visit())


def test_money_for_what_was_settled_elsewhere_is_refused(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC, SUPPLEMENT)
        await counter.bureau.register_attempt(attempt(order))
        counter.clerk.settle_elsewhere(SUPPLEMENT)
        assert code(await counter.bureau.post(counter.receipt(order))) is ProblemCode.SETTLED_ELSEWHERE
        bills = await counter.bills(await counter.log_in())
        assert bills[BASIC].status is BillStatus.LOCKED

    asyncio.run(visit())


def test_money_for_what_an_alternative_has_settled_is_refused(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(f"{FLEXIBLE}-390-2027", citizen=FLEXIBLE)
        await counter.bureau.register_attempt(attempt(order))
        counter.clerk.settle_elsewhere(f"{FLEXIBLE}-310-flexible-2027")
        assert code(await counter.bureau.post(counter.receipt(order))) is ProblemCode.SETTLED_ELSEWHERE
        assert f"{FLEXIBLE}-390-2027" not in await counter.bills(await counter.log_in(FLEXIBLE))

    asyncio.run(visit())


def test_a_bill_that_is_paid_is_not_ordered_again(counter: Counter) -> None:
    async def visit() -> None:
        await counter.pay(await counter.order(BASIC))
        wish = await counter.wish(await counter.log_in(), BASIC, order_id="order-2")
        assert code(await counter.bureau.create_order(wish)) is ProblemCode.ALREADY_PAID

    asyncio.run(visit())


def test_another_amount_than_the_orders_is_not_entered(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC)
        await counter.bureau.register_attempt(attempt(order))
        less = replace(counter.receipt(order), paid_fen=Fen(order.total_fen - 1))
        assert code(await counter.bureau.post(less)) is ProblemCode.AMOUNT_MISMATCH

    asyncio.run(visit())


def test_money_without_an_order_or_a_registered_attempt_is_not_found(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC)
        assert code(await counter.bureau.post(counter.receipt(order))) is ProblemCode.NOT_FOUND
        unknown = replace(order, order_id="unknown")
        assert code(await counter.bureau.post(counter.receipt(unknown))) is ProblemCode.NOT_FOUND

    asyncio.run(visit())


def test_of_posting_and_voiding_exactly_one_wins(counter: Counter) -> None:
    async def race(order: Order, *, post_first: bool) -> tuple[object, object]:
        await counter.bureau.register_attempt(attempt(order))
        post = counter.bureau.post(counter.receipt(order))
        void = counter.bureau.void(order.order_id, "the citizen left")
        if post_first:
            posted, voided = await asyncio.gather(post, void)
            return posted, voided
        voided, posted = await asyncio.gather(void, post)
        return posted, voided

    async def visit() -> None:
        posted, voided = await race(await counter.order(BASIC), post_first=True)
        assert isinstance(posted, Posting)
        assert code(voided) is ProblemCode.ALREADY_POSTED
        other = await counter.order(SUPPLEMENT, order_id="order-2")
        posted, voided = await race(other, post_first=False)
        assert code(posted) is ProblemCode.VOIDED
        assert isinstance(voided, Order)

    asyncio.run(visit())


def test_a_voucher_tells_masked_what_was_paid_and_proves_it_by_its_token(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC, SUPPLEMENT)
        posting = await counter.pay(order)
        voucher = await counter.bureau.voucher(posting.posting_no)
        assert isinstance(voucher, Voucher)
        assert voucher == await counter.bureau.voucher(posting.posting_no)
        assert voucher.payer_name == voucher.beneficiary_name == "林**"
        number = identity_number_for_paper(CITIZENS[RESIDENT].identity_number).masked
        assert voucher.beneficiary_number == number
        assert [line.fen for line in voucher.lines] == [40_000, 6_900]
        assert voucher.total_fen == order.total_fen
        assert verify_token(voucher.token, KEY.public_key()) == VoucherClaim(
            posting.posting_no, order.order_id, Fen(46_900), "2026-11-22", beneficiary_digest("林**", number)
        )

    asyncio.run(visit())


def test_a_voucher_keeps_the_price_that_was_ordered(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC)
        counter.clerk.change_bill(BASIC, Fen(99_900))
        posting = await counter.pay(order)
        voucher = await counter.bureau.voucher(posting.posting_no)
        assert isinstance(voucher, Voucher)
        assert [line.fen for line in voucher.lines] == [40_000]

    asyncio.run(visit())


def test_prints_of_a_voucher_are_counted(counter: Counter) -> None:
    async def visit() -> None:
        posting = await counter.pay(await counter.order(BASIC))
        counts = []
        for _ in range(3):
            record = await counter.bureau.record_print(posting.posting_no)
            assert not isinstance(record, Problem)
            counts.append(record.count)
        assert counts == [1, 2, 3]

    asyncio.run(visit())


def test_there_is_no_voucher_without_a_posting(counter: Counter) -> None:
    async def visit() -> None:
        assert code(await counter.bureau.voucher("20261122000001")) is ProblemCode.NOT_FOUND
        assert code(await counter.bureau.record_print("20261122000001")) is ProblemCode.NOT_FOUND

    asyncio.run(visit())


def test_the_ledger_of_a_day_holds_the_money_that_came_on_it(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC)
        posting = await counter.pay(order)
        paid_on = counter.receipt(order).paid_at.date()
        ledger = await counter.bureau.ledger(paid_on)
        assert not isinstance(ledger, Problem)
        (entry,) = ledger
        assert (entry.posting_no, entry.order_id) == (posting.posting_no, order.order_id)
        assert entry.paid_fen == order.total_fen
        assert await counter.bureau.ledger(paid_on + timedelta(days=1)) == ()
        assert await counter.bureau.ledger(paid_on - timedelta(days=1)) == ()

    asyncio.run(visit())
