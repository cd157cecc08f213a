"""What the real journal says to SQLite in real payments, statement by statement."""

import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kiosk.payments.journal import Journal
from kiosk.proof.crash_kiosk import START
from kiosk.proof.journal_payment import commits_of_payment
from kiosk.world.clock import VirtualClock


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement and the values bound to it."""

    sql: str
    values: tuple[Any, ...]


Session = Sequence[Statement]
"""All statements of one connection, from its opening on."""


def record_payments(journal: Path, *payments: int) -> list[Session]:
    """Make a journal with as many payments as are named, opening it anew for each number."""
    clock, first = VirtualClock(START), 1
    with _recorded(journal) as sessions:
        for number in payments:
            with Journal(journal, clock, f"boot-{len(sessions)}") as book:
                for payment in range(first, first + number):
                    deque(commits_of_payment(book, clock, payment), maxlen=0)
            first += number
    return sessions


@contextmanager
def _recorded(path: Path) -> Iterator[list[Session]]:
    sessions: list[Session] = []

    class Recorder(sqlite3.Connection):
        def __init__(self, database: Path, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 as sqlite3's
            super().__init__(database, *arguments, **named)
            self._said: list[Statement] = []
            if database == path:
                sessions.append(self._said)

        def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 as sqlite3's
            self._said.append(Statement(sql, tuple(values)))
            return super().execute(sql, values)

    # The journal needs no way to be given another connection but for this.
    with patch.object(sqlite3, "connect", partial(sqlite3.connect, factory=Recorder)):
        yield sessions
