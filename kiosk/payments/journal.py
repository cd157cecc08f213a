"""The durable journal: what the kiosk intends and knows about money, before it acts on it.

Each transition is one transaction: the row changes from the state it was in, and an event that
holds the whole new row is chained to the events before. A commit takes some milliseconds and is on
the disk when it returns; it runs on the caller's thread, as nothing may go on before it.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.domain.clock import Clock
from kiosk.domain.orders import Order, OrderRequest
from kiosk.payments.event_chain import GENESIS, Event, first_broken, seal
from kiosk.payments.journal_file import ChainBrokenError, JournalError, clear_errors, connect, read_key
from kiosk.payments.journal_rows import attempt_of, columns_of, order_of
from kiosk.payments.journal_schema import texts
from kiosk.payments.order_record import FINAL_STAGES, OrderRecord, OrderStage
from kiosk.payments.record import FINAL_STATES, AttemptRecord, AttemptState

_KEYS = {"orders": "order_id", "attempts": "attempt_no", "prints": "print_id"}
_STATES = {"orders": "stage", "attempts": "state", "prints": "state"}


class Journal:
    """The kiosk's only journal, held by one process and used by one thread at a time.

    The key that seals it lies beside it, in `<name>.key`.

    Args:
        path: the SQLite file, made if it does not exist.
        clock: dates the events.
        boot_id: names this run of the kiosk in them.
        read_only: for showing and verifying a journal that no kiosk uses.

    Raises:
        JournalError: it cannot be opened, or its chain does not hold.
    """

    def __init__(self, path: Path, clock: Clock, boot_id: str, *, read_only: bool = False) -> None:
        self._path = path
        self._clock = clock
        self._boot_id = boot_id
        self._database = connect(path, make=not read_only)
        try:
            with clear_errors(path):
                used = self._last_event() is not None
                self._key = read_key(path.with_name(f"{path.name}.key"), make=not read_only and not used)
                if read_only:
                    self._database.execute("PRAGMA query_only = 1")
                self.verify()
        except BaseException:
            self._database.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def order_started(self, request: OrderRequest) -> None:
        """Write an order down before the bureau hears of it; the session's id is not kept."""
        columns: dict[str, str | int | None] = {
            "order_id": request.order_id,
            "stage": OrderStage.NEW,
            "payer": request.payer,
            "beneficiary": request.beneficiary,
            "lines": json.dumps([[line.bill_id, line.version] for line in request.lines]),
            "total_fen": request.total_fen,
            "started_at": self._clock.now().isoformat(),
        }
        with self._transaction():
            self._insert("orders", columns)

    def order_opened(self, order: Order) -> None:
        """Note that the bureau has locked the bills."""
        with self._transaction():
            changes = {"stage": OrderStage.OPEN, "expires_at": order.expires_at.isoformat()}
            self._update("orders", order.order_id, OrderStage.NEW, changes)

    def order_ended(self, order_id: str, stage: OrderStage, reason: str) -> None:
        """Note that an order ended or, with VOIDING, shall end; one that has ended stays as it is."""
        with self._transaction():
            self._end_order(order_id, stage, reason)

    def attempt_started(self, record: AttemptRecord) -> None:
        """Write a new attempt down before anybody hears of it."""
        with self._transaction():
            self._insert("attempts", columns_of(record))

    def attempt_changed(
        self, old: AttemptRecord, new: AttemptRecord, order: OrderStage | None = None
    ) -> None:
        """Store a transition, and with it the end of the order if `order` names one.

        A change of nothing but the counts of calls, which live in memory, is not written.
        """
        columns = columns_of(new)
        if columns == columns_of(old):
            return
        with self._transaction():
            self._update("attempts", old.attempt_no, old.state, columns)
            if order is not None:
                self._end_order(new.order_id, order, new.reason)

    def print_started(self, voucher_no: str) -> int:
        """Count a print before the paper moves: 1 is the original, more are reprints."""
        with self._transaction():
            sql = "SELECT count(*) FROM prints WHERE voucher_no = ?"
            n = int(self._database.execute(sql, (voucher_no,)).fetchone()[0]) + 1
            print_id = f"{voucher_no}/{n}"
            self._insert(
                "prints", {"print_id": print_id, "voucher_no": voucher_no, "n": n, "state": "started"}
            )
        return n

    def print_ended(self, voucher_no: str, n: int, *, printed: bool) -> None:
        """Note whether the paper came out."""
        with self._transaction():
            self._update(
                "prints", f"{voucher_no}/{n}", "started", {"state": "printed" if printed else "failed"}
            )

    def attempt(self, attempt_no: str) -> AttemptRecord:
        """Read one attempt.

        Raises:
            KeyError: there is none of that number.
        """
        for record in self._attempts("attempt_no = ?", attempt_no):
            return record
        raise KeyError(attempt_no)

    def attempts(self) -> tuple[AttemptRecord, ...]:
        """Read all attempts, oldest first."""
        return self._attempts("1")

    def attempts_of(self, order_id: str) -> tuple[AttemptRecord, ...]:
        """Read an order's attempts, oldest first."""
        return self._attempts("order_id = ?", order_id)

    def open_attempts(self) -> tuple[AttemptRecord, ...]:
        """Read the attempts that are not final, oldest first."""
        return self._attempts(f"state NOT IN ({texts(FINAL_STATES)})")

    def order(self, order_id: str) -> OrderRecord:
        """Read one order.

        Raises:
            KeyError: there is none of that number.
        """
        for record in self._orders("order_id = ?", order_id):
            return record
        raise KeyError(order_id)

    def unresolved_orders(self) -> tuple[OrderRecord, ...]:
        """Read the orders that have not ended, oldest first."""
        return self._orders(f"stage NOT IN ({texts(FINAL_STAGES)})")

    def unresolved_bills(self) -> frozenset[str]:
        """Tell which bills have an attempt whose end is open or must be decided by a person."""
        settled = texts(FINAL_STATES - {AttemptState.QUARANTINED})
        unresolved = f"order_id IN (SELECT order_id FROM attempts WHERE state NOT IN ({settled}))"  # noqa: S608 our own names
        return frozenset(line.bill_id for order in self._orders(unresolved) for line in order.lines)

    def events(self) -> Iterator[Event]:
        """Read the chain, oldest first."""
        for row in self._database.execute("SELECT * FROM events ORDER BY seq"):
            yield Event(**dict(row))

    def verify(self) -> int:
        """Check that every event holds and that every row is as its last event left it.

        Returns:
            How many events there are.

        Raises:
            ChainBrokenError: something was altered from outside.
        """
        broken = first_broken(self._key, self.events())
        if broken is not None:
            raise self._broken(broken, f"event {broken} is missing or was altered")
        count, latest = 0, dict[str, Event]()
        for event in self.events():
            count, latest[event.entity] = event.seq, event
        for table, key in _KEYS.items():
            for row in self._database.execute(f"SELECT * FROM {table}"):  # noqa: S608 our own names
                last = latest.pop(f"{table}:{row[key]}", None)
                if last is None or last.payload != _canonical(row):
                    seq = last.seq if last else count + 1
                    raise self._broken(seq, f"the row {table}:{row[key]} is not what its last event says")
        for entity, last in latest.items():
            raise self._broken(last.seq, f"the row {entity} is missing")
        return count

    def _attempts(self, where: str, *values: str) -> tuple[AttemptRecord, ...]:
        sql = f"SELECT * FROM attempts WHERE {where} ORDER BY rowid"  # noqa: S608 our own names
        return tuple(attempt_of(row) for row in self._database.execute(sql, values))

    def _orders(self, where: str, *values: str) -> tuple[OrderRecord, ...]:
        sql = f"SELECT * FROM orders WHERE {where} ORDER BY rowid"  # noqa: S608 our own names
        return tuple(order_of(row) for row in self._database.execute(sql, values))

    def _broken(self, seq: int, what: str) -> ChainBrokenError:
        message = (
            f"{self._path} was altered from outside, {what} (event {seq}): keep it for the investigation"
        )
        return ChainBrokenError(message, seq)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise

    def _insert(self, table: str, columns: Mapping[str, str | int | None]) -> None:
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        self._database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(columns.values()))  # noqa: S608 our own names
        self._append_event(table, str(columns[_KEYS[table]]))

    def _update(self, table: str, key: str, old_state: str, columns: Mapping[str, str | int | None]) -> None:
        changes = ", ".join(f"{name} = ?" for name in columns)
        sql = f"UPDATE {table} SET {changes} WHERE {_KEYS[table]} = ? AND {_STATES[table]} = ?"  # noqa: S608 our own names
        if self._database.execute(sql, (*columns.values(), key, old_state)).rowcount != 1:
            raise JournalError(f"{table}:{key} is not {old_state}: a transition was made twice")
        self._append_event(table, key)

    def _end_order(self, order_id: str, stage: OrderStage, reason: str | None) -> None:
        row = self._database.execute("SELECT stage FROM orders WHERE order_id = ?", (order_id,)).fetchone()
        if row["stage"] not in FINAL_STAGES | {stage}:
            self._update("orders", order_id, row["stage"], {"stage": stage, "reason": reason})

    def _append_event(self, table: str, key: str) -> None:
        row = self._database.execute(f"SELECT * FROM {table} WHERE {_KEYS[table]} = ?", (key,)).fetchone()  # noqa: S608 our own names
        last = self._last_event()
        seq, prev_mac = (last["seq"] + 1, last["mac"]) if last else (1, GENESIS)
        at = self._clock.now().isoformat()
        content = (seq, at, self._boot_id, f"{table}:{key}", row[_STATES[table]], _canonical(row))
        mac = seal(self._key, prev_mac, *content)
        self._database.execute(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*content, prev_mac, mac)
        )

    def _last_event(self) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._database.execute(
            "SELECT seq, mac FROM events ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return row


def _canonical(row: sqlite3.Row) -> str:
    return json.dumps(dict(row), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
