"""What a kiosk does at start-up about the money of earlier runs; each end of a block is a power cut."""

import asyncio

import pytest

from kiosk.domain.orders import Posting, RailName, Receipt
from kiosk.payments.decision import Decision
from kiosk.payments.order_record import OrderStage
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.settler import RecoveryReport
from tests.bureau.counter import BASIC
from tests.payments.hall import ALIPAY, WECHAT, Hall, Kiosk, PowerCut


async def _recover(hall: Hall, kiosk: Kiosk, foreground_s: float = 20.0) -> RecoveryReport:
    recovering = asyncio.create_task(kiosk.settler.recover(foreground_s))
    await hall.clock.advance(foreground_s + 1)
    return await recovering


@pytest.mark.parametrize("rail", [WECHAT, ALIPAY])
def test_money_paid_while_the_kiosk_was_dark_is_posted(hall: Hall, rail: RailName) -> None:
    async def visits() -> None:
        async with hall.kiosk() as kiosk:
            record = await kiosk.pay(await kiosk.order(), rail)
        kiosk.scan_and_pay(record)
        async with hall.kiosk() as kiosk:
            report = await _recover(hall, kiosk)
            assert [settled.state for settled in report.settled] == [AttemptState.POSTED]
            assert (report.unsettled, report.unresolved_orders) == ((), ())

    asyncio.run(visits())


def test_a_code_on_the_screen_is_closed_and_its_order_voided_after_a_restart(hall: Hall) -> None:
    async def visits() -> None:
        async with hall.kiosk() as kiosk:
            await kiosk.pay(await kiosk.order())
        async with hall.kiosk() as kiosk:
            report = await _recover(hall, kiosk)
            assert [settled.state for settled in report.settled] == [AttemptState.CLOSED]
            assert report.unresolved_orders == ()
            assert kiosk.journal.order("order-1").stage is OrderStage.VOIDED

    asyncio.run(visits())


def test_an_attempt_that_was_perhaps_never_made_is_not_made_after_a_restart(hall: Hall) -> None:
    async def visits() -> None:
        async with hall.kiosk() as kiosk:
            record = await _cut_in(kiosk, AttemptState.PAY_INTENT)
        async with hall.kiosk() as kiosk:
            report = await _recover(hall, kiosk)
            assert [left.state for left in report.unsettled] == [AttemptState.CLOSE_INTENT]
            assert kiosk.settler.unresolved_for_bills([BASIC]) == {BASIC}
            assert (await kiosk.until_final(record.attempt_no, 600)).state is AttemptState.CLOSED
            assert kiosk.settler.unresolved_for_bills([BASIC]) == frozenset()

    asyncio.run(visits())


@pytest.mark.parametrize("state", [AttemptState.PAID, AttemptState.POST_INTENT])
def test_paid_money_is_posted_once_wherever_the_power_was_cut(hall: Hall, state: AttemptState) -> None:
    async def visits() -> None:
        async with hall.kiosk() as kiosk:
            record = await _cut_in(kiosk, state)
        async with hall.kiosk() as kiosk:
            await _recover(hall, kiosk)
            assert kiosk.journal.attempt(record.attempt_no).state is AttemptState.POSTED
            assert [row.refunded_fen for row in hall.gateway.ledger()] == [0]

    asyncio.run(visits())


@pytest.mark.parametrize("state", [AttemptState.VOID_INTENT, AttemptState.REFUND_INTENT])
def test_a_refund_is_made_once_wherever_the_power_was_cut(hall: Hall, state: AttemptState) -> None:
    async def visits() -> None:
        async with hall.kiosk() as kiosk:
            record = await _cut_in(kiosk, state)
        async with hall.kiosk() as kiosk:
            await _recover(hall, kiosk)
            assert (await kiosk.until_final(record.attempt_no, 120)).state is AttemptState.REFUNDED
            assert [row.refunded_fen for row in hall.gateway.ledger()] == [record.fen]

    asyncio.run(visits())


def test_an_order_that_nobody_paid_is_voided_after_a_restart(hall: Hall) -> None:
    async def visits() -> None:
        async with hall.kiosk() as kiosk:
            await kiosk.order()
        async with hall.kiosk() as kiosk:
            assert (await _recover(hall, kiosk)).unresolved_orders == ()
            assert kiosk.journal.order("order-1").stage is OrderStage.VOIDED

    asyncio.run(visits())


