"""What the bureau answers when it does not do what it was asked."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.words import Bilingual


class ProblemCode(StrEnum):
    """The closed set of the bureau's refusals, and the one for not having reached it."""

    UNREACHABLE = "unreachable"
    """Nobody knows whether the request had an effect: ask again with the same key."""
    AUTH_FAILED = "auth-failed"
    CARD_LOST = "card-lost"
    CARD_EXPIRED = "card-expired"
    CARD_CANCELLED = "card-cancelled"
    LOCKED = "locked"
    PERSON_UNKNOWN = "person-unknown"
    IDENTITY_CARD_EXPIRED = "identity-card-expired"
    EVOUCHER_REFUSED = "evoucher-refused"
    """Its code is unknown, too old or used."""
    ASSURANCE_TOO_LOW = "assurance-too-low"
    """Who is logged in has not proven enough for this: it takes the card's PIN or the holder's face."""
    SESSION_ENDED = "session-ended"
    NOT_FOUND = "not-found"
    BILL_CHANGED = "bill-changed"
    ALREADY_PAID = "already-paid"
    BILL_LOCKED = "bill-locked"
    SELECTION_INVALID = "selection-invalid"
    ORDER_NOT_OPEN = "order-not-open"
    AMOUNT_MISMATCH = "amount-mismatch"
    POSTED_BY_OTHER_ATTEMPT = "posted-by-other-attempt"
    SETTLED_ELSEWHERE = "settled-elsewhere"
    ALREADY_POSTED = "already-posted"
    VOIDED = "voided"
    IDEMPOTENCY_MISMATCH = "idempotency-mismatch"
    CHAIN_BROKEN = "chain-broken"
    """What the kiosk reports of its journal does not continue what it reported before."""
    OUT_OF_SERVICE = "out-of-service"
    """The kiosk itself takes no new payments; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal, with the bureau's own words for the citizen."""

    code: ProblemCode
    message: Bilingual
