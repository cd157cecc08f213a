"""Journals for the tests: opened at a fixed moment, with a small reserve, and one with a payment."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.domain.clock import SHANGHAI, Clock
from kiosk.domain.money import Fen
from kiosk.domain.orders import Order, OrderLine, OrderRequest, OrderState
from kiosk.payments.disk_reserve import DiskReserve
from kiosk.payments.journal import Journal
from kiosk.payments.order_record import OrderStage
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.proof.model_world import FEN, START, fresh
from kiosk.world.clock import VirtualClock

NOW = datetime(2026, 11, 22, 9, tzinfo=SHANGHAI)
ATTEMPT = fresh(1).record
PAID = replace(ATTEMPT, state=AttemptState.PAID, paid_fen=FEN, trade_no="T", paid_at=START)
POSTED = replace(PAID, state=AttemptState.POSTED, posting_no="P")
CLOSED = replace(ATTEMPT, state=AttemptState.CLOSED)
QUARANTINED = replace(ATTEMPT, state=AttemptState.QUARANTINED, paid_fen=Fen(1))
_VERSION_1 = Path(__file__).with_name("journal_v1.sql")


def open_journal(
    path: Path, *, read_only: bool = False, clock: Clock | None = None, reserve: DiskReserve | None = None
) -> Journal:
    reserve = reserve or DiskReserve(path.with_name(f"{path.name}.reserve"), 4096)
    return Journal(path, clock or VirtualClock(NOW), "boot", reserve=reserve, read_only=read_only)


def wish(order_id: str = "order", *bill_ids: str, payer: str = "p1") -> OrderRequest:
    lines = tuple(OrderLine(bill_id, 1) for bill_id in bill_ids)
    return OrderRequest(order_id, "session-9", payer, payer, lines, FEN)


def of(order_id: str, record: AttemptRecord, number: int = 1) -> AttemptRecord:
    """Make an attempt of an order out of another."""
    return replace(record, order_id=order_id, attempt_no=f"{order_id}-{number}")


def attempted(journal: Journal, order_id: str, end: AttemptRecord, stage: OrderStage | None = None) -> None:
    """Let an attempt of an order begin, and become as `end` is."""
    journal.attempt_started(of(order_id, ATTEMPT))
    journal.attempt_changed(of(order_id, ATTEMPT), of(order_id, end), stage)


def write_payment(path: Path) -> None:
    """Write the journal of a posted payment and its print."""
    with open_journal(path) as journal:
        assert journal.order_started(wish("order", "b1"))
        journal.order_opened(Order("order", OrderState.OPEN, FEN, START + timedelta(minutes=15)))
        journal.attempt_started(ATTEMPT)
        journal.attempt_changed(ATTEMPT, PAID)
        journal.attempt_changed(PAID, POSTED, OrderStage.POSTED)
        journal.print_ended("V1", journal.print_started("V1"), printed=False)


def write_version_1(path: Path) -> None:
    """Write a journal that version 1 of the kiosk wrote, and its key."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript(_VERSION_1.read_text(encoding="utf-8"))
    key = path.with_name(f"{path.name}.key")
    key.write_bytes(bytes(range(32)))
    key.chmod(0o600)


def copied(path: Path, folder: Path) -> Path:
    """Copy a journal and its key to another folder."""
    folder.mkdir()
    shutil.copy(path.with_name(f"{path.name}.key"), folder)
    return Path(shutil.copy(path, folder))
