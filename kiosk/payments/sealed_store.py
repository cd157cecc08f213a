"""The journal's file in use: whole transitions, durable when they return, and rows that are checked."""

import sqlite3
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path

from kiosk.domain.clock import Clock
from kiosk.payments.disk_reserve import DiskReserve
from kiosk.payments.event_chain import Column, Event
from kiosk.payments.journal_check import JournalCheck
from kiosk.payments.journal_file import (
    JournalError,
    JournalFullError,
    clear_errors,
    connect,
    key_beside,
    version_of,
)
from kiosk.payments.journal_migration import migrate_from_1
from kiosk.payments.journal_schema import SCHEMA_VERSION
from kiosk.payments.sealed_rows import Change, SealedRows

CHECKPOINT_EVERY = 1_000
"""Events between two checkpoints; no more are verified at a start, which takes some 30 ms."""
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
"""What SQLite calls a full disk, and a quota or another limit."""


class SealedStore:
    """Held by one process and used by one thread at a time.

    Args:
        path: the SQLite file, made if it does not exist.
        clock: dates the events.
        boot_id: names this run of the kiosk in them.
        reserve: freed when the disk is full; None for a store that is only read.

    Raises:
        JournalError: it cannot be opened, or its chain does not hold.
    """

    def __init__(self, path: Path, clock: Clock, boot_id: str, reserve: DiskReserve | None) -> None:
        self._path = path
        self._clock = clock
        self._reserve = reserve
        self._database = connect(path, make=reserve is not None)
        try:
            with clear_errors(path):
                self.key = key_beside(path, self._database, make=reserve is not None)
                self.check = JournalCheck(self._database, self.key, path)
                self._rows = SealedRows(self._database, self.key, boot_id)
                if reserve is None:
                    self._database.execute("PRAGMA query_only = 1")
                self._bring_up_to_date()
                self.check.since_checkpoint()
                (self._sealed_seq,) = self.select("SELECT ifnull(max(seq), 0) FROM checkpoint")[0]
        except BaseException:
            self._database.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def verify(self) -> int:
        """Check the whole file, and give the number of events.

        Raises:
            JournalError: something was damaged, or altered from outside.
        """
        with clear_errors(self._path):
            return self.check.everything()

    def commit(self, *changes: Change) -> None:
        """Make changes, all or none; they are on the disk when this returns.

        If the disk is full, the reserve is freed and they are made again.

        Raises:
            JournalOutdatedError: a row is not in the state that its change begins with.
            JournalFullError: there was no reserve to free, or it did not help.
            JournalError: the file is damaged.
            sqlite3.IntegrityError: a rule of the schema is broken.
        """
        if not changes:
            return

        def write() -> None:
            at = self._clock.now().isoformat()
            for change in changes:
                self._rows.write(change, at)
            if self._rows.head.seq >= self._sealed_seq + CHECKPOINT_EVERY:
                row = self.check.checkpoint_at(self._rows.head)
                self._database.execute("REPLACE INTO checkpoint VALUES (1, ?, ?, ?)", row)
                self._sealed_seq = self._rows.head.seq

        self._durably(write)

    def rows(self, table: str, where: str, *values: Column) -> Iterator[sqlite3.Row]:
        """Read rows of a sealed table, oldest first, each only if it is as its last event says.

        Raises:
            JournalError: one is not, or the file is damaged.
        """
        with clear_errors(self._path):
            for row in self._database.execute(_select(table, where), values).fetchall():
                self.check.hold(table, row)
                yield row

    def events(self, after: int) -> Generator[Event, None, None]:
        """Read the chain, oldest first, from the event that follows number `after`.

        Raises:
            JournalError: an event is missing or was altered, or the file is damaged.
        """
        with clear_errors(self._path):
            for seq, event in enumerate(self.check.events(after), start=after + 1):
                if event.seq != seq or not event.holds(self.key):
                    raise self.check.broken(seq, f"event {seq} is missing or was altered")
                yield event

    def select(self, sql: str, *values: Column) -> list[sqlite3.Row]:
        """Read something else.

        Raises:
            JournalError: the file is damaged.
        """
        with clear_errors(self._path):
            return self._database.execute(sql, values).fetchall()

    def note_uploaded(self, seq: int) -> None:
        """Keep how far the events have been received; outside of the chain, as they are told of."""
        self._durably(lambda: self._database.execute("REPLACE INTO upload VALUES (1, ?)", (seq,)))

    def _durably(self, write: Callable[[], object]) -> None:
        try:
            self._transact(write)
        except sqlite3.OperationalError as error:
            if not (_no_room(error) and self._reserve is not None and self._reserve.release()):
                raise self._failed(error) from error
            try:
                self._transact(write)
            except sqlite3.OperationalError as again:
                raise self._failed(again) from again

    def _transact(self, write: Callable[[], object]) -> None:
        head, sealed_seq = self._rows.head, self._sealed_seq
        self._database.execute("BEGIN IMMEDIATE")
        try:
            write()
            self._database.execute("COMMIT")
        except BaseException:
            self._rows.head, self._sealed_seq = head, sealed_seq
            if self._database.in_transaction:  # not where SQLite itself has rolled back
                self._database.execute("ROLLBACK")
            raise

    def _failed(self, error: sqlite3.OperationalError) -> JournalError:
        if _no_room(error):
            return JournalFullError(
                f"{self._path} cannot grow ({error}): free the disk, then start the kiosk again"
            )
        return JournalError(f"{self._path} cannot be written ({error}): check the disk and the file's owner")

    def _bring_up_to_date(self) -> None:
        if version_of(self._database) == SCHEMA_VERSION:
            return
        if self._reserve is None:
            raise JournalError(
                f"{self._path} was written by an earlier kiosk: start this one once to bring it up to date"
            )
        migrate_from_1(self._database, self.check, self._rows, self._path, self._clock.now())


def _no_room(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in _NO_ROOM


@cache
def _select(table: str, where: str) -> str:
    return f"SELECT * FROM {table} WHERE {where} ORDER BY rowid"  # noqa: S608 our own names
