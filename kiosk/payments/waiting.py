"""Waiting for whichever comes first."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from kiosk.domain.clock import Clock


async def first_of(*waits: Coroutine[Any, Any, Any]) -> None:
    """Return as soon as one of the waits is over, and cancel the others; raise what that one raised."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def woken_within(seconds: float, woken: asyncio.Event, clock: Clock) -> bool:
    """Sleep until `seconds` have passed or somebody sets `woken`, and tell whether that was so.

    It is what `first_of` would do, at half the price: every open attempt waits like this all day.
    """
    sleeping = asyncio.ensure_future(clock.sleep(seconds))
    sleeping.add_done_callback(lambda task: None if task.cancelled() else woken.set())
    try:
        await woken.wait()
        return not sleeping.done()
    finally:
        sleeping.cancel()
