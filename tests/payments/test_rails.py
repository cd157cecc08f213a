"""Both rails against the simulated gateways, which verify every request and sign as documented."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import httpx
import pytest

from kiosk.domain.money import Fen
from kiosk.domain.orders import PaymentMode, RailName
from kiosk.payments.outcome import (
    Closed,
    Mismatch,
    NotFound,
    NotSent,
    Open,
    Outcome,
    Paid,
    Refunded,
    Refunding,
    Unknown,
)
from kiosk.payments.ports import PaymentRail, PaymentRequest
from kiosk.world.gateway import Fault
from tests.payments.hall import ALIPAY, WECHAT, Hall

NUMBER = "10000101M80C8RM0YPRPA8JAB2VS3WER"
REFUND = f"{NUMBER}R1"
FEN = Fen(40_005)
BOTH = pytest.mark.parametrize("name", [WECHAT, ALIPAY])


def on_rail(hall: Hall, name: RailName, work: Callable[[PaymentRail], Coroutine[Any, Any, None]]) -> None:
    """Run work with a rail of a running kiosk."""

    async def run() -> None:
        async with hall.kiosk() as kiosk:
            await work(kiosk.rails[name])

    asyncio.run(run())


async def create(hall: Hall, rail: PaymentRail, subject: str = "社保缴费 / 2027 & a=b") -> Outcome:
    return await rail.create(
        PaymentRequest(
            NUMBER, FEN, subject, hall.clock.now() + timedelta(seconds=300), PaymentMode.SHOWN_CODE
        )
    )


async def create_and_pay(hall: Hall, rail: PaymentRail) -> None:
    created = await create(hall, rail)
    assert isinstance(created, Open)
    assert created.code is not None
    hall.gateway.pay(rail.name, created.code)


@BOTH
def test_paid_money_is_reported_with_amount_number_and_time(hall: Hall, name: RailName) -> None:
    async def work(rail: PaymentRail) -> None:
        await create_and_pay(hall, rail)
        paid = await rail.query(NUMBER, FEN)
        assert isinstance(paid, Paid)
        assert (paid.fen, paid.paid_at) == (FEN, hall.clock.now())
        assert await rail.close(NUMBER, FEN, PaymentMode.SHOWN_CODE) == paid

    on_rail(hall, name, work)


@BOTH
def test_what_was_never_made_is_not_found(hall: Hall, name: RailName) -> None:
    async def work(rail: PaymentRail) -> None:
        assert await rail.query(NUMBER, FEN) == NotFound()
        assert await rail.close(NUMBER, FEN, PaymentMode.SHOWN_CODE) == NotFound()
        assert await rail.query_refund(NUMBER, REFUND, FEN) == NotFound()

    on_rail(hall, name, work)


def test_an_unpaid_wechat_order_is_closed_and_stays_closed(hall: Hall) -> None:
    async def work(rail: PaymentRail) -> None:
        await create(hall, rail)
        assert await rail.query(NUMBER, FEN) == Open()
        assert await rail.close(NUMBER, FEN, PaymentMode.SHOWN_CODE) == Closed()
        assert await rail.close(NUMBER, FEN, PaymentMode.SHOWN_CODE) == Closed()
        assert await rail.query(NUMBER, FEN) == Closed()

    on_rail(hall, WECHAT, work)


def test_an_alipay_code_is_no_trade_before_it_is_scanned(hall: Hall) -> None:
    async def work(rail: PaymentRail) -> None:
        created = await create(hall, rail)
        assert isinstance(created, Open)
        assert await rail.query(NUMBER, FEN) == NotFound()
        assert await rail.close(NUMBER, FEN, PaymentMode.SHOWN_CODE) == NotFound()
        hall.gateway.scan(ALIPAY, created.code or "")
        assert await rail.query(NUMBER, FEN) == Open()
        assert await rail.close(NUMBER, FEN, PaymentMode.SHOWN_CODE) == Closed()
        assert await rail.close(NUMBER, FEN, PaymentMode.SHOWN_CODE) == Closed()

    on_rail(hall, ALIPAY, work)


@BOTH
def test_a_refund_arrives_once_however_often_it_is_asked(hall: Hall, name: RailName) -> None:
    async def work(rail: PaymentRail) -> None:
        await create_and_pay(hall, rail)
        for _ in range(3):
            assert isinstance(await rail.refund(NUMBER, REFUND, FEN), Refunded | Refunding)
            await hall.clock.advance(60)
        assert await rail.query_refund(NUMBER, REFUND, FEN) == Refunded(FEN)
        assert [row.refunded_fen for row in hall.gateway.ledger()] == [FEN]

    on_rail(hall, name, work)


@BOTH
def test_another_order_is_a_mismatch(hall: Hall, name: RailName) -> None:
    async def work(rail: PaymentRail) -> None:
        await create_and_pay(hall, rail)
        hall.gateway.faults.always(Fault.WRONG_NUMBER)
        assert isinstance(await rail.query(NUMBER, FEN), Mismatch)
        assert isinstance(await rail.refund(NUMBER, REFUND, FEN), Mismatch)

    on_rail(hall, name, work)


@BOTH
def test_another_amount_is_a_mismatch(hall: Hall, name: RailName) -> None:
    async def work(rail: PaymentRail) -> None:
        await create_and_pay(hall, rail)
        assert isinstance(await rail.query(NUMBER, Fen(FEN + 1)), Mismatch)
        hall.gateway.faults.once(Fault.WRONG_AMOUNT)
        assert isinstance(await rail.query(NUMBER, FEN), Mismatch)

    on_rail(hall, name, work)


DOUBTFUL = [
    Fault.DROP_REQUEST,
    Fault.DROP_REPLY,
    Fault.SERVER_ERROR,
    Fault.BAD_SIGNATURE,
    Fault.STALE_TIMESTAMP,
    Fault.TRUNCATED_BODY,
    Fault.UNSIGNED,
    Fault.REORDERED,
]
ALIPAY_DOUBTFUL = [fault for fault in DOUBTFUL if fault is not Fault.STALE_TIMESTAMP]
"""Alipay's replies carry no time."""


