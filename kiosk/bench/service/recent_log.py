"""The last lines of this run's log, to be read on the kiosk itself."""

import logging
import re
from collections import deque
from datetime import datetime

from kiosk.domain.clock import SHANGHAI

_LINES = 200
_PERSONAL = re.compile(r"(?<!\w)(?:1\d{10}|\d{12,19}|\d{17}[Xx])(?!\w)")
"""What looks like a mobile number, a card's number or an identity number."""


class _InKioskTime(logging.Formatter):
    """Tells the time as the other pages do, whatever zone the machine is set to."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return f"{datetime.fromtimestamp(record.created, SHANGHAI):%m-%d %H:%M:%S}"


class RecentLog(logging.Handler):
    """Keeps the last lines.

    Personal data is not logged anywhere. Should some part of the house or a library do it all the same,
    a line here shows no number that could be a person's.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(_InKioskTime("%(asctime)s %(levelname)s %(message)s"))
        self._lines: deque[str] = deque(maxlen=_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        line = self.format(record).partition("\n")[0]
        self._lines.append(_PERSONAL.sub(lambda number: "*" * len(number[0]), line))

    def lines(self) -> tuple[str, ...]:
        """Give the lines, the latest first."""
        return tuple(reversed(self._lines))
