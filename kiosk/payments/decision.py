"""What a person decided about an attempt that could not end by itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Decision(StrEnum):
    """What the kiosk shall do."""

    DO_NOT_POST = "do-not-post"
    """Give the money back instead of registering it."""
    RESOLVED = "resolved"
    """Nothing: it was settled by hand, and its bills may be paid again."""
    RETRY = "retry"
    """Try at once what is tried again and again."""


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
