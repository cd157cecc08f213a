"""The kiosks' journals as the bureau has received them."""

from collections.abc import Sequence

from kiosk.bureau.store import BureauStore
from kiosk.domain.journal_report import ReportedEvent
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.refusals import problem

_BEFORE_THE_FIRST = bytes(32)


class KioskJournals:
    """Keeps each event once. Everything here runs inside a transaction that the caller has begun."""

    def __init__(self, store: BureauStore) -> None:
        self._store = store

    def receive(self, kiosk_number: str, events: Sequence[ReportedEvent]) -> int | Problem:
        """Keep the events that are new and follow what is held; give the number of the last one held."""
        row = self._store.row(
            "select seq, mac from kiosk_events where kiosk_number = ? order by seq desc limit 1", kiosk_number
        )
        held, mac = (row["seq"], row["mac"]) if row else (0, _BEFORE_THE_FIRST)
        for event in events:
            if event.seq > held + 1:
                break
            if event.seq == held + 1:
                if event.prev_mac != mac:
                    return problem(ProblemCode.CHAIN_BROKEN)
                self._keep(kiosk_number, event)
                held, mac = event.seq, event.mac
            elif not self._holds(kiosk_number, event):
                return problem(ProblemCode.CHAIN_BROKEN)
        return held

    def _keep(self, kiosk_number: str, event: ReportedEvent) -> None:
        self._store.db.execute(
            "insert into kiosk_events values (?, ?, ?, ?, ?, ?, ?)",
            (kiosk_number, event.seq, event.at, event.entity, event.kind, event.payload, event.mac),
        )

    def _holds(self, kiosk_number: str, event: ReportedEvent) -> bool:
        sql = "select 1 from kiosk_events where kiosk_number = ? and seq = ? and mac = ?"
        return self._store.row(sql, kiosk_number, event.seq, event.mac) is not None
