"""Three attempts in a visit, six before a lock of half an hour, and a restart changes nothing."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.secret import Secret
from kiosk.faces.attempt_store import AttemptStore
from kiosk.faces.attempts import Attempts, Locked, MayTry, VisitOver, after_failure, standing
from kiosk.technician_error import TechnicianError
from kiosk.world.clock import VirtualClock
from tests.faces.engines import rules

NOON = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)
RULES = rules().attempts
CARD = Secret("A31840276")


def failed(times: int) -> Attempts:
    attempts = Attempts()
    for _ in range(times):
        attempts = after_failure(attempts, NOON, RULES)
    return attempts


@pytest.mark.parametrize(
    ("before", "in_visit", "expected"),
    [
        (0, 0, MayTry(3)),
        (2, 2, MayTry(1)),
        (3, 3, VisitOver()),
        (3, 0, MayTry(3)),
        (5, 2, MayTry(1)),
        (4, 0, MayTry(2)),
        (6, 0, Locked(NOON + timedelta(minutes=30))),
        (6, 3, Locked(NOON + timedelta(minutes=30))),
    ],
)
def test_attempts_run_out_by_visit_and_by_card(before: int, in_visit: int, expected: object) -> None:
    assert standing(failed(before), in_visit, NOON, RULES) == expected


def test_a_lock_ends_after_half_an_hour() -> None:
    assert isinstance(standing(failed(6), 0, NOON + timedelta(minutes=29, seconds=59), RULES), Locked)
    assert standing(failed(6), 0, NOON + timedelta(minutes=30), RULES) == MayTry(3)


def test_a_clock_that_is_set_back_lengthens_no_lock_beyond_its_time() -> None:
    yesterday = NOON - timedelta(days=1)
    assert standing(failed(6), 0, yesterday, RULES) == Locked(yesterday + timedelta(minutes=30))


@given(st.lists(st.integers(0, 60 * 60), max_size=30))
def test_nobody_tries_more_than_six_times_in_half_an_hour(waits: list[int]) -> None:
    now, attempts, tried = NOON, Attempts(), []
    for wait in waits:
        now += timedelta(seconds=wait)
        if isinstance(standing(attempts, 0, now, RULES), MayTry):
            attempts = after_failure(attempts, now, RULES)
            tried.append(now)
    for first, seventh in zip(tried, tried[6:], strict=False):
        assert seventh - first >= timedelta(minutes=30)


def test_a_lock_survives_a_restart(tmp_path: Path) -> None:
    store = AttemptStore(tmp_path, VirtualClock(NOON), RULES)
    for _ in range(6):
        store.failed(CARD)
    store.close()
    again = AttemptStore(tmp_path, VirtualClock(NOON), RULES)
    assert isinstance(again.standing(CARD, 0), Locked)
    assert again.standing(Secret("B00000001"), 0) == MayTry(3)
    again.close()


def test_a_success_forgets_what_failed(tmp_path: Path) -> None:
    store = AttemptStore(tmp_path, VirtualClock(NOON), RULES)
    for _ in range(3):
        store.failed(CARD)
    assert store.standing(CARD, 3) == VisitOver()
    store.succeeded(CARD)
    assert store.standing(CARD, 0) == MayTry(3)
    store.close()


def test_no_card_number_is_on_the_disk(tmp_path: Path) -> None:
    store = AttemptStore(tmp_path, VirtualClock(NOON), RULES)
    store.failed(CARD)
    store.close()
    for path in tmp_path.iterdir():
        assert CARD.reveal().encode() not in path.read_bytes()
    assert (tmp_path / "face-attempts.key").stat().st_mode & 0o077 == 0


def test_a_store_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "face-attempts.db").write_bytes(b"this is no database at all, but long enough" * 30)
    with pytest.raises(TechnicianError, match="cannot be used"):
        AttemptStore(tmp_path, VirtualClock(NOON), RULES)
