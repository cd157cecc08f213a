"""Touch to the first frame of the next screen, at 1080 x 1920 with the software renderer.

A finger is put on a control and lifted. The bridge hands the tap to a loop in another thread, as
in the kiosk; there the next page is put into words and shown. The time ends when Qt has handed
over the first frame with the next screen, which stands in its place at once, without a slide.
"""

import asyncio
import itertools
from collections.abc import Iterator
from statistics import median
from time import perf_counter

from PySide6.QtCore import QEventLoop, QPointF, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from benchmarks.figure import Figure, Result
from kiosk.config import ASSETS
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.render import render
from kiosk.screens.bridge import Bridge
from kiosk.screens.environment import prepare_environment
from kiosk.screens.loop_thread import LoopThread
from kiosk.screens.mirror import Mirror
from kiosk.screens.panel import PanelProfile
from kiosk.screens.window import KioskWindow, open_window
from tests.screens.samples import VIEWS, sample

GOAL_MS = 50.0
_ROUNDS = 6
_REST_MS = 100
_PANEL = PanelProfile(diagonal_inches=21.5, width_px=1080, height_px=1920, motion=False)


def measure_touch() -> list[Result]:
    """Give the median over all changes of page, some rounds of every screen."""
    prepare_environment()
    application = QGuiApplication.instance() or QGuiApplication(["bench", "-platform", "offscreen"])
    thread = LoopThread(_nothing, lambda _: None)
    thread.start()
    glass = _Glass(thread)
    milliseconds: dict[str, list[float]] = {screen: [] for screen in VIEWS}
    glass.turn_to([*VIEWS][-1])
    for screen in [*VIEWS] * _ROUNDS:
        milliseconds[screen].append(glass.touch(screen) * 1000)
    glass.close()
    thread.stop()
    del application
    medians = {screen: median(values) for screen, values in milliseconds.items()}
    slowest = max(medians, key=medians.__getitem__)
    detail = f"{len(VIEWS)} screens, the slowest is {slowest} with {medians[slowest]:.0f} ms"
    return [Figure("touch", median(itertools.chain(*milliseconds.values())), GOAL_MS, "ms", detail)]


async def _nothing() -> None:
    """Keep a loop going until it is cancelled."""
    await asyncio.Event().wait()


class _Glass:
    """The kiosk's window with sample pages."""

    def __init__(self, thread: LoopThread) -> None:
        self._thread = thread
        self._catalogue = Catalogue(ASSETS / "translations")
        self._device = QTest.createTouchDevice()
        self._waiting = QEventLoop()
        self._serial = 0
        self._next = ""
        self._framed_at = 0.0
        self._bridge = Bridge(lambda _: self._thread.call(self._show))
        self._kiosk: KioskWindow = open_window(self._bridge, Mirror(), _PANEL, fullscreen=False)
        self._window = self._kiosk.window
        self._window.frameSwapped.connect(self._swapped)

    def close(self) -> None:
        """Close the window."""
        self._kiosk.close()

    def turn_to(self, screen: str) -> None:
        """Show the first screen."""
        self._expect(screen)
        self._show()
        self._wait()

    def touch(self, screen: str) -> float:
        """Touch any control, to which the kiosk shows that screen; give the seconds."""
        control = next(self._controls(self._window.contentItem()))
        point = control.mapToScene(QPointF(control.width() / 2, control.height() / 2)).toPoint()
        self._expect(screen)
        began = perf_counter()
        QTest.touchEvent(self._window, self._device).press(0, point, self._window).commit()
        QTest.touchEvent(self._window, self._device).release(0, point, self._window).commit()
        self._wait()
        return self._framed_at - began

    def _expect(self, screen: str) -> None:
        self._next, self._serial, self._framed_at = screen, self._serial + 1, 0.0

    def _show(self) -> None:
        self._bridge.show(render(sample(self._next, serial=self._serial), self._catalogue))

    def _wait(self) -> None:
        """Run the event loop until the frame is there, and then until everything has come to rest."""
        if not self._framed_at:
            self._waiting.exec()
        QTimer.singleShot(_REST_MS, self._waiting.quit)
        self._waiting.exec()

    def _swapped(self) -> None:
        if self._bridge.serial == self._serial and not self._framed_at:
            self._framed_at = perf_counter()
            self._waiting.quit()

    def _controls(self, item: QQuickItem) -> Iterator[QQuickItem]:
        for child in item.childItems():
            if child.isVisible() and child.isEnabled():
                if child.property("target"):
                    yield child
                yield from self._controls(child)
