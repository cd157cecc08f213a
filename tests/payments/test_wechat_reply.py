"""Whatever well-signed JSON comes from WeChat, money is believed in one exact form only."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.payments.outcome import Mismatch, Open, Outcome, Paid, Refunded, Refunding, Unknown
from kiosk.payments.rails.exchange import HttpReply
from kiosk.payments.rails.wechat_reply import (
    read_charge,
    read_closing,
    read_created,
    read_order,
    read_refund,
    read_reversal,
    understand,
)
from tests.payments.test_rails import FEN, NUMBER, REFUND

MERCHANT = "1900000000"
PAID = {
    "mchid": MERCHANT,
    "out_trade_no": NUMBER,
    "trade_state": "SUCCESS",
    "amount": {"total": FEN},
    "transaction_id": "42",
    "success_time": "2026-11-22T09:30:00+08:00",
}
GIVEN_BACK = {
    "out_trade_no": NUMBER,
    "out_refund_no": REFUND,
    "status": "SUCCESS",
    "amount": {"total": FEN, "refund": FEN},
}
READERS: dict[str, Callable[[bytes], Outcome]] = {
    "order": lambda body: read_order(body, MERCHANT, NUMBER, FEN),
    "charge": lambda body: read_charge(body, MERCHANT, NUMBER, FEN),
    "refund": lambda body: read_refund(body, NUMBER, REFUND, FEN),
    "reversal": lambda body: read_reversal(body, NUMBER),
    "created": read_created,
    "closing": read_closing,
}
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-1, 10**12)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([FEN, str(FEN), NUMBER, REFUND, MERCHANT, "SUCCESS", "USERPAYING", "PROCESSING"])
)


def read(name: str, body: bytes, status: int = 200) -> Outcome:
    return understand(HttpReply(status, httpx.Headers(), body), READERS[name], {})


def changed(whole: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Spoil a good answer: leave fields out, or put anything in their place."""
    spoilt = {
        name: st.just(value) | LEAVES | st.dictionaries(st.sampled_from(["total", "refund"]), LEAVES)
        for name, value in whole.items()
    }
    return st.fixed_dictionaries({}, optional=spoilt)


@given(fields=changed(PAID), name=st.sampled_from(["order", "charge"]))
def test_only_the_whole_answer_is_a_payment(fields: dict[str, Any], name: str) -> None:
    outcome = read(name, json.dumps(fields).encode())
    if isinstance(outcome, Paid):
        assert (fields["mchid"], fields["out_trade_no"]) == (MERCHANT, NUMBER)
        assert (fields["trade_state"], fields["amount"]["total"], outcome.fen) == ("SUCCESS", FEN, FEN)
        assert type(fields["amount"]["total"]) is int
        assert fields["transaction_id"] == outcome.trade_no


@given(fields=changed(GIVEN_BACK))
def test_only_the_whole_answer_is_a_refund(fields: dict[str, Any]) -> None:
    outcome = read("refund", json.dumps(fields).encode())
    if isinstance(outcome, Refunded | Refunding):
        assert (fields["out_trade_no"], fields["out_refund_no"]) == (NUMBER, REFUND)
        assert (fields["amount"]["total"], fields["amount"]["refund"]) == (FEN, FEN)


@given(body=st.binary() | LEAVES.map(lambda leaf: json.dumps(leaf).encode()))
@pytest.mark.parametrize("name", READERS)
def test_bytes_of_any_kind_are_read_as_nothing(name: str, body: bytes) -> None:
    outcome = read(name, body)
    assert isinstance(outcome, Unknown) or (not body and name in {"reversal", "closing"})


def test_the_good_answers_are_read() -> None:
    assert isinstance(read("charge", json.dumps(PAID).encode()), Paid)
    assert read("refund", json.dumps(GIVEN_BACK).encode()) == Refunded(FEN)
    assert read("reversal", json.dumps({"out_trade_no": NUMBER}).encode()) == Open()
    assert isinstance(read("reversal", json.dumps({"out_trade_no": "other"}).encode()), Mismatch)
