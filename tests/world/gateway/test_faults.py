"""Faults come in the order of their script, and do what they say and nothing else."""

import json

import pytest
from cryptography.exceptions import InvalidSignature

from kiosk.domain.orders import RailName
from kiosk.world.gateway import Fault, SimulatedGateway
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
