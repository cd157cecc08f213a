"""Orders: bills that one citizen pays at once, from the kiosk's wish to the bureau's posting."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.money import Fen


class RailName(StrEnum):
    """A way that money takes."""

    WECHAT = "wechat"
    ALIPAY = "alipay"
    CARD = "card"
    """A bank card at the payment terminal."""


class PaymentMode(StrEnum):
    """Who shows what to whom."""

    SHOWN_CODE = "shown-code"
    """The kiosk shows a code and the citizen's phone scans it."""
    SCANNED_CODE = "scanned-code"
    """The citizen's phone shows a payment code and the kiosk scans it."""
    TERMINAL = "terminal"
    """The citizen follows the payment terminal's own screen."""


class OrderState(StrEnum):
    """What the bureau says of an order."""

    OPEN = "open"
    POSTED = "posted"
    VOIDED = "voided"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A bill in the version that the citizen saw."""

    bill_id: str
    version: int


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """The wish to pay; its id is made and written at the kiosk before it is sent."""

    order_id: str
    session_id: str
    payer: str
    beneficiary: str
    lines: tuple[OrderLine, ...]
    total_fen: Fen
    """What the citizen was shown; the bureau refuses if its own sum differs."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order as the bureau holds it."""

    order_id: str
    state: OrderState
    total_fen: Fen
    expires_at: datetime
    """Until then its bills are locked for anybody else."""
    posting_no: str | None = None


@dataclass(frozen=True, slots=True)
class AttemptRegistration:
    """An attempt to pay, told to the bureau before the gateway hears of it."""

    order_id: str
    attempt_no: str
    """The gateway's `out_trade_no`: six digits of the kiosk and a ULID."""
    rail: RailName
    fen: Fen


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the gateway said and signed about money that arrived."""

    order_id: str
    attempt_no: str
    rail: RailName
    trade_no: str
    """The gateway's own number."""
    paid_fen: Fen
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class Posting:
    """The bureau's word that the premium is paid. From here on only the bureau can give it back."""

    posting_no: str
    order_id: str
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A line of the bureau's ledger: money that came, and its posting."""

    posting_no: str
    posted_at: datetime
    order_id: str
    attempt_no: str
    rail: RailName
    trade_no: str
    paid_fen: Fen
    paid_at: datetime
