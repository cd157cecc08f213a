"""The gateway's time, which can be set back to a moment at which something was to happen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from kiosk.domain.clock import Clock


class LateClock:
    """Tells the time of another clock, but for what is made up for."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._moment: datetime | None = None

    def now(self) -> datetime:
        """Wall time, or the moment that is being made up for."""
        return self._moment or self._clock.now()

    def monotonic(self) -> float:
        """Seconds of the other clock."""
        return self._clock.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Return after `seconds` of the other clock."""
        await self._clock.sleep(seconds)

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """Let it be `moment` within the block."""
        self._moment = moment
        try:
            yield
        finally:
            self._moment = None
