"""WeChat Pay's orders and refunds, as its API v3 documentation describes them.

Sources: the merchant documentation of 2024-12 to 2025-08 (`pay.weixin.qq.com/doc/v3/merchant`): native
order, code payment, query by merchant's number, close, reverse, refund, refund query. That a reversal of
an unknown number is answered with success, merchants report.
"""

from dataclasses import replace
from datetime import timedelta

from pydantic import AwareDatetime, BaseModel, Field

from kiosk.domain.clock import Clock
from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.world.gateway.keys import WechatMerchant
from kiosk.world.gateway.payment_codes import Charge, PaymentCodes
from kiosk.world.gateway.store import TradeStore
from kiosk.world.gateway.trades import CODE_LIFETIME, Refund, Trade, TradeState
from kiosk.world.gateway.wechat_answer import Answer, error

_EXPIRY_MIN, _EXPIRY_MAX = timedelta(minutes=1), timedelta(days=15)
_PASSWORD_TIME = timedelta(seconds=45)
_REVERSE_AFTER, _REVERSE_UNTIL = timedelta(seconds=15), timedelta(days=7)
_SAFE = r"^[0-9A-Za-z_\-|*]{6,32}$"


class _Amount(BaseModel):
    total: int = Field(strict=True, ge=1, le=10_000_000_000)
    currency: str = Field("CNY", pattern=r"^CNY$")


class _Order(BaseModel):
    appid: str
    mchid: str
    description: str = Field(min_length=1, max_length=127)
    out_trade_no: str = Field(pattern=_SAFE)
    amount: _Amount


class _NativeOrder(_Order):
    time_expire: AwareDatetime | None = None
    notify_url: str = Field(pattern=r"^https?://", max_length=255)


class _Payer(BaseModel):
    auth_code: str = Field(max_length=32)


class _Store(BaseModel):
    id: str = Field(min_length=1, max_length=32)


class _Scene(BaseModel):
    store_info: _Store


class _CodeOrder(_Order):
    payer: _Payer
    scene_info: _Scene


class _Merchant(BaseModel):
    mchid: str


class _Application(_Merchant):
    appid: str


class _RefundAmount(_Amount):
    refund: int = Field(strict=True, ge=1, le=10_000_000_000)
    currency: str = Field(pattern=r"^CNY$")


class _RefundOrder(BaseModel):
    out_trade_no: str
    out_refund_no: str = Field(pattern=r"^[0-9A-Za-z_\-|*@]{1,64}$")
    amount: _RefundAmount


