"""A journal of version 1 becomes one of version 2: everything it held, one transaction, a copy beside it."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.orders import PaymentMode
from kiosk.payments.journal_file import ChainBrokenError, JournalError
from kiosk.payments.order_record import OrderStage
from kiosk.payments.record import AttemptState
from tests.payments.journals import open_journal, wish, write_version_1

EVENTS_OF_1 = 32
ROWS_OF_1 = 6 + 5 + 1
"""Orders, attempts and prints of the sample."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    write_version_1(path)
    return path


def contents(path: Path) -> list[str]:
    """Dump a database, apart from the name of its file."""
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


def test_every_row_and_event_of_before_is_there_and_holds(path: Path) -> None:
    with closing(sqlite3.connect(path)) as old:
        events = old.execute("SELECT * FROM events").fetchall()
        attempts = old.execute(
            "SELECT attempt_no, state, fen, reason FROM attempts ORDER BY rowid"
        ).fetchall()
    with open_journal(path) as journal:
        assert journal.verify() == EVENTS_OF_1 + ROWS_OF_1
        kept = [(event.seq, event.payload, event.mac) for event in journal.events()][:EVENTS_OF_1]
        assert kept == [(event[0], event[5], event[7]) for event in events]
        records = journal.attempts()
        assert [(r.attempt_no, r.state, r.fen, r.reason) for r in records] == attempts
        assert {record.mode for record in records} == {PaymentMode.SHOWN_CODE}
        assert [record.attempt_no for record in journal.open_attempts()] == ["100001-5"]
        assert [order.order_id for order in journal.unresolved_orders()] == ["order-2", "order-4", "order-5"]
        assert journal.unresolved_bills() == {"b4", "b5"}
        assert journal.print_started("V1") == 2
    with open_journal(path) as journal:
        assert journal.verify() == EVENTS_OF_1 + ROWS_OF_1 + 1


def test_an_attempt_of_before_became_final_when_its_last_event_said_so(path: Path) -> None:
    with open_journal(path) as journal:
        day = datetime(2026, 11, 1, tzinfo=SHANGHAI), datetime(2026, 11, 2, tzinfo=SHANGHAI)
        assert [record.attempt_no for record in journal.attempts_final_between(*day)] == [
            "100001-1",
            "100001-2",
            "100001-3",
            "100001-4",
        ]


def test_two_live_orders_of_a_bill_from_before_end_each_by_itself(path: Path) -> None:
    with open_journal(path) as journal:
        journal.order_ended("order-4", OrderStage.VOIDED, "given up")
        assert not journal.order_started(wish("order-7", "b5"))
        journal.order_ended("order-5", OrderStage.VOIDED, "given up")
        assert journal.order_started(wish("order-7", "b5"))


def test_the_journal_as_it_was_lies_beside_it_for_the_kiosk_alone(path: Path) -> None:
    before = contents(path)
    with open_journal(path):
        pass
    (backup,) = path.parent.glob("*.bak")
    assert backup.name == "journal.db.v1-20261122T090000.bak"
    assert backup.stat().st_mode & 0o777 == 0o600
    assert contents(backup) == before


def test_it_is_done_once(path: Path) -> None:
    for _ in range(2):
        with open_journal(path) as journal:
            assert journal.verify() == EVENTS_OF_1 + ROWS_OF_1
    assert len(list(path.parent.glob("*.bak*"))) == 1


def test_the_tables_are_those_of_a_new_journal(path: Path, tmp_path: Path) -> None:
    with open_journal(path), open_journal(tmp_path / "new.db"):
        pass
    schemas = []
    for name in ("journal.db", "new.db"):
        with closing(sqlite3.connect(tmp_path / name)) as database:
            schemas.append(set(database.execute("SELECT type, name, sql FROM sqlite_schema")))
    assert schemas[0] == schemas[1]


@pytest.mark.parametrize("calls", [0, 1, 5, 11, 12])
def test_killed_in_the_middle_it_is_done_by_the_next_start(path: Path, calls: int) -> None:
    before = contents(path)
    program = (
        "import os, signal, sys; from itertools import count; from pathlib import Path\n"
        "from kiosk.payments import journal_migration\n"
        "from kiosk.payments.sealed_rows import SealedRows\n"
        "from tests.payments.journals import open_journal\n"
        "write, execute_all, calls = SealedRows.write, journal_migration.execute_all, count()\n"
        "def counted():\n"
        "    if next(calls) == int(sys.argv[2]): os.kill(os.getpid(), signal.SIGKILL)\n"
        "SealedRows.write = lambda *arguments: (counted(), write(*arguments))\n"
        "journal_migration.execute_all = lambda database, script: (\n"
        "    script == journal_migration.TRIGGERS and counted(), execute_all(database, script))\n"
        "open_journal(Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", program, str(path), str(calls)]
    assert subprocess.run(command, check=False, timeout=30).returncode == -signal.SIGKILL
    assert contents(path) == before
    with open_journal(path) as journal:
        assert journal.verify() == EVENTS_OF_1 + ROWS_OF_1
        assert journal.attempt("100001-2").state is AttemptState.POSTED
    assert len(list(path.parent.glob("*.bak*"))) == 1


def test_what_was_altered_is_not_brought_up_to_date(path: Path) -> None:
    with closing(sqlite3.connect(path)) as thief, thief:
        thief.execute("DROP TRIGGER attempts_frozen")
        thief.execute("UPDATE attempts SET reason = 'x' WHERE attempt_no = '100001-1'")
    before = contents(path)
    with pytest.raises(ChainBrokenError):
        open_journal(path)
    assert contents(path) == before
    assert not list(path.parent.glob("*.bak"))


def test_reading_an_older_journal_says_what_to_do_and_changes_nothing(path: Path) -> None:
    before = contents(path)
    with pytest.raises(JournalError, match="start this one once"):
        open_journal(path, read_only=True)
    assert contents(path) == before


def test_a_copy_that_cannot_be_written_leaves_the_journal_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(JournalError, match="No space left"):
        open_journal(path)
    assert contents(path) == before
