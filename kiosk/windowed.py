"""Runs a kiosk in a window: Qt draws in the main thread, everything else lives on a loop beside it.

The first page is on the screen before the rest of the kiosk is even imported.
"""

import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.bench.model import BenchModel
from kiosk.config import ASSETS, Settings
from kiosk.domain.clock import SystemClock
from kiosk.flows.actions import Action
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.display import Display
from kiosk.flows.framing import starting_page
from kiosk.flows.render import render
from kiosk.flowtest.control_options import Control
from kiosk.screens.bridge import Bridge
from kiosk.screens.environment import log_qt_messages, prepare_environment
from kiosk.screens.loop_thread import LoopThread
from kiosk.screens.panel import PanelProfile
from kiosk.screens.stall import StallWatch
from kiosk.screens.window import open_window

if TYPE_CHECKING:
    from kiosk.bench.window import BenchWindow

_SETTLING_MS = 5_000
"""Until then imports hold the interpreter, which says nothing about how the screen feels."""


class Inbox:
    """Hands what comes from the windows to the kiosk on its loop, once both are there."""

    def __init__(self) -> None:
        self.call: Callable[..., None] = lambda *_: None
        self.act: Callable[[Action, int], None] | None = None
        self.command: Callable[[str, str], None] | None = None

    def from_citizen(self, action: Action, serial: int) -> None:
        """Hand on what a finger did on the page of that serial."""
        if self.act is not None:
            self.call(self.act, action, serial)

    def from_technician(self, name: str, argument: str) -> None:
        """Hand on a command of the bench."""
        if self.command is not None:
            self.call(self.command, name, argument)


def run_in_window(settings: Settings, data: Path, usual: Display, *, control: Control | None) -> int:
    """Run until the window is closed or the test runner says quit; give the exit status.

    A bench stands beside the kiosk if something is simulated that nobody else moves.
    """
    prepare_environment()
    application = QGuiApplication(["kiosk"])
    log_qt_messages()
    inbox = Inbox()
    bridge = Bridge(lambda action: inbox.from_citizen(action, bridge.serial))
    panel = settings.panel
    profile = PanelProfile(
        panel.diagonal_inches, panel.width_px, panel.height_px, panel.motion and control is None
    )
    window = open_window(bridge, profile, fullscreen=panel.fullscreen)
    catalogue = Catalogue(ASSETS / "translations")
    now = control.now if control else SystemClock().now()
    bridge.show(render(starting_page(settings.hall.shown, usual, now), catalogue))

    model = BenchModel(inbox.from_technician)
    benches: list[BenchWindow] = []

    def stand_bench() -> None:
        from kiosk.bench.window import open_bench

        benches.append(open_bench(model))

    if settings.needs_bench and control is None:
        QTimer.singleShot(0, stand_bench)
    stalls = StallWatch()
    QTimer.singleShot(_SETTLING_MS, stalls.start)
    died: list[BaseException] = []

    def ended(error: BaseException | None) -> None:
        if error is not None:
            died.append(error)
        QMetaObject.invokeMethod(application, "quit", Qt.ConnectionType.QueuedConnection)

    async def main() -> None:
        from kiosk.modes import run_controlled, run_for_people

        if control is not None:
            await run_controlled(settings, data, usual, control, catalogue, bridge.show, window.screenshot)
        else:
            await run_for_people(settings, data, usual, catalogue, bridge.show, model.show, inbox)

    thread = LoopThread(main, ended)
    inbox.call = thread.call
    thread.start()
    _quit_on_signals(application)
    application.exec()
    thread.stop()
    for bench in benches:
        bench.close()
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
