"""What a citizen's phone shows, and the page with the pay buttons."""

import asyncio
import re
from collections.abc import Callable
from urllib.parse import urlencode

import httpx
import pytest

from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.world.gateway import (
    GatewayTransport,
    LedgerRow,
    PayerHabit,
    Phone,
    PhoneScreen,
    PhoneState,
    SimulatedGateway,
)
from kiosk.world.gateway.message import Request
from tests.world.gateway.merchant import ORDER, OTHER_ORDER, Alipay, Wechat


def with_phone(gateway: SimulatedGateway, wechat: Wechat, wallet: RailName, code: str) -> list[PhoneScreen]:
    async def visit() -> list[PhoneScreen]:
        transport = GatewayTransport(gateway, wechat.clock)
        async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
            phone = Phone(wallet, client)
            return [await phone.scan(code), await phone.pay(code), await phone.pay(code)]

    return asyncio.run(visit())


def test_a_phone_shows_what_the_money_is_for_before_it_pays_once(
    gateway: SimulatedGateway, wechat: Wechat
) -> None:
    code = wechat.create()[1]["code_url"]
    scanned, paid, again = with_phone(gateway, wechat, RailName.WECHAT, code)
    assert (scanned.state, scanned.fen, scanned.subject) == (PhoneState.PAYABLE, 40_000, "城乡居民医疗保险")
    assert (paid.state, again.state) == (PhoneState.PAID, PhoneState.ALREADY_PAID)
    assert gateway.ledger() == [LedgerRow(ORDER, RailName.WECHAT, Fen(40_000), Fen(0))]


def test_the_other_wallet_cannot_read_the_code_and_says_so(
    gateway: SimulatedGateway, wechat: Wechat, alipay: Alipay
) -> None:
    code = alipay.create()["qr_code"]
    for screen in with_phone(gateway, wechat, RailName.WECHAT, code):
        assert screen == PhoneScreen(state=PhoneState.WRONG_WALLET)
        assert "换另一个钱包" in screen.words
    assert alipay.query()["sub_code"] == "ACQ.TRADE_NOT_EXIST"


def test_a_code_from_elsewhere_is_unreadable(gateway: SimulatedGateway, wechat: Wechat) -> None:
    screens = with_phone(gateway, wechat, RailName.ALIPAY, "https://example.com")
    assert {screen.state for screen in screens} == {PhoneState.UNREADABLE}


def test_a_phone_shows_a_code_over_the_network_and_answers_for_it(
    gateway: SimulatedGateway, wechat: Wechat
) -> None:
    async def visit() -> list[PhoneState]:
        transport = GatewayTransport(gateway, wechat.clock)
        async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
            phone = Phone(RailName.WECHAT, client)
            paid, refused = [await phone.show_code(PayerHabit.PASSWORD) for _ in range(2)]
            screens = [await phone.look(paid)]
            wechat.charge(paid)
            wechat.charge(refused, OTHER_ORDER)
            screens += [await phone.look(paid), await phone.confirm(paid), await phone.refuse(refused)]
            return [screen.state for screen in screens]

    assert asyncio.run(visit()) == [
        PhoneState.SHOWING,
        PhoneState.ASKING,
        PhoneState.PAID,
        PhoneState.REFUSED,
    ]


@pytest.mark.parametrize("body", [b"", b"{}", b'{"wallet": "card"}', b'{"wallet": "wechat", "habit": "x"}'])
def test_what_no_phone_sends_is_refused(gateway: SimulatedGateway, body: bytes) -> None:
    assert gateway.handle(Request("POST", "/phone/code", body=body)).status == 400


@pytest.mark.parametrize("state", PhoneState)
def test_whatever_a_phone_shows_it_shows_in_words(state: PhoneState) -> None:
    assert PhoneScreen(state=state).words


def test_the_page_lists_what_can_be_paid_and_its_button_pays(
    gateway: SimulatedGateway, wechat: Wechat, alipay: Alipay, wait: Callable[[float], None]
) -> None:
    wechat.create(OTHER_ORDER)
    wait(400)
    alipay.create(subject="<医保>")
    wechat.create()
    text = gateway.handle(Request("GET", "/")).body.decode()
    codes = re.findall('name="code" value="([^"]*)"', text)
    assert len(codes) == 2
    assert OTHER_ORDER not in text
    assert "&lt;医保&gt;" in text
    assert "400.00 元" in text
    for code in codes:
        answer = gateway.handle(Request("POST", "/", body=urlencode({"code": code}).encode()))
        assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert [row.paid_fen for row in gateway.ledger()] == [40_000, 40_000]
    assert "Nothing waits for payment" in gateway.handle(Request("GET", "/")).body.decode()


def test_the_page_needs_nothing_from_elsewhere(gateway: SimulatedGateway, wechat: Wechat) -> None:
    wechat.create()
    text = gateway.handle(Request("GET", "/")).body.decode()
    assert re.findall(r"src=|href=|url\(|@import|<script", text) == []
