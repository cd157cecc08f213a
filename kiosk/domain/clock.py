"""Time as everything in the house sees it: injected, so that a test can jump an hour."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Protocol

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China keeps one zone without daylight saving, so a fixed offset is exact."""


class Timer(Protocol):
    """Something that will happen, unless it is cancelled."""

    def cancel(self) -> object:
        """Let it not happen; harmless afterwards."""
        ...


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """Wall time, aware, in the kiosk's zone: for documents, expiry and the journal."""
        ...

    def monotonic(self) -> float:
        """Seconds from an arbitrary start that never go back: for time-outs."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after `seconds` of this clock; zero or less only yields to other tasks."""
        ...


class AlarmClock(Clock, Protocol):
    """A clock that also wakes without anybody sleeping, for the many waits of the settler."""

    def call_later(self, seconds: float, callback: Callable[[], None]) -> Timer:
        """Have something called on the running loop after `seconds` of this clock."""
        ...


class SystemClock:
    """The machine's own time.

    The wall time is read once and then only goes on: a clock that is set while money is on its way
    would let a code expire too early. Who sets it starts the kiosk again.
    """

    def __init__(self) -> None:
        self._started_at = datetime.now(SHANGHAI)
        self._started = _seconds_since_boot()

    def now(self) -> datetime:
        """Wall time in the kiosk's zone."""
        return self._started_at + timedelta(seconds=_seconds_since_boot() - self._started)

    def monotonic(self) -> float:
        """Seconds since the machine started."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Return after `seconds`."""
        import asyncio  # noqa: PLC0415 the first page needs the time, and need not wait for the loop

        await asyncio.sleep(max(seconds, 0.0))

    def call_later(self, seconds: float, callback: Callable[[], None]) -> Timer:
        """Have something called after `seconds`."""
        import asyncio  # noqa: PLC0415 as above

        return asyncio.get_running_loop().call_later(max(seconds, 0.0), callback)


def _seconds_since_boot() -> float:
    """Give seconds that never jump and that count on while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)