@pytest.mark.parametrize(
    ("name", "fault"),
    [*((WECHAT, fault) for fault in DOUBTFUL), *((ALIPAY, fault) for fault in ALIPAY_DOUBTFUL)],
)
def test_what_is_lost_unsigned_stale_or_cut_short_is_unknown(
    hall: Hall, name: RailName, fault: Fault
) -> None:
    async def work(rail: PaymentRail) -> None:
        await create_and_pay(hall, rail)
        hall.gateway.faults.always(fault)
        assert isinstance(await create(hall, rail), Unknown)
        assert isinstance(await rail.query(NUMBER, FEN), Unknown)
        assert isinstance(await rail.close(NUMBER, FEN, PaymentMode.SHOWN_CODE), Unknown)
        assert isinstance(await rail.refund(NUMBER, REFUND, FEN), Unknown)
        assert isinstance(await rail.query_refund(NUMBER, REFUND, FEN), Unknown)

    on_rail(hall, name, work)


@BOTH
def test_silence_is_unknown_after_the_time_out(hall: Hall, name: RailName) -> None:
    async def work(rail: PaymentRail) -> None:
        hall.gateway.faults.once(Fault.HANG)
        asking = asyncio.create_task(rail.query(NUMBER, FEN))
        await hall.clock.advance(9)
        assert not asking.done()
        await hall.clock.advance(2)
        assert await asking == Unknown("ReadTimeout")

    on_rail(hall, name, work)


@BOTH
@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (httpx.ConnectError, NotSent),
        (httpx.ConnectTimeout, NotSent),
        (httpx.PoolTimeout, NotSent),
        (httpx.ReadTimeout, Unknown),
        (httpx.WriteError, Unknown),
        (httpx.ReadError, Unknown),
        (httpx.RemoteProtocolError, Unknown),
    ],
)
def test_only_a_failed_connection_counts_as_not_sent(
    hall: Hall, name: RailName, error: type[httpx.TransportError], outcome: type[Outcome]
) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error("", request=request)

    async def work(rail: PaymentRail) -> None:
        assert isinstance(await create(hall, rail), outcome)

    hall.carry(httpx.MockTransport(fail))
    on_rail(hall, name, work)
