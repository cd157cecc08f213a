"""Alipay's open platform: codes to show, codes to scan, queries, closing, refunds and bills.

Sources: the pages of alipay.trade.precreate, pay, query, close, cancel, refund and fastpay.refund.query,
and the platform's result codes. No trade exists before the citizen scans a shown code, so "no such trade"
is `NotFound` and never an end by itself. Only signed answers are believed.
"""

import re
from datetime import date

import httpx

from kiosk.domain.clock import Clock
from kiosk.domain.money import Fen, parse_yuan, plain_yuan
from kiosk.domain.orders import PaymentMode, RailName
from kiosk.payments.bill import BillRow, NotReady
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
    of_later_request,
)
from kiosk.payments.ports import PaymentRequest
from kiosk.payments.rails.alipay_bill import fetch_bill
from kiosk.payments.rails.alipay_client import (
    AlipayClient,
    AlipaySettings,
    Answer,
    read_moment,
)

__all__ = ["AlipayRail", "AlipaySettings"]

_STATUS_FORBIDS = {"TRADE_STATUS_ERROR", "REASON_TRADE_STATUS_INVALID"}
_DECLINED = frozenset(
    {
        "BEYOND_PAY_RESTRICTION",
        "BEYOND_PER_RECEIPT_RESTRICTION",
        "BUYER_BALANCE_NOT_ENOUGH",
        "BUYER_BANKCARD_BALANCE_NOT_ENOUGH",
        "BUYER_ENABLE_STATUS_FORBID",
        "BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR",
        "BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR",
        "BUYER_SELLER_EQUAL",
        "ERROR_BALANCE_PAYMENT_DISABLE",
        "ERROR_BUYER_CERTIFY_LEVEL_LIMIT",
        "MOBILE_PAYMENT_SWITCH_OFF",
        "NO_PAYMENT_INSTRUMENTS_AVAILABLE",
        "PAYMENT_AUTH_CODE_INVALID",
        "PAYMENT_FAIL",
        "PAYMENT_REQUEST_HAS_RISK",
        "PULL_MOBILE_CASHIER_FAIL",
        "TOTAL_FEE_EXCEED",
        "USER_FACE_PAYMENT_SWITCH_OFF",
    }
)
"""Refusals after which the page of alipay.trade.pay wants a new code, another payer or another way."""


