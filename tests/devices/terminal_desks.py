"""The lines between driver and payment terminal: in the process, serial, over a WebSocket and recorded."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from random import Random
from typing import Any, TypeVar

from kiosk.devices.drivers.ecr_hub import EcrHubTerminal
from kiosk.devices.drivers.ecr_hub_session import EcrHubSession
from kiosk.devices.ports import DeviceState, Fault, FaultCode, PayScenario, SaleStarted, TerminalTrade
from kiosk.devices.simulators.serial_port import OnSerialLine
from kiosk.devices.simulators.terminal import SimulatedTerminal
from kiosk.devices.simulators.terminal_line import TerminalOnWire
from kiosk.devices.simulators.terminal_port import TerminalOnNetwork
from kiosk.devices.transports.message_link import MessageLink
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.devices.transports.websocket_link import WebSocketLink
from kiosk.domain.clock import Clock
from kiosk.domain.ids import Ids
from kiosk.domain.money import Fen
from kiosk.world.clock import VirtualClock
from tests.devices.conversation import SIMULATOR, Conversation
from tests.devices.waiting import DaemonClock, running, until

T = TypeVar("T")

FEN = Fen(38_000)
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
_TURNS = 50
_SEEDS = count()


class HastyClock(DaemonClock):
    """Makes a second pass in a fifth of one."""

    def monotonic(self) -> float:
        return super().monotonic() * 5

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds / 5)


@dataclass
class TerminalDesk:
    """A driver at work, and what people do at the terminal."""

    driver: EcrHubTerminal
    terminal: SimulatedTerminal
    clock: Clock

    async def start(self, order_no: str = "K1", fen: Fen = FEN, deadline: float = 8) -> SaleStarted | Fault:
        """Start a sale; once it is confirmed, wait until the terminal has also read it."""
        sale = self.driver.start_sale(order_no, fen, PayScenario.CARD, deadline)
        result = await self._in_time(sale, deadline)
        if result == SaleStarted():
            await self.ask("K0")  # what was said before is read before this is answered
        return result

    async def ask(self, order_no: str = "K1", deadline: float = 8) -> TerminalTrade | Fault:
        return await self._in_time(self.driver.ask(order_no, deadline), deadline)

    async def close(self, order_no: str = "K1", deadline: float = 8) -> TerminalTrade | Fault:
        return await self._in_time(self.driver.close(order_no, deadline), deadline)

    async def refund(self, refund_no: str = "K1R1", fen: Fen = FEN) -> TerminalTrade | Fault:
        return await self._in_time(self.driver.refund("K1", refund_no, fen, 8), 8)

    async def pass_time(self, seconds: float) -> None:
        """Let the virtual clock go on; the others do so by themselves."""
        if isinstance(self.clock, VirtualClock):
            await self.clock.advance(seconds)

    async def until_online(self) -> None:
        await self.pass_time(15)
        await until(self.driver.changes(), lambda status: status.device is DeviceState.ONLINE)

    async def _in_time(self, command: Coroutine[Any, Any, T], deadline: float) -> T:
        """Await a command; if it needs time, virtual seconds pass until its deadline."""
        job = asyncio.create_task(command)
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        if not job.done():
            await self.pass_time(deadline + 1)
        return await job


OpenTerminal = Callable[[SimulatedTerminal], AbstractAsyncContextManager[TerminalDesk]]


def new_terminal() -> SimulatedTerminal:
    return SimulatedTerminal(VirtualClock(NOON))


@asynccontextmanager
async def in_process(terminal: SimulatedTerminal) -> AsyncIterator[TerminalDesk]:
    clock = VirtualClock(NOON)
    async with desk(terminal, EcrHubSession(TerminalOnWire(terminal).stream(), clock), clock) as opened:
        yield opened


@asynccontextmanager
async def recorded(
    conversation: Conversation, seeds: Iterator[int], terminal: SimulatedTerminal
) -> AsyncIterator[TerminalDesk]:
    conversation.record_only_from(SIMULATOR)
    clock = VirtualClock(NOON)
    session = EcrHubSession(conversation.line_to(TerminalOnWire(terminal)), clock)
    hand = conversation.hand_at(terminal)
    async with conversation.held(), desk(hand, session, clock, seeds) as opened:
        yield opened


@asynccontextmanager
async def on_serial_line(terminal: SimulatedTerminal) -> AsyncIterator[TerminalDesk]:
    clock = HastyClock()
    with OnSerialLine(TerminalOnWire(terminal)) as line:
        session = EcrHubSession(SerialStream(line.path, 115200), clock)
        async with desk(terminal, session, clock) as opened:
            yield opened


@asynccontextmanager
async def on_network(terminal: SimulatedTerminal) -> AsyncIterator[TerminalDesk]:
    clock = HastyClock()
    with TerminalOnNetwork(terminal) as network:
        link = WebSocketLink(f"ws://127.0.0.1:{network.port}", clock)
        async with desk(terminal, link, clock) as opened:
            yield opened


@asynccontextmanager
async def desk(
    terminal: SimulatedTerminal, link: MessageLink, clock: Clock, seeds: Iterator[int] = _SEEDS
) -> AsyncIterator[TerminalDesk]:
    driver = EcrHubTerminal(link, clock, Ids(clock, Random(next(seeds)).randbytes), "kiosk")
    async with running(driver, clock):
        opened = TerminalDesk(driver, terminal, clock)
        await until(driver.changes(), lambda status: status.device is DeviceState.ONLINE)
        yield opened


def code(result: object) -> FaultCode:
    assert isinstance(result, Fault)
    return result.code
