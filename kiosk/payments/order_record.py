"""An order, as the journal holds it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.money import Fen
from kiosk.domain.orders import OrderLine


class OrderStage(StrEnum):
    """What the kiosk knows and wants of an order."""

    NEW = "new"
    """Written, and perhaps sent."""
    OPEN = "open"
    """The bureau holds it, and the citizen may pay."""
    VOIDING = "voiding"
    """Nobody wants it any more; the bureau must be told, once no attempt can bring money."""
    REFUSED = "refused"
    """The bureau did not make it."""
    POSTED = "posted"
    VOIDED = "voided"
    QUARANTINED = "quarantined"
    """One of its attempts is: a person decides about the order, too."""


FINAL_STAGES = frozenset({OrderStage.REFUSED, OrderStage.POSTED, OrderStage.VOIDED, OrderStage.QUARANTINED})


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """An order with nothing personal but the bureau's opaque references."""

    order_id: str
    stage: OrderStage
    payer: str
    beneficiary: str
    lines: tuple[OrderLine, ...]
    total_fen: Fen
    started_at: datetime
    expires_at: datetime | None
    reason: str | None
    """Why it ended or shall end, in words for the operator."""
