"""A clock that stands still until it is told to go on."""

import asyncio
import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from kiosk.domain.clock import Timer


class VirtualClock:
    """Wakes its sleepers in the order of their deadlines as `advance` passes them.

    It belongs to one asyncio loop; `advance` is awaited on that loop.
    """

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._elapsed = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    def now(self) -> datetime:
        """Wall time: the start and what has been advanced since."""
        return self._start + timedelta(seconds=self._elapsed)

    def monotonic(self) -> float:
        """Seconds advanced since the start."""
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        """Return when `advance` has passed `seconds` from now."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._elapsed + seconds, next(self._order), future))
        await future

    def call_later(self, seconds: float, callback: Callable[[], None]) -> Timer:
        """Have something called when `advance` has passed `seconds` from now."""
        loop = asyncio.get_running_loop()
        if seconds <= 0:
            return loop.call_soon(callback)
        future = loop.create_future()
        future.add_done_callback(lambda reached: None if reached.cancelled() else callback())
        heapq.heappush(self._sleepers, (self._elapsed + seconds, next(self._order), future))
        return future

    @property
    def next_deadline(self) -> float | None:
        """Seconds until the next sleeper wakes, or None if nobody sleeps."""
        while self._sleepers and self._sleepers[0][2].done():
            heapq.heappop(self._sleepers)
        return max(self._sleepers[0][0] - self._elapsed, 0.0) if self._sleepers else None

    async def advance(self, seconds: float) -> None:
        """Let `seconds` pass, waking each sleeper at its own moment and letting it run."""
        end = self._elapsed + seconds
        await _let_run()
        while (pause := self.next_deadline) is not None and self._elapsed + pause <= end:
            self._elapsed += pause
            _, _, future = heapq.heappop(self._sleepers)
            future.set_result(None)
            await _let_run()
        self._elapsed = end
        await asyncio.sleep(0)


_TURNS = 10
"""Turns of the loop that everybody gets before time goes on; enough to reach the next sleep."""


async def _let_run() -> None:
    for _ in range(_TURNS):
        await asyncio.sleep(0)
