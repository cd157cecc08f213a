"""Alipay's payments by the citizen's own code: taken at once, after a password, refused, or in doubt."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from kiosk.domain.money import Fen
from kiosk.domain.orders import PaymentMode
from kiosk.domain.secret import Secret
from kiosk.payments.outcome import Closed, Mismatch, NotFound, NotSent, Open, Outcome, Paid, Unknown
from kiosk.payments.ports import PaymentRail, PaymentRequest
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.settler import PaymentChoice
from kiosk.world.gateway import Fault, LedgerRow, PayerHabit
from tests.payments.hall import ALIPAY, Hall, Kiosk
from tests.payments.test_rails import ALIPAY_DOUBTFUL, FEN, NUMBER, on_rail
from tests.payments.test_replies import alipay_body

SCANNED = PaymentMode.SCANNED_CODE
Reply = dict[str, str]


async def pay(hall: Hall, rail: PaymentRail, code: str | None) -> Outcome:
    expires_at = hall.clock.now() + timedelta(seconds=165)
    secret = None if code is None else Secret(code)
    return await rail.create(PaymentRequest(NUMBER, FEN, "社保缴费", expires_at, SCANNED, secret))


def test_a_code_that_is_confirmed_pays_at_once(hall: Hall) -> None:
    async def work(rail: PaymentRail) -> None:
        paid = await pay(hall, rail, hall.gateway.show_code(ALIPAY))
        assert isinstance(paid, Paid)
        assert (paid.fen, paid.paid_at) == (FEN, hall.clock.now())
        assert await rail.query(NUMBER, FEN) == paid

    on_rail(hall, ALIPAY, work)


def test_a_code_that_wants_a_password_is_open_until_it_is_entered(hall: Hall) -> None:
    async def work(rail: PaymentRail) -> None:
        code = hall.gateway.show_code(ALIPAY, PayerHabit.PASSWORD)
        assert await pay(hall, rail, code) == Open()
        assert await rail.query(NUMBER, FEN) == Open()
        hall.gateway.confirm(ALIPAY, code)
        assert isinstance(await rail.query(NUMBER, FEN), Paid)

    on_rail(hall, ALIPAY, work)


def test_a_declined_payment_is_closed_and_cannot_be_paid_after_all(hall: Hall) -> None:
    async def work(rail: PaymentRail) -> None:
        code = hall.gateway.show_code(ALIPAY, PayerHabit.REFUSE)
        assert await pay(hall, rail, code) == Closed()
        assert await rail.query(NUMBER, FEN) == Closed()

    on_rail(hall, ALIPAY, work)


def test_cancelling_is_taken_and_only_a_query_tells_how_it_ended(hall: Hall) -> None:
    async def work(rail: PaymentRail) -> None:
        assert await rail.close(NUMBER, FEN, SCANNED) == Open()
        assert await rail.query(NUMBER, FEN) == NotFound()
        await pay(hall, rail, hall.gateway.show_code(ALIPAY))
        assert await rail.close(NUMBER, FEN, SCANNED) == Open()
        assert await rail.query(NUMBER, FEN) == Closed()
        assert hall.gateway.ledger() == [LedgerRow(NUMBER, ALIPAY, FEN, FEN)]

    on_rail(hall, ALIPAY, work)


def test_nothing_is_sent_without_a_code_or_for_a_terminal(hall: Hall) -> None:
    async def work(rail: PaymentRail) -> None:
        assert isinstance(await pay(hall, rail, None), NotSent)
        expires_at = hall.clock.now() + timedelta(seconds=165)
        request = PaymentRequest(NUMBER, FEN, "社保缴费", expires_at, PaymentMode.TERMINAL)
        assert isinstance(await rail.create(request), NotSent)

    hall.carry(httpx.MockTransport(lambda _: pytest.fail("something was sent")))
    on_rail(hall, ALIPAY, work)


def test_a_decline_is_in_doubt_while_the_trade_that_may_stand_open_is_not_closed(hall: Hall) -> None:
    reply = alipay_body("alipay_trade_pay", json.dumps(DECLINED))

    def answer(request: httpx.Request) -> httpx.Response:
        if parse_qs(request.content.decode())["method"] == ["alipay.trade.close"]:
            raise httpx.ConnectError("the line is down")
        return httpx.Response(200, content=reply)

    async def work(rail: PaymentRail) -> None:
        assert isinstance(await pay(hall, rail, "28" * 9), Unknown)

    hall.carry(httpx.MockTransport(answer))
    on_rail(hall, ALIPAY, work)


@pytest.mark.parametrize("fault", [*ALIPAY_DOUBTFUL, Fault.WRONG_AMOUNT])
def test_what_is_in_doubt_is_neither_paid_nor_closed(hall: Hall, fault: Fault) -> None:
    async def work(rail: PaymentRail) -> None:
        hall.gateway.faults.once(fault)
        outcome = await pay(hall, rail, hall.gateway.show_code(ALIPAY))
        assert isinstance(outcome, Mismatch if fault is Fault.WRONG_AMOUNT else Unknown)
        hall.gateway.faults.once(fault)
        cancelled = await rail.close(NUMBER, FEN, SCANNED)
        assert isinstance(cancelled, Open if fault is Fault.WRONG_AMOUNT else Unknown)

    on_rail(hall, ALIPAY, work)


def script(replies: dict[str, Reply]) -> httpx.MockTransport:
    """Sign these answers, by the method asked for."""

    def answer(request: httpx.Request) -> httpx.Response:
        method = parse_qs(request.content.decode())["method"][0]
        return httpx.Response(200, content=alipay_body(method.replace(".", "_"), json.dumps(replies[method])))

    return httpx.MockTransport(answer)


def outcome_of(hall: Hall, replies: dict[str, Reply], *, closing: bool = False) -> Outcome:
    outcomes: list[Outcome] = []

    async def work(rail: PaymentRail) -> None:
        create = pay(hall, rail, "28" * 9)
        outcomes.append(await (rail.close(NUMBER, FEN, SCANNED) if closing else create))
        create.close()

    hall.carry(script(replies))
    on_rail(hall, ALIPAY, work)
    return outcomes[0]


PAID = {"code": "10000", "out_trade_no": NUMBER, "trade_no": "42", "total_amount": "400.05"}
CANCELLED = {"code": "10000", "out_trade_no": NUMBER, "retry_flag": "N"}
NO_TRADE = {"code": "40004", "sub_code": "ACQ.TRADE_NOT_EXIST"}
DECLINED = {"code": "40004", "sub_code": "ACQ.BUYER_BALANCE_NOT_ENOUGH"}


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (PAID, Paid),
        (PAID | {"total_amount": "400.06"}, Mismatch),
        (PAID | {"out_trade_no": "ANOTHER"}, Mismatch),
        (PAID | {"total_amount": "400.0500"}, Unknown),
        ({"code": "10003", "out_trade_no": NUMBER}, Open),
        ({"code": "20000", "sub_code": "isp.unknow-error"}, Unknown),
        ({"code": "40004", "sub_code": "ACQ.SYSTEM_ERROR"}, Unknown),
        ({"code": "40004", "sub_code": "ACQ.TRADE_HAS_SUCCESS"}, Unknown),
        ({"code": "40004", "sub_code": "ACQ.TRADE_HAS_CLOSE"}, Unknown),
        ({"code": "40004", "sub_code": "ACQ.NEWSPEAK"}, Unknown),
        ({"code": "20000", "sub_code": "ACQ.BUYER_BALANCE_NOT_ENOUGH"}, Unknown),
        ({"code": "40004"}, Unknown),
        (DECLINED, Closed),
        ({"code": "40004", "sub_code": "ACQ.PAYMENT_AUTH_CODE_INVALID"}, Closed),
    ],
)
def test_answers_to_a_payment_are_read_as_documented(
    hall: Hall, reply: Reply, outcome: type[Outcome]
) -> None:
    replies = {"alipay.trade.pay": reply, "alipay.trade.close": NO_TRADE}
    assert isinstance(outcome_of(hall, replies), outcome)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (CANCELLED, Open),
        (CANCELLED | {"retry_flag": "Y"}, Unknown),
        (CANCELLED | {"action": "refund"}, Open),
        (CANCELLED | {"out_trade_no": "ANOTHER"}, Mismatch),
        ({"code": "40004", "sub_code": "ACQ.SELLER_BALANCE_NOT_ENOUGH", "retry_flag": "N"}, Unknown),
        ({"code": "20000", "retry_flag": "Y"}, Unknown),
    ],
)
def test_answers_to_a_cancelling_are_read_as_documented(
    hall: Hall, reply: Reply, outcome: type[Outcome]
) -> None:
    assert isinstance(outcome_of(hall, {"alipay.trade.cancel": reply}, closing=True), outcome)


@pytest.mark.parametrize(
    ("closing", "outcome"),
    [
        ({"code": "10000", "out_trade_no": NUMBER}, Closed),
        ({"code": "40004", "sub_code": "ACQ.TRADE_STATUS_ERROR"}, Paid),
        ({"code": "20000"}, Unknown),
    ],
)
def test_a_declined_payment_is_closed_only_when_nobody_can_pay_it_after_all(
    hall: Hall, closing: Reply, outcome: type[Outcome]
) -> None:
    replies = {
        "alipay.trade.pay": DECLINED,
        "alipay.trade.close": closing,
        "alipay.trade.query": PAID | {"trade_status": "TRADE_SUCCESS"},
    }
    assert isinstance(outcome_of(hall, replies), outcome)


def in_hall(hall: Hall, work: Callable[[Kiosk], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        async with hall.kiosk() as kiosk:
            await work(kiosk)

    asyncio.run(run())


async def begin(kiosk: Kiosk, habit: PayerHabit = PayerHabit.CONFIRM) -> tuple[AttemptRecord, str]:
    code = kiosk.hall.gateway.show_code(ALIPAY, habit)
    choice = PaymentChoice(ALIPAY, SCANNED, Secret(code))
    return await kiosk.settler.pay(await kiosk.order(), choice, "social insurance", 45.0), code


def test_a_lost_answer_is_found_again_by_asking_and_posted_once(hall: Hall) -> None:
    async def work(kiosk: Kiosk) -> None:
        hall.gateway.faults.once(Fault.DROP_REPLY)
        record, _ = await begin(kiosk)
        assert (record.state, record.uncertain) == (AttemptState.OPEN, True)
        assert (await kiosk.until_final(record.attempt_no, 60)).state is AttemptState.POSTED
        assert [row.refunded_fen for row in hall.gateway.ledger()] == [Fen(0)]

    in_hall(hall, work)


def test_a_password_that_nobody_enters_ends_closed_and_another_way_is_open(hall: Hall) -> None:
    async def work(kiosk: Kiosk) -> None:
        record, code = await begin(kiosk, PayerHabit.PASSWORD)
        closed = await kiosk.until_final(record.attempt_no, 120)
        assert closed.state is AttemptState.CLOSED
        hall.gateway.confirm(ALIPAY, code)
        assert hall.gateway.ledger() == []

    in_hall(hall, work)


class LatePayer(httpx.AsyncBaseTransport):
    """Enters the password in the moment between the last question and the cancelling."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self.code = ""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if b"alipay.trade.cancel" in await request.aread():
            self._hall.gateway.confirm(ALIPAY, self.code)
        return await self._hall.transport.handle_async_request(request)


def test_a_payment_between_the_last_question_and_the_cancelling_goes_back_whole(hall: Hall) -> None:
    payer = LatePayer(hall)
    hall.carry(payer)

    async def work(kiosk: Kiosk) -> None:
        record, payer.code = await begin(kiosk, PayerHabit.PASSWORD)
        assert (await kiosk.until_final(record.attempt_no)).state is AttemptState.CLOSED
        assert hall.gateway.ledger() == [LedgerRow(record.attempt_no, ALIPAY, record.fen, record.fen)]

    in_hall(hall, work)


def test_a_refused_code_lets_the_citizen_choose_again_at_once(hall: Hall) -> None:
    async def work(kiosk: Kiosk) -> None:
        record, _ = await begin(kiosk, PayerHabit.REFUSE)
        assert record.state is AttemptState.CLOSED

    in_hall(hall, work)