class WechatTrades:
    """Makes, tells, closes and gives back. Each call raises ValidationError for a body against the pages."""

    def __init__(
        self, store: TradeStore, merchant: WechatMerchant, clock: Clock, codes: PaymentCodes
    ) -> None:
        self._store = store
        self._merchant = merchant
        self._clock = clock
        self._codes = codes

    def create(self, body: bytes) -> Answer:
        """Make a native order."""
        order, now = _NativeOrder.model_validate_json(body), self._clock.now()
        if order.time_expire and not now + _EXPIRY_MIN <= order.time_expire <= now + _EXPIRY_MAX:
            return error(400, "PARAM_ERROR", "time_expire须在下单后1分钟至15天之间")
        known = self._store.trade(RailName.WECHAT, order.out_trade_no)
        if refusal := self._refusal(order, known):
            return refusal
        payable_until = min(order.time_expire or now + CODE_LIFETIME, now + CODE_LIFETIME)
        trade = self._store.add(
            RailName.WECHAT, order.out_trade_no, Fen(order.amount.total), order.description, payable_until
        )
        return 200, {"code_url": trade.code}

    def charge(self, body: bytes) -> Answer:
        """Take the money of a payment code; asked again, tell how it stands."""
        order = _CodeOrder.model_validate_json(body)
        trade = self._store.trade(RailName.WECHAT, order.out_trade_no)
        if refusal := self._refusal(order, trade):
            return refusal
        if trade is None:
            trade = self._codes.charge(
                Charge(
                    rail=RailName.WECHAT,
                    code=order.payer.auth_code,
                    attempt_no=order.out_trade_no,
                    fen=Fen(order.amount.total),
                    subject=order.description,
                    payable_until=self._clock.now() + _PASSWORD_TIME,
                )
            )
        if trade is None:
            return error(400, "AUTH_CODE_INVALID", "付款码无效或已过期，请刷新再试")
        if trade.code != order.payer.auth_code:
            return error(403, "OUT_TRADE_NO_USED", "商户订单号重复")
        fields = self._describe(trade)
        # While the citizen enters the password, the state comes alone, as the platform's staff say.
        return 200, {"trade_state": "USERPAYING"} if fields["trade_state"] == "USERPAYING" else fields

    def query(self, attempt_no: str, merchant_id: str) -> Answer:
        """Tell how an order stands."""
        if merchant_id != self._merchant.merchant_id:
            return _WRONG_MERCHANT
        trade = self._store.trade(RailName.WECHAT, attempt_no)
        return (200, self._describe(trade)) if trade else _NO_ORDER

    def close(self, attempt_no: str, body: bytes) -> Answer:
        """Close an order that is not paid."""
        if _Merchant.model_validate_json(body).mchid != self._merchant.merchant_id:
            return _WRONG_MERCHANT
        trade = self._store.trade(RailName.WECHAT, attempt_no)
        if trade is None:
            return _NO_ORDER
        if trade.state in _ENDS:
            return _ENDS[trade.state]
        self._store.save(replace(trade, state=TradeState.CLOSED))
        return 204, None

    def reverse(self, attempt_no: str, body: bytes) -> Answer:
        """Take a code payment back, paid or not; success also where there is nothing to take back."""
        application = _Application.model_validate_json(body)
        if (application.appid, application.mchid) != (self._merchant.app_id, self._merchant.merchant_id):
            return _WRONG_MERCHANT
        trade = self._store.trade(RailName.WECHAT, attempt_no)
        if trade is not None:
            age = timedelta.max if trade.charged_at is None else self._clock.now() - trade.charged_at
            if not _REVERSE_AFTER <= age <= _REVERSE_UNTIL:
                return error(400, "INVALID_REQUEST", "支付15秒后、7天内的付款码订单才可撤销")
            self._codes.reverse(trade)
        return 200, {"appid": application.appid, "mchid": application.mchid, "out_trade_no": attempt_no}

    def refund(self, body: bytes) -> Answer:
        """Accept a refund, once per number."""
        order = _RefundOrder.model_validate_json(body)
        trade = self._store.trade(RailName.WECHAT, order.out_trade_no)
        if trade is None:
            return error(404, "RESOURCE_NOT_EXISTS", "订单不存在")
        known = self._store.refund(RailName.WECHAT, order.out_refund_no)
        differs = known and (known.attempt_no, known.fen) != (order.out_trade_no, order.amount.refund)
        if differs or order.amount.total != trade.fen:
            return error(400, "INVALID_REQUEST", "订单金额或退款金额与之前请求不一致，请核实后再试")
        if known:
            return 200, self._describe_refund(known, trade)
        if trade.state is not TradeState.PAID:
            return error(400, "INVALID_REQUEST", "该订单未支付")
        if trade.refunded_fen + order.amount.refund > trade.fen:
            return error(400, "INVALID_REQUEST", "申请退款金额大于订单剩余可退金额")
        fen, now = Fen(order.amount.refund), self._clock.now()
        refund = Refund(RailName.WECHAT, order.out_refund_no, trade.attempt_no, fen, now)
        self._store.add_refund(refund)
        return 200, self._describe_refund(refund, trade)

    def query_refund(self, refund_no: str) -> Answer:
        """Tell how a refund stands."""
        refund = self._store.refund(RailName.WECHAT, refund_no)
        trade = None if refund is None else self._store.trade(RailName.WECHAT, refund.attempt_no)
        if refund is None or trade is None:
            return error(404, "RESOURCE_NOT_EXISTS", "退款单不存在")
        return 200, self._describe_refund(refund, trade)

    def _refusal(self, order: _Order, known: Trade | None) -> Answer | None:
        if order.mchid != self._merchant.merchant_id or order.appid != self._merchant.app_id:
            return error(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配")
        if known is None:
            return None
        if known.state in _ENDS:
            return _ENDS[known.state]
        if (known.fen, known.subject) != (order.amount.total, order.description):
            return error(403, "OUT_TRADE_NO_USED", "商户订单号重复")
        return None

    def _state(self, trade: Trade) -> tuple[str, str]:
        if trade.state is TradeState.PAYING and self._clock.now() > trade.payable_until:
            return _STATES[TradeState.REFUSED]
        if trade.refunded_fen and trade.state is not TradeState.REVERSED:
            return "REFUND", "转入退款"
        return _STATES[trade.state]

    def _describe(self, trade: Trade) -> dict[str, object]:
        state, words = self._state(trade)
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
                "trade_type": "MICROPAY" if trade.charged_at else "NATIVE",
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


_NO_ORDER = error(404, "ORDER_NOT_EXIST", "订单不存在")
_WRONG_MERCHANT = error(400, "PARAM_ERROR", "商户号有误")

_STATES = {
    TradeState.OPEN: ("NOTPAY", "订单未支付"),
    TradeState.PAYING: ("USERPAYING", "需要用户输入支付密码"),
    TradeState.REFUSED: ("PAYERROR", "支付失败，请撤销订单"),
    TradeState.PAID: ("SUCCESS", "支付成功"),
    TradeState.CLOSED: ("CLOSED", "订单已关闭"),
    TradeState.REVERSED: ("REVOKED", "订单已撤销"),
}

_ENDS: dict[TradeState, Answer] = {
    TradeState.PAID: error(400, "ORDERPAID", "该订单已支付"),
    TradeState.CLOSED: error(400, "ORDERCLOSED", "该订单已关闭"),
    TradeState.REVERSED: error(400, "ORDERREVERSED", "该订单已撤销"),
}
