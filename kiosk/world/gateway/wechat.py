"""WeChat Pay as its API v3 documentation describes it: native orders, closing, refunds.

Sources: the merchant documentation of 2024-12 to 2025-03 (`pay.weixin.qq.com/doc/v3/merchant`): native
order, query by merchant's number, close, refund, refund query, signature generation and verification.
"""

import json
import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, unquote

from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from kiosk.domain.clock import Clock
from kiosk.domain.ids import RandomBytes
from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.world.gateway.faults import Fault
from kiosk.world.gateway.keys import GatewayKeys
from kiosk.world.gateway.message import Request, Response
from kiosk.world.gateway.signatures import is_signed, sign
from kiosk.world.gateway.store import TradeStore
from kiosk.world.gateway.trades import CODE_LIFETIME, Refund, Trade, TradeState

_ORDER = re.compile(r"/v3/pay/transactions/out-trade-no/([^/]+)")
_CLOSE = re.compile(r"/v3/pay/transactions/out-trade-no/([^/]+)/close")
_REFUND = re.compile(r"/v3/refund/domestic/refunds/([^/]+)")
_SCHEME = "WECHATPAY2-SHA256-RSA2048 "
_TOLERANCE_SECONDS = 300
_EXPIRY_MIN, _EXPIRY_MAX = timedelta(minutes=1), timedelta(days=15)

Answer = tuple[int, dict[str, object] | None]
"""The HTTP status and the body to be written as JSON."""


class _Amount(BaseModel):
    total: int = Field(strict=True, ge=1, le=10_000_000_000)
    currency: str = Field("CNY", pattern=r"^CNY$")


class _NativeOrder(BaseModel):
    appid: str
    mchid: str
    description: str = Field(min_length=1, max_length=127)
    out_trade_no: str = Field(pattern=r"^[0-9A-Za-z_\-|*]{6,32}$")
    time_expire: AwareDatetime | None = None
    notify_url: str = Field(pattern=r"^https?://", max_length=255)
    amount: _Amount


class _Close(BaseModel):
    mchid: str


class _RefundAmount(_Amount):
    refund: int = Field(strict=True, ge=1, le=10_000_000_000)
    currency: str = Field(pattern=r"^CNY$")


class _RefundOrder(BaseModel):
    out_trade_no: str
    out_refund_no: str = Field(pattern=r"^[0-9A-Za-z_\-|*@]{1,64}$")
    amount: _RefundAmount


