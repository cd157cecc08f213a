"""A start verifies what came after the last checkpoint; what is read from before is checked when read."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from kiosk.domain.orders import Order, OrderState
from kiosk.payments import sealed_store
from kiosk.payments.event_chain import Event
from kiosk.payments.journal_file import ChainBrokenError, JournalError
from kiosk.payments.order_record import OrderStage
from kiosk.proof.model_world import FEN
from tests.payments.journals import NOW, open_journal, wish

EVERY = 10
ORDERS = 9
"""Of which all but the first two have ended: two events each, the checkpoint is at event 10."""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a journal with a checkpoint in its middle."""
    monkeypatch.setattr(sealed_store, "CHECKPOINT_EVERY", EVERY)
    path = tmp_path / "journal.db"
    with open_journal(path) as journal:
        for number in range(ORDERS):
            journal.order_started(wish(f"order-{number}", f"b{number}"))
            if number < 2:
                journal.order_opened(Order(f"order-{number}", OrderState.OPEN, FEN, NOW))
            else:
                journal.order_ended(f"order-{number}", OrderStage.VOIDED, "given up")
    return path


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note the events that are verified."""
    seen: list[int] = []
    holds = Event.holds

    def noted(event: Event, key: bytes) -> bool:
        seen.append(event.seq)
        return holds(event, key)

    monkeypatch.setattr(Event, "holds", noted)
    return seen


@pytest.fixture
def alter(path: Path) -> Callable[[str], None]:
    """Alter the journal as somebody would who is not the kiosk, and leave its rules as they were."""

    def altered(sql: str) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as thief:
            triggers = thief.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                thief.execute(f"DROP TRIGGER {name}")
            thief.execute(sql)
            for _, trigger in triggers:
                thief.execute(trigger)

    return altered


def test_a_start_verifies_what_came_after_the_checkpoint_and_what_is_live(
    path: Path, verified: list[int]
) -> None:
    with open_journal(path):
        assert set(verified) == {2, 4, 10, *range(11, 19)}


def test_verifying_leaves_nothing_out(path: Path, verified: list[int]) -> None:
    with open_journal(path) as journal:
        verified.clear()
        assert journal.verify() == 18
        assert set(verified) == set(range(1, 19))


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM checkpoint",
        "UPDATE checkpoint SET seq = 18",
        "UPDATE checkpoint SET live = '{}'",
        "UPDATE checkpoint SET mac = zeroblob(32)",
    ],
)
def test_without_a_checkpoint_that_is_ours_everything_is_verified(
    path: Path, alter: Callable[[str], None], verified: list[int], sql: str
) -> None:
    alter(sql)
    with open_journal(path):
        assert set(verified) == set(range(1, 19))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE events SET payload = '{}' WHERE seq = 12",
        "DELETE FROM events WHERE seq = 18",
        "UPDATE orders SET reason = 'x' WHERE order_id = 'order-8'",
        "UPDATE orders SET payer = 'p9' WHERE order_id = 'order-0'",
        "UPDATE orders SET stage = 'voided' WHERE order_id = 'order-1'",
        "UPDATE orders SET stage = 'open' WHERE order_id = 'order-3'",
        "DELETE FROM orders WHERE order_id = 'order-1'",
        """INSERT INTO orders SELECT 'order-9', stage, payer, beneficiary, '[]', total_fen, started_at,
           expires_at, reason, last_seq FROM orders WHERE order_id = 'order-1'""",
        "DELETE FROM live_bills",
        "INSERT INTO live_bills VALUES ('b5', 'order-5')",
    ],
)
def test_what_is_live_or_came_after_the_checkpoint_cannot_be_altered_unseen(
    path: Path, alter: Callable[[str], None], sql: str
) -> None:
    alter(sql)
    with pytest.raises(ChainBrokenError):
        open_journal(path)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE orders SET payer = 'p9' WHERE order_id = 'order-2'",
        "UPDATE events SET payload = replace(payload, 'order-2', 'order-X') WHERE seq = 6",
        "DELETE FROM events WHERE seq = 6",
    ],
)
def test_what_ended_before_the_checkpoint_is_refused_when_it_is_read_and_when_all_is_verified(
    path: Path, alter: Callable[[str], None], sql: str
) -> None:
    with open_journal(path) as journal:
        events = list(journal.events())
    alter(sql)
    with open_journal(path) as journal:
        assert journal.order("order-3").stage is OrderStage.VOIDED
        with pytest.raises(ChainBrokenError):
            journal.order("order-2")
        with pytest.raises(ChainBrokenError):
            journal.verify()
        with suppress(ChainBrokenError):
            assert list(journal.events()) == events
        with suppress(ChainBrokenError):
            assert journal.events_after(0, 100) == tuple(events)


def test_a_rule_of_the_database_that_was_taken_away_is_missed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as thief:
        thief.execute("DROP TRIGGER orders_frozen")
    with pytest.raises(JournalError, match="tables or rules"):
        open_journal(path)


def test_a_checkpoint_follows_the_chain_as_it_grows(path: Path, verified: list[int]) -> None:
    with open_journal(path) as journal:
        for number in range(2):
            journal.order_ended(f"order-{number}", OrderStage.VOIDED, "given up")
        verified.clear()
    with open_journal(path) as journal:
        assert journal.verify() == 20
    verified.clear()
    with open_journal(path):
        assert set(verified) == {20}
