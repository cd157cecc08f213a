"""What can be asked of the journal."""

import hmac
from collections.abc import Generator
from contextlib import closing
from datetime import datetime
from itertools import islice

from kiosk.domain.clock import SHANGHAI
from kiosk.payments.decision import DecisionRecord
from kiosk.payments.event_chain import Column, Event
from kiosk.payments.journal_rows import attempt_of, decision_of, order_of
from kiosk.payments.journal_schema import LIVE
from kiosk.payments.order_record import OrderRecord
from kiosk.payments.record import AttemptRecord
from kiosk.payments.sealed_store import SealedStore
from kiosk.payments.timing import Timing

_FOR_A_PERSON = """state = 'quarantined'
    AND attempt_no NOT IN (SELECT attempt_no FROM decisions WHERE decision = 'resolved')"""
# Two questions in one, as each has its index and their sum has none.
_OF_UNRESOLVED_ATTEMPTS = f"""order_id IN (
    SELECT order_id FROM attempts WHERE {LIVE["attempts"]}
    UNION SELECT order_id FROM attempts WHERE {_FOR_A_PERSON})"""  # noqa: S608 our own names
_UNTOLD = """payer = ? AND order_id NOT IN (SELECT order_id FROM told) AND EXISTS (
    SELECT 1 FROM attempts WHERE attempts.order_id = orders.order_id)"""


class JournalReading:
    """Answers from rows that are as their events say; all of them raise `JournalError` where one is not."""

    def __init__(self, store: SealedStore) -> None:
        self._store = store

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
        return self._attempts(LIVE["attempts"])

    def attempts_begun_between(self, start: datetime, end: datetime) -> tuple[AttemptRecord, ...]:
        """Read the attempts that were begun from `start` on and before `end`, oldest first."""
        return self._attempts("created_at >= ? AND created_at < ?", _text(start), _text(end))

    def attempts_final_between(self, start: datetime, end: datetime) -> tuple[AttemptRecord, ...]:
        """Read the attempts that became final from `start` on and before `end`, oldest first."""
        return self._attempts("ended_at >= ? AND ended_at < ?", _text(start), _text(end))

    def attempts_open_at(self, end: datetime) -> tuple[AttemptRecord, ...]:
        """Read, as they are now, the attempts that were begun before a moment and not final then."""
        where = f"created_at < ? AND (ended_at >= ? OR {LIVE['attempts']})"
        return self._attempts(where, _text(end), _text(end))

    def attempts_needing_a_person(self, now: datetime, timing: Timing) -> tuple[AttemptRecord, ...]:
        """Read the attempts set aside that nobody has resolved, then those that stay open for too long."""
        late = (record for record in self.open_attempts() if timing.needs_attention(record, now))
        return (*self._attempts(_FOR_A_PERSON), *late)

    def decisions_about(self, attempt_no: str) -> tuple[DecisionRecord, ...]:
        """Read what people decided about an attempt, oldest first."""
        return tuple(decision_of(row) for row in self._store.rows("decisions", "attempt_no = ?", attempt_no))

    def order(self, order_id: str) -> OrderRecord:
        """Read one order.

        Raises:
            KeyError: there is none of that number.
        """
        for record in self._orders("order_id = ?", order_id):
            return record
        raise KeyError(order_id)

    def last_order_of(self, payer: str) -> OrderRecord | None:
        """Read the order that a citizen began last, if there is one."""
        where = "rowid = (SELECT max(rowid) FROM orders WHERE payer = ?)"
        return next(iter(self._orders(where, payer)), None)

    def untold_orders(self, payer: str) -> tuple[OrderRecord, ...]:
        """Read a citizen's orders, oldest first, begun to be paid, whose end they did not see."""
        return self._orders(_UNTOLD, payer)

    def unresolved_orders(self) -> tuple[OrderRecord, ...]:
        """Read the orders that have not ended, oldest first."""
        return self._orders(LIVE["orders"])

    def unresolved_bills(self) -> frozenset[str]:
        """Tell which bills have an attempt whose end is open or must be decided by a person."""
        orders = self._orders(_OF_UNRESOLVED_ATTEMPTS)
        return frozenset(line.bill_id for order in orders for line in order.lines)

    def events(self, after: int = 0) -> Generator[Event, None, None]:
        """Read the chain, oldest first, from the event that follows number `after`."""
        return self._store.events(after)

    def events_after(self, seq: int, limit: int) -> tuple[Event, ...]:
        """Read at most `limit` events that follow number `seq`."""
        with closing(self.events(seq)) as events:
            return tuple(islice(events, limit))

    def uploaded_seq(self) -> int:
        """Give the number of the last event that the bureau has received, or 0."""
        (seq,) = self._store.select("SELECT ifnull(max(seq), 0) FROM upload")[0]
        return int(seq)

    def chain_head_at(self, end: datetime) -> str:
        """Give the last event before a moment as `seq:mac` in hexadecimal, or `0:` if there is none."""
        sql = "SELECT seq, mac FROM events WHERE at < ? ORDER BY seq DESC LIMIT 1"
        for seq, mac in self._store.select(sql, _text(end)):
            return f"{seq}:{mac.hex()}"
        return "0:"

    def sealed(self, content: bytes) -> bytes:
        """Give the HMAC-SHA256 of a document by the key that seals the journal."""
        return hmac.digest(self._store.key, content, "sha256")

    def verify(self) -> int:
        """Check that the file is sound, every event holds and every row is as its last event left it.

        Returns:
            How many events there are.

        Raises:
            JournalError: something was damaged, or altered from outside.
        """
        return self._store.verify()

    def _attempts(self, where: str, *values: Column) -> tuple[AttemptRecord, ...]:
        return tuple(attempt_of(row) for row in self._store.rows("attempts", where, *values))

    def _orders(self, where: str, *values: Column) -> tuple[OrderRecord, ...]:
        return tuple(order_of(row) for row in self._store.rows("orders", where, *values))


def _text(moment: datetime) -> str:
    """Write a moment as the journal does, so that texts compare as the moments do."""
    return moment.astimezone(SHANGHAI).isoformat()
