"""How the driver speaks ECR Hub on a serial line, where packets, ACKs and heartbeats get lost."""

import asyncio
import json
from datetime import datetime

import pytest

from kiosk.devices.drivers.ecr_hub import EcrHubTerminal
from kiosk.devices.drivers.ecr_hub_frame import (
    HANDSHAKE,
    HANDSHAKE_CONFIRMED,
    HEARTBEAT,
    Frame,
    FrameParser,
    encode_frame,
)
from kiosk.devices.drivers.ecr_hub_session import EcrHubSession
from kiosk.devices.ports import (
    CloseReason,
    DeviceState,
    FaultCode,
    PayScenario,
    SaleStarted,
    TradeClosed,
    TradePending,
    TradeSucceeded,
)
from kiosk.devices.simulators.terminal import TerminalFault
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.ids import Ids
from kiosk.domain.money import Fen
from kiosk.world.clock import VirtualClock
from tests.devices.recorded import FOLDER, Recorded
from tests.devices.terminal_desks import NOON, code, in_process, new_terminal
from tests.devices.waiting import running, until

ORDER_NO = "12320231220110257"


def test_the_published_conversation_is_held_byte_for_byte() -> None:
    async def visit() -> None:
        clock = VirtualClock(datetime(2026, 11, 22, 12, tzinfo=SHANGHAI))
        conversation = Recorded(FOLDER / "terminal" / "published.txt")
        session = EcrHubSession(conversation.line(), clock)
        driver = EcrHubTerminal(session, clock, Ids(clock, bytes), "kiosk")
        async with conversation.held(), running(driver, clock):
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            assert await driver.start_sale(ORDER_NO, Fen(1000), PayScenario.CARD, 1) == SaleStarted()
            await clock.advance(0)
            assert await driver.ask(ORDER_NO, 1) == TradeSucceeded(Fen(1000), "5021000010210602000003")
        conversation.end()

    asyncio.run(visit())


def test_a_packet_that_comes_again_is_acknowledged_again_and_given_once() -> None:
    async def visit() -> None:
        conversation = Recorded(FOLDER / "terminal" / "packet-again.txt")
        session = EcrHubSession(conversation.line(), VirtualClock(NOON))
        async with conversation.held():
            await session.open()
            assert [await session.receive(), await session.receive()] == [b"{}", b"{}"]
        conversation.end()

    asyncio.run(visit())


def test_the_ack_of_another_packet_confirms_nothing() -> None:
    async def visit() -> None:
        clock, conversation = VirtualClock(NOON), Recorded(FOLDER / "terminal" / "ack-of-another.txt")
        session = EcrHubSession(conversation.line(), clock)
        async with conversation.held():
            await session.open()
            listening = asyncio.create_task(session.receive())
            sending = asyncio.create_task(session.send(b"{}"))
            await clock.advance(0.1)
            await sending
        conversation.end()
        listening.cancel()

    asyncio.run(visit())


@pytest.mark.parametrize(
    ("published", "frame"),
    [
        ("55AA010000000001CC33", HANDSHAKE),
        ("55AA020000000002CC33", HANDSHAKE_CONFIRMED),
        ("55AA000000000000CC33", HEARTBEAT),
    ],
)
def test_the_published_frames_are_written_and_read(published: str, frame: Frame) -> None:
    assert encode_frame(frame) == bytes.fromhex(published)
    assert list(FrameParser().feed(bytes.fromhex(published))) == [frame]


def test_an_order_whose_ack_is_lost_is_repeated_and_sells_once() -> None:
    async def visit() -> None:
        async with in_process(new_terminal()) as desk:
            desk.terminal.faults.add(TerminalFault.LOSE_ACKS)
            order = asyncio.create_task(desk.driver.start_sale("K1", Fen(100), PayScenario.CARD, 8))
            await desk.pass_time(0.25)
            assert not order.done()
            desk.terminal.faults.clear()
            await desk.pass_time(0.1)
            assert await order == SaleStarted()
            assert len(desk.terminal.book.trades()) == 1
            assert desk.terminal.events == []

    asyncio.run(visit())


def test_an_order_that_is_never_acknowledged_may_have_been_taken() -> None:
    async def visit() -> None:
        async with in_process(new_terminal()) as desk:
            desk.terminal.faults.add(TerminalFault.LOSE_ACKS)
            assert code(await desk.start()) is FaultCode.TERMINAL_SILENT
            assert await desk.ask() == TradePending()
            assert len(desk.terminal.book.trades()) == 1

    asyncio.run(visit())


