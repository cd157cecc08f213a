"""What a gateway can be understood to have said: a closed set.

`NotSent` only where no byte has left the machine. Everything that cannot be read, is not signed,
is stale or timed out is `Unknown`, never a failure.
"""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.money import Fen


@dataclass(frozen=True, slots=True)
class Paid:
    """The money has arrived."""

    fen: Fen
    trade_no: str
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class Open:
    """The trade waits for the citizen; `code` is the text of the code to show, on creation."""

    code: str | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """Nobody can pay this trade any more."""


@dataclass(frozen=True, slots=True)
class Refunded:
    """The money has gone back, whole."""

    fen: Fen


@dataclass(frozen=True, slots=True)
class Refunding:
    """The gateway has accepted the refund and is carrying it out."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """The gateway knows no such trade, which is not final before the code has expired."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """No byte left the machine."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell what happened."""

    reason: str


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The gateway speaks of another amount or order number: quarantine, post nothing."""

    reason: str


Outcome = Paid | Open | Closed | Refunded | Refunding | NotFound | NotSent | Unknown | Mismatch


def of_later_request(outcome: Outcome) -> Outcome:
    """Give what a later request of one call tells: as bytes of the first have left, it is never `NotSent`."""
    return Unknown(outcome.reason) if isinstance(outcome, NotSent) else outcome
