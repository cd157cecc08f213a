"""What holds for every indicator board: one suite over memory, a serial line and recordings."""

import asyncio
from functools import partial

import pytest

from kiosk.devices.ports import (
    BoardObeyed,
    Colour,
    DeviceKind,
    DeviceState,
    Fault,
    FaultCode,
    FlashRate,
    Light,
)
from kiosk.devices.simulators.board import BoardFault
from tests.devices.board_desks import (
    CARD_LIGHT,
    CLOSED,
    FORCED,
    OPEN,
    PAPER_LIGHT,
    BoardDesk,
    OpenBoard,
    in_process,
    on_serial_line,
    online,
    recorded,
)
from tests.devices.terminal_desks import code


@pytest.fixture(params=["in-process", "serial", "recorded"])
def open_board(request: pytest.FixtureRequest) -> OpenBoard:
    if request.param == "recorded":
        return partial(recorded, request.getfixturevalue("conversation"))
    return {"in-process": in_process, "serial": on_serial_line}[request.param]


async def light(desk: BoardDesk, lights: dict[DeviceKind, Light]) -> BoardObeyed | Fault:
    return await desk.result(desk.driver.set_lights(lights, 5))


def test_a_board_says_what_it_has_and_how_the_cabinet_stands(open_board: OpenBoard) -> None:
    async def visit() -> None:
        async with open_board() as desk:
            assert desk.driver.status == CLOSED
            assert desk.driver.capabilities.colours == set(Colour)
            assert {DeviceKind.CARD_READER, DeviceKind.PRINTER} <= desk.driver.capabilities.places

    asyncio.run(visit())


@pytest.mark.parametrize("rate", list(FlashRate))
@pytest.mark.parametrize("colour", list(Colour))
def test_a_light_shines_as_it_was_wanted(open_board: OpenBoard, rate: FlashRate, colour: Colour) -> None:
    async def visit() -> None:
        async with open_board() as desk:
            wanted = {DeviceKind.CARD_READER: Light(rate, colour)}
            assert await light(desk, wanted) == BoardObeyed()
            assert desk.board.lights == wanted

    asyncio.run(visit())


def test_what_is_not_wanted_any_more_goes_out(open_board: OpenBoard) -> None:
    async def visit() -> None:
        async with open_board() as desk:
            assert await light(desk, CARD_LIGHT | PAPER_LIGHT) == BoardObeyed()
            assert desk.board.lights == CARD_LIGHT | PAPER_LIGHT
            assert await light(desk, PAPER_LIGHT) == BoardObeyed()
            assert desk.board.lights == PAPER_LIGHT
            assert await light(desk, {}) == BoardObeyed()
            assert desk.board.lights == {}

    asyncio.run(visit())


def test_a_place_without_a_light_is_passed_over(open_board: OpenBoard) -> None:
    async def visit() -> None:
        async with open_board() as desk:
            speaker = {DeviceKind.ANNOUNCER: Light(FlashRate.SLOW, Colour.GREEN)}
            assert await light(desk, CARD_LIGHT | speaker) == BoardObeyed()
            assert desk.board.lights == CARD_LIGHT

    asyncio.run(visit())


def test_lights_stay_on_for_as_long_as_the_kiosk_lives(open_board: OpenBoard) -> None:
    async def visit() -> None:
        async with open_board() as desk:
            await light(desk, CARD_LIGHT)
            for _ in range(30):
                await desk.pass_time(0.5)
            assert desk.board.lights == CARD_LIGHT

    asyncio.run(visit())


def test_the_door_is_told_of_when_it_opens_and_when_it_closes(open_board: OpenBoard) -> None:
    async def visit() -> None:
        async with open_board() as desk:
            desk.board.set_door(open_=True)
            await desk.until(lambda: desk.driver.status == OPEN)
            desk.board.set_door(open_=False)
            await desk.until(lambda: desk.driver.status == CLOSED)

    asyncio.run(visit())


def test_tampering_is_an_alarm_that_outlasts_power_and_door_until_it_is_acknowledged(
    open_board: OpenBoard,
) -> None:
    async def visit() -> None:
        async with open_board() as desk:
            desk.board.set_door(open_=True)
            desk.board.tamper()
            await desk.until(lambda: desk.driver.status == FORCED)
            desk.board.restart()
            desk.board.set_door(open_=False)
            await desk.until(lambda: desk.driver.status.door is CLOSED.door)
            assert desk.driver.status.fault is FaultCode.TAMPERED
            assert await desk.result(desk.driver.acknowledge_tampering(5)) == BoardObeyed()
            await desk.until(lambda: desk.driver.status == CLOSED)

    asyncio.run(visit())


def test_a_board_that_starts_anew_is_given_its_lights_again(open_board: OpenBoard) -> None:
    async def visit() -> None:
        async with open_board() as desk:
            await light(desk, CARD_LIGHT)
            desk.board.restart()
            assert desk.board.lights == {}
            await desk.until(lambda: desk.board.lights == CARD_LIGHT)
            assert online(desk.driver.status)

    asyncio.run(visit())


def test_a_board_that_says_nothing_is_called_silent_and_shows_the_last_lights_when_it_is_back(
    open_board: OpenBoard,
) -> None:
    async def visit() -> None:
        async with open_board() as desk:
            desk.board.faults.add(BoardFault.HANG)
            assert code(await light(desk, CARD_LIGHT)) is FaultCode.NOT_RESPONDING
            await desk.until(lambda: desk.driver.status.fault is FaultCode.NOT_RESPONDING)
            assert code(await light(desk, PAPER_LIGHT)) is FaultCode.NOT_RESPONDING
            desk.board.faults.clear()
            await desk.until(lambda: desk.driver.status == CLOSED)
            assert desk.board.lights == PAPER_LIGHT

    asyncio.run(visit())


def test_a_command_is_over_in_time_whatever_the_board_does(open_board: OpenBoard) -> None:
    async def visit() -> None:
        async with open_board() as desk:
            desk.board.faults.add(BoardFault.HANG)
            began = desk.clock.monotonic()
            fault = await desk.result(desk.driver.set_lights(CARD_LIGHT, 0.3))
            assert code(fault) is FaultCode.NOT_RESPONDING
            assert desk.clock.monotonic() - began < 2

    asyncio.run(visit())


def test_a_board_whose_words_are_spoilt_is_heard_again_when_they_are_not(open_board: OpenBoard) -> None:
    async def visit() -> None:
        async with open_board() as desk:
            desk.board.faults.add(BoardFault.GARBAGE)
            await desk.until(lambda: desk.driver.status.device is DeviceState.OFFLINE)
            desk.board.faults.clear()
            await desk.until(lambda: online(desk.driver.status))

    asyncio.run(visit())


def test_a_board_of_another_version_is_suspect_with_a_reason(open_board: OpenBoard) -> None:
    async def visit() -> None:
        async with open_board() as desk:
            desk.board.faults.add(BoardFault.FOREIGN)
            desk.board.restart()
            await desk.until(lambda: desk.driver.status.fault is FaultCode.SUSPECT)
            assert "VERSION" in desk.driver.status.reason
            desk.board.faults.clear()
            await desk.until(lambda: desk.driver.status == CLOSED)

    asyncio.run(visit())
