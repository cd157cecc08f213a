"""Alipay's face-to-face payment as the open platform's documentation has it."""

import json
from collections.abc import Callable

import pytest

from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.world.gateway import LedgerRow, PhoneState, SimulatedGateway
from tests.world.gateway.merchant import ORDER, OTHER_ORDER, Alipay

ALIPAY = RailName.ALIPAY


def test_a_code_that_nobody_has_scanned_is_no_trade(alipay: Alipay) -> None:
    made = alipay.create()
    assert (made["code"], made["out_trade_no"]) == ("10000", ORDER)
    assert alipay.query()["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    assert alipay.close()["sub_code"] == "ACQ.TRADE_NOT_EXIST"


def test_a_code_stays_payable_after_close_said_that_no_trade_exists(
    alipay: Alipay, gateway: SimulatedGateway
) -> None:
    code = alipay.create()["qr_code"]
    assert alipay.close()["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    assert gateway.pay(ALIPAY, code).state is PhoneState.PAID
    assert alipay.query()["trade_status"] == "TRADE_SUCCESS"


def test_the_scan_makes_the_trade(alipay: Alipay, gateway: SimulatedGateway) -> None:
    code = alipay.create()["qr_code"]
    assert gateway.scan(ALIPAY, code).state is PhoneState.PAYABLE
    trade = alipay.query()
    assert (trade["trade_status"], trade["total_amount"]) == ("WAIT_BUYER_PAY", "400.00")
    assert "send_pay_date" not in trade


def test_a_paid_trade_tells_amount_number_and_time(alipay: Alipay, gateway: SimulatedGateway) -> None:
    gateway.pay(ALIPAY, alipay.create(yuan="0.05")["qr_code"])
    trade = alipay.query()
    assert (trade["trade_status"], trade["total_amount"]) == ("TRADE_SUCCESS", "0.05")
    assert trade["send_pay_date"] == "2026-03-02 09:30:00"
    assert len(trade["trade_no"]) == 28


@pytest.mark.parametrize(("seconds", "state"), [(300, PhoneState.PAID), (300.001, PhoneState.EXPIRED)])
@pytest.mark.parametrize(
    "limit",
    [
        {"qr_code_timeout_express": "5m"},
        {"qr_code_timeout_express": "2h", "time_expire": "2026-03-02 09:35:00"},
    ],
)
def test_a_code_can_be_paid_until_its_own_expiry(
    alipay: Alipay,
    gateway: SimulatedGateway,
    wait: Callable[[float], None],
    limit: dict[str, str],
    seconds: float,
    state: PhoneState,
) -> None:
    code = alipay.create(**limit)["qr_code"]
    wait(seconds)
    assert gateway.pay(ALIPAY, code).state is state


def test_a_code_without_its_own_limit_lives_two_hours(
    alipay: Alipay, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    fields = {"out_trade_no": ORDER, "total_amount": "1", "subject": "医保", "timeout_express": "5m"}
    code = alipay.call("alipay.trade.precreate", **fields)["qr_code"]
    wait(7_200)
    assert gateway.scan(ALIPAY, code).state is PhoneState.PAYABLE
    wait(301)
    assert gateway.pay(ALIPAY, code).state is PhoneState.EXPIRED


def test_timeout_express_counts_from_the_scan(
    alipay: Alipay, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    code = alipay.create(qr_code_timeout_express="2h", timeout_express="5m")["qr_code"]
    wait(3_600)
    gateway.scan(ALIPAY, code)
    wait(301)
    assert gateway.pay(ALIPAY, code).state is PhoneState.EXPIRED


def test_an_unpaid_trade_closes_by_itself(
    alipay: Alipay, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    gateway.scan(ALIPAY, alipay.create()["qr_code"])
    wait(301)
    assert alipay.query()["trade_status"] == "TRADE_CLOSED"
    assert alipay.create()["sub_code"] == "ACQ.TRADE_HAS_CLOSE"


def test_only_a_trade_that_waits_for_its_buyer_is_closed(alipay: Alipay, gateway: SimulatedGateway) -> None:
    code = alipay.create()["qr_code"]
    gateway.scan(ALIPAY, code)
    assert alipay.close()["code"] == "10000"
    assert alipay.query()["trade_status"] == "TRADE_CLOSED"
    assert alipay.close()["sub_code"] == "ACQ.TRADE_STATUS_ERROR"
    assert gateway.pay(ALIPAY, code).state is PhoneState.CLOSED


def test_a_paid_trade_is_not_closed(alipay: Alipay, gateway: SimulatedGateway) -> None:
    gateway.pay(ALIPAY, alipay.create()["qr_code"])
    assert alipay.close()["sub_code"] == "ACQ.TRADE_STATUS_ERROR"
    assert alipay.create()["sub_code"] == "ACQ.TRADE_HAS_SUCCESS"


def test_an_order_number_is_used_for_one_amount_only(alipay: Alipay) -> None:
    first = alipay.create()
    assert alipay.create() == first
    assert alipay.create(yuan="400.01")["sub_code"] == "ACQ.CONTEXT_INCONSISTENT"


def test_the_same_refund_number_moves_money_once(alipay: Alipay, gateway: SimulatedGateway) -> None:
    gateway.pay(ALIPAY, alipay.create()["qr_code"])
    assert alipay.refund("R1", "150.00")["fund_change"] == "Y"
    again = alipay.refund("R1", "150.00")
    assert (again["code"], again["fund_change"], again["refund_fee"]) == ("10000", "N", "150.00")
    assert alipay.refund("R1", "149.00")["sub_code"] == "ACQ.DISCORDANT_REPEAT_REQUEST"
    assert gateway.ledger() == [LedgerRow(ORDER, ALIPAY, Fen(40_000), Fen(15_000))]


def test_a_refund_says_all_that_went_back_so_far(alipay: Alipay, gateway: SimulatedGateway) -> None:
    gateway.pay(ALIPAY, alipay.create()["qr_code"])
    alipay.refund("R1", "150")
    assert alipay.refund("R2", "250.01")["sub_code"] == "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"
    assert alipay.refund("R2", "249.5")["refund_fee"] == "399.50"
    assert alipay.query()["trade_status"] == "TRADE_SUCCESS"


def test_a_trade_that_went_back_whole_is_closed(alipay: Alipay, gateway: SimulatedGateway) -> None:
    gateway.pay(ALIPAY, alipay.create()["qr_code"])
    alipay.refund("R1", "400.00")
    assert alipay.refund("R1", "400.00")["fund_change"] == "N"
    assert alipay.query()["trade_status"] == "TRADE_CLOSED"
    assert alipay.query_refund("R1")["refund_status"] == "REFUND_SUCCESS"


def test_a_refund_query_that_finds_nothing_says_only_that_the_query_went_well(
    alipay: Alipay, gateway: SimulatedGateway
) -> None:
    gateway.pay(ALIPAY, alipay.create()["qr_code"])
    assert alipay.query_refund("R1") == {"code": "10000", "msg": "Success"}
    gateway.pay(ALIPAY, alipay.create(OTHER_ORDER)["qr_code"])
    alipay.refund("R1", "400.00", OTHER_ORDER)
    assert alipay.query_refund("R1") == {"code": "10000", "msg": "Success"}


def test_nothing_unpaid_is_refunded(alipay: Alipay, gateway: SimulatedGateway) -> None:
    code = alipay.create()["qr_code"]
    assert alipay.refund("R1", "400.00")["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    gateway.scan(ALIPAY, code)
    assert alipay.refund("R1", "400.00")["sub_code"] == "ACQ.TRADE_STATUS_ERROR"
    assert alipay.query_refund("R1", OTHER_ORDER)["sub_code"] == "ACQ.TRADE_NOT_EXIST"


@pytest.mark.parametrize(
    "wrong",
    [
        {"yuan": "0.00"},
        {"yuan": "1,000.00"},
        {"yuan": "4.001"},
        {"yuan": "-1"},
        {"order": "with-dash"},
        {"order": "X" * 65},
        {"subject": "a/b"},
        {"qr_code_timeout_express": "0m"},
        {"qr_code_timeout_express": "16d"},
        {"timeout_express": "99999d"},
        {"time_expire": "2026-03-02 09:29:59"},
    ],
)
def test_a_field_against_the_documentation_is_refused(alipay: Alipay, wrong: dict[str, str]) -> None:
    assert alipay.create(**wrong)["sub_code"] == "ACQ.INVALID_PARAMETER"


@pytest.mark.parametrize(
    ("overrides", "sub_code"),
    [
        ({"sign": "AAAA"}, "isv.invalid-signature"),
        ({"biz_content": "{}"}, "isv.invalid-signature"),
        ({"notify_url": "https://elsewhere.example"}, "isv.invalid-signature"),
        ({"sign": ""}, "isv.missing-sign"),
        ({"sign_type": "RSA"}, "isv.invalid-signature-type"),
        ({"timestamp": "now"}, "isv.invalid-timestamp"),
    ],
)
def test_a_call_that_is_not_signed_by_the_merchant_is_refused(
    alipay: Alipay, overrides: dict[str, str], sub_code: str
) -> None:
    method = "alipay.trade.query"
    response = alipay.gateway.handle(alipay.request(method, {"out_trade_no": ORDER}, **overrides))
    assert alipay.read(response, method)["sub_code"] == sub_code


def test_a_method_that_does_not_exist_is_refused(alipay: Alipay) -> None:
    response = alipay.gateway.handle(alipay.request("alipay.trade.nothing", {}))
    assert alipay.read(response, "error")["sub_code"] == "isv.invalid-method"


def test_a_stranger_gets_an_unsigned_refusal(alipay: Alipay) -> None:
    response = alipay.gateway.handle(alipay.request("alipay.trade.query", {}, app_id="2021"))
    reply = json.loads(response.body)
    assert reply["error_response"]["sub_code"] == "isv.invalid-app-id"
    assert "sign" not in reply


def test_the_signature_covers_the_text_with_its_escaped_slashes(alipay: Alipay) -> None:
    content = {"out_trade_no": ORDER, "total_amount": "1.00", "subject": "医保"}
    response = alipay.gateway.handle(alipay.request("alipay.trade.precreate", content))
    assert b'"qr_code":"https:\\/\\/qr.alipay.com\\/' in response.body
