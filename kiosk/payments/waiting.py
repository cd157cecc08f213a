"""Waiting for whichever comes first."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from kiosk.domain.clock import AlarmClock


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


async def woken_within(seconds: float, woken: asyncio.Event, clock: AlarmClock) -> bool:
    """Wait until `seconds` have passed or somebody sets `woken`, and tell whether that was so.

    It is what `first_of` would do, without a task: every open attempt waits like this all day.
    """
    in_time = True

    def time_is_up() -> None:
        nonlocal in_time
        in_time = False
        woken.set()

    timer = clock.call_later(seconds, time_is_up)
    try:
        await woken.wait()
        return in_time
    finally:
        timer.cancel()
