"""WeChat Pay's payments by the code that a phone shows, and their reversal."""

from collections.abc import Callable

import pytest

from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.world.gateway import LedgerRow, PayerHabit, PhoneState, SimulatedGateway
from tests.world.gateway.merchant import ORDER, OTHER_ORDER, Wechat

WECHAT = RailName.WECHAT


def test_a_phone_that_confirms_pays_at_once(wechat: Wechat, gateway: SimulatedGateway) -> None:
    code = gateway.show_code(WECHAT)
    assert (len(code), code[:2]) == (18, "13")
    assert gateway.look(WECHAT, code).state is PhoneState.SHOWING
    status, paid = wechat.charge(code)
    assert (status, paid["trade_state"], paid["trade_type"]) == (200, "SUCCESS", "MICROPAY")
    assert gateway.look(WECHAT, code).state is PhoneState.PAID
    assert gateway.ledger() == [LedgerRow(ORDER, WECHAT, Fen(40_000), Fen(0))]


def test_a_phone_that_asks_for_the_password_pays_once_that_is_entered(
    wechat: Wechat, gateway: SimulatedGateway
) -> None:
    code = gateway.show_code(WECHAT, PayerHabit.PASSWORD)
    assert wechat.charge(code) == (200, {"trade_state": "USERPAYING"})
    assert wechat.query()[1]["trade_state"] == "USERPAYING"
    assert gateway.look(WECHAT, code).state is PhoneState.ASKING
    assert gateway.confirm(WECHAT, code).state is PhoneState.PAID
    assert gateway.confirm(WECHAT, code).state is PhoneState.PAID
    assert wechat.query()[1]["trade_state"] == "SUCCESS"


@pytest.mark.parametrize("habit", [PayerHabit.PASSWORD, PayerHabit.REFUSE])
def test_a_refused_payment_has_failed_but_is_not_closed(
    wechat: Wechat, gateway: SimulatedGateway, habit: PayerHabit
) -> None:
    code = gateway.show_code(WECHAT, habit)
    wechat.charge(code)
    assert gateway.refuse(WECHAT, code).state is PhoneState.REFUSED
    assert gateway.confirm(WECHAT, code).state is PhoneState.REFUSED
    assert wechat.query()[1]["trade_state"] == "PAYERROR"


def test_the_password_can_be_entered_for_45_seconds(
    wechat: Wechat, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    code = gateway.show_code(WECHAT, PayerHabit.PASSWORD)
    wechat.charge(code)
    wait(45.001)
    assert gateway.confirm(WECHAT, code).state is PhoneState.EXPIRED
    assert wechat.query()[1]["trade_state"] == "PAYERROR"


def test_a_code_is_good_for_one_minute_one_payment_and_its_own_wallet(
    wechat: Wechat, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    code = gateway.show_code(WECHAT)
    wechat.charge(code)
    late = gateway.show_code(WECHAT)
    wait(60.001)
    for refused in (code, late, gateway.show_code(RailName.ALIPAY), "130000000000000000", "13", "x" * 32):
        assert wechat.charge(refused, OTHER_ORDER)[1]["code"] == "AUTH_CODE_INVALID"
    assert gateway.look(WECHAT, late).state is PhoneState.EXPIRED
    assert gateway.look(RailName.ALIPAY, late).state is PhoneState.UNREADABLE
    assert wechat.query(OTHER_ORDER)[0] == 404


def test_asking_again_takes_no_second_payment(wechat: Wechat, gateway: SimulatedGateway) -> None:
    code = gateway.show_code(WECHAT, PayerHabit.PASSWORD)
    wechat.charge(code)
    assert wechat.charge(code) == (200, {"trade_state": "USERPAYING"})
    assert wechat.charge(gateway.show_code(WECHAT))[1]["code"] == "OUT_TRADE_NO_USED"
    assert wechat.charge(code, fen=1)[1]["code"] == "OUT_TRADE_NO_USED"
    gateway.confirm(WECHAT, code)
    assert wechat.charge(code)[1]["code"] == "ORDERPAID"
    assert len(gateway.ledger()) == 1


def test_a_phone_cannot_scan_the_code_of_another_phone(wechat: Wechat, gateway: SimulatedGateway) -> None:
    code = gateway.show_code(WECHAT, PayerHabit.PASSWORD)
    wechat.charge(code)
    assert gateway.pay(WECHAT, code).state is PhoneState.UNREADABLE


@pytest.mark.parametrize("missing", ["payer", "scene_info"])
def test_a_charge_without_a_required_field_is_refused(wechat: Wechat, missing: str) -> None:
    status, problem = wechat.charge("130000000000000000", more={missing: None})
    assert (status, problem["code"]) == (400, "PARAM_ERROR")
    assert missing in problem["message"]


def test_a_reversal_gives_the_money_back_once(
    wechat: Wechat, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    code = gateway.show_code(WECHAT)
    wechat.charge(code)
    wait(15)
    for _ in range(2):
        assert wechat.reverse()[0] == 200
    assert wechat.query()[1]["trade_state"] == "REVOKED"
    assert gateway.look(WECHAT, code).state is PhoneState.REVERSED
    assert gateway.ledger() == [LedgerRow(ORDER, WECHAT, Fen(40_000), Fen(40_000))]
    assert wechat.charge(gateway.show_code(WECHAT))[1]["code"] == "ORDERREVERSED"


def test_a_reversal_keeps_an_unpaid_order_from_being_paid(
    wechat: Wechat, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    code = gateway.show_code(WECHAT, PayerHabit.PASSWORD)
    wechat.charge(code)
    wait(15)
    wechat.reverse()
    assert gateway.confirm(WECHAT, code).state is PhoneState.REVERSED
    assert gateway.ledger() == []


@pytest.mark.parametrize("seconds", [14.9, 7 * 86_400 + 1])
def test_a_reversal_is_refused_too_early_and_after_seven_days(
    wechat: Wechat, gateway: SimulatedGateway, wait: Callable[[float], None], seconds: float
) -> None:
    wechat.charge(gateway.show_code(WECHAT))
    wait(seconds)
    assert wechat.reverse()[1]["code"] == "INVALID_REQUEST"
    assert gateway.ledger()[0].refunded_fen == 0


def test_a_reversal_of_an_unknown_order_is_a_success_that_means_nothing(
    wechat: Wechat, gateway: SimulatedGateway
) -> None:
    assert wechat.reverse()[0] == 200
    assert wechat.charge(gateway.show_code(WECHAT))[1]["trade_state"] == "SUCCESS"


def test_a_native_order_is_closed_and_never_reversed(wechat: Wechat, wait: Callable[[float], None]) -> None:
    wechat.create()
    wait(20)
    assert wechat.reverse()[1]["code"] == "INVALID_REQUEST"
    assert wechat.query()[1]["trade_state"] == "NOTPAY"
