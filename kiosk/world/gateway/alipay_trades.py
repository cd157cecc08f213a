"""Alipay's trades as the documentation describes them: codes shown and scanned, closing, refunds.

Sources: `opendocs.alipay.com` pages of alipay.trade.precreate, pay, query, close, cancel, refund and
fastpay.refund.query (2024-10 to 2026-03).
"""

from dataclasses import replace
from datetime import datetime, timedelta

from pydantic import BaseModel, Field

from kiosk.domain.clock import Clock
from kiosk.domain.money import plain_yuan
from kiosk.domain.orders import RailName
from kiosk.world.gateway.alipay_answer import (
    Answer,
    business_failure,
    in_process,
    no_trade,
    read_duration,
    read_fen,
    read_moment,
    success,
    write_moment,
)
from kiosk.world.gateway.payment_codes import Charge, PaymentCodes
from kiosk.world.gateway.store import TradeStore
from kiosk.world.gateway.trades import CODE_LIFETIME, Refund, Trade, TradeState

_LONGEST = timedelta(days=15)
_CANCEL_WITHIN = timedelta(hours=24)
_UNPAID = {TradeState.OPEN, TradeState.PAYING, TradeState.REFUSED}
"""The states called WAIT_BUYER_PAY; a citizen who said no leaves the trade open."""


class _Named(BaseModel):
    out_trade_no: str = Field(pattern=r"^[0-9A-Za-z_]{1,64}$")


class _Order(_Named):
    total_amount: str = Field(pattern=r"^[0-9]{1,8}(\.[0-9]{1,2})?$")
    subject: str = Field(pattern=r"^[^/=&]{1,256}$")
    timeout_express: str | None = Field(None, pattern=r"^[1-9][0-9]{0,4}[mhd]$")


