"""Watches that the screen never freezes."""

import logging
from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer

_log = logging.getLogger(__name__)

TICK_MS = 20
LIMIT_MS = 50


class StallWatch(QObject):
    """Logs a defect whenever Qt's event loop was busy with one thing for more than 50 ms.

    The clock is a performance counter in seconds.
    """

    def __init__(self, now: Callable[[], float] = perf_counter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._last = now()
        self.stalls: int = 0
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Begin to watch; time before does not count."""
        self._last = self._now()
        self._timer.start()

    def tick(self) -> None:
        """Compare the time since the last tick with what it should be."""
        now = self._now()
        stall_ms = (now - self._last) * 1000 - TICK_MS
        self._last = now
        if stall_ms > LIMIT_MS:
            self.stalls += 1
            _log.error("defect: the screen stood still for %d ms", stall_ms)
