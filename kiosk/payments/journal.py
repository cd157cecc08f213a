"""The durable journal: what the kiosk intends and knows about money, before it acts on it.

Each transition is one transaction: the row changes from the state it was in, and an event that
holds the whole new row is chained to the events before. A commit takes some milliseconds and is on
the disk when it returns; it runs on the caller's thread, as nothing may go on before it.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.domain.clock import Clock
from kiosk.domain.orders import Order, OrderRequest
from kiosk.payments.decision import Decision, DecisionRecord
from kiosk.payments.disk_reserve import DiskReserve
from kiosk.payments.event_chain import Column
from kiosk.payments.journal_reading import JournalReading
from kiosk.payments.journal_rows import columns_of
from kiosk.payments.order_record import FINAL_STAGES, OrderStage
from kiosk.payments.record import AttemptRecord
from kiosk.payments.sealed_rows import Change
from kiosk.payments.sealed_store import SealedStore

_LIVE_AMONG = """
    SELECT 1 FROM live_bills JOIN json_each(?) ON bill_id = json_extract(value, '$[0]')
"""


class Journal(JournalReading):
    """The kiosk's only journal, held by one process and used by one thread at a time.

    The key that seals it lies beside it, in `<name>.key`.

    Args:
        path: the SQLite file, made if it does not exist.
        clock: dates the events.
        boot_id: names this run of the kiosk in them.
        reserve: room on the disk for payments in flight; by default `<name>.reserve` beside it.
        read_only: for showing and verifying a journal that no kiosk uses.

    Raises:
        JournalError: it cannot be opened, or its chain does not hold.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        boot_id: str,
        *,
        reserve: DiskReserve | None = None,
        read_only: bool = False,
    ) -> None:
        self._clock = clock
        self._reserve = reserve or DiskReserve(path.with_name(f"{path.name}.reserve"))
        super().__init__(SealedStore(path, clock, boot_id, None if read_only else self._reserve))

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def has_room(self) -> bool:
        """Whether the disk has room for new payments; those in flight get theirs from the reserve."""
        return self._reserve.has_room()

    def order_started(self, request: OrderRequest) -> bool:
        """Write an order down before the bureau hears of it; the session's id is not kept.

        Returns:
            False, and nothing is written, if one of its bills has an order that has not ended.
        """
        lines = json.dumps([[line.bill_id, line.version] for line in request.lines])
        if self._store.select(_LIVE_AMONG, lines):
            return False
        columns: dict[str, Column] = {
            "order_id": request.order_id,
            "stage": OrderStage.NEW,
            "payer": request.payer,
            "beneficiary": request.beneficiary,
            "lines": lines,
            "total_fen": request.total_fen,
            "started_at": self._now(),
        }
        self._store.commit(Change("orders", request.order_id, columns))
        return True

    def order_opened(self, order: Order) -> None:
        """Note that the bureau has locked the bills."""
        columns: dict[str, Column] = {"stage": OrderStage.OPEN, "expires_at": order.expires_at.isoformat()}
        self._store.commit(Change("orders", order.order_id, columns, before=OrderStage.NEW))

    def order_ended(self, order_id: str, stage: OrderStage, reason: str) -> None:
        """Note that an order ended or, with VOIDING, shall end; one that has ended stays as it is."""
        self._store.commit(*self._end_of(order_id, stage, reason))

    def order_told(self, order_id: str) -> None:
        """Note that the citizen has seen how an order ended; harmless before that, and when repeated.

        Raises:
            KeyError: there is none of that number.
        """
        stage = self.order(order_id).stage
        told = self._store.select("SELECT 1 FROM told WHERE order_id = ?", order_id)
        if stage in FINAL_STAGES and not told:
            columns: dict[str, Column] = {"order_id": order_id, "stage": stage, "at": self._now()}
            self._store.commit(Change("told", order_id, columns))

    def attempt_started(self, record: AttemptRecord) -> None:
        """Write a new attempt down before anybody hears of it."""
        self._store.commit(Change("attempts", record.attempt_no, columns_of(record)))

    def attempt_changed(
        self, old: AttemptRecord, new: AttemptRecord, order: OrderStage | None = None
    ) -> None:
        """Store a transition, and with it the end of the order if `order` names one.

        A change of nothing but the counts of calls, which live in memory, is not written.
        """
        changed = self._change_of(old, new)
        if changed:
            ended = () if order is None else self._end_of(new.order_id, order, new.reason)
            self._store.commit(*changed, *ended)

    def taken_up(
        self, attempts: Sequence[tuple[AttemptRecord, AttemptRecord]], orders: Sequence[str], reason: str
    ) -> None:
        """Store what a start does to all that earlier runs left, with one wait for the disk."""
        changed = [change for old, new in attempts for change in self._change_of(old, new)]
        ended = [
            change for order_id in orders for change in self._end_of(order_id, OrderStage.VOIDING, reason)
        ]
        self._store.commit(*changed, *ended)

    def decided(self, attempt_no: str, operator: str, decision: Decision, note: str) -> DecisionRecord:
        """Keep what a person decided about an attempt, for ever.

        Raises:
            KeyError: there is no such attempt.
        """
        n = len(self.decisions_about(self.attempt(attempt_no).attempt_no)) + 1
        now = self._clock.now()
        decision_id = f"{attempt_no}/{n}"
        columns: dict[str, Column] = {
            "decision_id": decision_id,
            "attempt_no": attempt_no,
            "n": n,
            "operator": operator,
            "decision": decision,
            "note": note,
            "at": now.isoformat(),
        }
        self._store.commit(Change("decisions", decision_id, columns))
        return DecisionRecord(attempt_no, n, operator, decision, note, now)

    def events_uploaded(self, seq: int) -> None:
        """Keep how far the bureau has received the events; it may also ask for earlier ones again."""
        self._store.note_uploaded(seq)

    def print_started(self, voucher_no: str) -> int:
        """Count a print before the paper moves: 1 is the original, more are reprints."""
        (count,) = self._store.select("SELECT count(*) FROM prints WHERE voucher_no = ?", voucher_no)[0]
        n: int = count + 1
        print_id = f"{voucher_no}/{n}"
        columns: dict[str, Column] = {
            "print_id": print_id,
            "voucher_no": voucher_no,
            "n": n,
            "state": "started",
        }
        self._store.commit(Change("prints", print_id, columns))
        return n

    def print_ended(self, voucher_no: str, n: int, *, printed: bool) -> None:
        """Note whether the paper came out."""
        columns: dict[str, Column] = {"state": "printed" if printed else "failed"}
        self._store.commit(Change("prints", f"{voucher_no}/{n}", columns, before="started"))

    def _change_of(self, old: AttemptRecord, new: AttemptRecord) -> tuple[Change, ...]:
        """Give the change that makes a transition, unless it changes nothing that is stored."""
        before = columns_of(old)
        # Only what changed, as SQLite writes an index anew for each column that it is given.
        columns = {name: value for name, value in columns_of(new).items() if value != before[name]}
        if not columns:
            return ()
        if new.final:
            columns["ended_at"] = self._now()
        return (Change("attempts", old.attempt_no, columns, before=old.state),)

    def _end_of(self, order_id: str, stage: OrderStage, reason: str | None) -> tuple[Change, ...]:
        """Give the change that ends an order, unless it has ended or shall end like this already."""
        before = self.order(order_id).stage
        if before in FINAL_STAGES | {stage}:
            return ()
        return (Change("orders", order_id, {"stage": stage, "reason": reason}, before),)

    def _now(self) -> str:
        return self._clock.now().isoformat()
