"""Waiting for things that happen, never for time to pass."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Runs(Protocol):
    async def run(self) -> None: ...


class DaemonClock:
    """Real seconds, for the counterparts that are programs of their own."""

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.monotonic(), UTC)

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


@asynccontextmanager
async def running(driver: Runs) -> AsyncIterator[None]:
    """Keep a driver's loop going; its death fails the test."""
    task = asyncio.create_task(driver.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(changes: AsyncIterator[T], wanted: Callable[[T], Any]) -> T:
    """Return the first value that is wanted."""
    async with asyncio.timeout(10):
        async for value in changes:
            if wanted(value):
                return value
    raise AssertionError("the changes ended")
