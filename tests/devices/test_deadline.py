"""Deadlines let go of the work they guard, at their time and not before."""

import asyncio
from datetime import UTC, datetime

import pytest

from kiosk.devices.deadline import deadline
from kiosk.world.clock import VirtualClock


def clock() -> VirtualClock:
    return VirtualClock(datetime(2026, 11, 22, tzinfo=UTC))


async def work(time: VirtualClock, seconds: float, limit: float) -> str:
    async with deadline(time, limit):
        await time.sleep(seconds)
        return "done"


def test_work_that_ends_in_time_is_left_alone() -> None:
    async def visit() -> None:
        time = clock()
        task = asyncio.create_task(work(time, 4, 5))
        await asyncio.sleep(0)
        await time.advance(10)
        assert await task == "done"
        assert time.next_deadline is None

    asyncio.run(visit())


def test_work_that_does_not_is_cancelled_when_its_time_is_up() -> None:
    async def visit() -> None:
        time = clock()
        task = asyncio.create_task(work(time, 6, 5))
        await asyncio.sleep(0)
        await time.advance(4.9)
        assert not task.done()
        await time.advance(0.2)
        with pytest.raises(TimeoutError):
            await task

    asyncio.run(visit())


def test_the_outer_of_two_deadlines_reaches_through_the_inner() -> None:
    async def visit() -> None:
        time = clock()

        async def both() -> None:
            async with deadline(time, 1):
                await work(time, 9, 5)

        task = asyncio.create_task(both())
        await asyncio.sleep(0)
        await time.advance(2)
        with pytest.raises(TimeoutError):
            await task

    asyncio.run(visit())


def test_a_cancellation_from_outside_stays_one() -> None:
    async def visit() -> None:
        task = asyncio.create_task(work(clock(), 9, 5))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(visit())
