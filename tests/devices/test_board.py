"""How the driver speaks with indicator boards, byte for byte, and with ones that come and go."""

import asyncio

import pytest

from kiosk.devices.drivers.board import SerialIndicatorBoard
from kiosk.devices.drivers.board_sentence import Sentence, encode_sentence
from kiosk.devices.drivers.board_words import WATCHDOG_SECONDS
from kiosk.devices.ports import BoardObeyed, DeviceState, DoorState, FaultCode
from kiosk.devices.simulators.board import SimulatedIndicatorBoard
from kiosk.devices.simulators.serial_port import OnSerialLine
from kiosk.devices.transports.lost import DeviceLostError
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.domain.clock import SystemClock
from kiosk.world.clock import VirtualClock
from tests.devices.board_desks import CARD_LIGHT, CLOSED, NOON, OPEN, PAPER_LIGHT, in_process, online
from tests.devices.recorded import FOLDER, Recorded
from tests.devices.terminal_desks import code
from tests.devices.waiting import DaemonClock, running, until


def test_the_documented_conversation_is_held_byte_for_byte() -> None:
    async def visit() -> None:
        clock, conversation = VirtualClock(NOON), Recorded(FOLDER / "board" / "documented.txt")
        driver = SerialIndicatorBoard(conversation.line(), clock)
        async with conversation.held(), running(driver, clock):
            await until(driver.changes(), lambda status: status == OPEN)
            assert await driver.set_lights(CARD_LIGHT | PAPER_LIGHT, 5) == BoardObeyed()
        conversation.end()

    asyncio.run(visit())


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        (Sentence("STATE", 1), Sentence("NO", 1, ("HELLO",))),
        (Sentence("BLINK", 2), Sentence("NO", 2, ("HELLO",))),
        (Sentence("HELLO", 3), Sentence("NO", 3, ("FIELD",))),
        (Sentence("HELLO", 4, ("one",)), Sentence("NO", 4, ("FIELD",))),
        (Sentence("HELLO", 5, ("0",)), Sentence("NO", 5, ("VERSION",))),
    ],
)
def test_a_board_that_nobody_has_greeted_refuses_with_the_reason_of_the_protocol(
    command: Sentence, answer: Sentence
) -> None:
    said: list[bytes] = []
    board = SimulatedIndicatorBoard(VirtualClock(NOON))
    board.attach(said.append)
    board.receive(encode_sentence(command))
    assert said == [encode_sentence(answer)]


def test_a_board_that_hears_nothing_of_the_kiosk_puts_its_lights_out() -> None:
    async def visit() -> None:
        async with in_process() as desk:
            await desk.driver.set_lights(CARD_LIGHT, 5)
            desk.board.unplug()
            await desk.pass_time(WATCHDOG_SECONDS - 3)
            assert desk.board.lights == CARD_LIGHT
            await desk.pass_time(4)
            assert desk.board.lights == {}

    asyncio.run(visit())


def test_a_board_that_is_unplugged_is_missed_at_once_and_lit_again_when_it_is_back() -> None:
    async def visit() -> None:
        async with in_process() as desk:
            await desk.driver.set_lights(CARD_LIGHT, 5)
            desk.board.unplug()
            await desk.pass_time(0.1)
            assert desk.driver.status.device is DeviceState.NO_DEVICE
            assert desk.driver.status.door is DoorState.UNKNOWN
            assert code(await desk.driver.set_lights(PAPER_LIGHT, 5)) is FaultCode.NO_DEVICE
            desk.board.plug_in()
            await desk.until(lambda: desk.board.lights == PAPER_LIGHT)
            assert desk.driver.status == CLOSED

    asyncio.run(visit())


def test_a_command_under_way_when_the_cable_is_pulled_ends_in_a_fault() -> None:
    async def visit() -> None:
        async with in_process() as desk:
            desk.board.attach(lambda _: None)
            job = asyncio.create_task(desk.driver.set_lights(CARD_LIGHT, 60))
            await desk.pass_time(0.1)
            assert not job.done()
            desk.board.unplug()
            await desk.pass_time(0.1)
            assert code(job.result()) is FaultCode.NO_DEVICE

    asyncio.run(visit())


def test_lights_that_a_killed_kiosk_left_on_are_put_out_by_the_next_one() -> None:
    async def visit() -> None:
        async with in_process() as desk:
            await desk.driver.set_lights(CARD_LIGHT, 5)
            heir = SerialIndicatorBoard(desk.board.stream(), desk.clock)
            async with running(heir, desk.clock):
                await desk.until(lambda: online(heir.status))
                assert desk.board.lights == {}

    asyncio.run(visit())


def test_a_board_on_a_serial_line_that_is_unplugged_is_missed() -> None:
    async def visit() -> None:
        with OnSerialLine(SimulatedIndicatorBoard(SystemClock())) as line:
            driver = SerialIndicatorBoard(SerialStream(line.path, 115_200), DaemonClock())
            task = asyncio.create_task(driver.run())
            await until(driver.changes(), online)
        with pytest.raises(DeviceLostError):
            await task
        assert driver.status.device is DeviceState.NO_DEVICE

    asyncio.run(visit())
