"""The gesture that opens the service menu; nobody makes it by chance."""

from enum import Enum, auto

from kiosk.flows.actions import Action, Hold, Release
from kiosk.flows.views import Corner

LEFT, RIGHT = Corner("corner-left"), Corner("corner-right")
HOLD_SECONDS = 3.0
"""How long a finger must rest on each corner."""
GAP_SECONDS = 5.0
"""Between the left corner and the right one, at most."""


class _Stage(Enum):
    NOTHING = auto()
    ON_LEFT = auto()
    LEFT_DONE = auto()
    ON_RIGHT = auto()


class ServiceGesture:
    """Recognises a long hold on the left corner that is followed soon by one on the right corner."""

    def __init__(self) -> None:
        self._stage = _Stage.NOTHING
        self._since = 0.0

    def completed_by(self, action: Action, now: float) -> bool:
        """Take what a finger did at `now`, in monotonic seconds; say whether the gesture is whole."""
        stage, passed = self._stage, now - self._since
        self._stage, self._since = _Stage.NOTHING, now
        match action:
            case Hold(LEFT.id):
                self._stage = _Stage.ON_LEFT
            case Release(LEFT.id) if stage is _Stage.ON_LEFT and passed >= HOLD_SECONDS:
                self._stage = _Stage.LEFT_DONE
            case Hold(RIGHT.id) if stage is _Stage.LEFT_DONE and passed <= GAP_SECONDS:
                self._stage = _Stage.ON_RIGHT
            case Release(RIGHT.id):
                return stage is _Stage.ON_RIGHT and passed >= HOLD_SECONDS
        return False
