"""Brings a journal of version 1 to version 2, once, with a copy of how it was beside it."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from kiosk.domain.orders import PaymentMode
from kiosk.payments.event_chain import Column
from kiosk.payments.journal_check import JournalCheck
from kiosk.payments.journal_file import execute_all
from kiosk.payments.journal_schema import FINAL, KEYS, LIVE, SCHEMA_VERSION, TABLES, TRIGGERS
from kiosk.payments.sealed_rows import Change, SealedRows
from kiosk.private_file import move_durably

_TABLES_OF_1 = ("orders", "attempts", "prints")
_ATTEMPTS = """
    SELECT old.*, events.at AS last_at FROM attempts_of_1 AS old
    JOIN (SELECT entity, max(seq) AS seq FROM events GROUP BY entity) AS last
        ON last.entity = 'attempts:' || old.attempt_no
    JOIN events USING (seq)
    ORDER BY old.rowid
"""
_OLD_ROWS = {
    "orders": "SELECT * FROM orders_of_1 ORDER BY rowid",
    "attempts": _ATTEMPTS,
    "prints": "SELECT * FROM prints_of_1 ORDER BY rowid",
}
_LIVE_BILLS = f"""
    INSERT INTO live_bills
    SELECT json_extract(value, '$[0]'), order_id FROM orders, json_each(lines) WHERE {LIVE["orders"]}
"""  # noqa: S608 our own names


def migrate_from_1(
    database: sqlite3.Connection, check: JournalCheck, rows: SealedRows, path: Path, now: datetime
) -> None:
    """Verify the journal, copy it, and write each of its rows anew, in one transaction.

    The events of before stay as they are. Each row gets one more, which says what it is now, so that
    the rule that a row is as its last event says needs no exception.

    Raises:
        ChainBrokenError: the journal was altered, and nothing was done.
        OSError: the copy cannot be written.
        sqlite3.Error: the disk is full or the file damaged.
    """
    check.chain_and_rows(_TABLES_OF_1)
    _back_up(database, path.with_name(f"{path.name}.v1-{now:%Y%m%dT%H%M%S}.bak"))
    at = now.isoformat()
    database.execute("BEGIN IMMEDIATE")
    for table in _TABLES_OF_1:
        database.execute(f"DROP TRIGGER {table}_frozen")
        database.execute(f"DROP TRIGGER {table}_kept")
        database.execute(f"ALTER TABLE {table} RENAME TO {table}_of_1")
    database.execute("DROP INDEX one_live_attempt_per_order")
    execute_all(database, TABLES)
    for table, sql in _OLD_ROWS.items():
        with closing(database.execute(sql)) as old_rows:
            for old in old_rows:
                columns = _columns_of_2(table, dict(old))
                rows.write(Change(table, str(columns[KEYS[table]]), columns), at)
    database.execute(_LIVE_BILLS)
    execute_all(database, TRIGGERS)
    for table in reversed(_TABLES_OF_1):
        database.execute(f"DROP TABLE {table}_of_1")
    database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    database.execute("COMMIT")


def _columns_of_2(table: str, columns: dict[str, Column]) -> dict[str, Column]:
    if table == "attempts":
        last_at = columns.pop("last_at")
        columns["mode"] = PaymentMode.SHOWN_CODE  # version 1 knew no other
        columns["ended_at"] = last_at if columns["state"] in FINAL[table] else None
    return columns


def _back_up(database: sqlite3.Connection, path: Path) -> None:
    """Copy the journal, whole and on the disk or not at all, for the kiosk's account alone."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(draft)) as copy:
        database.backup(copy)
    move_durably(draft, path)
