"""Alipay's payments by the code that a phone shows, and the cancelling of payments."""

from collections.abc import Callable

import pytest

from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.world.gateway import LedgerRow, PayerHabit, PhoneState, SimulatedGateway
from tests.world.gateway.merchant import ORDER, OTHER_ORDER, Alipay

ALIPAY = RailName.ALIPAY


def pay(alipay: Alipay, code: str, order: str = ORDER, yuan: str = "400.00") -> dict[str, str]:
    fields = {"subject": "城乡居民医疗保险", "timeout_express": "2m", "scene": "bar_code", "auth_code": code}
    return alipay.call("alipay.trade.pay", out_trade_no=order, total_amount=yuan, **fields)


def cancel(alipay: Alipay, order: str = ORDER) -> dict[str, str]:
    return alipay.call("alipay.trade.cancel", out_trade_no=order)


def test_a_phone_that_confirms_pays_at_once(alipay: Alipay, gateway: SimulatedGateway) -> None:
    paid = pay(alipay, gateway.show_code(ALIPAY))
    assert (paid["code"], paid["total_amount"], paid["gmt_payment"]) == (
        "10000",
        "400.00",
        "2026-03-02 09:30:00",
    )
    assert alipay.query()["trade_status"] == "TRADE_SUCCESS"
    assert gateway.ledger() == [LedgerRow(ORDER, ALIPAY, Fen(40_000), Fen(0))]


def test_a_phone_that_wants_the_password_pays_after_it(alipay: Alipay, gateway: SimulatedGateway) -> None:
    code = gateway.show_code(ALIPAY, PayerHabit.PASSWORD)
    assert pay(alipay, code)["code"] == "10003"
    assert alipay.query()["trade_status"] == "WAIT_BUYER_PAY"
    assert gateway.confirm(ALIPAY, code).state is PhoneState.PAID
    assert alipay.query()["trade_status"] == "TRADE_SUCCESS"


def test_a_refused_payment_leaves_a_trade_open_until_its_time_is_over(
    alipay: Alipay, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    assert pay(alipay, gateway.show_code(ALIPAY, PayerHabit.REFUSE))["sub_code"] == "ACQ.PAYMENT_FAIL"
    assert alipay.query()["trade_status"] == "WAIT_BUYER_PAY"
    wait(121)
    assert alipay.query()["trade_status"] == "TRADE_CLOSED"


def test_a_code_is_good_for_one_payment_of_one_wallet_and_one_minute(
    alipay: Alipay, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    invalid = "ACQ.PAYMENT_AUTH_CODE_INVALID"
    assert pay(alipay, "280000000000000000")["sub_code"] == invalid
    assert pay(alipay, gateway.show_code(RailName.WECHAT))["sub_code"] == invalid
    used = gateway.show_code(ALIPAY)
    pay(alipay, used, OTHER_ORDER)
    assert pay(alipay, used)["sub_code"] == invalid
    old = gateway.show_code(ALIPAY)
    wait(61)
    assert pay(alipay, old)["sub_code"] == invalid
    assert alipay.query()["sub_code"] == "ACQ.TRADE_NOT_EXIST"


def test_the_same_order_sent_again_takes_money_once(alipay: Alipay, gateway: SimulatedGateway) -> None:
    asked = gateway.show_code(ALIPAY, PayerHabit.PASSWORD)
    assert pay(alipay, asked) == pay(alipay, asked)
    assert pay(alipay, asked, yuan="400.01")["sub_code"] == "ACQ.CONTEXT_INCONSISTENT"
    assert pay(alipay, gateway.show_code(ALIPAY))["sub_code"] == "ACQ.CONTEXT_INCONSISTENT"
    assert alipay.create()["sub_code"] == "ACQ.CONTEXT_INCONSISTENT"
    gateway.confirm(ALIPAY, asked)
    assert pay(alipay, asked)["sub_code"] == "ACQ.TRADE_HAS_SUCCESS"
    assert [row.paid_fen for row in gateway.ledger()] == [40_000]


def test_an_unpaid_trade_is_closed_by_cancelling(alipay: Alipay, gateway: SimulatedGateway) -> None:
    code = gateway.show_code(ALIPAY, PayerHabit.PASSWORD)
    pay(alipay, code)
    said = cancel(alipay)
    assert (said["code"], said["action"], said["retry_flag"]) == ("10000", "close", "N")
    assert alipay.query()["trade_status"] == "TRADE_CLOSED"
    assert gateway.confirm(ALIPAY, code).state is PhoneState.REVERSED
    assert pay(alipay, code)["sub_code"] == "ACQ.TRADE_HAS_CLOSE"
    assert gateway.ledger() == []


def test_a_paid_trade_is_refunded_by_cancelling_once(alipay: Alipay, gateway: SimulatedGateway) -> None:
    pay(alipay, gateway.show_code(ALIPAY))
    assert cancel(alipay)["action"] == "refund"
    assert cancel(alipay)["action"] == "refund"
    assert alipay.query()["trade_status"] == "TRADE_CLOSED"
    assert gateway.ledger() == [LedgerRow(ORDER, ALIPAY, Fen(40_000), Fen(40_000))]


def test_cancelling_says_yes_to_a_number_that_nobody_has_used(
    alipay: Alipay, gateway: SimulatedGateway
) -> None:
    assert cancel(alipay) == {"code": "10000", "msg": "Success", "out_trade_no": ORDER, "retry_flag": "N"}
    assert pay(alipay, gateway.show_code(ALIPAY))["code"] == "10000"


def test_cancelling_is_for_a_day_and_for_whole_payments(
    alipay: Alipay, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    pay(alipay, gateway.show_code(ALIPAY))
    alipay.refund("R1", "0.01")
    assert cancel(alipay)["sub_code"] == "ACQ.CANCEL_NOT_ALLOWED"
    pay(alipay, gateway.show_code(ALIPAY), OTHER_ORDER)
    wait(86_401)
    assert cancel(alipay, OTHER_ORDER)["sub_code"] == "ACQ.TRADE_CANCEL_TIME_OUT"


@pytest.mark.parametrize("code", ["", "28", "2" * 25, "２８" * 9, "28 0000000000000000"])
def test_what_is_no_payment_code_is_refused(alipay: Alipay, code: str) -> None:
    assert pay(alipay, code)["sub_code"] == "ACQ.INVALID_PARAMETER"
