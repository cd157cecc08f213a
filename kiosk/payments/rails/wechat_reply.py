"""What WeChat Pay's answers mean: signed JSON read into outcomes, and nothing guessed.

Sources: the merchant documentation of 2024-12 to 2025-08 on orders, code payment and refunds. PAYERROR
is not final: merchants report money that came after it.
"""

from collections.abc import Callable, Mapping
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from kiosk.domain.money import Fen
from kiosk.payments.outcome import (
    Closed,
    Mismatch,
    NotSent,
    Open,
    Outcome,
    Paid,
    Refunded,
    Refunding,
    Unknown,
)
from kiosk.payments.rails.exchange import HttpReply

_PositiveFen = Annotated[int, Field(strict=True, gt=0)]


class _Amount(BaseModel):
    total: _PositiveFen


class _Order(BaseModel):
    mchid: str
    out_trade_no: str
    trade_state: str
    amount: _Amount | None = None
    transaction_id: str | None = Field(None, min_length=1, max_length=64)
    success_time: AwareDatetime | None = None


class _Charge(BaseModel):
    trade_state: str


class _Named(BaseModel):
    out_trade_no: str


class _RefundAmount(_Amount):
    refund: _PositiveFen


class _Refund(BaseModel):
    out_trade_no: str
    out_refund_no: str
    status: str
    amount: _RefundAmount


class _Created(BaseModel):
    code_url: str = Field(min_length=1, max_length=512)


class _Error(BaseModel):
    code: str = Field(max_length=64)


_STATES: dict[str, Outcome] = {
    "NOTPAY": Open(),
    "USERPAYING": Open(),
    "ACCEPT": Open(),
    "PAYERROR": Open(),
    "CLOSED": Closed(),
    "REVOKED": Closed(),
    "REFUND": Refunding(),
}


def understand(
    reply: HttpReply | NotSent | Unknown, read: Callable[[bytes], Outcome], errors: Mapping[str, Outcome]
) -> Outcome:
    """Understand a reply: a success by `read`, an error by its code, anything else as `Unknown`.

    Args:
        reply: what came back.
        read: reads the body of a success; a ValidationError of it is understood.
        errors: what the known error codes mean, by code without underscores: the pages write
            ORDER_NOT_EXIST and ORDERNOTEXIST, ORDER_CLOSED and ORDERCLOSED.
    """
    if not isinstance(reply, HttpReply):
        return reply
    try:
        if 200 <= reply.status < 300:
            return read(reply.body)
        code = _Error.model_validate_json(reply.body).code
    except ValidationError:
        return Unknown(f"HTTP {reply.status} with an unreadable body")
    if reply.status >= 500:
        return Unknown(f"HTTP {reply.status}: {code}")
    return errors.get(code.replace("_", ""), Unknown(f"HTTP {reply.status}: {code}"))


def read_created(body: bytes) -> Outcome:
    """Read the answer to a native order."""
    return Open(_Created.model_validate_json(body).code_url)


def read_order(body: bytes, merchant_id: str, attempt_no: str, fen: Fen) -> Outcome:
    """Read the state of an order."""
    order = _Order.model_validate_json(body)
    if (order.out_trade_no, order.mchid) != (attempt_no, merchant_id):
        return Mismatch("WeChat answered about another order")
    if order.amount is not None and order.amount.total != fen:
        return Mismatch(f"WeChat speaks of {order.amount.total} fen instead of {fen}")
    if order.trade_state == "SUCCESS" and order.amount and order.transaction_id and order.success_time:
        return Paid(fen, order.transaction_id, order.success_time)
    return _STATES.get(order.trade_state, Unknown("an unknown state of the order"))


def read_charge(body: bytes, merchant_id: str, attempt_no: str, fen: Fen) -> Outcome:
    """Read the answer to a code payment: while the citizen enters the password it holds the state alone."""
    if _Charge.model_validate_json(body).trade_state == "USERPAYING":
        return Open()
    return read_order(body, merchant_id, attempt_no, fen)


def read_reversal(body: bytes, attempt_no: str) -> Outcome:
    """Read that a reversal was taken: success is answered for unknown orders too, so it proves nothing."""
    if body and _Named.model_validate_json(body).out_trade_no != attempt_no:
        return Mismatch("WeChat answered about another order")
    return Open()


def read_closing(body: bytes) -> Outcome:
    """Read the answer to a closing, which is empty."""
    return Unknown("an unexpected body") if body else Closed()


def read_refund(body: bytes, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
    """Read the state of a refund."""
    refund = _Refund.model_validate_json(body)
    if (refund.out_trade_no, refund.out_refund_no) != (attempt_no, refund_no):
        return Mismatch("WeChat answered about another refund")
    if (refund.amount.refund, refund.amount.total) != (fen, fen):
        return Mismatch(f"WeChat speaks of a refund of {refund.amount.refund} fen instead of {fen}")
    match refund.status:
        case "SUCCESS":
            return Refunded(fen)
        case "PROCESSING":
            return Refunding()
        case _:  # CLOSED and ABNORMAL: the money did not go back, and a person has to help
            return Unknown("the refund did not go through")
