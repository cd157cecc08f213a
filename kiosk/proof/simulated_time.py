"""Time that jumps: an event loop on which a day passes as fast as its events can be worked through.

Everything runs in the order of its moment and, at one moment, in the order in which it was asked for,
so that a run repeats exactly.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

from kiosk.domain.clock import Timer

_Result = TypeVar("_Result")


class StuckError(Exception):
    """Nothing is left that could ever happen."""


class SimulatedLoop(asyncio.BaseEventLoop):
    """An event loop without sockets, whose time goes straight to the next deadline.

    Args:
        start: the wall time at its beginning.
    """

    def __init__(self, start: datetime) -> None:
        super().__init__()
        self._start = start
        self._elapsed = 0.0
        self._selector = self

    def time(self) -> float:
        """Seconds since the beginning."""
        return self._elapsed

    def wall(self) -> datetime:
        """Give the true time of day."""
        return self._start + timedelta(seconds=self._elapsed)

    def select(self, timeout: float | None) -> tuple[()]:
        """Pass the time until the next deadline; the loop asks where it would wait for sockets.

        Raises:
            StuckError: there is no deadline.
        """
        if timeout is None:
            raise StuckError("everybody waits for something that never happens")
        self._elapsed += timeout
        return ()

    def _process_events(self, event_list: object) -> None:
        """Do nothing: there are no sockets."""


def run(loop: SimulatedLoop, story: Coroutine[Any, Any, _Result]) -> _Result:
    """Play a story to its end, and close the loop."""
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(story)


class SimulatedClock:
    """A kiosk's clock on a simulated loop; what is set back is the wall time only."""

    def __init__(self, loop: SimulatedLoop) -> None:
        self._loop = loop
        self._behind = timedelta()

    def now(self) -> datetime:
        """Give the wall time that this kiosk believes in."""
        return self._loop.wall() - self._behind

    def monotonic(self) -> float:
        """Give the seconds since the beginning."""
        return self._loop.time()

    async def sleep(self, seconds: float) -> None:
        """Wait on the loop."""
        await asyncio.sleep(max(seconds, 0.0))

    def call_later(self, seconds: float, callback: Callable[[], None]) -> Timer:
        """Have something called on the loop."""
        return self._loop.call_later(max(seconds, 0.0), callback)

    def set_back(self, seconds: float) -> None:
        """Let the wall time jump back."""
        self._behind += timedelta(seconds=seconds)

    def set_right(self) -> None:
        """Let the wall time jump to what everybody else has."""
        self._behind = timedelta()
