"""The settler with the real bureau, the real rails and gateways that verify every signature."""

import asyncio
from datetime import datetime, timedelta

import pytest

from kiosk.domain.orders import Order, OrderRequest, OrderState, RailName
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.refusals import problem as refused
from kiosk.payments.order_record import OrderStage
from kiosk.payments.record import AttemptState
from kiosk.world.gateway import Fault
from kiosk.world.interruptible_bureau import BureauFault, InterruptibleBureau
from tests.bureau.counter import BASIC, SUPPLEMENT
from tests.payments.hall import ALIPAY, WECHAT, Hall


@pytest.mark.parametrize("rail", [WECHAT, ALIPAY])
def test_money_that_arrives_is_posted(hall: Hall, rail: RailName) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            record = await kiosk.pay(await kiosk.order(), rail)
            assert record.state is AttemptState.OPEN
            kiosk.scan_and_pay(record)
            record = await kiosk.until_final(record.attempt_no, within_s=10)
            assert record.state is AttemptState.POSTED
            assert record.posting_no is not None
            assert kiosk.journal.order(record.order_id).stage is OrderStage.POSTED

    asyncio.run(visit())


@pytest.mark.parametrize(("rail", "within_s"), [(WECHAT, 5), (ALIPAY, 450)])
def test_an_unpaid_attempt_is_closed_when_the_citizen_cancels(
    hall: Hall, rail: RailName, within_s: float
) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            record = await kiosk.pay(await kiosk.order(), rail)
            kiosk.settler.cancel(record.attempt_no)
            record = await kiosk.until_final(record.attempt_no, within_s)
            assert record.state is AttemptState.CLOSED

    asyncio.run(visit())


