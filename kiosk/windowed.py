"""Runs a kiosk in a window: Qt draws in the main thread, everything else lives on a loop beside it."""

import signal
from pathlib import Path

import httpx
from PySide6.QtCore import QMetaObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.app import Machine, Place, assemble
from kiosk.bench.desk import Desk
from kiosk.bench.model import BenchModel
from kiosk.bench.window import open_bench
from kiosk.config import Settings
from kiosk.domain.clock import SystemClock
from kiosk.flows.actions import Action
from kiosk.flows.display import Display
from kiosk.modes import Control, open_gateway, run_controlled
from kiosk.screens.bridge import Bridge
from kiosk.screens.environment import log_qt_messages, prepare_environment
from kiosk.screens.loop_thread import LoopThread
from kiosk.screens.panel import PanelProfile
from kiosk.screens.stall import StallWatch
from kiosk.screens.window import open_window


class _Inbox:
    """Hands what comes from the windows to the kiosk on its loop, once both are there."""

    def __init__(self) -> None:
        self.thread: LoopThread | None = None
        self.machine: Machine | None = None
        self.desk: Desk | None = None

    def act(self, action: Action, serial: int) -> None:
        """Hand on what a citizen did."""
        if self.thread is not None and self.machine is not None:
            self.thread.call(self.machine.engine.act, action, serial)

    def command(self, name: str, argument: str) -> None:
        """Hand on what the technician did at the bench."""
        if self.thread is not None and self.desk is not None:
            self.thread.call(self.desk.do, name, argument)


def run_in_window(settings: Settings, data: Path, usual: Display, *, control: Control | None) -> int:
    """Run until the window is closed or the test runner says quit; give the exit status.

    A bench stands beside the kiosk if something is simulated that nobody else moves.
    """
    prepare_environment()
    application = QGuiApplication(["kiosk"])
    log_qt_messages()
    inbox = _Inbox()
    bridge = Bridge(lambda action: inbox.act(action, bridge.serial))
    panel = settings.panel
    profile = PanelProfile(
        panel.diagonal_inches, panel.width_px, panel.height_px, panel.motion and control is None
    )
    window = open_window(bridge, profile, fullscreen=panel.fullscreen)
    model = BenchModel(inbox.command)
    bench = open_bench(model) if settings.needs_bench and control is None else None
    stalls = StallWatch()
    bridge.pageChanged.connect(stalls.start, Qt.ConnectionType.SingleShotConnection)
    died: list[BaseException] = []

    def ended(error: BaseException | None) -> None:
        if error is not None:
            died.append(error)
        QMetaObject.invokeMethod(application, "quit", Qt.ConnectionType.QueuedConnection)

    async def main() -> None:
        if control is not None:
            await run_controlled(settings, data, usual, control, bridge.show, window.screenshot)
        else:
            await _serve(settings, data, usual, bridge, model, inbox)

    inbox.thread = LoopThread(main, ended)
    inbox.thread.start()
    _quit_on_signals(application)
    application.exec()
    inbox.thread.stop()
    if bench is not None:
        bench.close()
    window.close()
    for error in died:
        raise error
    return 0


async def _serve(
    settings: Settings, data: Path, usual: Display, bridge: Bridge, model: BenchModel, inbox: _Inbox
) -> None:
    clock = SystemClock()
    gateway = open_gateway(settings, data, clock)
    url = gateway.start() if gateway else None
    place = Place(data, data / "keys", clock, url, usual, httpx.AsyncHTTPTransport())
    machine = inbox.machine = assemble(settings, place, bridge.show)
    if gateway:
        inbox.desk = Desk(machine.world, machine.stage, gateway, machine.line, clock, machine.say, model.show)
        inbox.desk.show()
    try:
        await machine.run()
    finally:
        if gateway:
            gateway.stop()


def _quit_on_signals(application: QGuiApplication) -> None:
    """Let Ctrl-C and a service manager's TERM end the kiosk in order; Python needs a tick to see them."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: application.quit())
    ticks = QTimer(application)
    ticks.timeout.connect(lambda: None)
    ticks.start(500)
