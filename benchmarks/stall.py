"""How long either event loop stands still while every device hangs at once and is asked all the same.

Each serial line takes bytes until its buffer is full and never answers, the terminal and the camera on the
network accept connections and say nothing, the card never answers its reader, and the program that plays
sounds never ends. The loop of the kiosk and Qt's own
tick meanwhile; the longest time between two ticks that is over the pause is the stall.
"""

import asyncio
import os
import socket
import tty
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping
from contextlib import ExitStack, aclosing, closing, contextmanager, suppress
from random import Random
from threading import Event
from time import perf_counter
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from benchmarks.figure import Figure, Result
from kiosk.devices.driver import Driver
from kiosk.devices.drivers.announcer import LoudspeakerAnnouncer
from kiosk.devices.drivers.board import SerialIndicatorBoard
from kiosk.devices.drivers.camera import FrameCamera
from kiosk.devices.drivers.ecr_hub import EcrHubTerminal
from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.drivers.sam import SamIdentityCardReader
from kiosk.devices.drivers.scanner import SerialScanner
from kiosk.devices.drivers.scanner_trigger import TriggerModel
from kiosk.devices.drivers.ssse import SocialSecurityCardReader
from kiosk.devices.ports import (
    CameraCapabilities,
    CardReaderStatus,
    DeviceKind,
    DeviceState,
    DeviceStatus,
    MediaState,
    PaperDocument,
    Prompt,
    TextLine,
)
from kiosk.devices.simulators.loudspeaker import SimulatedLoudspeaker
from kiosk.devices.supervisor import Supervisor
from kiosk.devices.transports.card import CardGoneError, Dialogue
from kiosk.devices.transports.program import run_program
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.devices.transports.threads import in_thread
from kiosk.devices.transports.video_capture import VideoCapture, network_stream
from kiosk.devices.transports.websocket_link import WebSocketLink
from kiosk.domain.clock import SystemClock
from kiosk.domain.ids import Ids
from kiosk.domain.words import Language
from kiosk.screens.environment import prepare_environment
from kiosk.screens.loop_thread import LoopThread

T = TypeVar("T")

GOAL_MS = 50.0
TICK = 0.005
_SETTLING = 1.0
"""Seconds until everything is imported, which holds the interpreter as at any start."""
_MEASURED = 8.0
_DEADLINE = 1.0
_BETWEEN_COMMANDS = 0.2
_BAUD = 115_200
_DOCUMENT = PaperDocument((TextLine("缴费凭条" * 2000),))


def measure_stall() -> list[Result]:
    """Let everything hang for some seconds."""
    prepare_environment()
    application = QGuiApplication.instance() or QGuiApplication(["bench", "-platform", "offscreen"])
    kiosk, screen, never = Ticks(), Ticks(), Event()
    with ExitStack() as stack:
        lines = [stack.enter_context(_dead_line()) for _ in range(4)]
        ports = [stack.enter_context(_dead_port()) for _ in range(2)]
        thread = LoopThread(lambda: _kiosk(lines, ports, never, kiosk), lambda _: None)
        thread.start()
        timer, waiting = QTimer(interval=int(TICK * 1000), timerType=Qt.TimerType.PreciseTimer), QEventLoop()
        timer.timeout.connect(screen.tick)
        timer.start()
        for ticks in (kiosk, screen):
            QTimer.singleShot(int(_SETTLING * 1000), ticks.begin)
        QTimer.singleShot(int((_SETTLING + _MEASURED) * 1000), waiting.quit)
        waiting.exec()
        timer.stop()
        never.set()
        thread.stop()
    del application
    said = f"eight devices hang for {_MEASURED:.0f} s and are asked all the while"
    return [
        Figure("stall-kiosk", kiosk.longest_stall * 1000, GOAL_MS, "ms", said),
        Figure("stall-screen", screen.longest_stall * 1000, GOAL_MS, "ms", said),
    ]


class Ticks:
    """Remembers the longest time between two ticks, less the pause that was meant to be."""

    def __init__(self) -> None:
        self.longest_stall = 0.0
        self._last: float | None = None

    def begin(self) -> None:
        """Forget what was."""
        self.longest_stall, self._last = 0.0, None

    def tick(self) -> None:
        """Tick."""
        now = perf_counter()
        if self._last is not None:
            self.longest_stall = max(self.longest_stall, now - self._last - TICK)
        self._last = now


