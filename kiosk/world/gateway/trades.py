"""Trades and refunds as both gateways hold them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName

CODE_LIFETIME = timedelta(hours=2)
"""How long a code lives if the merchant says nothing: both gateways' documentation."""

REFUND_DURATION = timedelta(seconds=3)
"""How long WeChat works on a refund that it has accepted; the documentation promises no figure."""

_NOTHING = Fen(0)


class TradeState(StrEnum):
    """What a trade can be, refunds aside."""

    CODE = "code"
    """Alipay before the scan: a code that can be paid, but no trade."""
    OPEN = "open"
    PAYING = "paying"
    """A scanned code whose owner has been asked for the password."""
    REFUSED = "refused"
    """A scanned code whose owner said no; WeChat calls it PAYERROR."""
    PAID = "paid"
    CLOSED = "closed"
    REVERSED = "reversed"
    """Taken back by the merchant's cancelling: never paid, or refunded by it."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade, or an Alipay code that may become one."""

    rail: RailName
    attempt_no: str
    """The merchant's `out_trade_no`."""
    trade_no: str
    """The gateway's own number."""
    code: str
    fen: Fen
    subject: str
    state: TradeState
    payable_until: datetime
    """The last moment at which a citizen can pay."""
    pay_within: timedelta | None = None
    """Time that the citizen has from the scan, if the merchant limits it."""
    paid_at: datetime | None = None
    refunded_fen: Fen = _NOTHING
    charged_at: datetime | None = None
    """When the merchant asked for the money of a scanned code; None for a code that it shows."""


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that goes back under a number of the merchant's making."""

    rail: RailName
    refund_no: str
    attempt_no: str
    fen: Fen
    accepted_at: datetime

    @property
    def arrives_at(self) -> datetime:
        """When the money is back: at once at Alipay, after a while at WeChat."""
        return self.accepted_at + (REFUND_DURATION if self.rail is RailName.WECHAT else timedelta(0))


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that came for a trade or, with a refund, went back: a line of a day's bill."""

    at: datetime
    trade: Trade
    refund: Refund | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What a gateway's bill says of one attempt that took money."""

    attempt_no: str
    rail: RailName
    paid_fen: Fen
    refunded_fen: Fen