def test_an_answer_counts_as_the_ack_that_was_lost() -> None:
    async def visit() -> None:
        async with in_process(new_terminal()) as desk:
            desk.terminal.faults.add(TerminalFault.LOSE_ACKS)
            order = asyncio.create_task(desk.driver.start_sale("K1", Fen(100), PayScenario.CARD, 8))
            await desk.pass_time(0.25)
            desk.terminal.decline("106")
            await desk.pass_time(5)
            assert await order == SaleStarted()
            assert await desk.ask() == TradeClosed(CloseReason.DECLINED)

    asyncio.run(visit())


def test_noise_and_spoilt_frames_cost_only_time() -> None:
    async def visit() -> None:
        async with in_process(new_terminal()) as desk:
            desk.terminal.faults.add(TerminalFault.NOISE)
            assert await desk.start() == SaleStarted()
            assert await desk.ask() == TradePending()
            desk.terminal.present_card()
            await desk.pass_time(3)
            assert isinstance(await desk.ask(), TradeSucceeded)
            assert desk.driver.status.device is DeviceState.ONLINE

    asyncio.run(visit())


def test_a_terminal_that_hangs_is_noticed_and_asked_again_when_it_is_back() -> None:
    async def visit() -> None:
        async with in_process(new_terminal()) as desk:
            await desk.start()
            desk.terminal.faults.add(TerminalFault.HANG)
            assert code(await desk.ask(deadline=3)) is FaultCode.TERMINAL_SILENT
            await desk.pass_time(8)
            assert desk.driver.status.fault is FaultCode.NOT_RESPONDING
            assert code(await desk.start("K2")) is FaultCode.TERMINAL_NOT_CONNECTED
            desk.terminal.present_card()
            desk.terminal.faults.clear()
            await desk.until_online()
            assert isinstance(await desk.ask(), TradeSucceeded)
            assert [trade.order_no for trade in desk.terminal.book.trades()] == ["K1"]

    asyncio.run(visit())


def test_who_waits_for_an_answer_waits_no_longer_than_the_line_holds() -> None:
    async def visit() -> None:
        async with in_process(new_terminal()) as desk:
            desk.terminal.faults.add(TerminalFault.MUTE)
            asked = asyncio.create_task(desk.driver.ask("K1", 60))
            await desk.pass_time(1)
            desk.terminal.faults.add(TerminalFault.HANG)
            await desk.pass_time(8)
            assert code(asked.result()) is FaultCode.TERMINAL_SILENT

    asyncio.run(visit())


def test_ids_begin_again_after_the_last() -> None:
    async def visit() -> None:
        async with in_process(new_terminal()) as desk:
            await desk.start()
            for _ in range(300):
                assert await desk.ask() == TradePending()
            desk.terminal.present_card()
            assert isinstance(await desk.ask(), TradeSucceeded)

    asyncio.run(visit())


def test_a_message_that_fits_in_no_frame_is_refused() -> None:
    assert len(encode_frame(Frame(id=1, data=bytes(1014)))) == 1024
    with pytest.raises(ValueError, match="1015 bytes"):
        encode_frame(Frame(id=1, data=bytes(1015)))


class ForgetfulTerminal:
    """A `MessageLink` to a terminal that takes a repeated order for another one, and refuses that."""

    def __init__(self) -> None:
        self._orders: list[dict[str, str]] = []
        self._answers: asyncio.Queue[bytes] = asyncio.Queue()

    async def open(self) -> None: ...

    async def send(self, message: bytes) -> None:
        self._orders.append(json.loads(message))

    async def receive(self) -> bytes:
        return await self._answers.get()

    async def keep_alive(self) -> None:
        await asyncio.Event().wait()

    async def close(self) -> None: ...

    def answer(self, code: str, **data: str) -> None:
        """Answer the last order."""
        message = {"request_id": self._orders[-1]["request_id"], "response_code": code, "biz_data": data}
        self._answers.put_nowait(json.dumps(message).encode())


def test_a_sale_that_was_paid_stays_paid_when_its_repeated_order_is_refused() -> None:
    async def visit() -> None:
        clock, terminal = VirtualClock(NOON), ForgetfulTerminal()
        driver = EcrHubTerminal(terminal, clock, Ids(clock, bytes), "kiosk")
        async with running(driver, clock):
            await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
            assert await driver.start_sale("K1", Fen(100), PayScenario.CARD, 1) == SaleStarted()
            paid = {"trans_status": "2", "order_amount": "1.00", "trans_no": "5"}
            terminal.answer("000", merchant_order_no="K1", **paid)
            terminal.answer("115")
            await clock.advance(0)
            assert await driver.ask("K1", 1) == TradeSucceeded(Fen(100), "5")

    asyncio.run(visit())