def test_recovery_goes_on_in_the_background_while_the_bureau_is_out_of_reach(hall: Hall) -> None:
    async def visits() -> None:
        async with hall.kiosk() as kiosk:
            record = await kiosk.pay(await kiosk.order())
        kiosk.scan_and_pay(record)
        hall.line.connected = False
        async with hall.kiosk() as kiosk:
            report = await _recover(hall, kiosk)
            assert [left.state for left in report.unsettled] == [AttemptState.POST_INTENT]
            assert report.unresolved_orders == ("order-1",)
            hall.line.connected = True
            assert (await kiosk.until_final(record.attempt_no, 700)).state is AttemptState.POSTED

    asyncio.run(visits())


def test_money_that_an_operator_does_not_want_posted_is_voided_and_given_back(hall: Hall) -> None:
    async def visits() -> None:
        async with hall.kiosk() as kiosk:
            record = await _cut_in(kiosk, AttemptState.PAID)
            kiosk.journal.decided(record.attempt_no, "operator-7", Decision.DO_NOT_POST, "paid at the window")
        async with hall.kiosk() as kiosk:
            await _recover(hall, kiosk)
            ended = await kiosk.until_final(record.attempt_no)
            assert (ended.state, ended.reason) == (AttemptState.REFUNDED, "operator-7: paid at the window")
            assert [row.refunded_fen for row in hall.gateway.ledger()] == [record.fen]

    asyncio.run(visits())


def test_a_running_kiosk_gives_money_back_as_soon_as_an_operator_does_not_want_it_posted(hall: Hall) -> None:
    async def visits() -> None:
        async with hall.kiosk() as kiosk:
            record = await kiosk.pay(await kiosk.order())
            hall.line.connected = False
            kiosk.scan_and_pay(record)
            number = record.attempt_no
            await kiosk.until(
                lambda: kiosk.journal.attempt(number).state is AttemptState.POST_INTENT, number, 60
            )
            kiosk.journal.decided(number, "operator-7", Decision.DO_NOT_POST, "paid at the window")
            hall.line.connected = True
            kiosk.settler.heed_decision(number)
            await hall.clock.advance(0)
            assert kiosk.journal.attempt(number).state is AttemptState.REFUND_INTENT
            ended = await kiosk.until_final(number)
            assert (ended.state, ended.reason) == (AttemptState.REFUNDED, "operator-7: paid at the window")
            assert [row.refunded_fen for row in hall.gateway.ledger()] == [record.fen]

    asyncio.run(visits())


def test_what_the_bureau_has_posted_stays_posted_whatever_an_operator_wants(hall: Hall) -> None:
    async def visits() -> None:
        async with hall.kiosk() as kiosk:
            record = await _cut_in(kiosk, AttemptState.POST_INTENT)
            kiosk.journal.decided(record.attempt_no, "operator-7", Decision.DO_NOT_POST, "too late")
            posted = await hall.counter.bureau.post(
                Receipt(
                    order_id=record.order_id,
                    attempt_no=record.attempt_no,
                    rail=record.rail,
                    trade_no=record.trade_no or "",
                    paid_fen=record.fen,
                    paid_at=record.paid_at or record.created_at,
                )
            )
            assert isinstance(posted, Posting)
        async with hall.kiosk() as kiosk:
            await _recover(hall, kiosk)
            assert (await kiosk.until_final(record.attempt_no)).state is AttemptState.POSTED
            assert [row.refunded_fen for row in hall.gateway.ledger()] == [0]

    asyncio.run(visits())


async def _cut_in(kiosk: Kiosk, state: AttemptState) -> AttemptRecord:
    """Pay, and cut the power as soon as the journal holds `state`."""
    order = await kiosk.order()
    kiosk.journal.cut_after = state
    try:
        record = await kiosk.pay(order)
    except PowerCut:
        return kiosk.journal.attempts()[-1]
    kiosk.scan_and_pay(record)
    if state in {AttemptState.VOID_INTENT, AttemptState.REFUND_INTENT}:
        kiosk.hall.counter.clerk.settle_elsewhere(BASIC)
    await kiosk.hall.clock.advance(10)
    record = kiosk.journal.attempt(record.attempt_no)
    assert record.state is state
    return record