def test_an_alipay_code_that_nobody_scanned_is_not_believed_closed_before_it_expired(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            record = await kiosk.pay(await kiosk.order(), ALIPAY)
            kiosk.settler.cancel(record.attempt_no)
            await hall.clock.advance(200)
            assert kiosk.journal.attempt(record.attempt_no).state is AttemptState.CLOSE_INTENT
            kiosk.scan_and_pay(record)
            assert (await kiosk.until_final(record.attempt_no)).state is AttemptState.POSTED

    asyncio.run(visit())


def test_watching_gives_each_change_and_ends_with_the_final_one(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            record = await kiosk.pay(await kiosk.order())

            async def states() -> list[AttemptState]:
                return [seen.state async for seen in kiosk.settler.watch(record.attempt_no)]

            watchers = [asyncio.create_task(states()) for _ in range(2)]
            await hall.clock.advance(5)
            kiosk.scan_and_pay(record)
            await hall.clock.advance(5)
            for watcher in watchers:
                assert await watcher == ["open", "paid", "post-intent", "posted"]
            assert await states() == ["posted"]

    asyncio.run(visit())


def test_no_second_attempt_begins_before_the_first_is_closed_for_good(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            order = await kiosk.order()
            first = await kiosk.pay(order, WECHAT)
            with pytest.raises(ValueError, match="not closed"):
                await kiosk.pay(order, ALIPAY)
            kiosk.settler.cancel(first.attempt_no)
            await kiosk.until_final(first.attempt_no)
            assert (await kiosk.pay(order, ALIPAY)).state is AttemptState.OPEN

    asyncio.run(visit())


def test_an_attempt_that_left_no_byte_is_closed_at_once(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            order = await kiosk.order()
            hall.transport.set_reachable(False)
            assert (await kiosk.pay(order)).state is AttemptState.CLOSED
            hall.transport.set_reachable(True)
            hall.line.connected = False
            record = await kiosk.pay(order)
            assert record.state is AttemptState.CLOSED
            assert "unreachable" in (record.reason or "")

    asyncio.run(visit())


@pytest.mark.parametrize(
    "fault", [Fault.DROP_REQUEST, Fault.DROP_REPLY, Fault.SERVER_ERROR, Fault.BAD_SIGNATURE, Fault.UNSIGNED]
)
@pytest.mark.parametrize("rail", [WECHAT, ALIPAY])
def test_a_code_of_unknown_fate_is_never_shown_and_is_closed(
    hall: Hall, fault: Fault, rail: RailName
) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            order = await kiosk.order()
            hall.gateway.faults.once(fault)
            record = await kiosk.pay(order, rail)
            assert (record.state, record.code, record.uncertain) == (AttemptState.CLOSE_INTENT, None, True)
            assert (await kiosk.until_final(record.attempt_no, 600)).state is AttemptState.CLOSED

    asyncio.run(visit())


def test_a_lost_answer_of_the_bureau_posts_once(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            record = await kiosk.pay(await kiosk.order())
            hall.line.faults.add(BureauFault.DROP_REPLY)
            kiosk.scan_and_pay(record)
            await hall.clock.advance(60)
            assert kiosk.journal.attempt(record.attempt_no).state is AttemptState.POST_INTENT
            hall.line.faults.clear()
            record = await kiosk.until_final(record.attempt_no, 80)
            assert record.state is AttemptState.POSTED
            assert [row.refunded_fen for row in hall.gateway.ledger()] == [0]

    asyncio.run(visit())


@pytest.mark.parametrize("rail", [WECHAT, ALIPAY])
def test_money_for_a_bill_settled_elsewhere_goes_back_once_the_order_is_void(
    hall: Hall, rail: RailName
) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            record = await kiosk.pay(await kiosk.order(), rail)
            hall.counter.clerk.settle_elsewhere(BASIC)
            kiosk.scan_and_pay(record)
            record = await kiosk.until_final(record.attempt_no)
            assert record.state is AttemptState.REFUNDED
            assert record.refund_no == f"{record.attempt_no}R1"
            assert [row.refunded_fen for row in hall.gateway.ledger()] == [record.fen]
            await hall.clock.advance(1)
            assert kiosk.journal.order(record.order_id).stage is OrderStage.VOIDED

    asyncio.run(visit())


def test_a_payment_of_another_amount_is_set_aside_and_blocks_its_bill(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            record = await kiosk.pay(await kiosk.order(BASIC))
            kiosk.scan_and_pay(record)
            hall.gateway.faults.once(Fault.WRONG_AMOUNT)
            record = await kiosk.until_final(record.attempt_no)
            assert record.state is AttemptState.QUARANTINED
            assert kiosk.settler.unresolved_for_bills([BASIC, SUPPLEMENT]) == {BASIC}

    asyncio.run(visit())


def test_an_abandoned_order_frees_its_bills_even_after_the_line_was_down(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            order = await kiosk.order()
            hall.line.connected = False
            abandoning = asyncio.create_task(kiosk.settler.abandon_order(order.order_id))
            await hall.clock.advance(5)
            await abandoning
            await kiosk.settler.recover(foreground_s=0)
            hall.line.connected = True
            await hall.clock.advance(120)
            await kiosk.settler.abandon_order(order.order_id)
            assert kiosk.journal.order(order.order_id).stage is OrderStage.VOIDED
            voided = await hall.counter.bureau.order(order.order_id)
            assert not isinstance(voided, Problem)
            assert voided.state is OrderState.VOIDED

    asyncio.run(visit())


def test_an_order_abandoned_while_its_code_is_paid_is_posted(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            record = await kiosk.pay(await kiosk.order())
            kiosk.scan_and_pay(record)
            await kiosk.settler.abandon_order(record.order_id)
            assert (await kiosk.until_final(record.attempt_no)).state is AttemptState.POSTED
            assert kiosk.journal.order(record.order_id).stage is OrderStage.POSTED

    asyncio.run(visit())


class LosesOrders(InterruptibleBureau):
    """A line that loses the answer to an order, and to nothing else."""

    async def create_order(self, request: OrderRequest) -> Order | Problem:
        self.faults.add(BureauFault.DROP_REPLY)
        try:
            return await super().create_order(request)
        finally:
            self.faults.clear()


def test_an_order_whose_opening_got_no_answer_is_voided(hall: Hall) -> None:
    async def visit() -> None:
        hall.line = LosesOrders(hall.counter.bureau)
        async with hall.kiosk() as kiosk:
            wish = await hall.counter.wish(await hall.counter.log_in(), BASIC)
            problem = await kiosk.settler.open_order(wish)
            assert isinstance(problem, Problem)
            assert problem.code is ProblemCode.UNREACHABLE
            await hall.clock.advance(30)
            assert kiosk.journal.order(wish.order_id).stage is OrderStage.VOIDED

    asyncio.run(visit())


@pytest.mark.parametrize("skew_s", [-121, 121])
def test_nothing_is_ordered_while_the_clock_is_not_the_bureaus(hall: Hall, skew_s: int) -> None:
    class Other(InterruptibleBureau):
        async def now(self) -> datetime | Problem:
            return hall.clock.now() + timedelta(seconds=skew_s)

    async def visit() -> None:
        hall.line = Other(hall.counter.bureau)
        async with hall.kiosk() as kiosk:
            wish = await hall.counter.wish(await hall.counter.log_in(), BASIC)
            problem = await kiosk.settler.open_order(wish)
            assert isinstance(problem, Problem)
            assert problem.code is ProblemCode.OUT_OF_SERVICE
            assert await hall.counter.bureau.order(wish.order_id) == refused(ProblemCode.NOT_FOUND)

    asyncio.run(visit())


def test_a_refused_order_ends_at_once(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            wish = await hall.counter.wish(await hall.counter.log_in(), BASIC)
            hall.counter.clerk.settle_elsewhere(BASIC)
            problem = await kiosk.settler.open_order(wish)
            assert isinstance(problem, Problem)
            assert problem.code is ProblemCode.ALREADY_PAID
            assert kiosk.journal.order(wish.order_id).stage is OrderStage.REFUSED

    asyncio.run(visit())