class DeadCard:
    """A `CardTransport` whose card blocks a thread for as long as nobody sets `never`."""

    def __init__(self, never: Event) -> None:
        self._never = never

    async def changes(self) -> AsyncGenerator[CardReaderStatus]:
        """Say that a card is in, and nothing else."""
        yield CardReaderStatus(DeviceState.ONLINE, MediaState.PRESENT, 1)
        await asyncio.Event().wait()

    async def connect(self) -> bytes:
        """Hang."""
        await in_thread(self._never.wait)
        return b""

    async def converse(self, dialogue: Dialogue[T]) -> T:
        """Hang."""
        return await in_thread(lambda: self._hang(dialogue))

    def disconnect(self) -> None:
        """Do nothing."""

    def _hang(self, dialogue: Dialogue[T]) -> T:
        self._never.wait()
        dialogue.close()
        raise CardGoneError


class DeadLoudspeaker:
    """A `Loudspeaker` whose program never comes to the end of a sound."""

    async def play(self, sound: bytes) -> None:
        """Hang."""
        await run_program(("sleep", "infinity"), sound)


async def _kiosk(lines: list[str], ports: list[int], never: Event, ticks: Ticks) -> None:
    clock = SystemClock()
    printer_line, scanner_line, identity_line, board_line = (SerialStream(line, _BAUD) for line in lines)
    printer = EscPosPrinter(printer_line, clock)
    scanner = SerialScanner(scanner_line, clock, TriggerModel.NEWLAND)
    identity_reader = SamIdentityCardReader(identity_line, clock)
    board = SerialIndicatorBoard(board_line, clock)
    reader = SocialSecurityCardReader(DeadCard(never), clock)
    terminal_port, camera_port = ports
    link = WebSocketLink(f"ws://127.0.0.1:{terminal_port}", clock)
    terminal = EcrHubTerminal(link, clock, Ids(clock, Random(1).randbytes), "kiosk")
    stream = VideoCapture(network_stream(f"http://127.0.0.1:{camera_port}/"))
    camera = FrameCamera(stream, clock, CameraCapabilities(640, 480, 15))
    announcer = LoudspeakerAnnouncer([SimulatedLoudspeaker(clock)], DeadLoudspeaker(), clock, 100)
    devices: Mapping[DeviceKind, Driver[DeviceStatus]] = {
        DeviceKind.CARD_READER: reader,
        DeviceKind.IDENTITY_CARD_READER: identity_reader,
        DeviceKind.CODE_SCANNER: scanner,
        DeviceKind.PRINTER: printer,
        DeviceKind.PAYMENT_TERMINAL: terminal,
        DeviceKind.INDICATOR_BOARD: board,
        DeviceKind.CAMERA: camera,
        DeviceKind.ANNOUNCER: announcer,
    }
    commands: list[Callable[[], Awaitable[object]]] = [
        lambda: reader.read_card(_DEADLINE),
        lambda: identity_reader.read_identity_card(_DEADLINE),
        lambda: scanner.scan(_DEADLINE),
        lambda: printer.print_document(_DOCUMENT, _DEADLINE),
        lambda: terminal.ask("K1", _DEADLINE),
        lambda: board.set_lights({}, _DEADLINE),
        lambda: _look(camera),
        lambda: announcer.say(Prompt("greeting", "请取走凭证。", Language.CHINESE), _DEADLINE),
    ]
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(Supervisor(devices, clock).run())
        for command in commands:
            tasks.create_task(_command(command))
        while True:
            ticks.tick()
            await asyncio.sleep(TICK)


async def _command(command: Callable[[], Awaitable[object]]) -> None:
    while True:
        await command()
        await asyncio.sleep(_BETWEEN_COMMANDS)


async def _look(camera: FrameCamera) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(_DEADLINE), aclosing(camera.frames()) as frames:
            async for _ in frames:
                raise AssertionError("a dead camera gave a picture")


@contextmanager
def _dead_line() -> Iterator[str]:
    """Give a serial line at whose other end nobody reads."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    try:
        yield os.ttyname(theirs)
    finally:
        os.close(ours)
        os.close(theirs)


@contextmanager
def _dead_port() -> Iterator[int]:
    """Give a port of TCP at which nobody accepts."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]
