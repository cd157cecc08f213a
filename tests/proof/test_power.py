"""Power cuts: no acknowledged commit is lost, and a journal that syncs too seldom is found."""

from dataclasses import replace
from pathlib import Path
from random import Random

from kiosk.proof.power import check_power, cut_power
from kiosk.proof.power_disk import Create, Delete, Promise, Step, Sync, Truncate, Write, images
from kiosk.proof.power_recording import Statement, record_payments


def lazy(statement: Statement) -> Statement:
    """Sync the log only when it is moved into the file."""
    return replace(statement, sql=statement.sql.replace("synchronous = 2", "synchronous = 1"))


def test_no_power_cut_loses_an_acknowledged_commit() -> None:
    assert check_power(True).found == ()


def test_a_journal_that_does_not_sync_each_commit_is_found(tmp_path: Path) -> None:
    sessions = record_payments(tmp_path / "journal.db", 1)
    lazily = [[lazy(statement) for statement in session] for session in sessions]
    assert lazily != sessions
    found = cut_power(tmp_path, lazily, 60).found
    assert any("acknowledged" in line for line in found)


def test_what_was_not_synced_may_be_lost_or_torn_and_what_was_stays() -> None:
    steps: list[Step] = [
        Create("a"),
        Write("a", 0, b"x" * 1024),
        Sync("a", folder=True),
        Promise(1),
        Write("a", 512, b"y" * 1024),
    ]
    last = list(images(steps, Random(1), 40))[-42:]
    contents = {image.files()["a"] for image in last}
    assert all(image.promised == 1 for image in last)
    assert all(content.startswith(b"x" * 512) for content in contents)
    assert b"x" * 1024 in contents
    assert b"x" * 512 + b"y" * 1024 in contents
    assert b"x" * 512 + b"y" * 512 in contents
    assert b"x" * 1024 + b"y" * 512 in contents


def test_a_file_whose_name_was_not_synced_may_be_missing_or_still_there() -> None:
    made = list(images([Create("a"), Write("a", 0, b"x")], Random(1), 0))
    assert [image.files() for image in made[-2:]] == [{}, {"a": b"x"}]
    steps: list[Step] = [
        Create("a"),
        Sync("a", folder=True),
        Write("a", 0, b"xy"),
        Truncate("a", 1),
        Delete("a"),
    ]
    gone = list(images(steps, Random(1), 100))[-102:]
    assert {image.files().get("a") for image in gone} == {None, b"", b"x", b"xy"}
