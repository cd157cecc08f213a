"""No request crashes a gateway."""

import random
import string
from contextlib import closing
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import SHANGHAI
from kiosk.world.clock import VirtualClock
from kiosk.world.gateway import GatewayKeys, SimulatedGateway
from kiosk.world.gateway.message import Request, Response
from tests.world.gateway.merchant import ORDER, Alipay, Wechat

PATHS = st.sampled_from(
    [
        "/",
        "/gateway.do",
        "/phone/scan",
        "/phone/pay",
        "/v3/pay/transactions/native",
        f"/v3/pay/transactions/out-trade-no/{ORDER}",
        f"/v3/pay/transactions/out-trade-no/{ORDER}/close",
        "/v3/pay/transactions/codepay",
        f"/v3/pay/transactions/out-trade-no/{ORDER}/reverse",
        "/v3/bill/tradebill?bill_date=2026-03-01",
        "/v3/bill/tradebill?bill_date=0000",
        "/v3/billdownload/file?token=x",
        "/phone/code",
        "/phone/confirm",
        "/v3/refund/domestic/refunds",
        "/v3/refund/domestic/refunds/%ff%00",
    ]
)
TEXTS = st.one_of(st.text(), st.text(string.printable), st.text(st.characters()))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.sampled_from([ORDER, "400.00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
DATES = st.datetimes().map(datetime.isoformat) | st.sampled_from(
    ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "9999-12-31 23:59:59", "2026-02-30 00:00:00"]
)
NATIVE = {
    "appid": st.just("wx0000000000000000") | JSON,
    "mchid": st.just("1900000000") | JSON,
    "description": TEXTS | JSON,
    "out_trade_no": st.just(ORDER) | JSON,
    "time_expire": DATES | JSON,
    "notify_url": st.just("https://bureau.example") | JSON,
    "amount": st.fixed_dictionaries({"total": st.integers() | JSON}) | JSON,
    "payer": st.fixed_dictionaries({"auth_code": TEXTS | JSON}) | JSON,
    "scene_info": st.fixed_dictionaries({"store_info": st.just({"id": "1"}) | JSON}) | JSON,
}
PRECREATE = {
    "out_trade_no": st.just(ORDER) | TEXTS,
    "total_amount": st.from_regex(r"[0-9]{1,9}(\.[0-9]{1,3})?", fullmatch=True) | TEXTS,
    "subject": TEXTS,
    "qr_code_timeout_express": st.from_regex(r"[0-9]{1,6}[mhd]", fullmatch=True) | TEXTS,
    "timeout_express": st.from_regex(r"[0-9]{1,6}[mhd]", fullmatch=True) | TEXTS,
    "time_expire": DATES | TEXTS,
    "scene": st.just("bar_code") | TEXTS,
    "auth_code": st.from_regex(r"[0-9]{16,24}", fullmatch=True) | TEXTS,
    "bill_type": st.just("trade") | TEXTS,
    "bill_date": DATES | TEXTS,
}


def parties(keys: GatewayKeys) -> tuple[SimulatedGateway, Wechat, Alipay]:
    clock = VirtualClock(datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI))
    gateway = SimulatedGateway(":memory:", keys, clock, random.Random(1).randbytes)
    return gateway, Wechat(gateway, keys, clock), Alipay(gateway, keys, clock)


@given(
    method=st.sampled_from(["GET", "POST"]) | TEXTS,
    target=PATHS | TEXTS | st.builds("{}?{}".format, PATHS, TEXTS),
    headers=st.dictionaries(st.sampled_from(["authorization", "accept", "user-agent"]) | TEXTS, TEXTS),
    body=st.binary() | JSON.map(lambda value: repr(value).encode(errors="replace")),
)
def test_any_request_gets_an_answer(
    keys: GatewayKeys, method: str, target: str, headers: dict[str, str], body: bytes
) -> None:
    gateway, _, _ = parties(keys)
    with closing(gateway):
        assert isinstance(gateway.handle(Request(method, target, headers, body)), Response)
        assert gateway.ledger() == []


@given(path=PATHS, fields=st.fixed_dictionaries({}, optional=NATIVE) | JSON)
def test_any_well_signed_wechat_call_gets_a_well_signed_answer(
    keys: GatewayKeys, path: str, fields: object
) -> None:
    gateway, wechat, _ = parties(keys)
    with closing(gateway):
        for method in ("GET", "POST"):
            response = gateway.handle(wechat.request(method, path, fields))
            if path.startswith("/v3/"):
                wechat.verify(response)


@given(
    method=st.sampled_from(
        [
            "alipay.trade.precreate",
            "alipay.trade.pay",
            "alipay.trade.cancel",
            "alipay.data.dataservice.bill.downloadurl.query",
            "alipay.trade.query",
            "alipay.trade.refund",
            "alipay.trade.fastpay.refund.query",
        ]
    ),
    content=st.fixed_dictionaries({}, optional=PRECREATE),
)
def test_any_well_signed_alipay_call_gets_a_well_signed_answer(
    keys: GatewayKeys, method: str, content: dict[str, str]
) -> None:
    gateway, _, alipay = parties(keys)
    with closing(gateway):
        assert alipay.call(method, **content)["code"] in {"10000", "40004"}


def test_a_body_nested_beyond_reason_is_refused(keys: GatewayKeys) -> None:
    gateway, wechat, _ = parties(keys)
    with closing(gateway):
        request = Request("POST", "/phone/pay", body=b"[" * 500_000)
        assert gateway.handle(request).status == 400
        assert wechat.call("POST", "/v3/pay/transactions/native", [[]] * 9)[0] == 400
