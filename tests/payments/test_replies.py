"""Hostile replies: whatever the bytes, a rail answers, and never that money came or went."""

import asyncio
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import Clock
from kiosk.domain.orders import PaymentMode, RailName
from kiosk.payments.outcome import Closed, NotFound, Open, Outcome, Paid, Unknown
from kiosk.payments.ports import PaymentRail
from kiosk.payments.rails.alipay_reply import signed_answer
from kiosk.payments.rails.signing import sign
from tests.payments.hall import ALIPAY, WECHAT, Hall, keys
from tests.payments.test_rails import FEN, NUMBER, REFUND, create

ORDER = {"mchid": "1900000000", "out_trade_no": NUMBER, "amount": {"total": FEN}}
SUCCESS = {"trade_state": "SUCCESS", "transaction_id": "42", "success_time": "2026-11-22T09:30:00+08:00"}
TRADE = {"code": "10000", "out_trade_no": NUMBER, "trade_no": "42", "total_amount": "400.05"}


async def ask_everything(hall: Hall, rail: PaymentRail) -> list[Outcome]:
    return [
        await create(hall, rail),
        await rail.query(NUMBER, FEN),
        await rail.close(NUMBER, FEN, PaymentMode.SHOWN_CODE),
        await rail.refund(NUMBER, REFUND, FEN),
        await rail.query_refund(NUMBER, REFUND, FEN),
    ]


def wechat_headers(clock: Clock, body: bytes, age_s: int = 0, key_id: str | None = None) -> dict[str, str]:
    """Sign a reply the way the documentation says, by hand."""
    timestamp = str(int(clock.now().timestamp()) - age_s)
    message = f"{timestamp}\nnonce\n".encode() + body + b"\n"
    return {
        "Wechatpay-Timestamp": timestamp,
        "Wechatpay-Nonce": "nonce",
        "Wechatpay-Signature": sign(keys().wechat_private_key, message),
        "Wechatpay-Serial": key_id or keys().merchant.wechat.platform_key_id,
    }


def alipay_body(method: str, inner: str) -> bytes:
    """Sign the very text of an inner object, by hand."""
    signature = sign(keys().alipay_private_key, inner.encode())
    return f'{{"{method}_response": {inner} , "sign":"{signature}"}}'.encode()


def query(
    hall: Hall, name: RailName, status: int, body: bytes, headers: dict[str, str] | None = None
) -> Outcome:
    hall.carry(httpx.MockTransport(lambda _: httpx.Response(status, headers=headers, content=body)))

    async def run() -> Outcome:
        async with hall.kiosk() as kiosk:
            return await kiosk.rails[name].query(NUMBER, FEN)

    return asyncio.run(run())


@given(
    status=st.sampled_from([200, 204, 302, 400, 404, 500, 502]),
    body=st.binary(max_size=200)
    | st.sampled_from([b"", b"{}", b"[" * 9000, b"x" * 70_000, b'{"sign":1,"sign":2}']),
    headers=st.dictionaries(
        st.sampled_from(
            ["Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature", "Wechatpay-Serial"]
        ),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)
        | st.sampled_from(["1795311000", keys().merchant.wechat.platform_key_id]),
    ),
)
def test_any_bytes_at_all_are_unknown(status: int, body: bytes, headers: dict[str, str]) -> None:
    async def run(hall: Hall) -> None:
        async with hall.kiosk() as kiosk:
            for rail in kiosk.rails.values():
                assert {type(outcome) for outcome in await ask_everything(hall, rail)} == {Unknown}

    with TemporaryDirectory() as folder:
        hall = Hall(Path(folder))
        hall.carry(httpx.MockTransport(lambda _: httpx.Response(status, headers=headers, content=body)))
        asyncio.run(run(hall))
        hall.close()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=9)
    | st.sampled_from([NUMBER, "SUCCESS", "10000"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted({*ORDER, *SUCCESS})), inner)
    ),
    max_leaves=9,
)


