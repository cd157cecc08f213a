"""A test runner's finger on the glass, so that a flow in a window proves the QML too."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import Q_ARG, QMetaObject, QObject, Qt, Signal, Slot
from PySide6.QtQuick import QQuickItem

from kiosk.flows.actions import Action, Hold, Release, Tap
from kiosk.screens.window import KioskWindow


class WatchedGlass(QObject):
    """A window in the hands of a test runner, who calls from another thread."""

    _asked = Signal(object, object)

    def __init__(self, kiosk: KioskWindow) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._asked.connect(self._touch, Qt.ConnectionType.QueuedConnection)

    def screenshot(self, path: Path) -> "Future[Path]":
        """Save what is seen, once it has settled."""
        return self._kiosk.screenshot(path)

    def touch(self, action: Action) -> "Future[None]":
        """Do what a finger does; the future ends in ValueError if there is nothing of that name to touch."""
        future: Future[None] = Future()
        self._asked.emit(action, future)
        return future

    @Slot(object, object)
    def _touch(self, action: Action, future: "Future[None]") -> None:
        named = (
            item for item in _visible(self._kiosk.window.contentItem()) if item.objectName() == action.target
        )
        item = next((item for item in named if item.isEnabled()), None)
        if item is None:
            future.set_exception(
                ValueError(f"nothing on the glass is called {action.target} and can be touched")
            )
            return
        match action:
            case Tap():
                QMetaObject.invokeMethod(item, "act")
            case Hold() | Release():
                QMetaObject.invokeMethod(item, "see", Q_ARG("bool", isinstance(action, Hold)))
        future.set_result(None)


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.isVisible():
            yield child
            yield from _visible(child)