class WechatApi:
    """Verifies, obeys, answers and signs."""

    def __init__(self, store: TradeStore, keys: GatewayKeys, clock: Clock, random_bytes: RandomBytes) -> None:
        self._store = store
        self._keys = keys
        self._merchant = keys.merchant.wechat
        self._clock = clock
        self._random_bytes = random_bytes

    def handle(self, request: Request, fault: Fault | None) -> Response:
        """Answer any request; of the faults, those that concern amount and signature show here."""
        status, fields = self._refusal(request) or self._answer(request)
        amount = fields.get("amount") if fields else None
        if fault is Fault.WRONG_AMOUNT and fields and isinstance(amount, dict):
            fields["amount"] = {
                name: value + 1 if isinstance(value, int) else value for name, value in amount.items()
            }
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
            return _error(400, "PARAM_ERROR", "Http头缺少Accept或User-Agent")
        authorization = request.headers.get("authorization", "")
        if not authorization.startswith(_SCHEME):
            return _error(401, "SIGN_ERROR", "Http头Authorization值格式错误")
        said = dict(re.findall(r'(\w+)="([^"]*)"', authorization))
        known = (self._merchant.merchant_id, self._merchant.merchant_serial)
        if (said.get("mchid"), said.get("serial_no")) != known:
            return _error(401, "SIGN_ERROR", "商户号或证书序列号有误")
        timestamp = said.get("timestamp", "")
        if not re.fullmatch(r"[0-9]{1,12}", timestamp) or (
            abs(int(timestamp) - self._clock.now().timestamp()) > _TOLERANCE_SECONDS
        ):
            return _error(401, "SIGN_ERROR", "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟")
        head = f"{request.method}\n{request.target}\n{timestamp}\n{said.get('nonce_str', '')}\n"
        message = head.encode(errors="replace") + request.body + b"\n"
        key = self._merchant.merchant_private_key.public_key()
        if not is_signed(key, said.get("signature", ""), message):
            return _error(401, "SIGN_ERROR", "签名错误，请检查后再试")
        return None

    def _answer(self, request: Request) -> Answer:
        try:
            return self._route(request)
        except ValidationError as invalid:
            where = ".".join(str(part) for part in invalid.errors(include_url=False)[0]["loc"])
            return _error(400, "PARAM_ERROR", f"参数错误: {where or 'body'}")

    def _route(self, request: Request) -> Answer:
        path = request.path
        match request.method:
            case "POST" if path == "/v3/pay/transactions/native":
                return self._create(_NativeOrder.model_validate_json(request.body))
            case "POST" if path == "/v3/refund/domestic/refunds":
                return self._refund(_RefundOrder.model_validate_json(request.body))
            case "POST" if named := _CLOSE.fullmatch(path):
                return self._close(unquote(named[1]), _Close.model_validate_json(request.body).mchid)
            case "GET" if named := _ORDER.fullmatch(path):
                return self._query(unquote(named[1]), parse_qs(request.query).get("mchid", [""])[0])
            case "GET" if named := _REFUND.fullmatch(path):
                return self._query_refund(unquote(named[1]))
        return _error(404, "NOT_FOUND", "接口不存在")

    def _create(self, order: _NativeOrder) -> Answer:
        now = self._clock.now()
        if order.mchid != self._merchant.merchant_id or order.appid != self._merchant.app_id:
            return _error(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配")
        if order.time_expire and not now + _EXPIRY_MIN <= order.time_expire <= now + _EXPIRY_MAX:
            return _error(400, "PARAM_ERROR", "time_expire须在下单后1分钟至15天之间")
        known = self._store.trade(RailName.WECHAT, order.out_trade_no)
        if known and known.state is TradeState.PAID:
            return _error(400, "ORDERPAID", "该订单已支付")
        if known and known.state is TradeState.CLOSED:
            return _error(400, "ORDERCLOSED", "该订单已关闭")
        if known and (known.fen, known.subject) != (order.amount.total, order.description):
            return _error(403, "OUT_TRADE_NO_USED", "商户订单号重复")
        payable_until = min(order.time_expire or now + CODE_LIFETIME, now + CODE_LIFETIME)
        trade = self._store.add(
            RailName.WECHAT, order.out_trade_no, Fen(order.amount.total), order.description, payable_until
        )
        return 200, {"code_url": trade.code}

    def _query(self, attempt_no: str, merchant_id: str) -> Answer:
        if merchant_id != self._merchant.merchant_id:
            return _error(400, "PARAM_ERROR", "商户号有误")
        trade = self._store.trade(RailName.WECHAT, attempt_no)
        return 200 if trade else 404, self._describe(trade) if trade else dict(_NO_ORDER)

    def _describe(self, trade: Trade) -> dict[str, object]:
        state, words = _STATES[trade.state] if not trade.refunded_fen else ("REFUND", "转入退款")
        fields: dict[str, object] = {
            "appid": self._merchant.app_id,
            "mchid": self._merchant.merchant_id,
            "out_trade_no": trade.attempt_no,
            "trade_state": state,
            "trade_state_desc": words,
            "amount": {"total": trade.fen, "currency": "CNY"},
        }
        if trade.paid_at:
            fields |= {
                "transaction_id": trade.trade_no,
                "trade_type": "NATIVE",
                "success_time": trade.paid_at.isoformat(timespec="seconds"),
                "payer": {"openid": "oSIMULATED0000000000000000000"},
                "amount": {
                    "total": trade.fen,
                    "payer_total": trade.fen,
                    "currency": "CNY",
                    "payer_currency": "CNY",
                },
            }
        return fields

    def _close(self, attempt_no: str, merchant_id: str) -> Answer:
        if merchant_id != self._merchant.merchant_id:
            return _error(400, "PARAM_ERROR", "商户号有误")
        trade = self._store.trade(RailName.WECHAT, attempt_no)
        if trade is None:
            return 404, dict(_NO_ORDER)
        if trade.state is TradeState.PAID:
            return _error(400, "ORDERPAID", "该订单已支付")
        if trade.state is TradeState.CLOSED:
            return _error(400, "ORDERCLOSED", "该订单已关闭")
        self._store.save(replace(trade, state=TradeState.CLOSED))
        return 204, None

    def _refund(self, order: _RefundOrder) -> Answer:
        trade = self._store.trade(RailName.WECHAT, order.out_trade_no)
        if trade is None:
            return _error(404, "RESOURCE_NOT_EXISTS", "订单不存在")
        known = self._store.refund(RailName.WECHAT, order.out_refund_no)
        differs = known and (known.attempt_no, known.fen) != (order.out_trade_no, order.amount.refund)
        if differs or order.amount.total != trade.fen:
            return _error(400, "INVALID_REQUEST", "订单金额或退款金额与之前请求不一致，请核实后再试")
        if known:
            return 200, self._describe_refund(known, trade)
        if trade.state is not TradeState.PAID:
            return _error(400, "INVALID_REQUEST", "该订单未支付")
        if trade.refunded_fen + order.amount.refund > trade.fen:
            return _error(400, "INVALID_REQUEST", "申请退款金额大于订单剩余可退金额")
        fen, now = Fen(order.amount.refund), self._clock.now()
        refund = Refund(RailName.WECHAT, order.out_refund_no, trade.attempt_no, fen, now)
        self._store.add_refund(refund)
        return 200, self._describe_refund(refund, trade)

    def _query_refund(self, refund_no: str) -> Answer:
        refund = self._store.refund(RailName.WECHAT, refund_no)
        trade = None if refund is None else self._store.trade(RailName.WECHAT, refund.attempt_no)
        if refund is None or trade is None:
            return _error(404, "RESOURCE_NOT_EXISTS", "退款单不存在")
        return 200, self._describe_refund(refund, trade)

    def _describe_refund(self, refund: Refund, trade: Trade) -> dict[str, object]:
        done = self._clock.now() >= refund.arrives_at
        fields: dict[str, object] = {
            "refund_id": f"5{trade.trade_no[1:]}",
            "out_refund_no": refund.refund_no,
            "transaction_id": trade.trade_no,
            "out_trade_no": trade.attempt_no,
            "channel": "ORIGINAL",
            "user_received_account": "支付用户零钱",
            "create_time": refund.accepted_at.isoformat(timespec="seconds"),
            "status": "SUCCESS" if done else "PROCESSING",
            "amount": {
                "total": trade.fen,
                "refund": refund.fen,
                "payer_total": trade.fen,
                "payer_refund": refund.fen,
                "settlement_total": trade.fen,
                "settlement_refund": refund.fen,
                "discount_refund": 0,
                "currency": "CNY",
            },
        }
        if done:
            fields["success_time"] = refund.arrives_at.isoformat(timespec="seconds")
        return fields


def _error(status: int, code: str, message: str) -> Answer:
    return status, {"code": code, "message": message}


_NO_ORDER = {"code": "ORDER_NOT_EXIST", "message": "订单不存在"}

_STATES = {
    TradeState.OPEN: ("NOTPAY", "订单未支付"),
    TradeState.PAID: ("SUCCESS", "支付成功"),
    TradeState.CLOSED: ("CLOSED", "订单已关闭"),
}
