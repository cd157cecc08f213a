"""Alipay's open platform: codes to scan, queries, closing and refunds.

Sources: the pages of alipay.trade.precreate, query, close, refund and fastpay.refund.query, and the
platform's result codes. No trade exists before the citizen scans, so "no such trade" is `NotFound`
and never an end by itself. Only signed answers are believed.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

import httpx
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from pydantic import BaseModel, Field, ValidationError

from kiosk.domain.clock import SHANGHAI, Clock
from kiosk.domain.money import Fen, plain_yuan
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
from kiosk.payments.rails.alipay_reply import signed_answer
from kiosk.payments.rails.exchange import HttpReply, exchange
from kiosk.payments.rails.signing import sign

_TIME = "%Y-%m-%d %H:%M:%S"
_BUSINESS_FAILURE = "40004"
_STATUS_FORBIDS = {"ACQ.TRADE_STATUS_ERROR", "ACQ.REASON_TRADE_STATUS_INVALID"}


@dataclass(frozen=True, slots=True)
class AlipaySettings:
    """A merchant's application."""

    gateway_url: str
    """Such as `https://openapi.alipay.com/gateway.do`."""
    app_id: str
    private_key: RSAPrivateKey
    alipay_public_key: RSAPublicKey
    """The only key whose signatures are believed."""


class _Answer(BaseModel):
    code: str = Field(max_length=16)
    sub_code: str | None = Field(None, max_length=64)
    out_trade_no: str | None = None
    qr_code: str | None = Field(None, min_length=1, max_length=1024)
    trade_no: str | None = Field(None, min_length=1, max_length=64)
    trade_status: str | None = None
    total_amount: str | None = None
    send_pay_date: str | None = None
    fund_change: str | None = None
    refund_fee: str | None = None
    out_request_no: str | None = None
    refund_amount: str | None = None
    refund_status: str | None = None