class _Precreate(_Order):
    qr_code_timeout_express: str | None = Field(None, pattern=r"^[1-9][0-9]{0,4}[mhd]$")
    time_expire: str | None = Field(None, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$")


class _Pay(_Order):
    scene: str = Field(pattern=r"^bar_code$")
    auth_code: str = Field(pattern=r"^[0-9]{16,24}$")


class _RefundNamed(_Named):
    out_request_no: str = Field(pattern=r"^[0-9A-Za-z_]{1,64}$")


class _RefundOrder(_RefundNamed):
    refund_amount: str = Field(pattern=r"^[0-9]{1,8}(\.[0-9]{1,2})?$")


class AlipayTrades:
    """Obeys calls that have been verified. Content against the documentation raises `ValidationError`."""

    def __init__(self, store: TradeStore, clock: Clock, codes: PaymentCodes) -> None:
        self._store = store
        self._clock = clock
        self._codes = codes

    def precreate(self, content: str) -> Answer:
        """Make a code to show; it is no trade before somebody scans it."""
        order = _Precreate.model_validate_json(content)
        now, fen = self._clock.now(), read_fen(order.total_amount)
        payable_until = _earliest(
            now + (read_duration(order.qr_code_timeout_express) or CODE_LIFETIME),
            read_moment(order.time_expire) if order.time_expire else None,
        )
        pay_within = read_duration(order.timeout_express)
        if not fen or not now < payable_until <= now + _LONGEST or (pay_within and pay_within > _LONGEST):
            return business_failure("ACQ.INVALID_PARAMETER", "参数无效")
        known = self._store.trade(RailName.ALIPAY, order.out_trade_no)
        if known and (refusal := self._known(known, order)):
            return refusal
        if known and known.charged_at:
            return business_failure("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改")
        trade = self._store.add(
            RailName.ALIPAY, order.out_trade_no, fen, order.subject, payable_until, pay_within
        )
        return success(out_trade_no=trade.attempt_no, qr_code=trade.code)

    def pay(self, content: str) -> Answer:
        """Take money for the code that a phone shows."""
        order = _Pay.model_validate_json(content)
        now, fen = self._clock.now(), read_fen(order.total_amount)
        within = read_duration(order.timeout_express) or _LONGEST
        if not fen or within > _LONGEST:
            return business_failure("ACQ.INVALID_PARAMETER", "参数无效")
        known = self._store.trade(RailName.ALIPAY, order.out_trade_no)
        if known and (refusal := self._known(known, order)):
            return refusal
        if known and known.code != order.auth_code:
            return business_failure("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改")
        charge = Charge(
            RailName.ALIPAY, order.auth_code, order.out_trade_no, fen, order.subject, now + within
        )
        return _charged(known or self._codes.charge(charge))

    def query(self, content: str) -> Answer:
        """Tell how a trade stands."""
        trade = self._trade(_Named.model_validate_json(content).out_trade_no)
        if trade is None:
            return no_trade()
        answer = success(
            trade_no=trade.trade_no,
            out_trade_no=trade.attempt_no,
            buyer_logon_id="159****0000",
            trade_status=self._status(trade),
            total_amount=plain_yuan(trade.fen),
        )
        if trade.paid_at:
            answer |= _amounts(trade) | {"send_pay_date": write_moment(trade.paid_at)}
        return answer

    def close(self, content: str) -> Answer:
        """Close a trade that waits for its buyer."""
        trade = self._trade(_Named.model_validate_json(content).out_trade_no)
        if trade is None:
            return no_trade()
        if self._status(trade) != "WAIT_BUYER_PAY":
            return business_failure("ACQ.TRADE_STATUS_ERROR", "交易状态不合法")
        self._store.save(replace(trade, state=TradeState.CLOSED))
        return success(trade_no=trade.trade_no, out_trade_no=trade.attempt_no)

    def cancel(self, content: str) -> Answer:
        """Close a trade or refund it; of a number that nobody has used it says yes, too."""
        number = _Named.model_validate_json(content).out_trade_no
        trade = self._trade(number)
        if trade is None:
            return success(out_trade_no=number, retry_flag="N")
        began_at = trade.charged_at or trade.paid_at
        if began_at and self._clock.now() > began_at + _CANCEL_WITHIN:
            return business_failure("ACQ.TRADE_CANCEL_TIME_OUT", "超过撤销时间范围")
        if 0 < trade.refunded_fen < trade.fen:
            return business_failure("ACQ.CANCEL_NOT_ALLOWED", "交易不允许撤销")
        action = "close" if trade.paid_at is None else "refund"
        if trade.state is not TradeState.CLOSED:
            self._codes.reverse(trade)
        return success(trade_no=trade.trade_no, out_trade_no=number, retry_flag="N", action=action)

    def refund(self, content: str) -> Answer:
        """Give money back, once for each number."""
        order = _RefundOrder.model_validate_json(content)
        trade, fen = self._trade(order.out_trade_no), read_fen(order.refund_amount)
        if trade is None:
            return no_trade()
        if not fen:
            return business_failure("ACQ.REASON_TRADE_REFUND_FEE_ERR", "退款金额无效")
        if trade.state is not TradeState.PAID:
            return business_failure("ACQ.TRADE_STATUS_ERROR", "交易状态不合法")
        known = self._store.refund(RailName.ALIPAY, order.out_request_no)
        if known and (known.attempt_no, known.fen) != (trade.attempt_no, fen):
            return business_failure("ACQ.DISCORDANT_REPEAT_REQUEST", "不一致的请求")
        if not known and trade.refunded_fen + fen > trade.fen:
            return business_failure("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限")
        if not known:
            self._store.add_refund(
                Refund(RailName.ALIPAY, order.out_request_no, trade.attempt_no, fen, self._clock.now())
            )
        after = self._trade(order.out_trade_no) or trade
        return success(
            trade_no=trade.trade_no,
            out_trade_no=trade.attempt_no,
            buyer_logon_id="159****0000",
            refund_fee=plain_yuan(after.refunded_fen),
            fund_change="N" if known else "Y",
        )

    def query_refund(self, content: str) -> Answer:
        """Tell of a refund; of one that there is not, only that the query went well."""
        named = _RefundNamed.model_validate_json(content)
        trade = self._trade(named.out_trade_no)
        if trade is None:
            return no_trade()
        refund = self._store.refund(RailName.ALIPAY, named.out_request_no)
        if refund is None or refund.attempt_no != trade.attempt_no:
            return success()
        return success(
            trade_no=trade.trade_no,
            out_trade_no=trade.attempt_no,
            out_request_no=refund.refund_no,
            total_amount=plain_yuan(trade.fen),
            refund_amount=plain_yuan(refund.fen),
            refund_status="REFUND_SUCCESS",
        )

    def _trade(self, attempt_no: str) -> Trade | None:
        """Find a trade; a code that nobody has scanned is none."""
        trade = self._store.trade(RailName.ALIPAY, attempt_no)
        return None if trade is None or trade.state is TradeState.CODE else trade

    def _known(self, trade: Trade, order: _Order) -> Answer | None:
        """Refuse an order whose number has been used up, or used for something else."""
        if trade.state is not TradeState.CODE and self._status(trade) == "TRADE_SUCCESS":
            return business_failure("ACQ.TRADE_HAS_SUCCESS", "交易已被支付")
        if trade.state is not TradeState.CODE and self._status(trade) == "TRADE_CLOSED":
            return business_failure("ACQ.TRADE_HAS_CLOSE", "交易已经关闭")
        if (trade.fen, trade.subject) != (read_fen(order.total_amount), order.subject):
            return business_failure("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改")
        return None

    def _status(self, trade: Trade) -> str:
        """Tell the state now: unlike WeChat, Alipay closes an unpaid trade by itself in the end."""
        if trade.state in _UNPAID and self._clock.now() <= trade.payable_until:
            return "WAIT_BUYER_PAY"
        if trade.state is TradeState.PAID and trade.refunded_fen < trade.fen:
            return "TRADE_SUCCESS"
        return "TRADE_CLOSED"


def _charged(trade: Trade | None) -> Answer:
    """Tell what became of the wish to take money for a code."""
    if trade is None:
        return business_failure("ACQ.PAYMENT_AUTH_CODE_INVALID", "支付失败，获取顾客账户信息失败")
    if trade.state is TradeState.REFUSED:
        return business_failure("ACQ.PAYMENT_FAIL", "支付失败")
    numbers = {"trade_no": trade.trade_no, "out_trade_no": trade.attempt_no}
    if trade.paid_at is None:
        return in_process(**numbers)
    return success(
        **numbers,
        buyer_logon_id="159****0000",
        **_amounts(trade),
        gmt_payment=write_moment(trade.paid_at),
    )


def _amounts(trade: Trade) -> Answer:
    return dict.fromkeys(("total_amount", "buyer_pay_amount", "receipt_amount"), plain_yuan(trade.fen))


def _earliest(first: datetime, second: datetime | None) -> datetime:
    return first if second is None else min(first, second)
