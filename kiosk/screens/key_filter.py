"""Keys on their way to the window: a scanner's are taken out before they press what has the focus."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

Press = Callable[[str, float], bool]
"""Takes what a key writes and the seconds at which it was pressed; tells whether it was a scanner's."""


class KeyFilter(QObject):
    """Shows `press` each key of the object that it is installed on."""

    def __init__(self, press: Press) -> None:
        super().__init__()
        self._press = press

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop a key press that is a scanner's.

        The time is the event's own, so a busy kiosk does not take a scanner for a person.
        """
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.isAutoRepeat():
            return False
        return self._press(event.text(), event.timestamp() / 1000)
