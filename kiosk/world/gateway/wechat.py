"""WeChat Pay as its API v3 documentation describes it: the door that verifies, routes and signs.

Source: the merchant documentation of 2024-12 on signature generation and verification.
"""

import json
import re
from urllib.parse import parse_qs, unquote

from pydantic import ValidationError

from kiosk.domain.clock import Clock
from kiosk.domain.ids import RandomBytes
from kiosk.world.gateway.faults import Fault
from kiosk.world.gateway.keys import GatewayKeys
from kiosk.world.gateway.message import Request, Response
from kiosk.world.gateway.payment_codes import PaymentCodes
from kiosk.world.gateway.signatures import is_signed, sign
from kiosk.world.gateway.store import TradeStore
from kiosk.world.gateway.wechat_answer import Answer, error
from kiosk.world.gateway.wechat_bill import FILE_PATH, WechatBills
from kiosk.world.gateway.wechat_trades import WechatTrades

_ORDER = re.compile(r"/v3/pay/transactions/out-trade-no/([^/]+)")
_CLOSE = re.compile(r"/v3/pay/transactions/out-trade-no/([^/]+)/close")
_REVERSE = re.compile(r"/v3/pay/transactions/out-trade-no/([^/]+)/reverse")
_REFUND = re.compile(r"/v3/refund/domestic/refunds/([^/]+)")
_SCHEME = "WECHATPAY2-SHA256-RSA2048 "
_TOLERANCE_SECONDS = 300
_OTHER_NUMBER = "99999900000000000000000000000000"


class WechatApi:
    """Verifies, obeys, answers and signs."""

    def __init__(
        self,
        store: TradeStore,
        keys: GatewayKeys,
        clock: Clock,
        codes: PaymentCodes,
        random_bytes: RandomBytes,
    ) -> None:
        self._keys = keys
        self._merchant = keys.merchant.wechat
        self._clock = clock
        self._random_bytes = random_bytes
        self._trades = WechatTrades(store, self._merchant, clock, codes)
        self._bills = WechatBills(store, self._merchant, clock, random_bytes)

    def handle(self, request: Request, fault: Fault | None) -> Response:
        """Answer any request; of the faults, those that concern content and signature show here."""
        refusal = self._refusal(request)
        if refusal is None and request.path == FILE_PATH and (file := self._bills.fetch(request)):
            return file
        status, fields = refusal or self._answer(request)
        if fields and fault is Fault.WRONG_AMOUNT and isinstance(amount := fields.get("amount"), dict):
            fields["amount"] = {
                name: value + 1 if isinstance(value, int) else value for name, value in amount.items()
            }
        if fields and fault is Fault.WRONG_NUMBER and "out_trade_no" in fields:
            fields["out_trade_no"] = _OTHER_NUMBER
        body = b"" if fields is None else json.dumps(fields, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if fault is not Fault.UNSIGNED:
            headers |= self._signature(body, fault)
        return Response(status, headers, body)

    def _signature(self, body: bytes, fault: Fault | None) -> dict[str, str]:
        age = 86_400 if fault is Fault.STALE_TIMESTAMP else 0
        timestamp = str(int(self._clock.now().timestamp()) - age)
        nonce = self._random_bytes(16).hex()
        signed = b"forged" if fault is Fault.BAD_SIGNATURE else body
        message = f"{timestamp}\n{nonce}\n".encode() + signed + b"\n"
        return {
            "Wechatpay-Timestamp": timestamp,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Signature": sign(self._keys.wechat_private_key, message),
            "Wechatpay-Serial": self._merchant.platform_key_id,
        }

    def _refusal(self, request: Request) -> Answer | None:
        """Refuse what no business rule should see."""
        if not request.headers.get("accept") or not request.headers.get("user-agent"):
            return error(400, "PARAM_ERROR", "Http头缺少Accept或User-Agent")
        authorization = request.headers.get("authorization", "")
        if not authorization.startswith(_SCHEME):
            return error(401, "SIGN_ERROR", "Http头Authorization值格式错误")
        said = dict(re.findall(r'(\w+)="([^"]*)"', authorization))
        known = (self._merchant.merchant_id, self._merchant.merchant_serial)
        if (said.get("mchid"), said.get("serial_no")) != known:
            return error(401, "SIGN_ERROR", "商户号或证书序列号有误")
        timestamp = said.get("timestamp", "")
        if not re.fullmatch(r"[0-9]{1,12}", timestamp) or (
            abs(int(timestamp) - self._clock.now().timestamp()) > _TOLERANCE_SECONDS
        ):
            return error(401, "SIGN_ERROR", "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟")
        head = f"{request.method}\n{request.target}\n{timestamp}\n{said.get('nonce_str', '')}\n"
        message = head.encode(errors="replace") + request.body + b"\n"
        key = self._merchant.merchant_private_key.public_key()
        if not is_signed(key, said.get("signature", ""), message):
            return error(401, "SIGN_ERROR", "签名错误，请检查后再试")
        return None

    def _answer(self, request: Request) -> Answer:
        try:
            return self._route(request)
        except ValidationError as invalid:
            where = ".".join(str(part) for part in invalid.errors(include_url=False)[0]["loc"])
            return error(400, "PARAM_ERROR", f"参数错误: {where or 'body'}")

    def _route(self, request: Request) -> Answer:  # noqa: PLR0911 - a table of routes
        path, body, trades = request.path, request.body, self._trades
        match request.method:
            case "POST" if path == "/v3/pay/transactions/native":
                return trades.create(body)
            case "POST" if path == "/v3/pay/transactions/codepay":
                return trades.charge(body)
            case "POST" if path == "/v3/refund/domestic/refunds":
                return trades.refund(body)
            case "POST" if named := _CLOSE.fullmatch(path):
                return trades.close(unquote(named[1]), body)
            case "POST" if named := _REVERSE.fullmatch(path):
                return trades.reverse(unquote(named[1]), body)
            case "GET" if path == "/v3/bill/tradebill":
                return self._bills.offer(request)
            case "GET" if named := _ORDER.fullmatch(path):
                return trades.query(unquote(named[1]), parse_qs(request.query).get("mchid", [""])[0])
            case "GET" if named := _REFUND.fullmatch(path):
                return trades.query_refund(unquote(named[1]))
        return error(404, "NOT_FOUND", "接口不存在")
