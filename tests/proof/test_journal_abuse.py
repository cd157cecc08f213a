"""A full disk, flipped bytes and a second process: the journal stands them, and a careless one is found."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.payments.event_chain import Event
from kiosk.payments.journal_rows import attempt_of
from kiosk.proof.flipped_byte import Contents, check_flipped_byte
from kiosk.proof.full_disk import check_full_disk
from kiosk.proof.second_process import check_second_process
from tests.proof.bugs import SilentJournal, hold_nothing


def trust(path: Path) -> Contents:
    """Read what stands there."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        attempts = map(attempt_of, database.execute("SELECT * FROM attempts"))
        return tuple(attempts), tuple(Event(*row) for row in database.execute("SELECT * FROM events"))


def test_a_full_disk_loses_nothing_that_was_acknowledged() -> None:
    assert check_full_disk(True).found == ()


def test_a_journal_that_is_silent_about_a_full_disk_is_found() -> None:
    assert check_full_disk(True, SilentJournal).found != ()


def test_a_flipped_byte_is_refused_or_changes_nothing() -> None:
    assert check_flipped_byte(True).found == ()


def test_a_reader_that_trusts_the_file_is_found() -> None:
    assert any("another content" in line for line in check_flipped_byte(True, trust).found)


def test_a_second_process_is_refused_while_the_first_lives() -> None:
    assert check_second_process(True).found == ()


def test_a_journal_that_is_not_held_is_found() -> None:
    assert len(check_second_process(True, hold_nothing).found) == 2