class AlipayRail:
    """Money by Alipay.

    Args:
        settings: the merchant's application.
        client: carries the requests; this rail sets its own time-outs.
        clock: dates the requests.
    """

    name = RailName.ALIPAY

    def __init__(self, settings: AlipaySettings, client: httpx.AsyncClient, clock: Clock) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock

    async def create(self, request: PaymentRequest) -> Outcome:
        """Make a code. Alipay counts its validity in whole minutes, so it ends a little early."""
        minutes = max(int((request.expires_at - self._clock.now()).total_seconds()) // 60, 1)
        order = {
            "out_trade_no": request.attempt_no,
            "total_amount": plain_yuan(request.fen),
            "subject": re.sub(r"[/=&]", " ", request.subject)[:256],
            "timeout_express": f"{minutes}m",
            "qr_code_timeout_express": f"{minutes}m",
        }
        match await self._ask("alipay.trade.precreate", order):
            case _Answer(code="10000", out_trade_no=request.attempt_no, qr_code=str(code)):
                return Open(code)
            case _Answer() as answer:
                return _refusal(answer)
            case outcome:
                return outcome

    async def query(self, attempt_no: str, fen: Fen) -> Outcome:
        """Query by our own number."""
        match await self._ask("alipay.trade.query", {"out_trade_no": attempt_no}):
            case _Answer(code="10000") as answer:
                return self._trade(answer, attempt_no, fen)
            case _Answer() as answer:
                return _refusal(answer)
            case outcome:
                return outcome

    async def close(self, attempt_no: str, fen: Fen, mode: PaymentMode) -> Outcome:
        """Close a trade that was scanned but not paid; one in another state is queried for the facts."""
        match await self._ask("alipay.trade.close", {"out_trade_no": attempt_no}):
            case _Answer(code="10000", out_trade_no=str(named)) if named != attempt_no:
                return Mismatch("Alipay answered about another trade")
            case _Answer(code="10000"):
                return Closed()
            case _Answer(code="40004", sub_code=str(sub_code)) if sub_code in _STATUS_FORBIDS:
                return await self.query(attempt_no, fen)
            case _Answer() as answer:
                return _refusal(answer)
            case outcome:
                return outcome

    async def refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        """Refund the whole trade; what is not new money moving is left to the query."""
        order = {
            "out_trade_no": attempt_no,
            "out_request_no": refund_no,
            "refund_amount": plain_yuan(fen),
        }
        match await self._ask("alipay.trade.refund", order):
            case _Answer(code="10000", out_trade_no=named) if named != attempt_no:
                return Mismatch("Alipay answered about another trade")
            case _Answer(code="10000", fund_change="Y", refund_fee=amount):
                return _refunded(amount, fen)
            case _Answer(code="10000"):
                return Refunding()
            case _Answer() as answer:
                return _refusal(answer)
            case outcome:
                return outcome

    async def query_refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        """Query a refund: a success that names no refund says only that the query went well."""
        numbers = {"out_trade_no": attempt_no, "out_request_no": refund_no}
        match await self._ask("alipay.trade.fastpay.refund.query", numbers):
            case _Answer(code="10000", out_request_no=None) | _Answer(code="10000", refund_amount=None):
                return NotFound()
            case _Answer(code="10000") as answer if (answer.out_trade_no, answer.out_request_no) != (
                attempt_no,
                refund_no,
            ):
                return Mismatch("Alipay answered about another refund")
            case _Answer(code="10000", refund_status=None | "REFUND_SUCCESS", refund_amount=amount):
                return _refunded(amount, fen)
            case _Answer(code="10000"):
                return Refunding()
            case _Answer() as answer:
                return _refusal(answer)
            case outcome:
                return outcome

    async def _ask(self, method: str, content: Mapping[str, str]) -> _Answer | NotSent | Unknown:
        fields = {
            "app_id": self._settings.app_id,
            "method": method,
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": self._clock.now().astimezone(SHANGHAI).strftime(_TIME),
            "version": "1.0",
            "biz_content": json.dumps(content, ensure_ascii=False),
        }
        message = "&".join(f"{name}={value}" for name, value in sorted(fields.items()))
        fields["sign"] = sign(self._settings.private_key, message.encode())
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
        body = urlencode(fields).encode()
        reply = await exchange(self._client, "POST", self._settings.gateway_url, headers, body)
        if not isinstance(reply, HttpReply):
            return reply
        if reply.status != 200:
            return Unknown(f"HTTP {reply.status}")
        text = signed_answer(reply.body, method, self._settings.alipay_public_key)
        if text is None:
            return Unknown("the reply is not Alipay's own or cannot be read")
        try:
            return _Answer.model_validate_json(text)
        except ValidationError:
            return Unknown("the reply does not have the documented form")

    def _trade(self, answer: _Answer, attempt_no: str, fen: Fen) -> Outcome:
        if answer.out_trade_no != attempt_no:
            return Mismatch("Alipay answered about another trade")
        total_fen = _fen(answer.total_amount or "")
        if total_fen not in {fen, None}:
            return Mismatch(f"Alipay speaks of {answer.total_amount} yuan instead of {plain_yuan(fen)}")
        match answer:
            case _Answer(trade_status="TRADE_SUCCESS" | "TRADE_FINISHED", trade_no=str(trade_no)) if (
                total_fen is not None
            ):
                return Paid(fen, trade_no, _moment(answer.send_pay_date) or self._clock.now())
            case _Answer(trade_status="WAIT_BUYER_PAY"):
                return Open()
            case _Answer(trade_status="TRADE_CLOSED"):
                return Closed()  # unpaid, or refunded in full: either way no money is ours
            case _:
                return Unknown("an unknown state of the trade")


def _refusal(answer: _Answer) -> Outcome:
    if answer.code == _BUSINESS_FAILURE and answer.sub_code == "ACQ.TRADE_NOT_EXIST":
        return NotFound()
    return Unknown(f"{answer.code} {answer.sub_code or ''}".strip())


def _refunded(amount: str | None, fen: Fen) -> Outcome:
    if amount is None or _fen(amount) is None:
        return Unknown("a refund without an amount")
    return Refunded(fen) if _fen(amount) == fen else Mismatch(f"Alipay speaks of a refund of {amount} yuan")


def _fen(amount: str) -> Fen | None:
    parts = re.fullmatch(r"([0-9]{1,9})(?:\.([0-9]{1,2}))?", amount)
    return Fen(int(parts[1]) * 100 + int((parts[2] or "").ljust(2, "0"))) if parts else None


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.strptime(text or "", _TIME).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None
