"""Writes rows whose every change is an event of the chain; the caller opens and ends the transaction."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kiosk.payments.event_chain import START, Column, Head, canonical, seal
from kiosk.payments.journal_file import JournalOutdatedError
from kiosk.payments.journal_schema import KEYS, STATES


@dataclass(frozen=True, slots=True)
class Change:
    """A new row, or new values for some columns of a row that is there."""

    table: str
    key: str
    columns: Mapping[str, Column]
    before: str | None = None
    """The state that a row must be in to be changed; None for a new row."""


class SealedRows:
    """The tables and their chain, in a database that is ours alone."""

    def __init__(self, database: sqlite3.Connection, key: bytes, boot_id: str) -> None:
        self._database = database
        self._key = key
        self._boot_id = boot_id
        last = database.execute("SELECT seq, mac FROM events ORDER BY seq DESC LIMIT 1").fetchone()
        self.head = Head(*last) if last else START

    def write(self, change: Change, at: str) -> None:
        """Make a change and append its event, dated `at`.

        Raises:
            JournalOutdatedError: the row is not in the state that the change begins with.
            sqlite3.Error: a rule of the schema is broken, or the disk is.
        """
        seq = self.head.seq + 1
        names = tuple(change.columns)
        if change.before is None:
            rows = self._database.execute(_insert(change.table, names), (*change.columns.values(), seq))
        else:
            values = (*change.columns.values(), seq, change.key, change.before)
            rows = self._database.execute(_update(change.table, names), values)
        # The row as it now stands, not as it was meant, is what the event says.
        written = rows.fetchall()
        if not written:
            raise JournalOutdatedError(
                f"{change.table}:{change.key} is not {change.before}: a transition was made twice"
            )
        row = dict(written[0])
        entity = f"{change.table}:{change.key}"
        content = (seq, at, self._boot_id, entity, row[STATES[change.table]], canonical(row))
        mac = seal(self._key, self.head.mac, *content)
        self._database.execute(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*content, self.head.mac, mac)
        )
        self.head = Head(seq, mac)


@cache
def _insert(table: str, names: tuple[str, ...]) -> str:
    marks = "?, " * len(names)
    return f"INSERT INTO {table} ({', '.join(names)}, last_seq) VALUES ({marks}?) RETURNING *"  # noqa: S608 our own names


@cache
def _update(table: str, names: tuple[str, ...]) -> str:
    changes = " = ?, ".join((*names, "last_seq"))
    return f"UPDATE {table} SET {changes} = ? WHERE {KEYS[table]} = ? AND {STATES[table]} = ? RETURNING *"  # noqa: S608 our own names