@given(content=JSON)
def test_a_signed_reply_of_any_form_never_makes_money(content: object) -> None:
    with TemporaryDirectory() as folder:
        hall = Hall(Path(folder))
        body = json.dumps(content).encode()
        outcome = query(hall, WECHAT, 200, body, wechat_headers(hall.clock, body))
        assert not isinstance(outcome, Paid)
        hall.close()


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"trade_state": "NOTPAY"}, Open()),
        ({"trade_state": "USERPAYING"}, Open()),
        ({"trade_state": "PAYERROR"}, Open()),
        ({"trade_state": "CLOSED"}, Closed()),
        ({"trade_state": "REVOKED"}, Closed()),
        ({"trade_state": "NEWSPEAK"}, Unknown("an unknown state of the order")),
        ({"trade_state": "SUCCESS"}, Unknown("an unknown state of the order")),
    ],
)
def test_wechat_states_are_read_as_documented(hall: Hall, changes: dict[str, str], outcome: Outcome) -> None:
    body = json.dumps(ORDER | changes).encode()
    assert query(hall, WECHAT, 200, body, wechat_headers(hall.clock, body)) == outcome


@pytest.mark.parametrize("age_s", [301, -301, 86_400])
def test_a_wechat_reply_of_another_time_is_unknown(hall: Hall, age_s: int) -> None:
    body = json.dumps(ORDER | SUCCESS).encode()
    assert isinstance(query(hall, WECHAT, 200, body, wechat_headers(hall.clock, body, 299)), Paid)
    assert isinstance(query(hall, WECHAT, 200, body, wechat_headers(hall.clock, body, age_s)), Unknown)


def test_a_wechat_reply_under_another_key_id_is_unknown(hall: Hall) -> None:
    body = json.dumps(ORDER | SUCCESS).encode()
    headers = wechat_headers(hall.clock, body, key_id="PUB_KEY_ID_OTHER")
    assert isinstance(query(hall, WECHAT, 200, body, headers), Unknown)


def test_an_unsigned_not_found_is_unknown(hall: Hall) -> None:
    body = b'{"code":"ORDER_NOT_EXIST","message":""}'
    assert isinstance(query(hall, WECHAT, 404, body), Unknown)
    assert query(hall, WECHAT, 404, body, wechat_headers(hall.clock, body)) == NotFound()
    inner = '{"code":"40004","sub_code":"ACQ.TRADE_NOT_EXIST"}'
    assert isinstance(
        query(hall, ALIPAY, 200, b'{"alipay_trade_query_response":' + inner.encode() + b"}"), Unknown
    )
    assert query(hall, ALIPAY, 200, alipay_body("alipay_trade_query", inner)) == NotFound()


def test_a_signed_server_error_is_unknown(hall: Hall) -> None:
    body = b'{"code":"ORDER_NOT_EXIST","message":""}'
    assert isinstance(query(hall, WECHAT, 500, body, wechat_headers(hall.clock, body)), Unknown)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"trade_status": "WAIT_BUYER_PAY"}, Open),
        ({"trade_status": "TRADE_CLOSED"}, Closed),
        ({"trade_status": "TRADE_SUCCESS"}, Paid),
        ({"trade_status": "TRADE_FINISHED"}, Paid),
        ({"trade_status": "TRADE_SUCCESS", "total_amount": "400.0500"}, Unknown),
        ({"trade_status": "NEWSPEAK"}, Unknown),
        ({"code": "20000"}, Unknown),
        ({"code": "10003"}, Unknown),
        ({"code": "40004", "sub_code": "ACQ.SYSTEM_ERROR"}, Unknown),
    ],
)
def test_alipay_answers_are_read_as_documented(
    hall: Hall, changes: dict[str, str], outcome: type[Outcome]
) -> None:
    body = alipay_body("alipay_trade_query", json.dumps(TRADE | changes))
    assert isinstance(query(hall, ALIPAY, 200, body), outcome)


@given(text=st.text(), spaces=st.text(" \t\r\n", max_size=3))
def test_alipay_s_signed_text_is_cut_out_whole_whatever_its_strings_hold(text: str, spaces: str) -> None:
    inner = json.dumps(
        {"code": "10000", "subject": text + '}],"sign":"\\', "more": [{}]}, ensure_ascii=text == "é"
    )
    key = keys().alipay_private_key.public_key()
    signature = sign(keys().alipay_private_key, inner.encode())
    body = f'{spaces}{{{spaces}"a_b_response"{spaces}:{spaces}{inner}{spaces},"sign":"{signature}"}}'.encode()
    assert signed_answer(body, "a.b", key) == inner
    assert signed_answer(body.replace(b"10000", b"10001"), "a.b", key) is None
    assert signed_answer(body, "a.c", key) is None
