"""The line to the bureau can be cut before a request or before its answer."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.orders import Order, OrderState, Posting
from kiosk.domain.problems import ProblemCode
from kiosk.world.interruptible_bureau import BureauFault, InterruptibleBureau
from tests.bureau.counter import BASIC, CITIZENS, RESIDENT, Counter, attempt, code, evidence, open_embedded


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_embedded(tmp_path)
    yield replace(counter, bureau=InterruptibleBureau(counter.bureau))
    counter.close()


def _line(counter: Counter) -> InterruptibleBureau:
    assert isinstance(counter.bureau, InterruptibleBureau)
    return counter.bureau


def test_while_connected_it_is_the_bureau_itself(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC)
        posting = await counter.pay(order)
        assert await counter.bureau.now() == counter.clock.now()
        assert code(await counter.bureau.voucher(posting.posting_no)) is None
        assert code(await counter.bureau.record_print(posting.posting_no)) is None
        assert code(await counter.bureau.void(order.order_id, "left")) is ProblemCode.ALREADY_POSTED
        assert await counter.bureau.close_session("any") is None

    asyncio.run(visit())


def test_while_cut_off_every_request_is_unreachable(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC)
        wish = await counter.wish(await counter.log_in(), BASIC)
        line = _line(counter)
        line.connected = False
        answers = [
            await line.now(),
            await line.open_session(evidence(CITIZENS[RESIDENT])),
            await line.close_session("any"),
            await line.bills("any", RESIDENT),
            await line.create_order(wish),
            await line.order(order.order_id),
            await line.register_attempt(attempt(order)),
            await line.post(counter.receipt(order)),
            await line.void(order.order_id, "left"),
            await line.ledger(counter.clock.now().date()),
            await line.receive_events("999901", []),
            await line.voucher("any"),
            await line.record_print("any"),
        ]
        assert {code(answer) for answer in answers} == {ProblemCode.UNREACHABLE}

    asyncio.run(visit())


def test_a_request_that_was_cut_off_has_no_effect(counter: Counter) -> None:
    async def visit() -> None:
        wish = await counter.wish(await counter.log_in(), BASIC)
        _line(counter).connected = False
        assert code(await counter.bureau.create_order(wish)) is ProblemCode.UNREACHABLE
        _line(counter).connected = True
        assert code(await counter.bureau.order(wish.order_id)) is ProblemCode.NOT_FOUND

    asyncio.run(visit())


def test_a_request_whose_answer_was_lost_has_its_effect_and_may_be_repeated(counter: Counter) -> None:
    async def visit() -> None:
        order = await counter.order(BASIC)
        line = _line(counter)
        line.faults.add(BureauFault.DROP_REPLY)
        assert code(await line.register_attempt(attempt(order))) is ProblemCode.UNREACHABLE
        assert code(await line.post(counter.receipt(order))) is ProblemCode.UNREACHABLE
        line.faults.clear()
        posted = await line.order(order.order_id)
        assert isinstance(posted, Order)
        assert posted.state is OrderState.POSTED
        again = await line.post(counter.receipt(order))
        assert isinstance(again, Posting)
        assert again.posting_no == posted.posting_no

    asyncio.run(visit())
