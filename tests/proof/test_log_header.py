"""A log whose header is damaged would be forgotten whole by SQLite: the journal is refused."""

from collections import deque
from pathlib import Path

import pytest

from kiosk.payments.journal import Journal
from kiosk.payments.journal_file import JournalCorruptError
from kiosk.proof.crash_kiosk import START
from kiosk.proof.journal_payment import commits_of_payment
from kiosk.world.clock import VirtualClock


@pytest.mark.parametrize("place", range(32))
def test_a_log_with_a_damaged_header_is_refused(tmp_path: Path, place: int) -> None:
    clock = VirtualClock(START)
    with Journal(tmp_path / "journal.db", clock, "killed") as journal:
        deque(commits_of_payment(journal, clock, 1), maxlen=0)
        left = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    for name, content in left.items():
        (tmp_path / name).write_bytes(content)
    log = bytearray(left["journal.db-wal"])
    log[place] ^= 5
    (tmp_path / "journal.db-wal").write_bytes(log)
    with pytest.raises(JournalCorruptError, match=r"journal\.db"):
        Journal(tmp_path / "journal.db", clock, "after")
