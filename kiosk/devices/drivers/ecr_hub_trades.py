"""What an answer of ECR Hub says about a trade, or None where it says nothing certain.

Declines are final, but for a failure that is said to be a timeout: the acquirer may have booked it. 107,
108, 109, 999, a code that is not documented, a success that is not told in full and anything
contradictory leave the trade unknown, until a query tells.
"""

import re

from kiosk.devices.drivers.ecr_hub_messages import BizData, Response, ResponseCode, TransStatus
from kiosk.devices.ports import (
    CloseReason,
    TerminalTrade,
    TradeClosed,
    TradeNotFound,
    TradePending,
    TradeSucceeded,
    TradeVoided,
)

_DECLINES = {
    ResponseCode.CANCELLED: CloseReason.CANCELLED,
    ResponseCode.CANCELLED_BY_OPERATOR: CloseReason.CANCELLED,
    ResponseCode.FAILED: CloseReason.DECLINED,
    ResponseCode.REJECTED: CloseReason.DECLINED,
    ResponseCode.NO_CARD: CloseReason.TIMED_OUT,
    ResponseCode.NO_CODE: CloseReason.TIMED_OUT,
}
_TIMEOUT = re.compile(r"time[d ]*-?out|超时", re.IGNORECASE)
_STANDINGS: dict[str | None, TerminalTrade] = {
    TransStatus.CREATED: TradePending(),
    TransStatus.PROCESSING: TradePending(),
    TransStatus.CLOSED: TradeClosed(CloseReason.CLOSED),
    TransStatus.VOIDED: TradeVoided(),
}
_SHOWN_AT_THE_START, _SHOWN_AT_THE_END = 6, 4


def trade_of_order(response: Response, order_no: str) -> TerminalTrade | None:
    """Read the answer to a sale or a refund itself."""
    data = response.biz_data
    reason = _DECLINES.get(response.code)
    if response.code is ResponseCode.FAILED and _TIMEOUT.search(response.response_msg or ""):
        return None
    if (
        reason
        and data.merchant_order_no in (None, order_no)
        and data.trans_status in (None, TransStatus.CLOSED)
    ):
        return TradeClosed(reason)
    return _standing(response, order_no)


def trade_of_query(response: Response, order_no: str) -> TerminalTrade | None:
    """Read the answer to a question; a decline may be of the question, unless the status says more."""
    data = response.biz_data
    if response.code is ResponseCode.NOT_FOUND and data.merchant_order_no in (None, order_no):
        return TradeNotFound()
    reason = _DECLINES.get(response.code)
    if reason and data.merchant_order_no == order_no and data.trans_status == TransStatus.CLOSED:
        return TradeClosed(reason)
    return _standing(response, order_no)


def _standing(response: Response, order_no: str) -> TerminalTrade | None:
    data = response.biz_data
    if data.merchant_order_no != order_no:
        return None
    if response.code is ResponseCode.IN_PROGRESS:
        return TradePending()
    if response.code is not ResponseCode.SUCCESS:
        return None
    return _success(data) if data.trans_status == TransStatus.SUCCESS else _STANDINGS.get(data.trans_status)


def _success(data: BizData) -> TradeSucceeded | None:
    if data.fen is None or not data.trans_no:
        return None
    return TradeSucceeded(data.fen, data.trans_no, data.ref_no, _masked(data.card_no), data.ended_at)


def _masked(card_no: str | None) -> str | None:
    """Mask what the terminal should have masked."""
    if not card_no or len(card_no) <= _SHOWN_AT_THE_START + _SHOWN_AT_THE_END:
        return card_no
    middle = len(card_no) - _SHOWN_AT_THE_START - _SHOWN_AT_THE_END
    return card_no[:_SHOWN_AT_THE_START] + "*" * middle + card_no[-_SHOWN_AT_THE_END:]
