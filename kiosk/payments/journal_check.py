"""Holds the journal's rows against its chain: all of it, or what came after the last checkpoint."""

import hmac
import json
import sqlite3
from collections.abc import Generator, Iterable
from contextlib import closing
from pathlib import Path

from kiosk.payments.event_chain import Event, Head, canonical, first_broken, seal
from kiosk.payments.journal_file import ChainBrokenError, execute_all
from kiosk.payments.journal_schema import FINAL, KEYS, LIVE, SCHEMA

_LAST_OF_EACH = """
    SELECT events.* FROM (SELECT max(seq) AS seq FROM events GROUP BY entity) JOIN events USING (seq)
"""
_TABLES_AND_RULES = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
Live = dict[str, int]
"""The entities that something will still happen to, and the numbers of their last events."""


class JournalCheck:
    """Looks at an open journal and changes nothing.

    Each method raises `ChainBrokenError` where something was altered from outside, and what SQLite
    raises where the file is damaged.
    """

    def __init__(self, database: sqlite3.Connection, key: bytes, path: Path) -> None:
        self._database = database
        self._key = key
        self._path = path

    def everything(self) -> int:
        """Check every page, event and row; give the number of events.

        It takes half a minute for a million events, and no memory that grows with them.
        """
        self._hold_schema()
        count = self.chain_and_rows(KEYS)
        self._hold_live(self._live(), count)
        return count

    def since_checkpoint(self) -> int:
        """Check what came after the last checkpoint and all that is live; without one, everything.

        Nor does SQLite look at the pages from before, which takes seconds for a big file: each row is
        held against its event when it is read. Only a damaged index, which hides a row that is final,
        stays unseen until all is verified; what is live is compared with the sealed list of it.
        """
        checkpoint = self._checkpoint()
        if checkpoint is None:
            return self.everything()
        self._hold_schema()
        head, live = checkpoint
        count = self._tail(head, live)
        self._hold_live(live, count)
        return count

    def chain_and_rows(self, tables: Iterable[str]) -> int:
        """Check every page and event, and every row of these tables; give the number of events."""
        with closing(self._database.execute("PRAGMA integrity_check(1)")) as pages:
            if (verdict := pages.fetchone()[0]) != "ok":
                raise sqlite3.DatabaseError(verdict)
        broken = first_broken(self._key, self.events())
        if broken is not None:
            raise self.broken(broken, f"event {broken} is missing or was altered")
        rows = dict.fromkeys(tables, 0)
        for last in self._events(_LAST_OF_EACH):
            self._hold_row(last)
            rows[last.entity.partition(":")[0]] += 1
        count = self._count()
        for table, expected in rows.items():
            (there,) = self._database.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 our own names
            if there != expected:
                raise self.broken(count + 1, f"a row of {table} has no event")
        return count

    def checkpoint_at(self, head: Head) -> tuple[int, str, bytes]:
        """Give the number, live entities and seal of a checkpoint at the head of a chain that holds."""
        live = json.dumps(self._live(), sort_keys=True)
        return head.seq, live, self._seal_of(head, live)

    def events(self, after: int = 0) -> Generator[Event, None, None]:
        """Read the chain, oldest first, from the event that follows number `after`."""
        return self._events("SELECT * FROM events WHERE seq > ? ORDER BY seq", after)

    def hold(self, table: str, row: sqlite3.Row) -> None:
        """Check a row that was read against its last event."""
        entity = f"{table}:{row[KEYS[table]]}"
        last = self._event(row["last_seq"])
        if last is None or last.entity != entity or last.payload != canonical(dict(row)):
            raise self.broken(row["last_seq"], f"the row {entity} is not what its last event says")

    def broken(self, seq: int, what: str) -> ChainBrokenError:
        """Say what was found, and where."""
        message = (
            f"{self._path} was altered from outside, {what} (event {seq}): keep it for the investigation"
        )
        return ChainBrokenError(message, seq)

    def _tail(self, head: Head, live: Live) -> int:
        """Check the events after the checkpoint and the rows they changed, and bring `live` up to date."""
        broken = first_broken(self._key, self.events(head.seq), head)
        if broken is not None:
            raise self.broken(broken, f"event {broken} is missing or was altered")
        last_of = dict(live)
        for event in self.events(head.seq):
            last_of[event.entity] = event.seq
            table = event.entity.partition(":")[0]
            if table in FINAL and event.kind not in FINAL[table]:
                live[event.entity] = event.seq
            else:
                live.pop(event.entity, None)
        for seq in last_of.values():
            last = self._event(seq)
            if last is None:
                raise self.broken(seq, f"event {seq} is missing or was altered")
            self._hold_row(last)
        return self._count()

    def _hold_schema(self) -> None:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as pattern:
            execute_all(pattern, SCHEMA)
            ours, theirs = (
                {tuple(row) for row in database.execute(_TABLES_AND_RULES)}
                for database in (pattern, self._database)
            )
        if ours != theirs:
            raise sqlite3.DatabaseError("its tables or rules are not those of a journal")

    def _hold_live(self, live: Live, count: int) -> None:
        if live != self._live():
            raise self.broken(count, "what is live is not what its last events say")
        bills = {tuple(row) for row in self._database.execute("SELECT bill_id, order_id FROM live_bills")}
        if bills != self._bills_of_live_orders():
            raise self.broken(count, "the bills of live orders are not what their last events say")

    def _hold_row(self, last: Event) -> None:
        table, _, key = last.entity.partition(":")
        row = self._database.execute(
            f"SELECT * FROM {table} WHERE {KEYS[table]} = ?",  # noqa: S608 sealed names
            (key,),
        ).fetchone()
        if row is None:
            raise self.broken(last.seq, f"the row {last.entity} is missing")
        if last.payload != canonical(dict(row)):
            raise self.broken(last.seq, f"the row {last.entity} is not what its last event says")

    def _checkpoint(self) -> tuple[Head, Live] | None:
        row = self._database.execute("SELECT seq, live, mac FROM checkpoint").fetchone()
        event = self._event(row["seq"]) if row else None
        if event is None:
            return None
        head = Head(event.seq, event.mac)
        if not hmac.compare_digest(self._seal_of(head, row["live"]), row["mac"]):
            return None
        return head, json.loads(row["live"])

    def _seal_of(self, head: Head, live: str) -> bytes:
        return seal(self._key, head.mac, "checkpoint", head.seq, live)

    def _event(self, seq: int) -> Event | None:
        """Read one event, unless it is missing or was altered."""
        row = self._database.execute("SELECT * FROM events WHERE seq = ?", (seq,)).fetchone()
        event = Event(*row) if row else None
        return event if event is not None and event.holds(self._key) else None

    def _events(self, sql: str, *values: int) -> Generator[Event, None, None]:
        with closing(self._database.execute(sql, values)) as rows:
            for row in rows:
                yield Event(*row)

    def _count(self) -> int:
        count: int = self._database.execute("SELECT ifnull(max(seq), 0) FROM events").fetchone()[0]
        return count

    def _live(self) -> Live:
        return {
            f"{table}:{row['key']}": row["last_seq"]
            for table, live in LIVE.items()
            for row in self._database.execute(
                f"SELECT {KEYS[table]} AS key, last_seq FROM {table} WHERE {live}"  # noqa: S608 our own names
            )
        }

    def _bills_of_live_orders(self) -> set[tuple[str, str]]:
        rows = self._database.execute(f"SELECT order_id, lines FROM orders WHERE {LIVE['orders']}")  # noqa: S608 our own names
        return {(bill_id, row["order_id"]) for row in rows for bill_id, _ in json.loads(row["lines"])}
