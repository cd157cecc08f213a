"""A gateway's bill of one day: what it says came and went, for the match at the day's end."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from kiosk.domain.money import Fen
from kiosk.payments.outcome import NotSent, Unknown


class BillKind(StrEnum):
    """Which way the money went."""

    PAYMENT = "payment"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class BillRow:
    """One movement of money."""

    attempt_no: str
    """The merchant's number, `out_trade_no`. A gateway lists trades of other kiosks too."""
    trade_no: str
    """The gateway's own number."""
    kind: BillKind
    fen: Fen
    """Above zero, for a refund too."""
    refund_no: str | None
    """The merchant's number of the refund; None for a payment, and where a cancelling gave it back."""
    at: datetime
    """When the money moved; aware."""


@dataclass(frozen=True, slots=True)
class NotReady:
    """The gateway has no bill of that day: it comes the morning after, or never if nothing was traded."""


@runtime_checkable
class BillSource(Protocol):
    """A rail whose gateway can be asked for its bill."""

    async def bill(self, day: date) -> tuple[BillRow, ...] | NotReady | NotSent | Unknown:
        """Fetch the whole bill of a day in Shanghai that is over, or nothing of it."""
        ...
