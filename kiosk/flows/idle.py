"""The idle watch: a warning with time to answer, then the end of the visit.

The limits are those of the security and accessibility notes: 40 s until the warning and 20 s to
answer it, twice that in elder mode, and a whole visit of ten minutes that can be extended.
"""

from dataclasses import dataclass

from kiosk.domain.clock import Clock


@dataclass(frozen=True, slots=True)
class IdleLimits:
    """Seconds, for a visitor who did not ask for more."""

    until_warning: float = 40.0
    to_answer: float = 20.0
    whole_visit: float = 600.0


class IdleWatch:
    """Knows how long nobody has touched anything."""

    def __init__(self, clock: Clock, limits: IdleLimits) -> None:
        self._clock = clock
        self._limits = limits
        self._touched_at = clock.monotonic()
        self._began_at = self._touched_at

    def touch(self) -> None:
        """Somebody is there."""
        self._touched_at = self._clock.monotonic()

    def extend(self) -> None:
        """Somebody asked for more time."""
        self.touch()
        self._began_at = self._touched_at

    def seconds_left(self, *, elder: bool) -> float:
        """Seconds until the visit ends if nobody asks for more time."""
        factor = 2.0 if elder else 1.0
        idle_end = self._touched_at + factor * (self._limits.until_warning + self._limits.to_answer)
        visit_end = self._began_at + factor * self._limits.whole_visit
        return min(idle_end, visit_end) - self._clock.monotonic()

    def warns(self, *, elder: bool) -> bool:
        """Whether it is time to show how much is left."""
        return self.seconds_left(elder=elder) <= self._limits.to_answer * (2.0 if elder else 1.0)
