"""WeChat's bill through the real rail: whole and checked against its signed hash, or not at all."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from kiosk.domain.orders import PaymentMode
from kiosk.domain.secret import Secret
from kiosk.payments.bill import BillKind, BillRow, BillSource, NotReady
from kiosk.payments.outcome import NotSent, Unknown
from kiosk.payments.ports import PaymentRequest
from kiosk.payments.rails.wechat import WeChatRail
from kiosk.payments.rails.wechat_bill import read_bill
from tests.payments.hall import WECHAT, Hall
from tests.payments.test_rails import FEN, NUMBER, REFUND, create_and_pay
from tests.payments.test_replies import wechat_headers

OTHER = "10000101M80C8RM0YPRPA8JAB2VS3WES"
HEADER = "交易时间,微信订单号,商户订单号,交易状态,商户退款单号,商品名称,订单金额,申请退款金额"
SUMS = "总交易单数,订单总金额\r\n`1,`400.05\r\n"


def line(*fields: str) -> str:
    return ",".join(f"`{field}" for field in fields)


def bill(*lines: str) -> bytes:
    return "\r\n".join(["\ufeff" + HEADER, *lines, SUMS]).encode()


PAID = line("2026-11-22 09:30:01", "42", NUMBER, "SUCCESS", "0", "社保,缴费", "400.05", "0.00")


def on_rail(hall: Hall, work: Callable[[WeChatRail], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        async with hall.kiosk() as kiosk:
            rail = kiosk.rails[WECHAT]
            assert isinstance(rail, WeChatRail)
            await work(rail)

    asyncio.run(run())


def test_the_bill_holds_what_came_and_went_on_its_day(hall: Hall) -> None:
    async def work(rail: BillSource) -> None:
        assert isinstance(rail, WeChatRail)
        day = hall.clock.now().date()
        await create_and_pay(hall, rail)
        await hall.clock.advance(1)
        await rail.refund(NUMBER, REFUND, FEN)
        await hall.clock.advance(1)
        code = Secret(hall.gateway.show_code(WECHAT))
        await rail.create(
            PaymentRequest(OTHER, Fen(1), "社保", hall.clock.now(), PaymentMode.SCANNED_CODE, code)
        )
        await hall.clock.advance(15)
        await rail.close(OTHER, Fen(1), PaymentMode.SCANNED_CODE)
        await hall.clock.advance(26 * 3600)
        rows = await rail.bill(day)
        assert isinstance(rows, tuple)
        assert [(row.attempt_no, row.kind, row.fen, row.refund_no) for row in rows] == [
            (NUMBER, BillKind.PAYMENT, FEN, None),
            (NUMBER, BillKind.REFUND, FEN, REFUND),
            (OTHER, BillKind.PAYMENT, 1, None),
            (OTHER, BillKind.REFUND, 1, None),
        ]
        assert {row.at.date() for row in rows} == {day}

    on_rail(hall, work)


def test_a_day_without_a_bill_is_not_ready(hall: Hall) -> None:
    async def work(rail: WeChatRail) -> None:
        assert isinstance(await rail.bill(date(2026, 11, 1)), NotReady)
        hall.transport.set_reachable(False)
        assert isinstance(await rail.bill(date(2026, 11, 1)), NotSent)

    on_rail(hall, work)


def test_a_bill_that_is_being_made_is_no_day_without_trade(hall: Hall) -> None:
    async def work(rail: WeChatRail) -> None:
        day = hall.clock.now().date()
        await create_and_pay(hall, rail)
        await hall.clock.advance(23 * 3600)
        assert await rail.bill(day) == Unknown("the bill is still being made")

    on_rail(hall, work)


Fetched = tuple[BillRow, ...] | NotReady | NotSent | Unknown


def fetch(hall: Hall, file: bytes, changes: dict[str, str], asked: list[str]) -> Fetched:
    """Fetch a bill of these bytes, whose offer is right but for the changes, and note what is asked."""
    offer = {
        "hash_type": "SHA1",
        "hash_value": hashlib.sha1(file).hexdigest(),
        "download_url": " https://api.mch.weixin.qq.com/v3/billdownload/file?token=a-b_c",
    } | changes
    results: list[Fetched] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        if request.url.path == "/v3/billdownload/file":
            return httpx.Response(200, content=file)
        body = json.dumps(offer).encode()
        return httpx.Response(200, headers=wechat_headers(hall.clock, body), content=body)

    async def work(rail: WeChatRail) -> None:
        results.append(await rail.bill(date(2026, 11, 22)))

    hall.carry(httpx.MockTransport(answer))
    on_rail(hall, work)
    return results[0]


def test_a_download_goes_to_our_own_domain_wherever_the_bill_is_said_to_lie(hall: Hall) -> None:
    asked: list[str] = []
    rows = fetch(hall, bill(PAID), {}, asked)
    assert isinstance(rows, tuple)
    assert asked[1] == "http://gateway.test/v3/billdownload/file?token=a-b_c"
    assert rows[0].at == datetime(2026, 11, 22, 9, 30, 1, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    "changes",
    [
        {"hash_value": "0" * 40},
        {"hash_value": "none"},
        {"hash_type": "SHA256"},
        {"download_url": "https://api.mch.weixin.qq.com/v3/refund/domestic/refunds"},
        {"download_url": "https://[broken/v3/billdownload/file"},
        {"download_url": "https://x/v3/billdownload/file?token=\r\nHost: y"},
    ],
)
def test_an_offer_against_the_documentation_is_not_followed(hall: Hall, changes: dict[str, str]) -> None:
    assert isinstance(fetch(hall, bill(PAID), changes, []), Unknown)


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        bill(PAID)[:-60],
        bill(PAID + ",`more"),
        bill(PAID.replace("SUCCESS", "NEWSPEAK")),
        bill(PAID.replace("400.05", "400.5")),
        bill(PAID.replace("400.05", "0.00")),
        bill(PAID.replace("400.05", "-400.05")),
        bill(PAID.replace("2026-11-22 09:30:01", "today")),
        bill(PAID.replace(NUMBER, "")),
        bill(PAID.removeprefix("`")),
        bill(PAID).replace("订单金额".encode(), b"x"),
        bill(PAID).replace("订单金额".encode(), "订单金额".encode("gbk")),
    ],
)
def test_a_bill_that_is_not_wholly_as_documented_is_not_read(hall: Hall, broken: bytes) -> None:
    read_bill(bill(PAID))
    with pytest.raises(ValueError, match=r".+"):
        read_bill(broken)
    assert isinstance(fetch(hall, broken, {}, []), Unknown)


@given(
    st.binary(max_size=300)
    | st.text(st.sampled_from("`,\r\n.0123SUCCESS") | st.characters(), max_size=200).map(bill)
)
def test_any_bytes_are_read_or_refused_without_quoting_them(content: bytes) -> None:
    with suppress(ValueError):
        assert all(row.fen > 0 and row.attempt_no for row in read_bill(content))
