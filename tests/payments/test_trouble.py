"""What breaks in the kiosk itself: the attempt waits, the citizen is told the truth, and no money is lost."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pytest

from kiosk.domain.bills import BillStatus
from kiosk.domain.money import Fen
from kiosk.domain.orders import Order
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.payments.journal_file import JournalFullError
from kiosk.payments.outcome import Outcome
from kiosk.payments.rails.wechat import WeChatRail
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.sealed_store import SealedStore
from kiosk.payments.settler import Settler
from tests.bureau.counter import BASIC
from tests.payments.hall import ALIPAY, WECHAT, Hall, Kiosk


class BreakingRail(WeChatRail):
    """Breaks on whatever it is told."""

    async def query(self, attempt_no: str, fen: Fen) -> Outcome:
        raise LookupError(attempt_no)


@contextmanager
def full_disk(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the journal's disk take nothing, and the reserve be used up."""

    def refuse(*_: object) -> NoReturn:
        raise JournalFullError("the disk is full")

    with patch.context() as patched:
        patched.setattr(SealedStore, "commit", refuse)
        yield


async def order_of_another(kiosk: Kiosk) -> Order | Problem:
    """Let another citizen order what is due."""
    counter = kiosk.hall.counter
    session = await counter.log_in("c05_f45")
    bills = (await counter.bills(session)).values()
    due = [bill.bill_id for bill in bills if bill.status is BillStatus.DUE]
    return await kiosk.settler.open_order(await counter.wish(session, *due, order_id="order-2"))


async def first_of(settler: Settler, record: AttemptRecord) -> AttemptRecord:
    return await anext(settler.watch(record.attempt_no))


def test_a_rail_that_breaks_leaves_its_attempt_in_doubt_and_the_others_alone(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def visits() -> None:
        async with hall.kiosk() as kiosk:
            broken = await kiosk.pay(await kiosk.order(BASIC))
            with monkeypatch.context() as patched:
                patched.setattr(WeChatRail, "query", BreakingRail.query)
                await hall.clock.advance(5)
                assert (await first_of(kiosk.settler, broken)).uncertain
                order = await order_of_another(kiosk)
                assert isinstance(order, Order)
                other = await kiosk.pay(order, ALIPAY)
                kiosk.scan_and_pay(other)
                assert (await kiosk.until_final(other.attempt_no, 10)).state is AttemptState.POSTED
            kiosk.scan_and_pay(broken)
            assert (await kiosk.until_final(broken.attempt_no, 10)).state is AttemptState.POSTED

    asyncio.run(visits())


def test_money_that_came_by_a_rail_which_the_kiosk_has_no_more_is_posted(hall: Hall) -> None:
    async def visits() -> None:
        async with hall.kiosk() as kiosk:
            paid = await kiosk.pay(await kiosk.order(BASIC))
            order = await order_of_another(kiosk)
            assert isinstance(order, Order)
            unpaid = await kiosk.pay(order)
            hall.line.connected = False
            kiosk.scan_and_pay(paid)
            await hall.clock.advance(5)
        hall.line.connected = True
        async with hall.kiosk() as kiosk:
            del kiosk.rails[WECHAT]
            await asyncio.gather(kiosk.settler.recover(1), hall.clock.advance(5))
            assert kiosk.journal.attempt(paid.attempt_no).state is AttemptState.POSTED
            assert (await first_of(kiosk.settler, unpaid)).uncertain

    asyncio.run(visits())


def test_a_journal_that_takes_nothing_more_stops_paying_and_the_next_start_posts_what_came(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def visits() -> None:
        async with hall.kiosk() as kiosk:
            record = await kiosk.pay(await kiosk.order(BASIC))
            kiosk.scan_and_pay(record)
            with full_disk(monkeypatch):
                await hall.clock.advance(5)
                told = await first_of(kiosk.settler, record)
                assert (told.state, told.code, told.uncertain) == (AttemptState.CLOSE_INTENT, None, True)
                kiosk.settler.cancel(record.attempt_no)
                await kiosk.settler.abandon_order(record.order_id)
            refused = await order_of_another(kiosk)
            assert isinstance(refused, Problem)
            assert refused.code is ProblemCode.OUT_OF_SERVICE
        async with hall.kiosk() as kiosk:
            await asyncio.gather(kiosk.settler.recover(1), hall.clock.advance(5))
            assert kiosk.journal.attempt(record.attempt_no).state is AttemptState.POSTED

    asyncio.run(visits())


def test_an_order_that_cannot_be_written_down_is_not_made(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            wish = await hall.counter.wish(await hall.counter.log_in(), BASIC)
            with full_disk(monkeypatch):
                refused = await kiosk.settler.open_order(wish)
            assert isinstance(refused, Problem)
            assert refused.code is ProblemCode.OUT_OF_SERVICE
            assert isinstance(await hall.counter.bureau.order(wish.order_id), Problem)

    asyncio.run(visit())


def test_an_attempt_that_cannot_be_written_down_is_not_made(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            order = await kiosk.order(BASIC)
            with full_disk(monkeypatch):
                record = await kiosk.pay(order)
                seen: list[Any] = [record async for record in kiosk.settler.watch(record.attempt_no)]
            assert [(record.state, record.code) for record in (record, *seen)] == [
                (AttemptState.CLOSED, None)
            ] * 2
            assert hall.gateway.ledger() == []

    asyncio.run(visit())


def test_an_order_is_given_up_if_its_opening_breaks(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(_: object) -> NoReturn:
        raise LookupError

    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            wish = await hall.counter.wish(await hall.counter.log_in(), BASIC)
            with monkeypatch.context() as patched:
                patched.setattr(hall.line, "create_order", breaks)
                with pytest.raises(LookupError):
                    await kiosk.settler.open_order(wish)
            await hall.clock.advance(1)
            assert kiosk.journal.order(wish.order_id).stage == "voided"

    asyncio.run(visit())


def test_a_voiding_that_breaks_is_tried_again_and_others_can_pay_meanwhile(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: object) -> NoReturn:
        raise LookupError

    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            order = await kiosk.order(BASIC)
            with monkeypatch.context() as patched:
                patched.setattr(hall.line, "void", breaks)
                abandoning = asyncio.create_task(kiosk.settler.abandon_order(order.order_id))
                await hall.clock.advance(10)
                await abandoning
                assert kiosk.journal.order(order.order_id).stage == "voiding"
                assert isinstance(await order_of_another(kiosk), Order)
            await hall.clock.advance(600)
            assert kiosk.journal.order(order.order_id).stage == "voided"

    asyncio.run(visit())


def test_an_attempt_that_stays_open_for_a_day_is_told_of_once(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            record = await kiosk.pay(await kiosk.order())
            hall.line.connected = False
            kiosk.scan_and_pay(record)
            await hall.clock.advance(85_000)
            assert "kiosk journal attention" not in caplog.text
            await hall.clock.advance(20_000)
            alarm = f"attempt {record.attempt_no} is still post-intent; see kiosk journal attention"
            assert caplog.text.count(alarm) == 1

    asyncio.run(visit())
