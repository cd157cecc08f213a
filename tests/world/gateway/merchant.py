"""A merchant that signs and verifies by the documentation alone, with none of the gateway's own code."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from kiosk.domain.clock import SHANGHAI
from kiosk.world.clock import VirtualClock
from kiosk.world.gateway import GatewayKeys, SimulatedGateway
from kiosk.world.gateway.message import Request, Response

ORDER = "31999901JZX0000000000000000000AA"
OTHER_ORDER = "31999901JZX0000000000000000000BB"

Fields = Mapping[str, object]
_NONE: Fields = {}


def _sign(key: RSAPrivateKey, message: str) -> str:
    return base64.b64encode(key.sign(message.encode(), PKCS1v15(), SHA256())).decode()


def _verify(key: RSAPublicKey, signature: str, message: bytes) -> None:
    key.verify(base64.b64decode(signature), message, PKCS1v15(), SHA256())


@dataclass
class Wechat:
    """A merchant of WeChat Pay."""

    gateway: SimulatedGateway
    keys: GatewayKeys
    clock: VirtualClock

    def request(
        self, method: str, target: str, fields: object = None, *, age: int = 0, overrides: Fields = _NONE
    ) -> Request:
        """Sign a call as it was made `age` seconds ago; overrides replace parts of the authorization."""
        body = b"" if fields is None else json.dumps(fields).encode()
        merchant = self.keys.merchant.wechat
        timestamp = str(int(self.clock.now().timestamp()) - age)
        message = f"{method}\n{target}\n{timestamp}\nn0nce\n{body.decode()}\n"
        parts = {
            "mchid": merchant.merchant_id,
            "nonce_str": "n0nce",
            "signature": _sign(merchant.merchant_private_key, message),
            "timestamp": timestamp,
            "serial_no": merchant.merchant_serial,
        } | dict(overrides)
        said = ",".join(f'{name}="{value}"' for name, value in parts.items())
        headers = {
            "authorization": f"WECHATPAY2-SHA256-RSA2048 {said}",
            "accept": "application/json",
            "user-agent": "test",
            "content-type": "application/json",
        }
        return Request(method, target, headers, body)

    def call(self, method: str, target: str, fields: object = None) -> tuple[int, dict[str, Any]]:
        """Call, verify the reply's signature, and return status and body."""
        response = self.gateway.handle(self.request(method, target, fields))
        self.verify(response)
        return response.status, json.loads(response.body or b"{}")

    def verify(self, response: Response) -> None:
        """Raise unless the platform signed exactly this reply, now."""
        headers, merchant = response.headers, self.keys.merchant.wechat
        assert headers["Wechatpay-Serial"] == merchant.platform_key_id
        head = f"{headers['Wechatpay-Timestamp']}\n{headers['Wechatpay-Nonce']}\n".encode()
        signature = headers["Wechatpay-Signature"]
        _verify(merchant.platform_public_key, signature, head + response.body + b"\n")

    def create(
        self, order: str = ORDER, fen: int = 40_000, more: Fields = _NONE
    ) -> tuple[int, dict[str, Any]]:
        """Make a native order that expires in five minutes."""
        expires_at: datetime = self.clock.now() + timedelta(minutes=5)
        fields = {
            "appid": self.keys.merchant.wechat.app_id,
            "mchid": self.keys.merchant.wechat.merchant_id,
            "description": "城乡居民医疗保险",
            "out_trade_no": order,
            "time_expire": expires_at.isoformat(timespec="seconds"),
            "notify_url": "https://bureau.example/callback",
            "amount": {"total": fen, "currency": "CNY"},
        }
        return self.call("POST", "/v3/pay/transactions/native", fields | dict(more))

    def charge(
        self, code: str, order: str = ORDER, fen: int = 40_000, more: Fields = _NONE
    ) -> tuple[int, dict[str, Any]]:
        """Take the money of a payment code."""
        fields = {
            "appid": self.keys.merchant.wechat.app_id,
            "mchid": self.keys.merchant.wechat.merchant_id,
            "description": "城乡居民医疗保险",
            "out_trade_no": order,
            "payer": {"auth_code": code},
            "amount": {"total": fen, "currency": "CNY"},
            "scene_info": {"store_info": {"id": "319999"}},
        }
        return self.call("POST", "/v3/pay/transactions/codepay", fields | dict(more))

    def reverse(self, order: str = ORDER) -> tuple[int, dict[str, Any]]:
        """Take a code payment back."""
        merchant = self.keys.merchant.wechat
        fields = {"appid": merchant.app_id, "mchid": merchant.merchant_id}
        return self.call("POST", f"/v3/pay/transactions/out-trade-no/{order}/reverse", fields)

    def bill(self, day: str) -> tuple[int, dict[str, Any]]:
        """Ask where the bill of a day lies."""
        return self.call("GET", f"/v3/bill/tradebill?bill_date={day}&bill_type=ALL")

    def query(self, order: str = ORDER) -> tuple[int, dict[str, Any]]:
        """Ask for a trade."""
        merchant_id = self.keys.merchant.wechat.merchant_id
        return self.call("GET", f"/v3/pay/transactions/out-trade-no/{order}?mchid={merchant_id}")

    def close(self, order: str = ORDER) -> tuple[int, dict[str, Any]]:
        """Close a trade."""
        fields = {"mchid": self.keys.merchant.wechat.merchant_id}
        return self.call("POST", f"/v3/pay/transactions/out-trade-no/{order}/close", fields)

    def refund(
        self, number: str, fen: int, order: str = ORDER, of: int = 40_000
    ) -> tuple[int, dict[str, Any]]:
        """Give money back."""
        amount = {"refund": fen, "total": of, "currency": "CNY"}
        fields = {"out_trade_no": order, "out_refund_no": number, "amount": amount}
        return self.call("POST", "/v3/refund/domestic/refunds", fields)

    def query_refund(self, number: str) -> tuple[int, dict[str, Any]]:
        """Ask for a refund."""
        return self.call("GET", f"/v3/refund/domestic/refunds/{number}")


