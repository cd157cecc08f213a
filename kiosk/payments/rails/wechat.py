"""WeChat Pay API v3: native codes, scanned payment codes, queries, closing, reversals, refunds, bills.

Sources: the merchant documentation of 2024-12 to 2025-08 on native orders (4012791877), code payment
(4012382150), refunds (4012556457) and bills.
"""

from collections.abc import Callable
from datetime import date

import httpx

from kiosk.domain.clock import Clock
from kiosk.domain.money import Fen
from kiosk.domain.orders import PaymentMode, RailName
from kiosk.payments.bill import BillRow, NotReady
from kiosk.payments.outcome import (
    Closed,
    NotFound,
    NotSent,
    Open,
    Outcome,
    Unknown,
    of_later_request,
)
from kiosk.payments.ports import PaymentRequest
from kiosk.payments.rails.wechat_bill import fetch_bill
from kiosk.payments.rails.wechat_client import WeChatClient, WeChatSettings
from kiosk.payments.rails.wechat_reply import (
    read_charge,
    read_closing,
    read_created,
    read_order,
    read_refund,
    read_reversal,
    understand,
)

_ORDERS = "/v3/pay/transactions/out-trade-no"
_PAID = Unknown("the order is paid")
"""Stands for a refusal that says so, until a query brings the facts."""
_DECLINED = Unknown("the payment was declined")
"""Stands for a decline that the page calls final, until a query shows that no earlier request got through."""
_CHARGE_ERRORS: dict[str, Outcome] = {
    "USERPAYING": Open(),
    "ORDERPAID": _PAID,
    "ORDERCLOSED": Closed(),
    "ORDERREVERSED": Closed(),
    "AUTHCODEEXPIRE": _DECLINED,
    "AUTHCODEERROR": _DECLINED,
    "AUTHCODEINVALID": _DECLINED,
    "NOTENOUGH": _DECLINED,
    "NOTSUPORTCARD": _DECLINED,
}
"""All other errors leave it in doubt whether the money was taken."""
_CLOSE_ERRORS: dict[str, Outcome] = {
    "ORDERPAID": _PAID,
    "ORDERCLOSED": Closed(),
    "ORDERNOTEXIST": NotFound(),
}


class WeChatRail:
    """Money by WeChat Pay.

    Args:
        settings: the merchant's account.
        http: carries the requests; this rail sets its own time-outs.
        clock: dates requests and judges the age of replies.
        nonce: gives a new random text for each request.
    """

    name = RailName.WECHAT

    def __init__(
        self, settings: WeChatSettings, http: httpx.AsyncClient, clock: Clock, nonce: Callable[[], str]
    ) -> None:
        self._settings = settings
        self._client = WeChatClient(settings, http, clock, nonce)

    async def create(self, request: PaymentRequest) -> Outcome:
        """Make a native order, or take the money of the citizen's payment code."""
        order: dict[str, object] = {
            "appid": self._settings.app_id,
            "mchid": self._settings.merchant_id,
            "description": request.subject[:127],
            "out_trade_no": request.attempt_no,
            "amount": {"total": request.fen, "currency": "CNY"},
        }
        match request:
            case PaymentRequest(mode=PaymentMode.SHOWN_CODE):
                order["time_expire"] = request.expires_at.isoformat(timespec="seconds")
                order["notify_url"] = self._settings.notify_url
                reply = await self._client.ask("POST", "/v3/pay/transactions/native", order)
                return understand(reply, read_created, {})
            case PaymentRequest(mode=PaymentMode.SCANNED_CODE, citizen_code=code) if code is not None:
                order["payer"] = {"auth_code": code.reveal()}
                # A number that tells its kiosk begins with the kiosk's own six digits.
                order["scene_info"] = {"store_info": {"id": request.attempt_no[:6]}}
                return await self._charge(order, request)
            case _:
                return NotSent(f"WeChat takes no payment by {request.mode} without its code")

    async def query(self, attempt_no: str, fen: Fen) -> Outcome:
        """Query by our own number."""
        merchant_id = self._settings.merchant_id
        reply = await self._client.ask("GET", f"{_ORDERS}/{attempt_no}?mchid={merchant_id}")
        missing: dict[str, Outcome] = {"ORDERNOTEXIST": NotFound()}
        return understand(reply, lambda body: read_order(body, merchant_id, attempt_no, fen), missing)

    async def close(self, attempt_no: str, fen: Fen, mode: PaymentMode) -> Outcome:
        """Close an unpaid order, or reverse a code payment, paid or not.

        An order that is paid is queried for the facts. A reversal that was taken is `Open`: only a
        query tells whether anything was reversed.
        """
        numbers = {"appid": self._settings.app_id, "mchid": self._settings.merchant_id}
        if mode is PaymentMode.SCANNED_CODE:
            reply = await self._client.ask("POST", f"{_ORDERS}/{attempt_no}/reverse", numbers)
            return understand(reply, lambda body: read_reversal(body, attempt_no), {})
        del numbers["appid"]
        reply = await self._client.ask("POST", f"{_ORDERS}/{attempt_no}/close", numbers)
        outcome = understand(reply, read_closing, _CLOSE_ERRORS)
        return await self.query(attempt_no, fen) if outcome is _PAID else outcome

    async def refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        """Refund the whole order."""
        order = {
            "out_trade_no": attempt_no,
            "out_refund_no": refund_no,
            "amount": {"refund": fen, "total": fen, "currency": "CNY"},
        }
        reply = await self._client.ask("POST", "/v3/refund/domestic/refunds", order)
        return understand(reply, lambda body: read_refund(body, attempt_no, refund_no, fen), {})

    async def query_refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        """Query a refund by our own number."""
        reply = await self._client.ask("GET", f"/v3/refund/domestic/refunds/{refund_no}")
        missing: dict[str, Outcome] = {"RESOURCENOTEXISTS": NotFound()}
        return understand(reply, lambda body: read_refund(body, attempt_no, refund_no, fen), missing)

    async def bill(self, day: date) -> tuple[BillRow, ...] | NotReady | NotSent | Unknown:
        """Fetch the trade bill of a day in Shanghai; it comes the morning after."""
        return await fetch_bill(self._client, day)

    async def _charge(self, order: dict[str, object], request: PaymentRequest) -> Outcome:
        merchant_id, attempt_no, fen = self._settings.merchant_id, request.attempt_no, request.fen
        reply = await self._client.ask("POST", "/v3/pay/transactions/codepay", order)
        outcome = understand(
            reply, lambda body: read_charge(body, merchant_id, attempt_no, fen), _CHARGE_ERRORS
        )
        if outcome is not _PAID and outcome is not _DECLINED:
            return outcome
        queried = await self.query(attempt_no, fen)
        return Closed() if outcome is _DECLINED and queried == NotFound() else of_later_request(queried)
