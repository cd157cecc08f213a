"""WeChat's payments by the citizen's own code: taken at once, after a password, refused, or in doubt."""

import asyncio
import json
from datetime import timedelta

import httpx
import pytest

from kiosk.domain.orders import PaymentMode
from kiosk.domain.secret import Secret
from kiosk.payments.outcome import Closed, Mismatch, NotFound, NotSent, Open, Outcome, Paid, Unknown
from kiosk.payments.ports import PaymentRail, PaymentRequest
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.settler import PaymentChoice
from kiosk.world.gateway import Fault, LedgerRow, PayerHabit
from tests.payments.hall import WECHAT, Hall, Kiosk
from tests.payments.test_rails import FEN, NUMBER, on_rail
from tests.payments.test_replies import ORDER, SUCCESS, wechat_headers

SCANNED = PaymentMode.SCANNED_CODE


async def pay(hall: Hall, rail: PaymentRail, code: str | None) -> Outcome:
    expires_at = hall.clock.now() + timedelta(seconds=165)
    secret = None if code is None else Secret(code)
    return await rail.create(PaymentRequest(NUMBER, FEN, "社保缴费", expires_at, SCANNED, secret))


def test_a_code_that_is_confirmed_pays_at_once(hall: Hall) -> None:
    async def work(rail: PaymentRail) -> None:
        paid = await pay(hall, rail, hall.gateway.show_code(WECHAT))
        assert isinstance(paid, Paid)
        assert (paid.fen, paid.paid_at) == (FEN, hall.clock.now())
        assert await rail.query(NUMBER, FEN) == paid
        assert await pay(hall, rail, hall.gateway.show_code(WECHAT)) == paid

    on_rail(hall, WECHAT, work)


def test_a_code_that_wants_a_password_is_open_until_it_is_entered(hall: Hall) -> None:
    async def work(rail: PaymentRail) -> None:
        code = hall.gateway.show_code(WECHAT, PayerHabit.PASSWORD)
        assert await pay(hall, rail, code) == Open()
        assert await rail.query(NUMBER, FEN) == Open()
        hall.gateway.confirm(WECHAT, code)
        assert isinstance(await rail.query(NUMBER, FEN), Paid)

    on_rail(hall, WECHAT, work)


def test_a_failed_payment_is_not_believed_to_be_final(hall: Hall) -> None:
    async def work(rail: PaymentRail) -> None:
        assert await pay(hall, rail, hall.gateway.show_code(WECHAT, PayerHabit.REFUSE)) == Open()
        assert await rail.query(NUMBER, FEN) == Open()

    on_rail(hall, WECHAT, work)


def test_a_code_that_is_no_longer_good_closes_the_attempt_at_once(hall: Hall) -> None:
    async def work(rail: PaymentRail) -> None:
        assert await pay(hall, rail, "130000000000000000") == Closed()

    on_rail(hall, WECHAT, work)


def test_a_decline_is_not_believed_while_an_earlier_request_may_be_paid(hall: Hall) -> None:
    replies = iter(
        [
            (400, {"code": "AUTH_CODE_INVALID", "message": "每个二维码仅限使用一次"}),
            (200, ORDER | {"trade_state": "USERPAYING"}),
        ]
    )

    def answer(_: httpx.Request) -> httpx.Response:
        status, content = next(replies)
        body = json.dumps(content).encode()
        return httpx.Response(status, headers=wechat_headers(hall.clock, body), content=body)

    async def work(rail: PaymentRail) -> None:
        assert await pay(hall, rail, "130000000000000000") == Open()

    hall.carry(httpx.MockTransport(answer))
    on_rail(hall, WECHAT, work)


@pytest.mark.parametrize("code", ["ORDER_PAID", "AUTH_CODE_INVALID"])
def test_a_charge_that_was_answered_counts_as_sent_though_the_question_after_it_was_not(
    hall: Hall, code: str
) -> None:
    body = json.dumps({"code": code, "message": ""}).encode()

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            raise httpx.ConnectError("the line is down")
        return httpx.Response(400, headers=wechat_headers(hall.clock, body), content=body)

    async def work(rail: PaymentRail) -> None:
        assert isinstance(await pay(hall, rail, "130000000000000000"), Unknown)

    hall.carry(httpx.MockTransport(answer))
    on_rail(hall, WECHAT, work)


def test_nothing_is_sent_without_a_code(hall: Hall) -> None:
    async def work(rail: PaymentRail) -> None:
        assert isinstance(await pay(hall, rail, None), NotSent)

    hall.carry(httpx.MockTransport(lambda _: pytest.fail("something was sent")))
    on_rail(hall, WECHAT, work)