class AlipayRail:
    """Money by Alipay.

    Args:
        settings: the merchant's application.
        client: carries the requests; this rail sets its own time-outs.
        clock: dates the requests.
    """

    name = RailName.ALIPAY

    def __init__(self, settings: AlipaySettings, client: httpx.AsyncClient, clock: Clock) -> None:
        self._client = AlipayClient(settings, client, clock)
        self._clock = clock

    async def create(self, request: PaymentRequest) -> Outcome:
        """Make a code to show, or take the money for a scanned one.

        Alipay counts the time to pay in whole minutes, so it ends a little early.
        """
        minutes = max(int((request.expires_at - self._clock.now()).total_seconds()) // 60, 1)
        order = {
            "out_trade_no": request.attempt_no,
            "total_amount": plain_yuan(request.fen),
            "subject": re.sub(r"[/=&]", " ", request.subject)[:256],
            "timeout_express": f"{minutes}m",
        }
        if request.mode is PaymentMode.SHOWN_CODE:
            return await self._precreate(order | {"qr_code_timeout_express": f"{minutes}m"})
        if request.mode is PaymentMode.SCANNED_CODE and request.citizen_code is not None:
            code = request.citizen_code.reveal()
            return await self._pay(order | {"scene": "bar_code", "auth_code": code}, request.fen)
        return NotSent(f"Alipay cannot be paid by {request.mode} without a code")

    async def _precreate(self, order: dict[str, str]) -> Outcome:
        match await self._client.ask("alipay.trade.precreate", order):
            case Answer(code="10000", out_trade_no=named, qr_code=str(code)) if (
                named == order["out_trade_no"]
            ):
                return Open(code)
            case Answer() as answer:
                return _refusal(answer)
            case outcome:
                return outcome

    async def _pay(self, order: dict[str, str], fen: Fen) -> Outcome:
        number = order["out_trade_no"]
        match await self._client.ask("alipay.trade.pay", order):
            case Answer(code="10000") as answer:
                return self._trade(answer.model_copy(update={"trade_status": "TRADE_SUCCESS"}), number, fen)
            case Answer(code="10003"):
                return Open()
            case Answer(refusal=str(refusal)) if refusal in _DECLINED:
                # A refused trade may stand open in the citizen's wallet, to be paid after all; closing,
                # unlike cancelling, never takes money back. As the payment was answered, none comes later.
                outcome = await self._close(number, fen)
                return Closed() if isinstance(outcome, NotFound) else of_later_request(outcome)
            case Answer() as answer:
                return _refusal(answer)
            case outcome:
                return outcome

    async def query(self, attempt_no: str, fen: Fen) -> Outcome:
        """Query by our own number."""
        match await self._client.ask("alipay.trade.query", {"out_trade_no": attempt_no}):
            case Answer(code="10000") as answer:
                return self._trade(answer, attempt_no, fen)
            case Answer() as answer:
                return _refusal(answer)
            case outcome:
                return outcome

    async def close(self, attempt_no: str, fen: Fen, mode: PaymentMode) -> Outcome:
        """Close a trade whose code was shown; cancel one whose code was scanned."""
        if mode is PaymentMode.SCANNED_CODE:
            return await self._cancel(attempt_no)
        return await self._close(attempt_no, fen)

    async def _close(self, attempt_no: str, fen: Fen) -> Outcome:
        match await self._client.ask("alipay.trade.close", {"out_trade_no": attempt_no}):
            case Answer(code="10000", out_trade_no=str(named)) if named != attempt_no:
                return _another_trade()
            case Answer(code="10000"):
                return Closed()
            case Answer(refusal=str(refusal)) if refusal in _STATUS_FORBIDS:
                return await self.query(attempt_no, fen)
            case Answer() as answer:
                return _refusal(answer)
            case outcome:
                return outcome

    async def _cancel(self, attempt_no: str) -> Outcome:
        """Cancel: `Open`, since Alipay says yes to numbers too that it has not heard of yet."""
        match await self._client.ask("alipay.trade.cancel", {"out_trade_no": attempt_no}):
            case Answer(code="10000", out_trade_no=str(named)) if named != attempt_no:
                return _another_trade()
            case Answer(code="10000", retry_flag=None | "N"):
                return Open()
            case Answer(code="10000"):
                return Unknown("Alipay wants the cancelling to be repeated")
            case Answer() as answer:
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
        match await self._client.ask("alipay.trade.refund", order):
            case Answer(code="10000", out_trade_no=named) if named != attempt_no:
                return _another_trade()
            case Answer(code="10000", fund_change="Y", refund_fee=amount):
                return _refunded(amount, fen)
            case Answer(code="10000"):
                return Refunding()
            case Answer() as answer:
                return _refusal(answer)
            case outcome:
                return outcome

    async def query_refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        """Query a refund: a success that names no refund says only that the query went well."""
        numbers = {"out_trade_no": attempt_no, "out_request_no": refund_no}
        match await self._client.ask("alipay.trade.fastpay.refund.query", numbers):
            case Answer(code="10000", out_request_no=None) | Answer(code="10000", refund_amount=None):
                return NotFound()
            case Answer(code="10000") as answer if (answer.out_trade_no, answer.out_request_no) != (
                attempt_no,
                refund_no,
            ):
                return Mismatch("Alipay answered about another refund")
            case Answer(code="10000", refund_status=None | "REFUND_SUCCESS", refund_amount=amount):
                return _refunded(amount, fen)
            case Answer(code="10000"):
                return Refunding()
            case Answer() as answer:
                return _refusal(answer)
            case outcome:
                return outcome

    async def bill(self, day: date) -> tuple[BillRow, ...] | NotReady | NotSent | Unknown:
        """Fetch the bill of a day; Alipay makes it by nine in the morning after."""
        return await fetch_bill(self._client, day)

    def _trade(self, answer: Answer, attempt_no: str, fen: Fen) -> Outcome:
        if answer.out_trade_no != attempt_no:
            return _another_trade()
        total_fen = parse_yuan(answer.total_amount or "")
        if total_fen not in {fen, None}:
            return Mismatch(f"Alipay speaks of {answer.total_amount} yuan instead of {plain_yuan(fen)}")
        match answer:
            case Answer(trade_status="TRADE_SUCCESS" | "TRADE_FINISHED", trade_no=str(trade_no)) if (
                total_fen is not None
            ):
                paid_at = read_moment(answer.send_pay_date or answer.gmt_payment)
                return Paid(fen, trade_no, paid_at or self._clock.now())
            case Answer(trade_status="WAIT_BUYER_PAY"):
                return Open()
            case Answer(trade_status="TRADE_CLOSED"):
                return Closed()  # unpaid, or refunded in full: either way no money is ours
            case _:
                return Unknown("an unknown state of the trade")


def _refusal(answer: Answer) -> Outcome:
    return NotFound() if answer.refusal == "TRADE_NOT_EXIST" else Unknown(answer.words)


def _refunded(amount: str | None, fen: Fen) -> Outcome:
    if amount is None or parse_yuan(amount) is None:
        return Unknown("a refund without an amount")
    if parse_yuan(amount) != fen:
        return Mismatch(f"Alipay speaks of a refund of {amount} yuan")
    return Refunded(fen)


def _another_trade() -> Outcome:
    return Mismatch("Alipay answered about another trade")
