"""Kiosks and journals with a bug each, which the proof must find. Real processes run them."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from kiosk.domain.money import Fen
from kiosk.domain.orders import Order
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.payments import settler
from kiosk.payments.journal import Journal
from kiosk.payments.journal_file import JournalFullError
from kiosk.payments.order_record import OrderStage
from kiosk.payments.outcome import Outcome
from kiosk.payments.ports import PaymentRail
from kiosk.payments.rails.wechat import WeChatRail
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.timing import Timing
from kiosk.payments.transition import Reply, apply
from kiosk.proof.clock_back import DayBackKiosk
from kiosk.proof.crash_kiosk import START, CrashKiosk


class LateJournal(Journal):
    """Writes a new attempt down only when something has come of it."""

    _late: AttemptRecord | None = None

    def attempt_started(self, record: AttemptRecord) -> None:
        self._late = record

    def attempt_changed(
        self, old: AttemptRecord, new: AttemptRecord, order: OrderStage | None = None
    ) -> None:
        if self._late is not None:
            super().attempt_started(self._late)
            self._late = None
        super().attempt_changed(old, new, order)


class LateKiosk(CrashKiosk):
    def open_journal(self) -> Journal:
        return LateJournal(self.folder / "journal.db", self.clock, self.ids.ulid())


class InventiveRail(WeChatRail):
    """Makes up a new refund number each time."""

    _refunds = 0

    async def refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        self._refunds += 1
        return await super().refund(attempt_no, f"{refund_no}{self._refunds}", fen)


class InventiveKiosk(CrashKiosk):
    def make_rails(self, url: str, keys: Path) -> list[PaymentRail]:
        rails = super().make_rails(url, keys)
        for rail in rails:
            if isinstance(rail, WeChatRail):
                rail.__class__ = InventiveRail
        return rails


class RashKiosk(CrashKiosk):
    """Gives money back without voiding the order first, when a posting got no answer."""

    def open_journal(self) -> Journal:
        settler.__dict__["apply"] = _rash  # in a process of its own
        return super().open_journal()


def _rash(record: AttemptRecord, reply: Reply, at: datetime, timing: Timing) -> AttemptRecord:
    if record.state is AttemptState.POST_INTENT and isinstance(reply, Problem):
        reply = replace(reply, code=ProblemCode.VOIDED)
    return apply(record, reply, at, timing)


class DoublePrintKiosk(CrashKiosk):
    """Prints again after a start what it does not know to be printed."""

    def open_journal(self) -> Journal:
        journal = super().open_journal()
        for event in journal.events():
            if event.kind == "started":
                with (self.folder / "papers").open("a", encoding="utf-8") as papers:
                    papers.write(event.entity.removeprefix("prints:").partition("/")[0] + "\n")
        return journal


class ProudJournal(Journal):
    """Takes nothing that is earlier than what it has."""

    _latest = START

    def attempt_changed(
        self, old: AttemptRecord, new: AttemptRecord, order: OrderStage | None = None
    ) -> None:
        if self._clock.now() < self._latest:
            raise ValueError(self._latest)
        self._latest = self._clock.now()
        super().attempt_changed(old, new, order)


class ProudKiosk(DayBackKiosk):
    def open_journal(self) -> Journal:
        return ProudJournal(self.folder / "journal.db", self.clock, self.ids.ulid())


class SilentJournal(Journal):
    """Says nothing when the disk is full."""

    def order_opened(self, order: Order) -> None:
        with suppress(JournalFullError):
            super().order_opened(order)

    def attempt_started(self, record: AttemptRecord) -> None:
        with suppress(JournalFullError):
            super().attempt_started(record)

    def attempt_changed(
        self, old: AttemptRecord, new: AttemptRecord, order: OrderStage | None = None
    ) -> None:
        with suppress(JournalFullError):
            super().attempt_changed(old, new, order)


def hold_nothing(path: Path, line: Connection) -> None:
    """Say that the journal is held, and do not hold it."""
    line.send(path.exists())
    line.recv()