@pytest.mark.parametrize(
    ("status", "content", "outcome"),
    [
        (200, ORDER | SUCCESS, Paid),
        (200, {"trade_state": "USERPAYING"}, Open),
        (202, {"trade_state": "USERPAYING"}, Open),
        (200, ORDER | SUCCESS | {"amount": {"total": FEN + 1}}, Mismatch),
        (200, ORDER | SUCCESS | {"out_trade_no": "other"}, Mismatch),
        (200, SUCCESS, Unknown),
        (200, {}, Unknown),
        (202, [], Unknown),
        (400, {"code": "USERPAYING", "message": ""}, Open),
        (400, {"code": "ORDERREVERSED", "message": ""}, Closed),
        (400, {"code": "ORDER_CLOSED", "message": ""}, Closed),
        (400, {"code": "BANKERROR", "message": ""}, Unknown),
        (400, {"code": "TRADE_ERROR", "message": ""}, Unknown),
        (403, {"code": "OUT_TRADE_NO_USED", "message": ""}, Unknown),
        (500, {"code": "SYSTEM_ERROR", "message": ""}, Unknown),
    ],
)
def test_charges_are_answered_as_documented(
    hall: Hall, status: int, content: object, outcome: type[Outcome]
) -> None:
    body = json.dumps(content).encode()
    headers = wechat_headers(hall.clock, body)

    async def work(rail: PaymentRail) -> None:
        assert isinstance(await pay(hall, rail, "130000000000000000"), outcome)

    hall.carry(httpx.MockTransport(lambda _: httpx.Response(status, headers=headers, content=body)))
    on_rail(hall, WECHAT, work)


def test_a_reversal_says_nothing_before_a_query_does(hall: Hall) -> None:
    async def work(rail: PaymentRail) -> None:
        assert await rail.close(NUMBER, FEN, SCANNED) == Open()
        assert await rail.query(NUMBER, FEN) == NotFound()
        await pay(hall, rail, hall.gateway.show_code(WECHAT))
        assert isinstance(await rail.close(NUMBER, FEN, SCANNED), Unknown)
        await hall.clock.advance(15)
        assert await rail.close(NUMBER, FEN, SCANNED) == Open()
        assert await rail.query(NUMBER, FEN) == Closed()
        assert hall.gateway.ledger() == [LedgerRow(NUMBER, WECHAT, FEN, FEN)]

    on_rail(hall, WECHAT, work)


async def begin(kiosk: Kiosk, code: str) -> AttemptRecord:
    choice = PaymentChoice(WECHAT, SCANNED, Secret(code))
    return await kiosk.settler.pay(await kiosk.order(), choice, "social insurance", 45.0)


def test_a_scanned_code_is_posted(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            code = hall.gateway.show_code(WECHAT, PayerHabit.PASSWORD)
            record = await begin(kiosk, code)
            assert record.state is AttemptState.OPEN
            hall.gateway.confirm(WECHAT, code)
            assert (await kiosk.until_final(record.attempt_no, 10)).state is AttemptState.POSTED

    asyncio.run(visit())


def test_a_refused_code_is_closed_once_it_is_reversed(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            record = await begin(kiosk, hall.gateway.show_code(WECHAT, PayerHabit.REFUSE))
            assert record.state is AttemptState.OPEN
            assert (await kiosk.until_final(record.attempt_no, 120)).state is AttemptState.CLOSED

    asyncio.run(visit())


@pytest.mark.parametrize("fault", [Fault.DROP_REPLY, Fault.SERVER_ERROR, Fault.BAD_SIGNATURE])
def test_a_charge_of_unknown_fate_is_asked_after_and_posted(hall: Hall, fault: Fault) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            hall.gateway.faults.once(fault)
            record = await begin(kiosk, hall.gateway.show_code(WECHAT))
            assert (record.state, record.uncertain) == (AttemptState.OPEN, True)
            assert (await kiosk.until_final(record.attempt_no, 60)).state is AttemptState.POSTED

    asyncio.run(visit())


def test_a_charge_that_arrives_after_its_reversal_gives_the_money_back(hall: Hall) -> None:
    async def visit() -> None:
        async with hall.kiosk() as kiosk:
            hall.gateway.faults.delay = timedelta(seconds=55)
            hall.gateway.faults.once(Fault.DELAYED)
            beginning = asyncio.create_task(begin(kiosk, hall.gateway.show_code(WECHAT)))
            await hall.clock.advance(12)
            record = await beginning
            kiosk.settler.cancel(record.attempt_no)
            record = await kiosk.until_final(record.attempt_no)
            assert record.state in {AttemptState.CLOSED, AttemptState.REFUNDED}
            assert [row.paid_fen - row.refunded_fen for row in hall.gateway.ledger()] == [0]

    asyncio.run(visit())
