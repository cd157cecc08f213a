"""Waiting is for states; time passes only when nothing else can happen."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest

from kiosk.domain.clock import SHANGHAI
from kiosk.flowtest import waiting
from kiosk.flowtest.failure import StepFailed
from kiosk.flowtest.waiting import pass_time, until
from kiosk.world.clock import VirtualClock


class LocalTimeline:
    """A timeline within the test: what settles is the test's own loop."""

    def __init__(self) -> None:
        self.clock = VirtualClock(datetime(2026, 11, 2, tzinfo=SHANGHAI))

    async def settle(self) -> float | None:
        for _ in range(10):
            await asyncio.sleep(0)
        return self.clock.next_deadline

    async def advance(self, seconds: float) -> None:
        await self.clock.advance(seconds)


def seen_at(timeline: LocalTimeline, state: dict[str, bool]) -> Callable[[], Awaitable[float | None]]:
    async def look() -> float | None:
        return timeline.clock.monotonic() if state.get("on") else None

    return look


def test_what_is_there_already_costs_no_time() -> None:
    async def case() -> float | None:
        timeline = LocalTimeline()
        return await until(timeline, seen_at(timeline, {"on": True}))

    assert asyncio.run(case()) == 0.0


def test_what_comes_later_is_seen_at_its_own_moment() -> None:
    async def case() -> float | None:
        timeline, state = LocalTimeline(), {"on": False}

        async def come() -> None:
            await timeline.clock.sleep(7.5)
            state["on"] = True

        task = asyncio.create_task(come())
        seen = await until(timeline, seen_at(timeline, state))
        await task
        return seen

    assert asyncio.run(case()) == 7.5


def test_what_shows_only_for_a_moment_is_not_missed() -> None:
    async def case() -> float | None:
        timeline, state = LocalTimeline(), {"on": False}

        async def flash() -> None:
            await timeline.clock.sleep(3.0)
            state["on"] = True
            await timeline.clock.sleep(0.5)
            state["on"] = False

        task = asyncio.create_task(flash())
        seen = await until(timeline, seen_at(timeline, state))
        task.cancel()
        return seen

    assert asyncio.run(case()) == 3.0


def test_a_wait_in_vain_ends_after_its_budget() -> None:
    async def case() -> tuple[float | None, float]:
        timeline = LocalTimeline()
        return await until(timeline, seen_at(timeline, {}), 12.0), timeline.clock.monotonic()

    assert asyncio.run(case()) == (None, 12.0)


def test_passing_time_lets_everything_happen_in_its_turn() -> None:
    async def case() -> tuple[int, float]:
        timeline, ticks = LocalTimeline(), 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                await timeline.clock.sleep(1.0)
                ticks += 1

        task = asyncio.create_task(tick())
        await pass_time(timeline, 90.0)
        task.cancel()
        return ticks, timeline.clock.monotonic()

    assert asyncio.run(case()) == (90, 90.0)


def test_a_kiosk_that_hangs_is_given_up_in_real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hanging(LocalTimeline):
        async def settle(self) -> float | None:
            await asyncio.Future[None]()
            return None

    monkeypatch.setattr(waiting, "_REAL_LIMIT_SECONDS", 0.01)
    timeline = Hanging()
    with pytest.raises(StepFailed, match="did not come to rest"):
        asyncio.run(until(timeline, seen_at(timeline, {})))
