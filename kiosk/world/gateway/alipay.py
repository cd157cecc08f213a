"""Alipay's open platform as its documentation describes it: codes to scan, trades, refunds.

Sources: `opendocs.alipay.com` pages of alipay.trade.precreate, query, close, refund and
fastpay.refund.query (2024-10 to 2026-03), and the platform's common result codes.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from pydantic import BaseModel, Field, ValidationError

from kiosk.domain.clock import SHANGHAI, Clock
from kiosk.domain.money import Fen, plain_yuan
from kiosk.domain.orders import RailName
from kiosk.world.gateway.faults import Fault
from kiosk.world.gateway.keys import GatewayKeys
from kiosk.world.gateway.message import Request, Response
from kiosk.world.gateway.payment_codes import PaymentCodes
from kiosk.world.gateway.signatures import is_signed, sign
from kiosk.world.gateway.store import TradeStore
from kiosk.world.gateway.trades import CODE_LIFETIME, Refund, Trade, TradeState

_TIME = "%Y-%m-%d %H:%M:%S"
_REQUIRED = ("method", "sign", "sign_type", "timestamp", "version", "charset", "biz_content")
_AMOUNTS = ("total_amount", "buyer_pay_amount", "receipt_amount", "refund_fee", "refund_amount")
_LONGEST = timedelta(days=15)

Answer = dict[str, str]


class _Named(BaseModel):
    out_trade_no: str = Field(pattern=r"^[0-9A-Za-z_]{1,64}$")


class _Precreate(_Named):
    total_amount: str = Field(pattern=r"^[0-9]{1,8}(\.[0-9]{1,2})?$")
    subject: str = Field(pattern=r"^[^/=&]{1,256}$")
    qr_code_timeout_express: str | None = Field(None, pattern=r"^[1-9][0-9]{0,4}[mhd]$")
    timeout_express: str | None = Field(None, pattern=r"^[1-9][0-9]{0,4}[mhd]$")
    time_expire: str | None = Field(None, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$")


class _RefundNamed(_Named):
    out_request_no: str = Field(pattern=r"^[0-9A-Za-z_]{1,64}$")


class _RefundOrder(_RefundNamed):
    refund_amount: str = Field(pattern=r"^[0-9]{1,8}(\.[0-9]{1,2})?$")


class AlipayApi:
    """Verifies, obeys, answers and signs."""

    def __init__(self, store: TradeStore, keys: GatewayKeys, clock: Clock, codes: PaymentCodes) -> None:
        self._store = store
        self._codes = codes
        self._keys = keys
        self._merchant = keys.merchant.alipay
        self._clock = clock
        self._methods: dict[str, Callable[[str], Answer]] = {
            "alipay.trade.precreate": self._precreate,
            "alipay.trade.query": self._query,
            "alipay.trade.close": self._close,
            "alipay.trade.refund": self._refund,
            "alipay.trade.fastpay.refund.query": self._query_refund,
        }

    def handle(self, request: Request, fault: Fault | None) -> Response:
        """Answer any request; of the faults, those that concern amount and signature show here."""
        query, body = request.query, request.body.decode(errors="replace")
        fields = dict(parse_qsl(f"{query}&{body}", keep_blank_values=True))
        method = fields.get("method", "")
        if fields.get("app_id") != self._merchant.app_id:
            # The platform cannot know whose keys to use, so this reply carries no signature.
            return _response({"error_response": _failure("40002", "isv.invalid-app-id", "无效的AppID参数")})
        answer = self._refusal(fields) or self._obey(fields)
        if fault is Fault.WRONG_AMOUNT:
            answer |= {name: plain_yuan(Fen(_fen(answer[name]) + 1)) for name in _AMOUNTS if name in answer}
        name = method.replace(".", "_") if method in self._methods else "error"
        return self._sealed(f"{name}_response", answer, fault)

    def _sealed(self, name: str, answer: Answer, fault: Fault | None) -> Response:
        """Sign the very text of the inner object, in which the platform escapes slashes."""
        inner = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).replace("/", "\\/")
        if fault is Fault.UNSIGNED:
            return _response(f'{{"{name}":{inner}}}')
        message = "forged" if fault is Fault.BAD_SIGNATURE else inner
        signature = sign(self._keys.alipay_private_key, message.encode())
        return _response(f'{{"{name}":{inner},"sign":"{signature}"}}')

    def _refusal(self, fields: dict[str, str]) -> Answer | None:
        """Refuse what no business rule should see."""
        if missing := next((name for name in _REQUIRED if not fields.get(name)), None):
            return _failure("40001", f"isv.missing-{missing.replace('_', '-')}", f"缺少{missing}参数")
        if fields["method"] not in self._methods:
            return _failure("40002", "isv.invalid-method", "不存在的方法名")
        if fields["sign_type"] != "RSA2":
            return _failure("40002", "isv.invalid-signature-type", "无效的签名类型")
        if _moment(fields["timestamp"]) is None:
            return _failure("40002", "isv.invalid-timestamp", "非法的时间戳参数")
        message = "&".join(
            f"{name}={value}" for name, value in sorted(fields.items()) if value and name != "sign"
        )
        if not is_signed(self._merchant.private_key.public_key(), fields["sign"], message.encode()):
            return _failure("40002", "isv.invalid-signature", "验签出错，请检查签名")
        return None

    def _obey(self, fields: dict[str, str]) -> Answer:
        try:
            return self._methods[fields["method"]](fields["biz_content"])
        except ValidationError:
            return _business_failure("ACQ.INVALID_PARAMETER", "参数无效")

    def _precreate(self, content: str) -> Answer:
        order = _Precreate.model_validate_json(content)
        now, fen = self._clock.now(), _fen(order.total_amount)
        payable_until = _earliest(
            now + (_duration(order.qr_code_timeout_express) or CODE_LIFETIME),
            _moment(order.time_expire) if order.time_expire else None,
        )
        pay_within = _duration(order.timeout_express)
        if not fen or not now < payable_until <= now + _LONGEST or (pay_within and pay_within > _LONGEST):
            return _business_failure("ACQ.INVALID_PARAMETER", "参数无效")
        known = self._store.trade(RailName.ALIPAY, order.out_trade_no)
        if known and known.state is TradeState.PAID:
            return _business_failure("ACQ.TRADE_HAS_SUCCESS", "交易已被支付")
        if known and self._state(known) is TradeState.CLOSED:
            return _business_failure("ACQ.TRADE_HAS_CLOSE", "交易已经关闭")
        if known and (known.fen, known.subject) != (fen, order.subject):
            return _business_failure("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改")
        trade = self._store.add(
            RailName.ALIPAY, order.out_trade_no, fen, order.subject, payable_until, pay_within
        )
        return _success(out_trade_no=trade.attempt_no, qr_code=trade.code)

    def _trade(self, attempt_no: str) -> Trade | None:
        """Find a trade; a code that nobody has scanned is none."""
        trade = self._store.trade(RailName.ALIPAY, attempt_no)
        return None if trade is None or trade.state is TradeState.CODE else trade

    def _state(self, trade: Trade) -> TradeState:
        """Tell the state now: unlike WeChat, Alipay closes an unpaid trade by itself in the end."""
        over = trade.state is TradeState.OPEN and self._clock.now() > trade.payable_until
        return TradeState.CLOSED if over else trade.state

    def _query(self, content: str) -> Answer:
        trade = self._trade(_Named.model_validate_json(content).out_trade_no)
        if trade is None:
            return _no_trade()
        state = TradeState.CLOSED if trade.refunded_fen == trade.fen else self._state(trade)
        answer = _success(
            trade_no=trade.trade_no,
            out_trade_no=trade.attempt_no,
            buyer_logon_id="159****0000",
            trade_status=_STATES[state],
            total_amount=plain_yuan(trade.fen),
        )
        if trade.paid_at:
            answer |= {
                "buyer_pay_amount": plain_yuan(trade.fen),
                "receipt_amount": plain_yuan(trade.fen),
                "send_pay_date": trade.paid_at.astimezone(SHANGHAI).strftime(_TIME),
            }
        return answer

    def _close(self, content: str) -> Answer:
        trade = self._trade(_Named.model_validate_json(content).out_trade_no)
        if trade is None:
            return _no_trade()
        if self._state(trade) is not TradeState.OPEN:
            return _business_failure("ACQ.TRADE_STATUS_ERROR", "交易状态不合法")
        self._store.save(replace(trade, state=TradeState.CLOSED))
        return _success(trade_no=trade.trade_no, out_trade_no=trade.attempt_no)

    def _refund(self, content: str) -> Answer:
        order = _RefundOrder.model_validate_json(content)
        trade, fen = self._trade(order.out_trade_no), _fen(order.refund_amount)
        if trade is None:
            return _no_trade()
        if not fen:
            return _business_failure("ACQ.REASON_TRADE_REFUND_FEE_ERR", "退款金额无效")
        if trade.state is not TradeState.PAID:
            return _business_failure("ACQ.TRADE_STATUS_ERROR", "交易状态不合法")
        known = self._store.refund(RailName.ALIPAY, order.out_request_no)
        if known and (known.attempt_no, known.fen) != (trade.attempt_no, fen):
            return _business_failure("ACQ.DISCORDANT_REPEAT_REQUEST", "不一致的请求")
        if not known and trade.refunded_fen + fen > trade.fen:
            return _business_failure("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限")
        if not known:
            self._store.add_refund(
                Refund(RailName.ALIPAY, order.out_request_no, trade.attempt_no, fen, self._clock.now())
            )
        return _success(
            trade_no=trade.trade_no,
            out_trade_no=trade.attempt_no,
            buyer_logon_id="159****0000",
            refund_fee=plain_yuan(trade.refunded_fen if known else Fen(trade.refunded_fen + fen)),
            fund_change="N" if known else "Y",
        )

    def _query_refund(self, content: str) -> Answer:
        named = _RefundNamed.model_validate_json(content)
        trade = self._trade(named.out_trade_no)
        if trade is None:
            return _no_trade()
        refund = self._store.refund(RailName.ALIPAY, named.out_request_no)
        if refund is None or refund.attempt_no != trade.attempt_no:
            return _success()  # the query went well, and that is all it says
        return _success(
            trade_no=trade.trade_no,
            out_trade_no=trade.attempt_no,
            out_request_no=refund.refund_no,
            total_amount=plain_yuan(trade.fen),
            refund_amount=plain_yuan(refund.fen),
            refund_status="REFUND_SUCCESS",
        )


_STATES = {
    TradeState.OPEN: "WAIT_BUYER_PAY",
    TradeState.PAID: "TRADE_SUCCESS",
    TradeState.CLOSED: "TRADE_CLOSED",
}

_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def _response(content: str | dict[str, Answer]) -> Response:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return Response(200, {"Content-Type": "text/html;charset=utf-8"}, text.encode())


def _success(**fields: str) -> Answer:
    return {"code": "10000", "msg": "Success"} | fields


def _failure(code: str, sub_code: str, sub_msg: str) -> Answer:
    msg = "Missing Required Arguments" if code == "40001" else "Invalid Arguments"
    return {"code": code, "msg": msg, "sub_code": sub_code, "sub_msg": sub_msg}


def _business_failure(sub_code: str, sub_msg: str) -> Answer:
    return {"code": "40004", "msg": "Business Failed", "sub_code": sub_code, "sub_msg": sub_msg}


def _no_trade() -> Answer:
    return _business_failure("ACQ.TRADE_NOT_EXIST", "交易不存在")


def _fen(yuan: str) -> Fen:
    whole, _, part = yuan.partition(".")
    return Fen(int(whole) * 100 + int(part.ljust(2, "0")))


def _duration(text: str | None) -> timedelta | None:
    return None if text is None else int(text[:-1]) * _UNITS[text[-1]]


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _TIME).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None


def _earliest(first: datetime, second: datetime | None) -> datetime:
    return first if second is None else min(first, second)
