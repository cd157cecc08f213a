"""WeChat Pay API v3: native codes, queries, closing and refunds.

Sources: the merchant documentation of 2024-12 to 2025-03 on native orders (4012791877), refunds
(4012556457) and signatures. Only a reply that carries the platform's fresh signature is believed,
errors included; everything else is `Unknown`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

import httpx
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from kiosk.domain.clock import Clock
from kiosk.domain.money import Fen
from kiosk.domain.orders import PaymentMode, RailName
from kiosk.payments.outcome import (
    Closed,
    Mismatch,
    NotFound,
    NotSent,
    Open,
    Outcome,
    Paid,
    Refunded,
    Refunding,
    Unknown,
)
from kiosk.payments.ports import PaymentRequest
from kiosk.payments.rails.exchange import HttpReply, exchange
from kiosk.payments.rails.signing import holds, sign

_FRESH_S = 300.0
_PositiveFen = Annotated[int, Field(strict=True, gt=0)]


@dataclass(frozen=True, slots=True)
class WeChatSettings:
    """A merchant's account."""

    base_url: str
    """Scheme and host, such as `https://api.mch.weixin.qq.com`."""
    app_id: str
    merchant_id: str
    merchant_serial: str
    """Of the certificate that belongs to the private key."""
    merchant_private_key: RSAPrivateKey
    platform_key_id: str
    """Such as `PUB_KEY_ID_...`: the only key whose signatures are believed."""
    platform_public_key: RSAPublicKey
    notify_url: str = "https://kiosk.invalid/"
    """Where WeChat sends its own notice, which it insists on; the kiosk asks and needs none."""


class _Amount(BaseModel):
    total: _PositiveFen


class _Order(BaseModel):
    mchid: str
    out_trade_no: str
    trade_state: str
    amount: _Amount | None = None
    transaction_id: str | None = Field(None, min_length=1, max_length=64)
    success_time: AwareDatetime | None = None


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


