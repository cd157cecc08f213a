"""The supervisor opens each device again and again, and remembers how it stood."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import aclosing, asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from kiosk.devices.driver import Driver
from kiosk.devices.ports import DeviceKind, DeviceState, DeviceStatus, FaultCode
from kiosk.devices.supervisor import (
    FIRST_WAIT,
    HISTORY_LENGTH,
    LONGEST_WAIT,
    STAYED_WELL,
    StatusChange,
    Supervisor,
)
from kiosk.devices.transports.lost import DeviceLostError, DeviceSuspectError
from kiosk.devices.transports.message_link import NotAnsweringError
from kiosk.world.clock import VirtualClock

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
NAME = DeviceKind.PRINTER
MISSING = DeviceStatus(DeviceState.NO_DEVICE, fault=FaultCode.NO_DEVICE)
_TURNS = 20


class Device(Driver[DeviceStatus]):
    """A driver whose device does what a test says: be missing, or be there until something happens to it."""

    def __init__(self, clock: VirtualClock) -> None:
        super().__init__(MISSING)
        self.plugged = True
        self.openings: list[float] = []
        self.closed = 0
        self._clock = clock
        self._end: asyncio.Future[None] = asyncio.Future()

    def happen(self, error: BaseException) -> None:
        self._end.set_exception(error)

    def stop(self) -> None:
        self._end.set_result(None)

    async def _open(self) -> None:
        self.openings.append(self._clock.monotonic())
        if not self.plugged:
            raise DeviceLostError("cannot open /dev/ttyUSB0")
        self._end = asyncio.Future()
        self._status.publish(DeviceStatus(DeviceState.ONLINE))

    async def _serve(self) -> None:
        await self._end

    async def _close(self) -> None:
        self.closed += 1


class DeviceOfTwoTasks(Device):
    """A driver that does several things at once, as most do."""

    async def _serve(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(super()._serve())


Hall = tuple[Supervisor, Device, VirtualClock]


@asynccontextmanager
async def hall() -> AsyncIterator[Hall]:
    clock = VirtualClock(NOON)
    device = Device(clock)
    supervisor = Supervisor({NAME: device}, clock)
    running = asyncio.create_task(supervisor.run())
    await turn()
    try:
        yield supervisor, device, clock
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def turn() -> None:
    for _ in range(_TURNS):
        await asyncio.sleep(0)


def in_hall(visit: Callable[[Hall], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        async with hall() as opened:
            await visit(opened)

    asyncio.run(run())


def test_a_missing_device_is_looked_for_ever_more_rarely() -> None:
    async def visit(opened: Hall) -> None:
        _, device, clock = opened
        device.plugged = False
        device.happen(DeviceLostError("it is gone"))
        await clock.advance(200)
        waits = [later - earlier for earlier, later in pairwise(device.openings)]
        assert waits[:8] == [FIRST_WAIT, 1, 2, 4, 8, 16, LONGEST_WAIT, LONGEST_WAIT]

    in_hall(visit)


def test_a_device_that_stayed_well_is_looked_for_at_once_when_it_is_lost() -> None:
    async def visit(opened: Hall) -> None:
        _, device, clock = opened
        for _ in range(5):
            device.happen(DeviceLostError("it is gone"))
            await clock.advance(LONGEST_WAIT)
        await clock.advance(STAYED_WELL)
        device.happen(DeviceLostError("it is gone"))
        lost_at, openings = clock.monotonic(), len(device.openings)
        await clock.advance(FIRST_WAIT)
        assert device.openings[openings:] == [lost_at + FIRST_WAIT]

    in_hall(visit)


def test_a_device_that_was_missing_at_the_start_is_found_when_it_is_plugged_in() -> None:
    async def visit() -> None:
        clock = VirtualClock(NOON)
        device = Device(clock)
        device.plugged = False
        supervisor = Supervisor({NAME: device}, clock)
        running = asyncio.create_task(supervisor.run())
        await clock.advance(60)
        assert supervisor.status(NAME).reason == "cannot open /dev/ttyUSB0"
        device.plugged = True
        await clock.advance(LONGEST_WAIT)
        assert supervisor.status(NAME) == DeviceStatus(DeviceState.ONLINE)
        running.cancel()
        await asyncio.wait({running})

    asyncio.run(visit())


def test_the_history_tells_when_what_changed_and_why() -> None:
    async def visit(opened: Hall) -> None:
        supervisor, device, clock = opened
        await clock.advance(5)
        device.happen(NotAnsweringError("it has fallen silent"))
        await clock.advance(1)
        five = NOON + timedelta(seconds=5)
        online, offline = DeviceState.ONLINE, DeviceState.OFFLINE
        assert supervisor.history(NAME) == (
            StatusChange(NOON, NAME, DeviceState.STARTING, online, None, ""),
            StatusChange(five, NAME, online, offline, FaultCode.NOT_RESPONDING, "it has fallen silent"),
            StatusChange(five + timedelta(seconds=FIRST_WAIT), NAME, offline, online, None, ""),
        )

    in_hall(visit)


def test_a_device_that_nobody_has_tried_to_reach_yet_has_no_fault() -> None:
    async def visit() -> None:
        device = Device(VirtualClock(NOON))
        assert device.status == DeviceStatus(DeviceState.STARTING)
        device.plugged = False
        with pytest.raises(DeviceLostError):
            await device.run()
        assert (device.status.device, device.status.fault) == (DeviceState.NO_DEVICE, FaultCode.NO_DEVICE)

    asyncio.run(visit())


def test_a_device_that_stays_missing_fills_no_history() -> None:
    async def visit(opened: Hall) -> None:
        supervisor, device, clock = opened
        device.plugged = False
        device.happen(DeviceLostError("cannot open /dev/ttyUSB0"))
        await clock.advance(3600)
        assert [change.new for change in supervisor.history(NAME)] == [
            DeviceState.ONLINE,
            DeviceState.NO_DEVICE,
        ]

    in_hall(visit)


def test_the_history_is_bounded() -> None:
    async def visit(opened: Hall) -> None:
        supervisor, device, clock = opened
        for _ in range(HISTORY_LENGTH):
            device.happen(DeviceLostError("a loose plug"))
            await clock.advance(LONGEST_WAIT)
        assert len(supervisor.history(NAME)) == HISTORY_LENGTH
        assert supervisor.history(NAME)[-1].new is DeviceState.ONLINE

    in_hall(visit)


@pytest.mark.parametrize("death", [ValueError("the name is 张三"), asyncio.CancelledError()])
def test_a_driver_that_dies_is_reported_without_a_citizens_words_and_started_again(
    death: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    async def visit(opened: Hall) -> None:
        supervisor, device, clock = opened
        device.happen(death)
        await clock.advance(FIRST_WAIT)
        assert len(device.openings) == 2
        assert supervisor.status(NAME).device is DeviceState.ONLINE

    in_hall(visit)
    assert f"printer: its driver died of {type(death).__name__}" in caplog.text
    assert "张三" not in caplog.text


def test_what_a_driver_died_of_is_in_the_status_and_the_history() -> None:
    async def visit(opened: Hall) -> None:
        supervisor, device, _ = opened
        device.happen(ValueError("the name is 张三"))
        await turn()
        last = supervisor.history(NAME)[-1]
        assert (last.new, last.fault) == (DeviceState.HARDWARE_ERROR, FaultCode.SUSPECT)
        assert last.reason.startswith("its driver ended with ValueError in test_supervisor.py, line ")
        assert supervisor.status(NAME).fault is FaultCode.SUSPECT

    in_hall(visit)


def test_a_driver_that_stops_by_itself_is_suspect_too() -> None:
    async def visit(opened: Hall) -> None:
        supervisor, device, _ = opened
        device.stop()
        await turn()
        assert supervisor.status(NAME).fault is FaultCode.SUSPECT

    in_hall(visit)


def test_a_device_that_talks_nonsense_is_suspect_for_the_reason_that_its_driver_gives() -> None:
    async def visit(opened: Hall) -> None:
        supervisor, device, _ = opened
        device.happen(DeviceSuspectError("it sent 64 bytes that mean nothing"))
        await turn()
        assert supervisor.status(NAME) == DeviceStatus(
            DeviceState.HARDWARE_ERROR, fault=FaultCode.SUSPECT, reason="it sent 64 bytes that mean nothing"
        )

    in_hall(visit)


def test_one_driver_that_dies_does_not_disturb_the_others() -> None:
    async def visit() -> None:
        clock = VirtualClock(NOON)
        dying, well = Device(clock), Device(clock)
        supervisor = Supervisor({NAME: dying, DeviceKind.CARD_READER: well}, clock)
        running = asyncio.create_task(supervisor.run())
        await turn()
        for _ in range(5):
            dying.happen(ValueError())
            await clock.advance(LONGEST_WAIT)
        assert len(well.openings) == 1
        assert supervisor.status(DeviceKind.CARD_READER).device is DeviceState.ONLINE
        running.cancel()
        await asyncio.wait({running})

    asyncio.run(visit())


def test_whoever_listens_hears_of_each_change_from_then_on() -> None:
    async def visit(opened: Hall) -> None:
        supervisor, device, clock = opened
        async with aclosing(supervisor.changes()) as changes:
            first = asyncio.ensure_future(anext(changes))
            await turn()
            device.happen(DeviceLostError("it is gone"))
            assert (await first).reason == "it is gone"
            await clock.advance(1)
            assert (await anext(changes)).new is DeviceState.ONLINE

    in_hall(visit)


def test_every_device_is_given_back_when_the_kiosk_ends() -> None:
    async def visit() -> None:
        async with hall() as (_, device, _):
            pass
        assert device.closed == 1
        assert device.status == MISSING

    asyncio.run(visit())


def test_a_device_that_is_lost_while_the_kiosk_ends_does_not_keep_it_from_ending() -> None:
    async def visit() -> None:
        clock = VirtualClock(NOON)
        device = DeviceOfTwoTasks(clock)
        running = asyncio.create_task(Supervisor({NAME: device}, clock).run())
        await turn()
        device.happen(DeviceLostError("it is gone"))
        running.cancel()
        await turn()
        assert running.cancelled()

    asyncio.run(visit())
