"""Time as everything in the house sees it: injected, so that a test can jump an hour."""

import time
from datetime import datetime, timedelta, timezone
from typing import Protocol

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China keeps one zone without daylight saving, so a fixed offset is exact."""


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


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """Wall time in the kiosk's zone."""
        return datetime.now(SHANGHAI)

    def monotonic(self) -> float:
        """Seconds since the machine started."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Return after `seconds`."""
        import asyncio  # noqa: PLC0415 the first page needs the time, and need not wait for the loop

        await asyncio.sleep(max(seconds, 0.0))
