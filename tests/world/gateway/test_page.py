"""The page on which a person at the machine scans, pays and shows codes."""

import re
from urllib.parse import urlencode

import pytest

from kiosk.devices.simulators.terminal_book import AcquirerBook
from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.world.clock import VirtualClock
from kiosk.world.gateway import GatewayKeys, PayerHabit, PhoneState, SimulatedGateway
from kiosk.world.gateway.message import Request
from tests.world.gateway.merchant import OTHER_ORDER, Alipay, Wechat

WECHAT = RailName.WECHAT


def show(gateway: SimulatedGateway, target: str = "/") -> str:
    response = gateway.handle(Request("GET", target))
    assert response.status == 200
    return response.body.decode()


def press(gateway: SimulatedGateway, **form: str) -> str:
    response = gateway.handle(Request("POST", "/", body=urlencode(form).encode()))
    assert response.status == 303
    return response.headers["Location"]


def test_a_code_can_be_shown_charged_and_confirmed_on_the_page(
    gateway: SimulatedGateway, wechat: Wechat
) -> None:
    target = press(gateway, act="show", wallet="wechat", habit="password")
    code = target.removeprefix("/?code=")
    text = show(gateway, target)
    assert f"{code[:4]} {code[4:8]}" in text
    assert "<svg" in text
    wechat.charge(code)
    text = show(gateway, target)
    assert 'value="confirm"' in text
    assert "请输入密码付款 Enter the password" in text
    assert "<svg" not in text
    assert press(gateway, act="confirm", code=code) == "/"
    assert "已付款 Paid" in show(gateway)
    assert [row.paid_fen for row in gateway.ledger()] == [40_000]


def test_a_charge_can_be_refused_on_the_page(gateway: SimulatedGateway, wechat: Wechat) -> None:
    code = gateway.show_code(WECHAT, PayerHabit.PASSWORD)
    wechat.charge(code)
    press(gateway, act="refuse", code=code)
    assert "已拒绝 Refused" in show(gateway)
    assert gateway.look(WECHAT, code).state is PhoneState.REFUSED


def test_what_was_refunded_closed_or_reversed_is_listed(
    gateway: SimulatedGateway, wechat: Wechat, alipay: Alipay
) -> None:
    gateway.pay(WECHAT, wechat.create()[1]["code_url"])
    wechat.refund("R1", 15_000)
    gateway.scan(RailName.ALIPAY, alipay.create(OTHER_ORDER, subject="<医保>")["qr_code"])
    alipay.close(OTHER_ORDER)
    text = show(gateway)
    assert "已退款 150.00 元 Refunded" in text
    assert "已关闭 Closed" in text
    assert OTHER_ORDER in text


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"act": "show"},
        {"act": "show", "wallet": "card"},
        {"act": "pay", "code": "none"},
        {"act": "confirm", "code": "<script>"},
        {"act": "dance", "code": ""},
    ],
)
def test_what_no_button_says_is_left_undone(gateway: SimulatedGateway, form: dict[str, str]) -> None:
    assert press(gateway, **form) == "/"
    assert gateway.ledger() == []


def test_a_code_that_no_phone_shows_is_not_drawn(gateway: SimulatedGateway) -> None:
    assert "<script" not in show(gateway, "/?code=%3Cscript%3E")


def test_the_page_speaks_both_languages_and_needs_nothing_from_elsewhere(
    gateway: SimulatedGateway, wechat: Wechat
) -> None:
    wechat.create()
    gateway.pay(WECHAT, wechat.create(OTHER_ORDER)[1]["code_url"])
    text = show(gateway, press(gateway, act="show", wallet="alipay", habit="refuse"))
    assert re.findall(r"src=|href=|url\(|@import|<script", text) == []
    words = re.findall(r">([^<>{}]+)</(?:h1|h2|button)>", text)
    assert len(words) >= 11
    for shown in words:
        assert re.search("[一-鿿]", shown)
        assert re.search("[A-Za-z]", shown)


def test_the_acquirer_s_book_is_listed(keys: GatewayKeys, clock: VirtualClock) -> None:
    book = AcquirerBook()
    book.enter("C1", Fen(38_000))
    book.approve("C1", "622848******1234", clock.now())
    gateway = SimulatedGateway(":memory:", keys, clock, bytes, book)
    text = show(gateway)
    assert "银行卡终端 Card terminal" in text
    assert "380.00 元" in text
    assert "622848" not in text
    gateway.close()
    book.close()
