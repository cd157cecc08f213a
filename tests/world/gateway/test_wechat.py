"""WeChat Pay as the API v3 documentation has it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.world.gateway import LedgerRow, PhoneState, SimulatedGateway
from tests.world.gateway.merchant import ORDER, OTHER_ORDER, Wechat

WECHAT = RailName.WECHAT


def test_a_native_order_makes_a_trade_at_once(wechat: Wechat) -> None:
    status, made = wechat.create()
    assert status == 200
    assert made["code_url"].startswith("weixin://wxpay/bizpayurl?pr=")
    status, trade = wechat.query()
    assert (status, trade["trade_state"], trade["amount"]["total"]) == (200, "NOTPAY", 40_000)
    assert "success_time" not in trade


def test_a_paid_order_tells_amount_number_and_time(wechat: Wechat, gateway: SimulatedGateway) -> None:
    _, made = wechat.create()
    assert gateway.pay(WECHAT, made["code_url"]).state is PhoneState.PAID
    _, trade = wechat.query()
    assert trade["trade_state"] == "SUCCESS"
    assert trade["success_time"] == "2026-03-02T09:30:00+08:00"
    assert len(trade["transaction_id"]) == 28


def test_an_order_that_was_never_made_does_not_exist(wechat: Wechat) -> None:
    assert wechat.query()[0] == 404
    assert wechat.query()[1]["code"] == "ORDER_NOT_EXIST"
    assert wechat.close()[1]["code"] == "ORDER_NOT_EXIST"


def test_only_its_own_merchant_asks_for_an_order(wechat: Wechat) -> None:
    wechat.create()
    target = f"/v3/pay/transactions/out-trade-no/{ORDER}"
    assert wechat.call("GET", f"{target}?mchid=1")[0] == 400
    assert wechat.call("GET", target)[0] == 400
    assert wechat.call("POST", f"{target}/close", {"mchid": "1"})[0] == 400
    assert wechat.create(OTHER_ORDER, more={"appid": "wx"})[1]["code"] == "APPID_MCHID_NOT_MATCH"
    assert wechat.query()[1]["trade_state"] == "NOTPAY"


def test_closing_answers_204_with_a_signature_over_an_empty_line(wechat: Wechat) -> None:
    wechat.create()
    assert wechat.close() == (204, {})
    assert wechat.query()[1]["trade_state"] == "CLOSED"
    assert wechat.close()[1]["code"] == "ORDERCLOSED"


def test_a_closed_order_cannot_be_paid(wechat: Wechat, gateway: SimulatedGateway) -> None:
    _, made = wechat.create()
    wechat.close()
    assert gateway.pay(WECHAT, made["code_url"]).state is PhoneState.CLOSED
    assert gateway.ledger() == []


def test_a_paid_order_cannot_be_closed(wechat: Wechat, gateway: SimulatedGateway) -> None:
    _, made = wechat.create()
    gateway.pay(WECHAT, made["code_url"])
    assert wechat.close()[1]["code"] == "ORDERPAID"
    assert wechat.query()[1]["trade_state"] == "SUCCESS"


@pytest.mark.parametrize(("seconds", "state"), [(300, PhoneState.PAID), (300.001, PhoneState.EXPIRED)])
def test_time_expire_is_the_last_moment_to_pay(
    wechat: Wechat,
    gateway: SimulatedGateway,
    wait: Callable[[float], None],
    seconds: float,
    state: PhoneState,
) -> None:
    _, made = wechat.create()
    wait(seconds)
    assert gateway.pay(WECHAT, made["code_url"]).state is state


def test_time_expire_does_not_close_the_order(wechat: Wechat, wait: Callable[[float], None]) -> None:
    wechat.create()
    wait(86_400)
    assert wechat.query()[1]["trade_state"] == "NOTPAY"


def test_making_an_order_again_revives_an_expired_one(
    wechat: Wechat, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    _, made = wechat.create()
    wait(600)
    assert wechat.create() == (200, made)
    assert gateway.pay(WECHAT, made["code_url"]).state is PhoneState.PAID


@pytest.mark.parametrize("seconds", [59, 15 * 86_400 + 1])
def test_time_expire_lies_between_a_minute_and_fifteen_days(wechat: Wechat, seconds: int) -> None:
    expires_at = wechat.clock.now() + timedelta(seconds=seconds)
    assert wechat.create(more={"time_expire": expires_at.isoformat()})[1]["code"] == "PARAM_ERROR"


def test_an_order_number_is_used_for_one_amount_only(wechat: Wechat, gateway: SimulatedGateway) -> None:
    _, made = wechat.create(fen=40_000)
    assert wechat.create(fen=38_000)[1]["code"] == "OUT_TRADE_NO_USED"
    gateway.pay(WECHAT, made["code_url"])
    assert wechat.create(fen=40_000)[1]["code"] == "ORDERPAID"


@pytest.mark.parametrize(
    "wrong",
    [
        {"out_trade_no": "short"},
        {"out_trade_no": ORDER + "X"},
        {"amount": {"total": 0}},
        {"amount": {"total": "400"}},
        {"amount": {"total": 400.0}},
        {"description": ""},
        {"notify_url": None},
        {"time_expire": "2026-03-02 09:45:00"},
    ],
)
def test_a_field_against_the_documentation_is_refused_by_name(
    wechat: Wechat, wrong: dict[str, object]
) -> None:
    status, problem = wechat.create(more=wrong)
    assert (status, problem["code"]) == (400, "PARAM_ERROR")
    assert next(iter(wrong)) in problem["message"]


def test_a_refund_is_accepted_first_and_done_later(
    wechat: Wechat, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    gateway.pay(WECHAT, wechat.create()[1]["code_url"])
    status, refund = wechat.refund("R1", 40_000)
    assert (status, refund["status"]) == (200, "PROCESSING")
    assert wechat.query()[1]["trade_state"] == "REFUND"
    wait(10)
    assert wechat.query_refund("R1")[1]["status"] == "SUCCESS"


def test_the_same_refund_number_refunds_once(wechat: Wechat, gateway: SimulatedGateway) -> None:
    gateway.pay(WECHAT, wechat.create()[1]["code_url"])
    first = wechat.refund("R1", 15_000)
    assert wechat.refund("R1", 15_000) == first
    assert wechat.refund("R1", 14_000)[1]["code"] == "INVALID_REQUEST"
    assert gateway.ledger() == [LedgerRow(ORDER, WECHAT, Fen(40_000), Fen(15_000))]


def test_no_more_goes_back_than_was_paid(wechat: Wechat, gateway: SimulatedGateway) -> None:
    gateway.pay(WECHAT, wechat.create()[1]["code_url"])
    wechat.refund("R1", 30_000)
    assert wechat.refund("R2", 10_001)[1]["code"] == "INVALID_REQUEST"
    assert wechat.refund("R2", 10_000)[0] == 200
    assert gateway.ledger()[0].refunded_fen == 40_000


def test_only_a_paid_order_of_this_total_is_refunded(wechat: Wechat, gateway: SimulatedGateway) -> None:
    _, made = wechat.create()
    assert wechat.refund("R1", 40_000)[1]["code"] == "INVALID_REQUEST"
    gateway.pay(WECHAT, made["code_url"])
    assert wechat.refund("R1", 40_000, of=50_000)[1]["code"] == "INVALID_REQUEST"
    assert wechat.refund("R1", 40_000, order=OTHER_ORDER)[1]["code"] == "RESOURCE_NOT_EXISTS"
    assert wechat.query_refund("R1")[1]["code"] == "RESOURCE_NOT_EXISTS"


@pytest.mark.parametrize(
    "overrides",
    [
        {"signature": "AAAA"},
        {"signature": "签"},
        {"nonce_str": "other"},
        {"mchid": "1"},
        {"serial_no": "0" * 40},
        {"timestamp": "soon"},
    ],
)
def test_a_call_that_is_not_signed_by_the_merchant_is_refused(
    wechat: Wechat, overrides: dict[str, str]
) -> None:
    request = wechat.request("GET", f"/v3/pay/transactions/out-trade-no/{ORDER}?mchid=1", overrides=overrides)
    response = wechat.gateway.handle(request)
    assert response.status == 401
    assert b"SIGN_ERROR" in response.body


def test_the_signature_covers_method_target_and_body(wechat: Wechat) -> None:
    request = wechat.request("POST", "/v3/refund/domestic/refunds", {})
    for changed in (
        replace(request, body=b"{ }"),
        replace(request, target="/v3/refund/domestic/refunds?"),
        replace(request, method="PUT"),
    ):
        assert wechat.gateway.handle(changed).status == 401
    assert wechat.gateway.handle(request).status == 400


@pytest.mark.parametrize(("age", "status"), [(301, 401), (299, 404), (-301, 401), (-299, 404)])
def test_a_call_more_than_five_minutes_off_is_refused(wechat: Wechat, age: int, status: int) -> None:
    assert wechat.gateway.handle(wechat.request("GET", "/v3/nowhere", age=age)).status == status


@pytest.mark.parametrize("missing", ["accept", "user-agent"])
def test_a_call_says_who_calls_and_what_it_accepts(wechat: Wechat, missing: str) -> None:
    request = wechat.request("GET", "/v3/nowhere")
    headers = {name: value for name, value in request.headers.items() if name != missing}
    assert wechat.gateway.handle(replace(request, headers=headers)).status == 400
