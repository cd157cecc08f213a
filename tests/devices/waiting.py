"""Waiting for things that happen, never for time to pass."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

from kiosk.devices.driver import Driver
from kiosk.devices.ports import DeviceKind, DeviceStatus
from kiosk.devices.supervisor import Supervisor
from kiosk.domain.clock import Clock

T = TypeVar("T")


class DaemonClock:
    """Real seconds, for the counterparts that are programs of their own."""

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.monotonic(), UTC)

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


@asynccontextmanager
async def running(driver: Driver[DeviceStatus], clock: Clock | None = None) -> AsyncIterator[None]:
    """Keep a driver at work; its death fails the test."""
    supervisor = Supervisor({DeviceKind.PRINTER: driver}, clock or DaemonClock())
    task = asyncio.create_task(supervisor.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        history = supervisor.history(DeviceKind.PRINTER)
        assert [change.reason for change in history if "its driver ended" in change.reason] == []


async def until(changes: AsyncIterator[T], wanted: Callable[[T], Any]) -> T:
    """Return the first value that is wanted."""
    async with asyncio.timeout(10):
        async for value in changes:
            if wanted(value):
                return value
    raise AssertionError("the changes ended")
