"""The journal keeps what it was told, refuses what must never happen, and notices what others did to it."""

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.money import Fen
from kiosk.payments.journal_file import (
    ChainBrokenError,
    JournalBusyError,
    JournalCorruptError,
    JournalError,
    JournalKeyError,
    JournalTooNewError,
)
from kiosk.payments.order_record import OrderStage
from kiosk.payments.record import FINAL_STATES, AttemptState
from kiosk.proof.model_world import FEN
from tests.payments.journals import ATTEMPT, PAID, POSTED, open_journal, wish, write_payment


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    write_payment(path)
    return path


@pytest.fixture
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file as somebody would who is not the kiosk."""
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


def test_what_was_written_is_read_again_after_a_restart(path: Path) -> None:
    with open_journal(path) as journal:
        assert journal.attempts() == (POSTED,)
        assert (journal.open_attempts(), journal.unresolved_orders()) == ((), ())
        assert journal.order("order").stage is OrderStage.POSTED
        assert [event.kind for event in journal.events()] == [
            "new", "open", "pay-intent", "paid", "posted", "posted", "started", "failed",
        ]  # fmt: skip
        assert journal.print_started("V1") == 2


def test_the_session_is_not_kept(path: Path) -> None:
    assert b"session-9" not in path.read_bytes()


def test_counts_of_calls_are_no_transition(path: Path) -> None:
    with open_journal(path) as journal:
        before = journal.verify()
        journal.attempt_changed(POSTED, replace(POSTED, checks=3, uncertain=True))
        assert journal.verify() == before


def test_a_second_kiosk_is_told_that_the_journal_is_in_use(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.payments.journals import open_journal\n"
        "try: open_journal(Path(sys.argv[1]), read_only=sys.argv[2] == 'read')\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    with open_journal(path):
        for mode in ("write", "read"):
            command = [sys.executable, "-c", program, str(path), mode]
            said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout
            assert said.startswith(f"JournalBusyError another kiosk is already using {path}")


def test_a_second_connection_of_the_same_process_is_refused(path: Path) -> None:
    with open_journal(path), pytest.raises(JournalBusyError):
        open_journal(path)


def test_reading_changes_nothing(path: Path) -> None:
    with open_journal(path, read_only=True) as journal:
        assert journal.verify() == 8
        with pytest.raises(JournalError, match="readonly"):
            journal.print_started("V1")


def test_reading_a_missing_journal_does_not_make_one(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="there is no journal"):
        open_journal(tmp_path / "none.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to have a header" * 9, b"SQLite format 3\0x"]
)
def test_what_is_no_database_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(content)
    with pytest.raises(JournalCorruptError, match="not a readable journal"):
        open_journal(path)
    assert path.read_bytes() == content


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="check that the folder exists"):
        open_journal(tmp_path / "nowhere" / "journal.db")


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (text)")
    other.close()
    with pytest.raises(JournalCorruptError, match="not a kiosk's journal"):
        open_journal(path)


def test_a_later_version_is_not_touched(path: Path, raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(JournalTooNewError, match="later kiosk"):
        open_journal(path)


@pytest.mark.parametrize("state", sorted(FINAL_STATES))
def test_a_final_attempt_never_changes(tmp_path: Path, state: AttemptState) -> None:
    final = replace(
        PAID,
        state=state,
        posting_no="P" if state is AttemptState.POSTED else None,
        refund_no=f"{ATTEMPT.attempt_no}R1" if state is AttemptState.REFUNDED else None,
    )
    with open_journal(tmp_path / "journal.db") as journal:
        journal.order_started(wish("order", "b1"))
        journal.attempt_started(ATTEMPT)
        journal.attempt_changed(ATTEMPT, final)
        with pytest.raises(sqlite3.IntegrityError, match="never changes"):
            journal.attempt_changed(final, replace(final, reason="changed my mind"))
        assert journal.verify() == 3


def test_a_transition_from_a_state_that_is_past_is_refused_whole(path: Path) -> None:
    with open_journal(path) as journal:
        second = replace(ATTEMPT, attempt_no="100001-2")
        journal.attempt_started(second)
        before = journal.verify()
        with pytest.raises(JournalError, match="made twice"):
            journal.attempt_changed(
                replace(second, state=AttemptState.OPEN), replace(second, state=AttemptState.CLOSED)
            )
        assert journal.verify() == before


def test_an_order_has_one_live_attempt(path: Path) -> None:
    with open_journal(path) as journal:
        journal.attempt_started(replace(ATTEMPT, attempt_no="100001-2"))
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            journal.attempt_started(replace(ATTEMPT, attempt_no="100001-3"))
        assert len(journal.attempts()) == 2


def test_nothing_is_posted_without_the_whole_amount(path: Path) -> None:
    with open_journal(path) as journal:
        second = replace(ATTEMPT, attempt_no="100001-2")
        journal.attempt_started(second)
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            journal.attempt_changed(second, replace(POSTED, attempt_no="100001-2", paid_fen=Fen(FEN - 1)))


@pytest.mark.parametrize(
    "sql", ["UPDATE events SET kind = 'x'", "DELETE FROM events", "DELETE FROM attempts"]
)
def test_the_past_cannot_be_changed(raw: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(sql)


@pytest.mark.parametrize(
    ("sql", "seq"),
    [
        ("UPDATE events SET kind = 'closed' WHERE seq = 4", 4),
        ("UPDATE events SET mac = zeroblob(32) WHERE seq = 2", 2),
        ("UPDATE events SET payload = replace(payload, '40000', '4000') WHERE seq = 5", 5),
        ("DELETE FROM events WHERE seq = 3", 3),
        ("DELETE FROM events WHERE seq = 1", 1),
        ("UPDATE events SET seq = 9 WHERE seq = 8", 8),
        ("DELETE FROM events WHERE seq = 8", 7),
        ("UPDATE attempts SET fen = 1, paid_fen = 1", 5),
        ("DELETE FROM prints", 8),
        ("INSERT INTO prints VALUES ('V2/1', 'V2', 1, 'printed', 8)", 9),
    ],
)
def test_what_was_altered_behind_the_triggers_is_found(
    path: Path, raw: sqlite3.Connection, sql: str, seq: int
) -> None:
    triggers = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(sql)
    for _, trigger in triggers:
        raw.execute(trigger)
    raw.close()
    with pytest.raises(ChainBrokenError) as broken:
        open_journal(path)
    assert broken.value.seq == seq


def test_the_key_is_for_the_kiosk_alone_and_cannot_be_replaced(path: Path) -> None:
    key = path.with_name("journal.db.key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    content = key.read_bytes()
    key.chmod(0o644)
    with pytest.raises(JournalKeyError, match="chmod 600"):
        open_journal(path)
    key.chmod(0o600)
    key.write_bytes(b"short")
    with pytest.raises(JournalKeyError, match="5 bytes"):
        open_journal(path)
    key.write_bytes(bytes(32))
    with pytest.raises(ChainBrokenError):
        open_journal(path)
    key.unlink()
    with pytest.raises(JournalKeyError, match="missing"):
        open_journal(path)
    assert not key.exists()
    assert len(content) == 32
