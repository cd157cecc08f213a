"""After a power cut: what was acknowledged is there, or the journal is refused; a torn last commit is not."""

import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.payments.journal_file import JournalCorruptError, JournalError
from kiosk.payments.write_ahead_log import commits_in
from tests.payments.journals import open_journal, wish

EVENTS = 6
_HEADER, _FRAME = 32, 24 + 4096


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy a journal as a power cut leaves it: with a log of several commits beside it."""
    path, cut = tmp_path_factory.mktemp("running") / "journal.db", tmp_path_factory.mktemp("cut")
    with open_journal(path) as journal:
        for number in range(EVENTS):
            journal.order_started(wish(f"order-{number}", f"b{number}"))
        for file in path.parent.iterdir():
            shutil.copy(file, cut)
    return cut


def damaged(cut: Path, folder: Path, log: bytes) -> Path:
    """Copy what the power cut left, with another log."""
    copy = Path(shutil.copytree(cut, folder / "copy"))
    (copy / "journal.db-wal").write_bytes(log)
    return copy / "journal.db"


def test_the_commits_of_a_log_are_counted(cut: Path, tmp_path: Path) -> None:
    commits = commits_in(cut / "journal.db-wal")
    assert len(commits) == 1 + EVENTS
    assert commits[-1] == ((cut / "journal.db-wal").stat().st_size - _HEADER) // _FRAME
    assert commits_in(tmp_path / "none") == ()
    (tmp_path / "short").write_bytes(b"short")
    assert commits_in(tmp_path / "short") == ()


def test_after_a_power_cut_every_commit_is_there(cut: Path, tmp_path: Path) -> None:
    path = damaged(cut, tmp_path, (cut / "journal.db-wal").read_bytes())
    with open_journal(path) as journal:
        assert journal.verify() == EVENTS


@pytest.mark.parametrize("missing", [1, 100, _FRAME, 3 * _FRAME])
def test_a_last_commit_that_was_torn_is_forgotten(cut: Path, tmp_path: Path, missing: int) -> None:
    path = damaged(cut, tmp_path, (cut / "journal.db-wal").read_bytes()[:-missing])
    with open_journal(path) as journal:
        assert journal.verify() == EVENTS - 1


@given(place=st.floats(0, 1, exclude_max=True), mask=st.integers(1, 255))
def test_a_damaged_log_hides_no_commit_but_the_last(cut: Path, place: float, mask: int) -> None:
    log = bytearray((cut / "journal.db-wal").read_bytes())
    log[_HEADER + int(place * (len(log) - _HEADER))] ^= mask
    with TemporaryDirectory() as folder:
        path = damaged(cut, Path(folder), bytes(log))
        with suppress(JournalError), open_journal(path) as journal:
            assert journal.verify() >= EVENTS - 1


def test_a_log_damaged_in_its_middle_is_refused(cut: Path, tmp_path: Path) -> None:
    log = bytearray((cut / "journal.db-wal").read_bytes())
    _, _, third, *_ = commits_in(cut / "journal.db-wal")
    log[_HEADER + third * _FRAME - 1] ^= 1
    path = damaged(cut, tmp_path, bytes(log))
    with pytest.raises(JournalCorruptError, match="keep both"):
        open_journal(path)
