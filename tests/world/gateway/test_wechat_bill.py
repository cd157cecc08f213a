"""WeChat Pay's trade bill: when it exists, what it lists, and how it is fetched."""

import hashlib
from collections.abc import Callable

import pytest

from kiosk.domain.orders import RailName
from kiosk.world.gateway import SimulatedGateway
from kiosk.world.gateway.message import Response
from tests.world.gateway.merchant import ORDER, OTHER_ORDER, Wechat

WECHAT = RailName.WECHAT
DAY = "2026-03-02"
NEXT_TEN = 24.5 * 3600
"""Seconds from half past nine to ten on the next day."""


def fetch(wechat: Wechat, url: str) -> Response:
    return wechat.gateway.handle(wechat.request("GET", url.removeprefix("http://localhost")))


def test_a_bill_lists_payments_refunds_and_reversals_and_has_its_signed_hash(
    wechat: Wechat, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    gateway.pay(WECHAT, wechat.create(more={"description": "医保,养老"})[1]["code_url"])
    wait(1)
    wechat.refund("R1", 15_000)
    wait(1)
    wechat.charge(gateway.show_code(WECHAT), OTHER_ORDER, 1)
    wait(20)
    wechat.reverse(OTHER_ORDER)
    wait(NEXT_TEN)
    status, offer = wechat.bill(DAY)
    assert (status, offer["hash_type"]) == (200, "SHA1")
    file = fetch(wechat, offer["download_url"])
    assert hashlib.sha1(file.body).hexdigest() == offer["hash_value"]
    assert not [name for name in file.headers if name.startswith("Wechatpay")]
    header, *rows, sums_header, sums = file.body.decode("utf-8-sig").splitlines()
    assert header.startswith("交易时间,公众账号ID")
    assert sums_header.startswith("总交易单数")
    assert [row.split(",`")[9] for row in rows] == ["SUCCESS", "REFUND", "SUCCESS", "REVOKED"]
    assert [row.split(",`")[6] for row in rows] == [ORDER, ORDER, OTHER_ORDER, OTHER_ORDER]
    assert sums.split(",`")[0] == "`4"


def test_a_bill_comes_after_nine_on_the_next_morning(
    wechat: Wechat, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    gateway.pay(WECHAT, wechat.create()[1]["code_url"])
    assert wechat.bill(DAY)[1]["code"] == "INVALID_REQUEST"
    wait(NEXT_TEN - 3601)
    assert wechat.bill(DAY)[1]["code"] == "STATEMENT_CREATING"
    wait(1)
    assert wechat.bill(DAY)[0] == 200
    assert wechat.bill("2026-03-01")[1]["code"] == "NO_STATEMENT_EXIST"


def test_an_address_is_good_for_five_minutes_and_asks_for_a_signature(
    wechat: Wechat, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    gateway.pay(WECHAT, wechat.create()[1]["code_url"])
    wait(NEXT_TEN)
    url = wechat.bill(DAY)[1]["download_url"]
    stranger = wechat.request("GET", url.removeprefix("http://localhost"), overrides={"signature": "AAAA"})
    assert gateway.handle(stranger).status == 401
    wait(300)
    assert fetch(wechat, url).status == 200
    wait(1)
    assert fetch(wechat, url).status == 404


@pytest.mark.parametrize("query", ["", "?bill_date=tomorrow", f"?bill_date={DAY}&tar_type=GZIP"])
def test_a_wish_against_the_documentation_is_refused(wechat: Wechat, query: str) -> None:
    assert wechat.call("GET", f"/v3/bill/tradebill{query}")[1]["code"] == "PARAM_ERROR"
