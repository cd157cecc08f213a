"""The journal that the benchmark opens is one, as far as the kiosk can tell."""

from pathlib import Path

import pytest

from benchmarks.journal import write
from kiosk.payments.journal_file import JournalError
from kiosk.payments.record import AttemptState
from tests.payments.journals import open_journal


def test_the_benchmark_s_journal_holds_payments_that_were_posted_and_a_checkpoint_that_counts(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal.db"
    write(path, 2_000)
    with open_journal(path) as journal:
        assert journal.verify() == 2_000
        assert {attempt.state for attempt in journal.attempts()} == {AttemptState.POSTED}
        assert len(journal.attempts()) == 200
        assert journal.unresolved_bills() == frozenset()
    content = path.read_bytes()
    early = content.index(b'"state":"open"')
    path.write_bytes(content[:early] + b'"state":"oxen"' + content[early + 14 :])
    # An event from before the checkpoint is not read at a start.
    with open_journal(path) as journal, pytest.raises(JournalError):
        journal.verify()
