"""Asks Alipay's open platform: every request signed, only signed answers believed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

import httpx
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from pydantic import BaseModel, Field, ValidationError

from kiosk.domain.clock import SHANGHAI, Clock
from kiosk.payments.outcome import NotSent, Unknown
from kiosk.payments.rails.alipay_certificates import AlipayCertificates
from kiosk.payments.rails.alipay_reply import signed_answer
from kiosk.payments.rails.exchange import HttpReply, exchange
from kiosk.payments.rails.signing import sign

_TIME = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True, slots=True)
class AlipaySettings:
    """A merchant's application."""

    gateway_url: str
    """Such as `https://openapi.alipay.com/gateway.do`."""
    app_id: str
    private_key: RSAPrivateKey
    alipay_public_key: RSAPublicKey | AlipayCertificates
    """The only key whose signatures are believed; in certificate mode, the certificates."""
    bill_origin: str = "https://dwbillcenter.alipay.com"
    """The only place that bills are fetched from."""


class Answer(BaseModel):
    """What Alipay signed, of whatever call: only what the rail reads, and nothing of the citizen."""

    code: str = Field(max_length=16)
    sub_code: str | None = Field(None, max_length=64)
    out_trade_no: str | None = None
    qr_code: str | None = Field(None, min_length=1, max_length=1024)
    trade_no: str | None = Field(None, min_length=1, max_length=64)
    trade_status: str | None = None
    total_amount: str | None = None
    send_pay_date: str | None = None
    gmt_payment: str | None = None
    retry_flag: str | None = None
    fund_change: str | None = None
    refund_fee: str | None = None
    out_request_no: str | None = None
    refund_amount: str | None = None
    refund_status: str | None = None
    bill_download_url: str | None = Field(None, max_length=2048)

    @property
    def refusal(self) -> str | None:
        """The name of a business failure, without its prefix, such as `TRADE_NOT_EXIST`."""
        return (self.sub_code or "").rpartition(".")[2].upper() if self.code == "40004" else None

    @property
    def words(self) -> str:
        """What the operator may read."""
        return f"{self.code} {self.sub_code or ''}".strip()


class AlipayClient:
    """Speaks to the platform for one merchant.

    Args:
        settings: the merchant's application.
        client: carries the requests; time-outs are set here.
        clock: dates the requests.
    """

    def __init__(self, settings: AlipaySettings, client: httpx.AsyncClient, clock: Clock) -> None:
        self.settings = settings
        self._client = client
        self._clock = clock

    async def ask(self, method: str, content: Mapping[str, str]) -> Answer | NotSent | Unknown:
        """Call a method; whatever is not signed, or not of the documented form, is `Unknown`."""
        settings = self.settings
        fields = {
            "app_id": settings.app_id,
            "method": method,
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": self._clock.now().astimezone(SHANGHAI).strftime(_TIME),
            "version": "1.0",
            "biz_content": json.dumps(content, ensure_ascii=False),
        }
        match settings.alipay_public_key:
            case AlipayCertificates(application_number=own, root_number=root):
                fields |= {"app_cert_sn": own, "alipay_root_cert_sn": root}
        fields["sign"] = sign(settings.private_key, signed_text(fields).encode())
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
        reply = await exchange(
            self._client, "POST", settings.gateway_url, headers, urlencode(fields).encode()
        )
        if not isinstance(reply, HttpReply):
            return reply
        if reply.status != 200:
            return Unknown(f"HTTP {reply.status}")
        text = signed_answer(reply.body, method, settings.alipay_public_key)
        if text is None:
            return Unknown("the reply is not Alipay's own or cannot be read")
        try:
            return Answer.model_validate_json(text)
        except ValidationError:
            return Unknown("the reply does not have the documented form")

    async def fetch(self, target: str, most_bytes: int) -> bytes | NotSent | Unknown:
        """Fetch a file from the place of the bills; `target` is its path and query."""
        reply = await exchange(
            self._client, "GET", f"{self.settings.bill_origin}{target}", {}, b"", most_bytes=most_bytes
        )
        match reply:
            case HttpReply(status=200, body=body):
                return body
            case HttpReply(status=status):
                return Unknown(f"HTTP {status}")
            case outcome:
                return outcome


def signed_text(fields: Mapping[str, str]) -> str:
    """Give the text that a request's signature covers: every parameter in the order of the names."""
    return "&".join(f"{name}={value}" for name, value in sorted(fields.items()))


def read_moment(text: str | None) -> datetime | None:
    """Read a time of Shanghai such as `2026-11-22 09:30:00`; None if it is no such thing."""
    try:
        return datetime.strptime(text or "", _TIME).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None
