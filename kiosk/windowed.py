"""Runs a kiosk in a window: Qt draws in the main thread, everything else lives on a loop beside it."""

import signal
from pathlib import Path

import httpx
from PySide6.QtCore import QMetaObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.app import Machine, Place, assemble
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


class _Act:
    """Hands a citizen's actions to the engine, once there is one."""

    def __init__(self) -> None:
        self.machine: Machine | None = None
        self.thread: LoopThread | None = None

    def __call__(self, action: Action, serial: int) -> None:
        if self.machine is not None and self.thread is not None:
            self.thread.call(self.machine.engine.act, action, serial)


def run_in_window(settings: Settings, data: Path, usual: Display, *, control: Control | None) -> int:
    """Run until the window is closed or the test runner says quit; give the exit status."""
    prepare_environment()
    application = QGuiApplication(["kiosk"])
    log_qt_messages()
    act = _Act()
    bridge = Bridge(lambda action: act(action, bridge.serial))
    panel = settings.panel
    profile = PanelProfile(
        panel.diagonal_inches, panel.width_px, panel.height_px, panel.motion and control is None
    )
    window = open_window(bridge, profile, fullscreen=panel.fullscreen)
    stalls = StallWatch()
    stalls.start()
    died: list[BaseException] = []

    def ended(error: BaseException | None) -> None:
        if error is not None:
            died.append(error)
        QMetaObject.invokeMethod(application, "quit", Qt.ConnectionType.QueuedConnection)

    async def main() -> None:
        if control is not None:
            await run_controlled(settings, data, usual, control, bridge.show, window.screenshot)
            return
        clock = SystemClock()
        gateway = open_gateway(settings, data, clock)
        url = gateway.start() if gateway else None
        place = Place(data, data / "keys", clock, url, usual, httpx.AsyncHTTPTransport())
        act.machine = assemble(settings, place, bridge.show)
        try:
            await act.machine.run()
        finally:
            if gateway:
                gateway.stop()

    act.thread = LoopThread(main, ended)
    act.thread.start()
    _quit_on_signals(application)
    application.exec()
    act.thread.stop()
    window.close()
    for error in died:
        raise error
    return 0


def _quit_on_signals(application: QGuiApplication) -> None:
    """Let Ctrl-C and a service manager's TERM end the kiosk in order; Python needs a tick to see them."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: application.quit())
    ticks = QTimer(application)
    ticks.timeout.connect(lambda: None)
    ticks.start(500)
