"""Whatever Alipay signs, the rail answers, and money comes or goes only where every fact of it fits."""

import asyncio
import json
from datetime import datetime, timedelta
from urllib.parse import parse_qs

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.orders import PaymentMode
from kiosk.domain.secret import Secret
from kiosk.payments.outcome import Closed, Open, Paid, Refunded
from kiosk.payments.ports import PaymentRequest
from kiosk.payments.rails.alipay import AlipayRail
from kiosk.world.clock import VirtualClock
from kiosk.world.merchant import simulated_accounts
from tests.payments.hall import URL, keys
from tests.payments.test_rails import FEN, NUMBER, REFUND
from tests.payments.test_replies import alipay_body

SHOWN, SCANNED = PaymentMode.SHOWN_CODE, PaymentMode.SCANNED_CODE
AMOUNTS = ("400.05", "400.06", "400.0500", "0", "-400.05", "４00.05", "1e9", "")
NUMBERS = (NUMBER, REFUND, "ANOTHER", "")
FIELDS: dict[str, tuple[object, ...]] = {
    "code": ("10003", "20000", "40004", "40001"),
    "sub_code": ("ACQ.TRADE_NOT_EXIST", "ACQ.PAYMENT_FAIL", "ACQ.TRADE_STATUS_ERROR", "isp.bill_not_exist"),
    "out_trade_no": NUMBERS,
    "trade_no": ("", "4" * 65),
    "qr_code": ("", "4" * 1025),
    "trade_status": ("WAIT_BUYER_PAY", "TRADE_FINISHED", "TRADE_CLOSED", "NEWSPEAK", 7),
    "total_amount": (*AMOUNTS, 400.05),
    "send_pay_date": ("2026-11-22 09:30:00", "yesterday", ""),
    "gmt_payment": ("2026-11-22 09:30:00", "2026-02-30 00:00:00"),
    "retry_flag": ("Y", "N", ""),
    "fund_change": ("N", None),
    "refund_fee": AMOUNTS,
    "out_request_no": NUMBERS,
    "refund_amount": AMOUNTS,
    "refund_status": ("REFUND_SUCCESS", "REFUND_FAIL", ""),
    "bill_download_url": ("http://gateway.test/x", "http://evil.example/x", "\ud800", "x" * 2049),
}
GOOD = {
    "code": "10000",
    "out_trade_no": NUMBER,
    "trade_no": "42",
    "qr_code": "https://qr.alipay.com/bax",
    "trade_status": "TRADE_SUCCESS",
    "total_amount": "400.05",
    "fund_change": "Y",
    "refund_fee": "400.05",
    "out_request_no": REFUND,
    "refund_amount": "400.05",
}
ANYTHING = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text(), max_size=2)
)
SPOILT = st.dictionaries(st.sampled_from(sorted(FIELDS)), ANYTHING) | ANYTHING


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_money_moves_only_where_every_fact_fits(name: str) -> None:
    for value in FIELDS[name]:
        ask_everything(GOOD | {name: value}, {"code": "10000", "out_trade_no": NUMBER})
        ask_everything(GOOD | {"code": "40004", "sub_code": "ACQ.PAYMENT_FAIL"}, GOOD | {name: value})


@given(answer=SPOILT, closing=SPOILT)
def test_any_signed_answer_at_all_is_an_outcome(answer: object, closing: object) -> None:
    ask_everything(answer, closing)


def ask_everything(answer: object, closing: object) -> None:
    """Make every call; closing and cancelling get an answer of their own."""
    facts = answer if isinstance(answer, dict) else {}
    ours = (facts.get("code"), facts.get("out_trade_no")) == ("10000", NUMBER)
    clock = VirtualClock(datetime(2026, 11, 22, 9, 30, tzinfo=SHANGHAI))
    until = clock.now() + timedelta(seconds=300)

    def reply(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, content=b"no zip")
        method = parse_qs(request.content.decode())["method"][0]
        said = closing if method in {"alipay.trade.close", "alipay.trade.cancel"} else answer
        return httpx.Response(200, content=alipay_body(method.replace(".", "_"), json.dumps(said)))

    async def run() -> None:
        _, account = simulated_accounts(URL, keys().merchant)
        async with httpx.AsyncClient(transport=httpx.MockTransport(reply)) as http:
            rail = AlipayRail(account, http, clock)
            for outcome in (
                await rail.create(PaymentRequest(NUMBER, FEN, "x", until, SCANNED, Secret("28" * 9))),
                await rail.create(PaymentRequest(NUMBER, FEN, "x", until, SHOWN)),
                await rail.query(NUMBER, FEN),
                await rail.close(NUMBER, FEN, SHOWN),
            ):
                if isinstance(outcome, Paid):
                    assert ours
                    assert (facts["total_amount"], outcome.fen) == ("400.05", FEN)
            cancelled = await rail.close(NUMBER, FEN, SCANNED)
            assert not isinstance(cancelled, Paid | Closed)
            assert not isinstance(cancelled, Open) or (
                isinstance(closing, dict) and closing["code"] == "10000"
            )
            if isinstance(await rail.refund(NUMBER, REFUND, FEN), Refunded):
                assert ours
                assert (facts["fund_change"], facts["refund_fee"]) == ("Y", "400.05")
            if isinstance(await rail.query_refund(NUMBER, REFUND, FEN), Refunded):
                assert ours
                assert (facts["out_request_no"], facts["refund_amount"]) == (REFUND, "400.05")
            assert not isinstance(await rail.bill(clock.now().date() - timedelta(days=1)), tuple)

    asyncio.run(run())
