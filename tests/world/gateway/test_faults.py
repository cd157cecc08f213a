"""Faults come in the order of their script, and do what they say and nothing else."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature

from kiosk.domain.orders import RailName
from kiosk.world.gateway import Fault, GatewayFaults, PayerHabit, PhoneState, SimulatedGateway
from kiosk.world.gateway.message import Delivery, Request, Response
from tests.world.gateway.merchant import ORDER, Alipay, Wechat

CLOSE = f"/v3/pay/transactions/out-trade-no/{ORDER}/close"


def query(wechat: Wechat) -> Response:
    merchant_id = wechat.keys.merchant.wechat.merchant_id
    target = f"/v3/pay/transactions/out-trade-no/{ORDER}?mchid={merchant_id}"
    return wechat.gateway.handle(wechat.request("GET", target))


def close(wechat: Wechat) -> Response:
    fields = {"mchid": wechat.keys.merchant.wechat.merchant_id}
    return wechat.gateway.handle(wechat.request("POST", CLOSE, fields))


def test_the_script_is_played_once_and_then_what_is_always_so(wechat: Wechat) -> None:
    wechat.create()
    faults = wechat.gateway.faults
    faults.always(Fault.SERVER_ERROR)
    faults.once(Fault.DROP_REPLY, None, Fault.HANG)
    deliveries = [query(wechat) for _ in range(5)]
    assert [response.delivery for response in deliveries] == [
        Delivery.CLOSE,
        Delivery.ANSWER,
        Delivery.HANG,
        Delivery.ANSWER,
        Delivery.ANSWER,
    ]
    assert [response.status for response in deliveries[3:]] == [502, 502]
    faults.off()
    assert query(wechat).status == 200


def test_a_dropped_request_has_no_effect(wechat: Wechat) -> None:
    wechat.create()
    wechat.gateway.faults.once(Fault.DROP_REQUEST)
    assert close(wechat).delivery is Delivery.CLOSE
    assert wechat.query()[1]["trade_state"] == "NOTPAY"


@pytest.mark.parametrize(
    ("fault", "delivery"),
    [
        (Fault.DROP_REPLY, Delivery.CLOSE),
        (Fault.HANG, Delivery.HANG),
        (Fault.SERVER_ERROR, Delivery.ANSWER),
        (Fault.UNSIGNED, Delivery.ANSWER),
        (Fault.BAD_SIGNATURE, Delivery.ANSWER),
    ],
)
def test_every_other_fault_strikes_after_the_effect(wechat: Wechat, fault: Fault, delivery: Delivery) -> None:
    wechat.create()
    wechat.gateway.faults.once(fault)
    assert close(wechat).delivery is delivery
    assert wechat.query()[1]["trade_state"] == "CLOSED"


@pytest.mark.parametrize("fault", [Fault.BAD_SIGNATURE, Fault.TRUNCATED_BODY])
def test_a_spoilt_reply_does_not_verify(wechat: Wechat, alipay: Alipay, fault: Fault) -> None:
    wechat.create()
    wechat.gateway.faults.always(fault)
    with pytest.raises(InvalidSignature):
        wechat.verify(query(wechat))
    with pytest.raises((InvalidSignature, json.JSONDecodeError)):
        alipay.create()


def test_an_unsigned_reply_has_no_signature(wechat: Wechat, alipay: Alipay) -> None:
    wechat.gateway.faults.always(Fault.UNSIGNED)
    assert not [name for name in query(wechat).headers if name.startswith("Wechatpay")]
    with pytest.raises(KeyError, match="sign"):
        alipay.create()


def test_a_stale_reply_is_well_signed_a_day_ago(wechat: Wechat) -> None:
    wechat.create()
    wechat.gateway.faults.once(Fault.STALE_TIMESTAMP)
    response = query(wechat)
    wechat.verify(response)
    assert int(response.headers["Wechatpay-Timestamp"]) == int(wechat.clock.now().timestamp()) - 86_400


def test_a_wrong_amount_is_well_signed_and_one_fen_more(
    wechat: Wechat, alipay: Alipay, gateway: SimulatedGateway
) -> None:
    wechat.create()
    gateway.pay(RailName.ALIPAY, alipay.create()["qr_code"])
    gateway.faults.always(Fault.WRONG_AMOUNT)
    assert wechat.query()[1]["amount"] == {"total": 40_001, "currency": "CNY"}
    assert alipay.query()["total_amount"] == "400.01"
    gateway.faults.off()
    assert wechat.query()[1]["amount"]["total"] == 40_000


def test_phones_and_the_page_meet_no_fault(gateway: SimulatedGateway) -> None:
    gateway.faults.always(Fault.DROP_REQUEST)
    assert gateway.handle(Request("GET", "/")).status == 200


def test_a_fault_comes_after_so_many_good_calls(wechat: Wechat) -> None:
    wechat.create()
    wechat.gateway.faults.after(2, Fault.SERVER_ERROR)
    assert [query(wechat).status for _ in range(4)] == [200, 200, 502, 200]


def test_a_wrong_number_is_well_signed_and_another_order_s(
    wechat: Wechat, alipay: Alipay, gateway: SimulatedGateway
) -> None:
    wechat.create()
    gateway.pay(RailName.ALIPAY, alipay.create()["qr_code"])
    gateway.faults.always(Fault.WRONG_NUMBER)
    assert wechat.query()[1]["out_trade_no"] != ORDER
    assert alipay.query()["out_trade_no"] != ORDER


def test_a_delayed_request_takes_effect_at_its_own_moment(
    wechat: Wechat, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    code = wechat.create()[1]["code_url"]
    gateway.faults.once(Fault.DELAYED)
    assert close(wechat).delivery is Delivery.HANG
    wait(59.9)
    assert wechat.query()[1]["trade_state"] == "NOTPAY"
    wait(0.1)
    assert gateway.pay(RailName.WECHAT, code).state is PhoneState.CLOSED


def test_a_request_delayed_beyond_its_signature_is_refused_when_it_arrives(
    wechat: Wechat, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    wechat.create()
    gateway.faults.delay = timedelta(seconds=301)
    gateway.faults.once(Fault.DELAYED)
    close(wechat)
    wait(400)
    assert wechat.query()[1]["trade_state"] == "NOTPAY"


def test_a_duplicated_request_takes_effect_twice_and_moves_money_once(
    wechat: Wechat, gateway: SimulatedGateway
) -> None:
    gateway.pay(RailName.WECHAT, wechat.create()[1]["code_url"])
    gateway.faults.always(Fault.DUPLICATED)
    assert wechat.refund("R1", 15_000)[0] == 200
    assert gateway.ledger()[0].refunded_fen == 15_000
    assert wechat.close()[1]["code"] == "ORDERPAID"


def test_a_reordered_request_arrives_after_the_next_one(wechat: Wechat, gateway: SimulatedGateway) -> None:
    wechat.create()
    gateway.faults.once(Fault.REORDERED)
    assert close(wechat).delivery is Delivery.CLOSE
    assert wechat.query()[1]["trade_state"] == "NOTPAY"
    assert wechat.query()[1]["trade_state"] == "CLOSED"


def test_a_citizen_pays_in_the_moment_before_the_close(wechat: Wechat, gateway: SimulatedGateway) -> None:
    wechat.create()
    gateway.faults.once(Fault.PAID_MEANWHILE)
    assert wechat.close()[1]["code"] == "ORDERPAID"
    assert [row.paid_fen for row in gateway.ledger()] == [40_000]


def test_a_citizen_pays_an_unscanned_code_at_its_last_moment(
    alipay: Alipay, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    gateway.faults.once(Fault.LATE_PAYMENT)
    alipay.create()
    wait(299)
    assert alipay.query()["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    wait(600)
    assert alipay.query()["send_pay_date"] == "2026-03-02 09:35:00"


def test_a_citizen_enters_the_password_late(
    wechat: Wechat, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    gateway.faults.once(Fault.LATE_PAYMENT)
    wechat.charge(gateway.show_code(RailName.WECHAT, PayerHabit.PASSWORD))
    wait(44)
    assert wechat.query()[1]["trade_state"] == "USERPAYING"
    wait(2)
    assert wechat.query()[1]["trade_state"] == "SUCCESS"


def drawn(seed: int, probability: float) -> list[Fault | None]:
    faults = GatewayFaults()
    faults.at_random(seed, probability)
    return [faults.take() for _ in range(400)]


def test_faults_at_random_repeat_from_their_seed_and_hold_to_their_probability() -> None:
    assert drawn(1, 0.25) == drawn(1, 0.25)
    assert drawn(1, 0.25) != drawn(2, 0.25)
    assert set(drawn(1, 0.0)) == {None}
    assert set(drawn(1, 1.0)) == set(Fault)
    assert 60 < 400 - drawn(1, 0.25).count(None) < 140


@pytest.mark.parametrize(("probability", "kinds"), [(1.1, tuple(Fault)), (-0.1, tuple(Fault)), (0.5, ())])
def test_a_probability_that_is_none_is_refused(probability: float, kinds: tuple[Fault, ...]) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        GatewayFaults().at_random(1, probability, kinds)


def test_the_whole_script_can_be_forgotten(wechat: Wechat, gateway: SimulatedGateway) -> None:
    wechat.create()
    gateway.faults.at_random(1, 1.0)
    gateway.faults.off()
    assert {query(wechat).status for _ in range(5)} == {200}
