"""A journal that has taken many payments is no larger in memory than one that has taken a few."""

import gc
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.journal import write
from kiosk.payments import journal_file, sealed_store
from kiosk.proof.journal_payment import commits_of_payment
from kiosk.world.clock import VirtualClock
from tests.payments.journals import NOW, open_journal

ALLOWED = 30_000
"""Bytes; a hundred payments are some 500,000 in the file."""


@pytest.fixture
def traced() -> Iterator[None]:
    """Watch what Python takes and keeps."""
    tracemalloc.start()
    yield
    tracemalloc.stop()


def kept() -> int:
    """Give the bytes that Python holds when all that can be forgotten is."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@pytest.mark.usefixtures("traced")
def test_taking_payments_leaves_nothing_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(journal_file._PRAGMAS, "synchronous", 0)  # noqa: SLF001 as nothing here is to last
    monkeypatch.setattr(sealed_store, "CHECKPOINT_EVERY", 50)
    clock = VirtualClock(NOW)
    with open_journal(tmp_path / "journal.db", clock=clock) as journal:

        def pay(numbers: range) -> None:
            for number in numbers:
                for _ in commits_of_payment(journal, clock, number):
                    journal.unresolved_bills()

        pay(range(20))
        before = kept()
        pay(range(20, 100))
        assert kept() < before + ALLOWED


@pytest.mark.usefixtures("traced")
def test_opening_and_verifying_takes_no_memory_that_grows(tmp_path: Path) -> None:
    peaks: list[int] = []
    for events in (2_000, 2_000, 6_000):  # the first brings Python's own caches
        path = tmp_path / f"{len(peaks)}.db"
        write(path, events)
        before = kept()
        tracemalloc.reset_peak()
        with open_journal(path) as journal:
            assert journal.verify() == events
        peaks.append(tracemalloc.get_traced_memory()[1] - before)
    assert peaks[2] < peaks[1] + ALLOWED
