"""What a person decided about an attempt that could not end by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.payments.record import AttemptRecord, AttemptState


class Decision(StrEnum):
    """What the kiosk shall do: at once if it hears of it, else from its next start on."""

    DO_NOT_POST = "do-not-post"
    """Give the money back instead of registering it."""
    RESOLVED = "resolved"
    """Nothing: it was settled by hand, and its bills may be paid again."""


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision, which stays for ever."""

    attempt_no: str
    n: int
    """1 is the first about the attempt."""
    operator: str
    decision: Decision
    note: str
    """Why, in the operator's words."""
    at: datetime


def refusal(decisions: Sequence[DecisionRecord]) -> str | None:
    """Say who does not want an attempt's money posted, and why, if that is the last decision about it."""
    if not decisions or decisions[-1].decision is not Decision.DO_NOT_POST:
        return None
    return f"{decisions[-1].operator}: {decisions[-1].note}"


def objection(decision: Decision, record: AttemptRecord) -> str | None:
    """Say why a decision does not fit an attempt as it is, or None if it does."""
    match decision:
        case Decision.DO_NOT_POST if record.final:
            return f"it is {record.state} for good: only the bureau can change that"
        case Decision.RESOLVED if record.state is not AttemptState.QUARANTINED:
            return f"it is {record.state}, and only an attempt that was set aside is resolved by hand"
        case _:
            return None