class WeChatRail:
    """Money by WeChat Pay.

    Args:
        settings: the merchant's account.
        client: carries the requests; this rail sets its own time-outs.
        clock: dates requests and judges the age of replies.
        nonce: gives a new random text for each request.
    """

    name = RailName.WECHAT

    def __init__(
        self, settings: WeChatSettings, client: httpx.AsyncClient, clock: Clock, nonce: Callable[[], str]
    ) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock
        self._nonce = nonce

    async def create(self, request: PaymentRequest) -> Outcome:
        """Make a native order."""
        order = {
            "appid": self._settings.app_id,
            "mchid": self._settings.merchant_id,
            "description": request.subject[:127],
            "out_trade_no": request.attempt_no,
            "time_expire": request.expires_at.isoformat(timespec="seconds"),
            "notify_url": self._settings.notify_url,
            "amount": {"total": request.fen, "currency": "CNY"},
        }
        reply = await self._ask("POST", "/v3/pay/transactions/native", order)
        return _read(reply, lambda body: Open(_Created.model_validate_json(body).code_url), {})

    async def query(self, attempt_no: str, fen: Fen) -> Outcome:
        """Query by our own number."""
        path = f"/v3/pay/transactions/out-trade-no/{attempt_no}?mchid={self._settings.merchant_id}"
        reply = await self._ask("GET", path)
        merchant_id = self._settings.merchant_id
        missing = {"ORDERNOTEXIST": NotFound()}
        return _read(reply, lambda body: _order(body, merchant_id, attempt_no, fen), missing)

    async def close(self, attempt_no: str, fen: Fen, mode: PaymentMode) -> Outcome:
        """Close an unpaid order; one that is paid is queried for the facts."""
        path = f"/v3/pay/transactions/out-trade-no/{attempt_no}/close"
        reply = await self._ask("POST", path, {"mchid": self._settings.merchant_id})
        ends: dict[str, Outcome] = {
            "ORDERPAID": _PAID,
            "ORDERCLOSED": Closed(),
            "ORDERNOTEXIST": NotFound(),
        }
        outcome = _read(reply, lambda body: Unknown("an unexpected body") if body else Closed(), ends)
        return await self.query(attempt_no, fen) if outcome is _PAID else outcome

    async def refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        """Refund the whole order."""
        order = {
            "out_trade_no": attempt_no,
            "out_refund_no": refund_no,
            "amount": {"refund": fen, "total": fen, "currency": "CNY"},
        }
        reply = await self._ask("POST", "/v3/refund/domestic/refunds", order)
        return _read(reply, lambda body: _refund(body, attempt_no, refund_no, fen), {})

    async def query_refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        """Query a refund by our own number."""
        reply = await self._ask("GET", f"/v3/refund/domestic/refunds/{refund_no}")
        missing = {"RESOURCENOTEXISTS": NotFound()}
        return _read(reply, lambda body: _refund(body, attempt_no, refund_no, fen), missing)

    async def _ask(
        self, method: str, target: str, content: Mapping[str, object] | None = None
    ) -> HttpReply | NotSent | Unknown:
        settings = self._settings
        body = json.dumps(content, ensure_ascii=False).encode() if content else b""
        timestamp, nonce = str(int(self._clock.now().timestamp())), self._nonce()
        message = f"{method}\n{target}\n{timestamp}\n{nonce}\n".encode() + body + b"\n"
        signature = sign(settings.merchant_private_key, message)
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Wechatpay-Serial": settings.platform_key_id,
            "Authorization": f'WECHATPAY2-SHA256-RSA2048 mchid="{settings.merchant_id}",nonce_str="{nonce}",'
            f'signature="{signature}",timestamp="{timestamp}",serial_no="{settings.merchant_serial}"',
        }
        reply = await exchange(self._client, method, settings.base_url.rstrip("/") + target, headers, body)
        if isinstance(reply, HttpReply) and (doubt := self._doubt(reply)) is not None:
            return Unknown(f"HTTP {reply.status}, {doubt}")
        return reply

    def _doubt(self, reply: HttpReply) -> str | None:
        """Tell why a reply is not to be believed."""
        timestamp, nonce, signature, serial = (
            reply.headers.get(f"Wechatpay-{name}", "")
            for name in ("Timestamp", "Nonce", "Signature", "Serial")
        )
        if serial != self._settings.platform_key_id:
            return "signed with another key or not at all"
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            return "without a time"
        if abs(self._clock.now().timestamp() - int(timestamp)) > _FRESH_S:
            return "signed long ago"
        message = f"{timestamp}\n{nonce}\n".encode(errors="replace") + reply.body + b"\n"
        return (
            None
            if holds(self._settings.platform_public_key, signature, message)
            else "with a false signature"
        )


_PAID = Unknown("the order is paid")
"""Stands for a refusal to close a paid order, until a query brings the facts."""


def _order(body: bytes, merchant_id: str, attempt_no: str, fen: Fen) -> Outcome:
    order = _Order.model_validate_json(body)
    if (order.out_trade_no, order.mchid) != (attempt_no, merchant_id):
        return Mismatch("WeChat answered about another order")
    if order.amount is not None and order.amount.total != fen:
        return Mismatch(f"WeChat speaks of {order.amount.total} fen instead of {fen}")
    if order.trade_state == "SUCCESS" and order.amount and order.transaction_id and order.success_time:
        return Paid(fen, order.transaction_id, order.success_time)
    return _STATES.get(order.trade_state, Unknown("an unknown state of the order"))


_STATES: dict[str, Outcome] = {
    "NOTPAY": Open(),
    "USERPAYING": Open(),
    "ACCEPT": Open(),
    "PAYERROR": Open(),  # not final: the citizen may try again
    "CLOSED": Closed(),
    "REVOKED": Closed(),
    "REFUND": Refunding(),
}


def _refund(body: bytes, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
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


def _read(
    reply: HttpReply | NotSent | Unknown, read: Callable[[bytes], Outcome], errors: Mapping[str, Outcome]
) -> Outcome:
    """Understand a reply: a success by `read`, an error by its code, anything else as `Unknown`."""
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
    # The pages write ORDER_NOT_EXIST and ORDERNOTEXIST, ORDER_CLOSED and ORDERCLOSED.
    return errors.get(code.replace("_", ""), Unknown(f"HTTP {reply.status}: {code}"))
