"""Runs a kiosk in a window: Qt draws in the main thread, everything else lives on a loop beside it.

The first page is on the screen before the rest of the kiosk is even imported. So nothing that is
imported up here may be slow: not asyncio, pydantic or Fluent, nor the `Qt` of PySide6 with its 90 enums.
"""

import signal
from collections.abc import Callable, Coroutine
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QMetaObject, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.domain.clock import SystemClock
from kiosk.first_page import FirstPage, Start, first_page
from kiosk.flows.actions import Action
from kiosk.flows.display import Display
from kiosk.flowtest.control_options import Control
from kiosk.screens.bridge import Bridge
from kiosk.screens.environment import log_qt_messages, prepare_environment
from kiosk.screens.mirror import Mirror
from kiosk.screens.panel import PanelProfile
from kiosk.screens.window import open_window

if TYPE_CHECKING:
    from kiosk.bench.window import BenchWindow
    from kiosk.config import Settings
    from kiosk.flows.catalogue import Catalogue

_DARK_MS = 500
"""How long the first frame is waited for: a screen that is off never takes one."""

_SETTLING_MS = 5_000
"""Until then imports hold the interpreter, which says nothing about how the screen feels."""


class Inbox:
    """Hands what comes from the windows to the kiosk on its loop, once both are there."""

    def __init__(self) -> None:
        self.call: Callable[..., None] = lambda *_: None
        self.act: Callable[[Action, int], None] | None = None
        self.command: Callable[[str], None] | None = None
        self.press: Callable[[str, float], bool] | None = None
        self.mirror = Mirror()

    def from_citizen(self, action: Action, serial: int) -> None:
        """Hand on what a finger did on the page of that serial."""
        if self.act is not None:
            self.call(self.act, action, serial)

    def from_technician(self, line: str) -> None:
        """Hand on a command of the bench."""
        if self.command is not None:
            self.call(self.command, line)

    def from_keyboard(self, text: str, at: float) -> bool:
        """Hand on a key, and tell whether it was a scanner's."""
        return self.press is not None and self.press(text, at)


class _Front:
    """The window with its first page, and the loop that will run behind it."""

    def __init__(self, first: FirstPage, *, watched: bool, now: Callable[[], float]) -> None:
        prepare_environment()
        self._application = QGuiApplication(["kiosk"])
        log_qt_messages()
        self.inbox = Inbox()
        self.bridge = Bridge(lambda action: self.inbox.from_citizen(action, self.bridge.serial), now)
        self.bridge.show(first.page)
        panel = replace(first.panel, motion=first.panel.motion and not watched)
        if not (watched or first.fullscreen):
            room = QGuiApplication.primaryScreen().availableSize()
            panel = panel.within(room.width(), room.height())
        self.window = open_window(self.bridge, self.inbox.mirror, panel, fullscreen=first.fullscreen)

    def draw(self) -> None:
        """Return when the first frame is on the screen."""
        drawing = QEventLoop()
        self.window.window.frameSwapped.connect(drawing.quit)
        QTimer.singleShot(_DARK_MS, drawing.quit)
        drawing.exec()

    def run(self, main: Callable[[], Coroutine[Any, Any, None]]) -> int:
        """Run a coroutine on the loop until it or the window ends; give the exit status.

        Raises:
            BaseException: what the coroutine died of.
        """
        from kiosk.screens.loop_thread import LoopThread

        died: list[BaseException] = []

        def ended(error: BaseException | None) -> None:
            if error is not None:
                died.append(error)
            QMetaObject.invokeMethod(self._application, "quit")

        thread = LoopThread(main, ended)
        self.inbox.call = thread.call
        thread.start()
        _quit_on_signals(self._application)
        self._application.exec()
        thread.stop()
        for error in died:
            raise error
        return 0

    def close(self) -> None:
        """Close the window."""
        self.window.close()


def run_in_window(start: Start, load: Callable[[], "Settings"]) -> int:
    """Run for people until the window is closed; give the exit status.

    A bench stands beside the kiosk if something is simulated that nobody else moves.

    Raises:
        TechnicianError: what `load` says of the settings.
    """
    began = SystemClock().now()
    settings = cache(load)
    first = first_page(start, began, lambda: make_first_page(settings(), start.display, began))
    with closing(_Front(first, watched=False, now=perf_counter)) as front:
        front.draw()
        return _run_for_people(front, settings(), start)


def _run_for_people(front: _Front, settings: "Settings", start: Start) -> int:
    from kiosk.bench.model import BenchModel
    from kiosk.device_settings import KeyboardScanner
    from kiosk.screens.stall import StallWatch

    model = BenchModel(front.inbox.from_technician)
    benches: list[BenchWindow] = []

    def stand_bench() -> None:
        from kiosk.bench.window import open_bench

        benches.append(open_bench(model))

    if isinstance(settings.code_scanner, KeyboardScanner):
        front.window.filter_keys(front.inbox.from_keyboard)
    if settings.needs_bench:
        QTimer.singleShot(0, stand_bench)
    stalls = StallWatch()
    QTimer.singleShot(_SETTLING_MS, stalls.start)

    async def main() -> None:
        from kiosk.modes import run_for_people

        data = start.data or Path(settings.data)
        await run_for_people(
            settings, data, start.display, _catalogue(), front.bridge.show, model.show, front.inbox
        )

    try:
        return front.run(main)
    finally:
        for bench in benches:
            bench.close()


def run_in_controlled_window(settings: "Settings", data: Path, usual: Display, control: Control) -> int:
    """Run in the hands of the test runner until it says quit; give the exit status."""
    from kiosk.flowtest.glass import WatchedGlass

    # Nothing slides, and no finger trembles: each touch of the runner is meant.
    first = make_first_page(settings, usual, control.now)
    with closing(_Front(first, watched=True, now=count().__next__)) as front:
        glass = WatchedGlass(front.window)

        async def main() -> None:
            from kiosk.modes import run_controlled

            await run_controlled(
                settings, data, usual, control, _catalogue(), front.bridge.show, glass, front.inbox
            )

        return front.run(main)


def make_first_page(settings: "Settings", usual: Display, began: datetime) -> FirstPage:
    """Make the page that says that the kiosk is starting, and the window around it."""
    from kiosk.flows.framing import starting_page
    from kiosk.flows.render import render

    panel = settings.panel
    return FirstPage(
        PanelProfile(panel.diagonal_inches, panel.width_px, panel.height_px, panel.motion),
        panel.fullscreen,
        render(starting_page(settings.hall.shown, usual, began), _catalogue()),
    )


def _catalogue() -> "Catalogue":
    from kiosk.config import ASSETS
    from kiosk.flows.catalogue import Catalogue

    return Catalogue(ASSETS / "translations")


def _quit_on_signals(application: QGuiApplication) -> None:
    """Let Ctrl-C and a service manager's TERM end the kiosk in order; Python needs a tick to see them."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: application.quit())
    ticks = QTimer(application)
    ticks.timeout.connect(lambda: None)
    ticks.start(500)
