"""Ids are unique, sort by time and repeat from a seed."""

import asyncio
import random
from datetime import datetime

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.ids import Ids
from kiosk.world.clock import VirtualClock


def test_ids_sort_by_the_moment_they_were_made() -> None:
    clock = VirtualClock(datetime(2026, 11, 22, 9, tzinfo=SHANGHAI))
    ids = Ids(clock, random.Random(1).randbytes)

    async def make() -> list[str]:
        made = []
        for _ in range(50):
            made.append(ids.ulid())
            await clock.advance(0.001)
        return made

    made = asyncio.run(make())
    assert made == sorted(set(made))
    assert all(len(one) == 26 and not set(one) & set("ILOU") for one in made)


def test_ids_repeat_from_their_seed() -> None:
    clock = VirtualClock(datetime(2026, 11, 22, 9, tzinfo=SHANGHAI))
    assert Ids(clock, random.Random(7).randbytes).ulid() == Ids(clock, random.Random(7).randbytes).ulid()
