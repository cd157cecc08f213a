"""What holds for every announcer: one suite over a simulated loudspeaker and a program that plays.

There is no recorded conversation: a sound goes to the program `aplay`, and nothing comes back but its end,
whose moment is what these tests are about. So a program stands in its place that takes only the arguments
and the sounds that it should get, byte for byte; `aplay` itself plays in test_voices.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk.devices.ports import DeviceState, FaultCode, Interrupted, Said
from tests.devices.announcer_desks import (
    CARD,
    PIN,
    AnnouncerDesk,
    OpenAnnouncer,
    through_program,
    unheard,
)
from tests.devices.terminal_desks import code

Story = Callable[[AnnouncerDesk], Awaitable[None]]
Play = Callable[[Story], None]


@pytest.fixture(params=[unheard, through_program], ids=["simulated", "program"])
def play(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    opener: OpenAnnouncer = request.param

    def run(story: Story) -> None:
        async def whole() -> None:
            async with opener(tmp_path, monkeypatch) as desk:
                await story(desk)

        asyncio.run(whole())

    return run


def test_what_is_said_is_heard_and_over_when_it_is_over(play: Play) -> None:
    async def story(desk: AnnouncerDesk) -> None:
        for prompt in (CARD, PIN):
            job = asyncio.create_task(desk.driver.say(prompt, 30))
            await desk.until(job.done)
            assert job.result() == Said()
            assert not desk.room.speaking
        assert desk.room.heard == [CARD, PIN]

    play(story)


def test_a_new_prompt_breaks_off_the_one_before(play: Play) -> None:
    async def story(desk: AnnouncerDesk) -> None:
        desk.room.go_on_long()
        first = asyncio.create_task(desk.driver.say(CARD, 30))
        await desk.until(lambda: desk.room.heard == [CARD])
        second = asyncio.create_task(desk.driver.say(PIN, 30))
        await desk.until(lambda: desk.room.heard == [CARD, PIN])
        assert first.result() == Interrupted()
        desk.driver.interrupt()
        await desk.until(second.done)

    play(story)


def test_an_interrupted_announcer_is_silent_at_once_and_well(play: Play) -> None:
    async def story(desk: AnnouncerDesk) -> None:
        desk.driver.interrupt()
        desk.room.go_on_long()
        job = asyncio.create_task(desk.driver.say(CARD, 30))
        await desk.until(lambda: desk.room.heard == [CARD])
        await desk.until(lambda: desk.room.speaking)
        desk.driver.interrupt()
        await desk.until(job.done)
        assert job.result() == Interrupted()
        assert not desk.room.speaking
        assert desk.driver.status.device is DeviceState.ONLINE

    play(story)


def test_nobody_who_stopped_waiting_leaves_a_voice_behind(play: Play) -> None:
    async def story(desk: AnnouncerDesk) -> None:
        desk.room.go_on_long()
        job = asyncio.create_task(desk.driver.say(CARD, 30))
        await desk.until(lambda: desk.room.heard == [CARD])
        job.cancel()
        await desk.until(job.done)
        assert job.cancelled()
        assert not desk.room.speaking

    play(story)


def test_a_loudspeaker_that_hangs_is_given_up_in_time_and_found_again(play: Play) -> None:
    async def story(desk: AnnouncerDesk) -> None:
        desk.room.hang()
        job = asyncio.create_task(desk.driver.say(CARD, 1))
        await desk.until(job.done)
        assert code(job.result()) is FaultCode.NOT_RESPONDING
        await desk.until(lambda: desk.driver.status.device is not DeviceState.ONLINE)
        desk.room.mend()
        await desk.until(lambda: desk.driver.status.device is DeviceState.ONLINE)

    play(story)


def test_a_loudspeaker_that_is_gone_is_missed_with_a_reason_and_found_again(play: Play) -> None:
    async def story(desk: AnnouncerDesk) -> None:
        desk.room.unplug()
        job = asyncio.create_task(desk.driver.say(CARD, 30))
        await desk.until(job.done)
        assert code(job.result()) is FaultCode.NO_DEVICE
        await desk.until(lambda: desk.driver.status.device is DeviceState.NO_DEVICE)
        assert desk.driver.status.reason
        assert code(await desk.driver.say(PIN, 30)) is FaultCode.NO_DEVICE
        desk.room.mend()
        await desk.until(lambda: desk.driver.status.device is DeviceState.ONLINE)

    play(story)


def test_the_volume_stays_between_nothing_and_the_loudest(play: Play) -> None:
    async def story(desk: AnnouncerDesk) -> None:
        for asked, expected in ((55, 55), (-10, 0), (900, 100)):
            desk.driver.set_volume(asked)
            assert desk.driver.volume == expected

    play(story)
