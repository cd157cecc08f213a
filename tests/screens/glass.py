"""The kiosk's glass in a test: shows sample pages, finds what is on it, and touches it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.flows.actions import Action
from kiosk.flows.catalogue import Catalogue
from kiosk.flows.render import render
from kiosk.flows.views import Page
from kiosk.screens.bridge import Bridge
from kiosk.screens.mirror import Mirror
from kiosk.screens.panel import PanelProfile
from kiosk.screens.window import open_window

TOUCH = QTest.createTouchDevice()


class Glass:
    """An open window whose clock the test turns."""

    def __init__(
        self,
        panel: PanelProfile,
        catalogue: Catalogue,
        now: Callable[[], float],
        acted: Callable[[Action], None] | None = None,
    ) -> None:
        self.panel = panel
        self.actions: list[Action] = []
        self.page: Page
        self._catalogue = catalogue
        self.bridge = Bridge(acted or self.actions.append, now)
        self.mirror = Mirror()
        self.kiosk = open_window(self.bridge, self.mirror, panel, fullscreen=False)
        self.window = self.kiosk.window

    def close(self) -> None:
        self.kiosk.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def show(self, page: Page) -> QImage:
        """Show a page and give the pixels once it has settled."""
        self.page = page
        self.bridge.show(render(page, self._catalogue))
        QCoreApplication.processEvents()
        wait_until(lambda: not self.window.property("busy"))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return self.window.grabWindow()

    def items(self, root: QQuickItem | None = None) -> Iterator[QQuickItem]:
        """Walk over what is visible, Repeaters' items included."""
        for item in (root or self.window.contentItem()).childItems():
            if item.isVisible() and item.opacity() > 0:
                yield item
                yield from self.items(item)

    def controls(self) -> dict[str, QQuickItem]:
        return {item.objectName(): item for item in self.items() if item.property("target")}

    def texts(self, root: QQuickItem | None = None) -> list[QQuickItem]:
        return [item for item in self.items(root) if item.property("contentWidth") and item.property("text")]

    def find(self, name: str) -> QQuickItem:
        return next(item for item in self.items() if item.objectName() == name)

    @property
    def screen(self) -> QQuickItem:
        """The screen that is shown, without head and foot."""
        return next(item for item in self.items() if item.property("framed") is not None)

    def mm(self, millimetres: float) -> float:
        return millimetres * self.panel.pixels_per_millimetre

    def touch(self, target: str) -> None:
        """Tap the middle of a control."""
        self.press(target)
        self.lift(target)

    def press(self, target: str) -> None:
        point = middle(self.find(target)).toPoint()
        QTest.touchEvent(self.window, TOUCH).press(0, point, self.window).commit()

    def lift(self, target: str) -> None:
        point = middle(self.find(target)).toPoint()
        QTest.touchEvent(self.window, TOUCH).release(0, point, self.window).commit()

    def save(self, path: Path) -> Path:
        """Take a screenshot as a manual would."""
        future = self.kiosk.screenshot(path)
        wait_until(future.done)
        return future.result()


def wait_until(done: Callable[[], bool], turns: int = 200) -> None:
    """Run Qt's event loop until something is done.

    Raises:
        TimeoutError: it was not done after some seconds.
    """
    for _ in range(turns):
        if done():
            return
        QTest.qWait(10)
    raise TimeoutError


def middle(item: QQuickItem) -> QPointF:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2))


def area(item: QQuickItem) -> QRectF:
    """Where an item stands in the window, as far as what scrolls lets it be seen."""
    rect = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    for parent in ancestors(item):
        if parent.clip():
            rect = rect.intersected(parent.mapRectToScene(QRectF(0, 0, parent.width(), parent.height())))
    return rect


def ancestors(item: QQuickItem) -> list[QQuickItem]:
    # Qt's stubs hide that the outermost item has no parent.
    parent = cast("QQuickItem | None", item.parentItem())
    return [] if parent is None else [parent, *ancestors(parent)]


def ink(text: QQuickItem) -> QRectF:
    """Where the lines of a text stand inside its own item."""
    height = text.property("contentHeight")
    return QRectF(0, (text.height() - height) / 2, text.width(), height)
