"""A value that changes, and everybody who wants to hear of it."""

import asyncio
from collections.abc import AsyncGenerator
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")

_BACKLOG = 100
"""Changes kept for a subscriber who is busy; beyond them the oldest are dropped, never the last."""


class Broadcast(Generic[T]):
    """Holds the present value; `publish` may be called from any thread."""

    def __init__(self, value: T) -> None:
        self._value = value
        self._lock = Lock()
        self._subscribers: dict[asyncio.Queue[T], asyncio.AbstractEventLoop] = {}

    @property
    def value(self) -> T:
        """What was published last."""
        return self._value

    def publish(self, value: T) -> None:
        """Make `value` the present one; the same value again is no news."""
        with self._lock:
            if value == self._value:
                return
            self._value = value
            for queue, loop in self._subscribers.items():
                if not loop.is_closed():
                    loop.call_soon_threadsafe(_put, queue, value)

    async def changes(self) -> AsyncGenerator[T]:
        """Give the present value and each one that follows."""
        queue: asyncio.Queue[T] = asyncio.Queue(_BACKLOG)
        with self._lock:
            queue.put_nowait(self._value)
            self._subscribers[queue] = asyncio.get_running_loop()
        try:
            while True:
                yield await queue.get()
        finally:
            with self._lock:
                del self._subscribers[queue]


def _put(queue: asyncio.Queue[T], value: T) -> None:
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(value)
