"""What the bench shows, and the commands it gives."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot


class BenchModel(QObject):
    """Shows a view and hands on commands.

    A view is a `kiosk.bench.views.BenchView` as plain data in one language; before the first it is
    empty. `commanded` is called in Qt's thread with the line of the control that was clicked.
    """

    viewChanged = Signal()
    _arrived = Signal(dict)

    def __init__(self, commanded: Callable[[str], None]) -> None:
        super().__init__()
        self._commanded = commanded
        self._view: dict[str, Any] = {}
        self._arrived.connect(self._set_view, Qt.ConnectionType.QueuedConnection)

    def show(self, view: dict[str, Any]) -> None:
        """Show a view; from any thread."""
        self._arrived.emit(view)

    def _get_view(self) -> dict[str, Any]:
        return self._view

    @Slot(dict)
    def _set_view(self, view: dict[str, Any]) -> None:
        self._view = view
        self.viewChanged.emit()

    view = Property(dict, _get_view, notify=viewChanged)

    @Slot(str)
    def command(self, line: str) -> None:
        """Hand on a command."""
        self._commanded(line)
