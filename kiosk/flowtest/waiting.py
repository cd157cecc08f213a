"""Waiting for states: virtual time passes only while there is nothing left to do in real time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from kiosk.flowtest.failure import StepFailed

T = TypeVar("T")

BUDGET_SECONDS = 20.0
"""Virtual time that a wait may take."""

_REAL_LIMIT_SECONDS = 30.0
"""A guard against a kiosk that hangs; no wait comes near it."""

_SHORTEST_STEP = 0.02
"""Virtual seconds; keeps something that sleeps in very small pieces from slowing a wait."""


class Timeline(Protocol):
    """Time that passes only when it is told to."""

    async def settle(self) -> float | None:
        """Let everything happen that needs no virtual time; give the seconds until somebody wakes."""
        ...

    async def advance(self, seconds: float) -> None:
        """Let virtual time pass."""
        ...


async def until(
    timeline: Timeline, look: Callable[[], Awaitable[T | None]], seconds: float = BUDGET_SECONDS
) -> T | None:
    """Wait until `look` sees something, and give it; None if it is not there after `seconds` either.

    Time goes from one sleeper's deadline to the next, so nothing that shows only for a moment is missed.

    Raises:
        StepFailed: the kiosk hangs.
    """
    left = seconds
    try:
        async with asyncio.timeout(_REAL_LIMIT_SECONDS):
            while True:
                deadline = await timeline.settle()
                found = await look()
                if found is not None or left <= 0:
                    return found
                step = left if deadline is None else min(max(deadline, _SHORTEST_STEP), left)
                await timeline.advance(step)
                left -= step
    except TimeoutError:
        raise StepFailed(
            f"the kiosk did not come to rest in {_REAL_LIMIT_SECONDS:.0f} s of real time"
        ) from None


async def pass_time(timeline: Timeline, seconds: float) -> None:
    """Let time pass, with everything done at its own moment.

    Raises:
        StepFailed: the kiosk hangs.
    """
    left = seconds
    while left > 0:
        # In pieces, since the guard against a hang is for a wait of ordinary length.
        piece = min(left, BUDGET_SECONDS)
        await until(timeline, _nothing, piece)
        left -= piece


async def _nothing() -> None:
    return None
