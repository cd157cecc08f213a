"""Deadlines on the injected clock, so that a test can let them pass at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kiosk.domain.clock import Clock


@asynccontextmanager
async def deadline(clock: Clock, seconds: float) -> AsyncIterator[None]:
    """Cancel the body when `seconds` of the clock have passed.

    Raises:
        TimeoutError: they had passed before the body ended.
    """
    async with asyncio.timeout(None) as scope:

        async def expire() -> None:
            await clock.sleep(seconds)
            scope.reschedule(asyncio.get_running_loop().time())

        timer = asyncio.create_task(expire())
        try:
            yield
        finally:
            timer.cancel()
