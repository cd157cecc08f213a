"""Everybody hears of a change, from whichever thread it comes."""

import asyncio
from contextlib import aclosing
from threading import Thread

from kiosk.devices.broadcast import Broadcast


def test_a_subscriber_hears_the_present_value_first_and_then_each_change() -> None:
    async def visit() -> None:
        number = Broadcast(1)
        async with aclosing(number.changes()) as changes:
            assert await anext(changes) == 1
            number.publish(2)
            number.publish(2)
            number.publish(3)
            assert [await anext(changes), await anext(changes)] == [2, 3]
        assert number.value == 3

    asyncio.run(visit())


def test_a_change_may_come_from_another_thread() -> None:
    async def visit() -> None:
        number = Broadcast(1)
        async with aclosing(number.changes()) as changes:
            await anext(changes)
            thread = Thread(target=number.publish, args=(2,))
            thread.start()
            assert await anext(changes) == 2
            thread.join()

    asyncio.run(visit())


def test_a_subscriber_that_sleeps_misses_the_oldest_changes_never_the_last() -> None:
    async def visit() -> None:
        number = Broadcast(0)
        async with aclosing(number.changes()) as changes:
            await anext(changes)
            for value in range(1, 1000):
                number.publish(value)
            await asyncio.sleep(0)
            heard = [await anext(changes)]
            while heard[-1] != 999:
                heard.append(await anext(changes))
            assert heard == sorted(heard)

    asyncio.run(visit())


def test_subscribers_of_a_loop_that_has_ended_do_no_harm() -> None:
    number = Broadcast(1)
    subscriptions = []

    async def visit() -> None:
        changes = number.changes()
        subscriptions.append(changes)
        await anext(changes)

    asyncio.run(visit())
    number.publish(2)
    assert number.value == 2
