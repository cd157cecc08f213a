"""What the bench shows, and the commands it gives."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot


class BenchModel(QObject):
    """Shows a state and hands on commands.

    A state is plain data in one language, as `kiosk.bench.desk.Desk` gives it: a title, citizens with
    their photographs (a file in assets/citizens, without its ending), groups of buttons, and a log
    with the newest line first. `commanded` is called in Qt's thread with a command's name and
    argument: those of the buttons, and `insert`, `pull`, `put-id-card` and `take-id-card` with a
    citizen's id.
    """

    stateChanged = Signal()
    _arrived = Signal(dict)

    def __init__(self, commanded: Callable[[str, str], None]) -> None:
        super().__init__()
        self._commanded = commanded
        self._state: dict[str, Any] = {"title": "", "citizens": [], "groups": [], "log": []}
        self._arrived.connect(self._set_state, Qt.ConnectionType.QueuedConnection)

    def show(self, state: dict[str, Any]) -> None:
        """Show a state; from any thread."""
        self._arrived.emit(state)

    def _get_state(self) -> dict[str, Any]:
        return self._state

    @Slot(dict)
    def _set_state(self, state: dict[str, Any]) -> None:
        self._state = state
        self.stateChanged.emit()

    state = Property(dict, _get_state, notify=stateChanged)

    @Slot(str, str)
    def command(self, name: str, argument: str) -> None:
        """Hand on a command."""
        self._commanded(name, argument)