@dataclass
class Alipay:
    """A merchant of Alipay."""

    gateway: SimulatedGateway
    keys: GatewayKeys
    clock: VirtualClock
    headers: dict[str, str] = field(
        default_factory=lambda: {"content-type": "application/x-www-form-urlencoded;charset=utf-8"}
    )

    def request(self, method: str, content: dict[str, str], **overrides: str) -> Request:
        """Sign a call; overrides replace parameters after signing."""
        merchant = self.keys.merchant.alipay
        now = self.clock.now().astimezone(SHANGHAI)
        parameters = {
            "app_id": merchant.app_id,
            "method": method,
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": now.strftime("%Y-%m-%d %H:%M:%S"),
            "version": "1.0",
            "biz_content": json.dumps(content, ensure_ascii=False),
        }
        message = "&".join(f"{name}={parameters[name]}" for name in sorted(parameters))
        parameters["sign"] = _sign(merchant.private_key, message)
        body = urlencode(parameters | overrides).encode()
        return Request("POST", "/gateway.do", self.headers, body)

    def call(self, method: str, **content: str) -> dict[str, str]:
        """Call, verify the signature over the raw inner text, and return the inner object."""
        response = self.gateway.handle(self.request(method, content))
        assert response.status == 200
        return self.read(response, method)

    def read(self, response: Response, method: str) -> dict[str, str]:
        """Raise unless the platform signed the text of the inner object."""
        text = response.body.decode()
        name = f'{{"{method.replace(".", "_")}_response":'
        assert text.startswith(name)
        inner, end = json.JSONDecoder().raw_decode(text, len(name))
        raw = text[len(name) : end].encode()
        _verify(self.keys.merchant.alipay.alipay_public_key, json.loads(text)["sign"], raw)
        return dict(inner)

    def create(self, order: str = ORDER, yuan: str = "400.00", **more: str) -> dict[str, str]:
        """Ask for a code that lives five minutes."""
        fields = {"subject": "城乡居民医疗保险", "qr_code_timeout_express": "5m"} | more
        return self.call("alipay.trade.precreate", out_trade_no=order, total_amount=yuan, **fields)

    def query(self, order: str = ORDER) -> dict[str, str]:
        """Ask for a trade."""
        return self.call("alipay.trade.query", out_trade_no=order)

    def close(self, order: str = ORDER) -> dict[str, str]:
        """Close a trade."""
        return self.call("alipay.trade.close", out_trade_no=order)

    def refund(self, number: str, yuan: str, order: str = ORDER) -> dict[str, str]:
        """Give money back."""
        return self.call("alipay.trade.refund", out_trade_no=order, out_request_no=number, refund_amount=yuan)

    def query_refund(self, number: str, order: str = ORDER) -> dict[str, str]:
        """Ask for a refund."""
        method = "alipay.trade.fastpay.refund.query"
        return self.call(method, out_trade_no=order, out_request_no=number)
