"""A journal with a damaged byte is refused with words, at its start or when read, or holds all it held."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.payments import sealed_store
from kiosk.payments.decision import Decision
from kiosk.payments.journal import Journal
from kiosk.payments.journal_file import JournalError
from kiosk.payments.order_record import OrderStage
from kiosk.payments.timing import Timing
from tests.payments.journals import (
    CLOSED,
    NOW,
    PAID,
    POSTED,
    QUARANTINED,
    attempted,
    copied,
    open_journal,
    wish,
    write_payment,
)

_ORDERS = 8
_ENDS = (
    (POSTED, OrderStage.POSTED),
    (QUARANTINED, OrderStage.QUARANTINED),
    (CLOSED, None),
    (PAID, None),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a journal with something in every table, most of it before the checkpoint."""
    path = tmp_path_factory.mktemp("whole") / "journal.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed_store, "CHECKPOINT_EVERY", 20)
        with open_journal(path) as journal:
            for number in range(_ORDERS):
                order_id = f"order-{number}"
                journal.order_started(wish(order_id, f"b{number}", payer=f"p{number % 2}"))
                attempted(journal, order_id, *_ENDS[number % len(_ENDS)])
                journal.order_told(order_id)
            journal.decided("order-1-1", "operator-7", Decision.RESOLVED, "given back")
            journal.print_started("V1")
    return path


def questions(journal: Journal) -> Iterator[Callable[[], object]]:
    """List everything that can be asked of the journal."""
    day = NOW, NOW + timedelta(days=1)
    yield journal.attempts
    yield journal.open_attempts
    yield journal.unresolved_orders
    yield journal.unresolved_bills
    yield lambda: journal.attempts_final_between(*day)
    yield lambda: journal.attempts_begun_between(*day)
    yield lambda: journal.attempts_open_at(day[1])
    yield lambda: journal.chain_head_at(day[1])
    yield lambda: journal.attempts_needing_a_person(NOW, Timing())
    yield lambda: tuple(journal.events())
    for payer in ("p0", "p1"):
        yield partial(journal.last_order_of, payer)
        yield partial(journal.untold_orders, payer)
    for number in range(_ORDERS):
        order_id = f"order-{number}"
        yield partial(journal.order, order_id)
        yield partial(journal.attempts_of, order_id)
        yield partial(journal.attempt, f"{order_id}-1")
        yield partial(journal.decisions_about, f"{order_id}-1")


def damage(whole: Path, folder: Path, place: int, mask: int) -> Path:
    """Copy a journal and flip bits of one byte."""
    path = copied(whole, folder / "damaged")
    content = bytearray(path.read_bytes())
    content[place] ^= mask
    path.write_bytes(content)
    return path


def pages_of_tables(path: Path) -> list[int]:
    """List where the pages begin that belong to no index."""
    sql = "SELECT pgoffset FROM dbstat JOIN sqlite_schema USING (name) WHERE type = 'table' ORDER BY 1"
    with closing(sqlite3.connect(path)) as database:
        return [offset for (offset,) in database.execute(sql)]


@given(page=st.integers(0, 99), offset=st.integers(0, 4095), mask=st.integers(1, 255))
def test_every_answer_is_the_true_one_or_a_refusal_whatever_byte_of_a_table_is_damaged(
    whole: Path, page: int, offset: int, mask: int
) -> None:
    with open_journal(whole) as journal:
        truth = [ask() for ask in questions(journal)]
    with TemporaryDirectory() as folder:
        begins = pages_of_tables(whole)
        path = damage(whole, Path(folder), begins[page % len(begins)] + offset, mask)
        with suppress(JournalError), open_journal(path) as journal:
            for ask, answer in zip(questions(journal), truth, strict=True):
                with suppress(JournalError):
                    assert ask() == answer


@given(place=st.floats(0, 1, exclude_max=True), mask=st.integers(1, 255))
def test_a_journal_that_is_verified_says_all_that_was_written(whole: Path, place: float, mask: int) -> None:
    with open_journal(whole) as journal:
        truth = [ask() for ask in questions(journal)]
    with TemporaryDirectory() as folder:
        path = damage(whole, Path(folder), int(place * whole.stat().st_size), mask)
        with suppress(JournalError), open_journal(path) as journal:
            journal.verify()
            assert [ask() for ask in questions(journal)] == truth


@pytest.mark.parametrize("index", ["orders_of_payer", "attempts_of_order", "sqlite_autoindex_decisions_2"])
def test_a_row_that_a_damaged_index_hides_is_missed_when_all_is_verified(
    whole: Path, tmp_path: Path, index: str
) -> None:
    sql = "SELECT pgoffset + pgsize FROM dbstat WHERE name = ?"
    with closing(sqlite3.connect(whole)) as database:
        ((end,),) = database.execute(sql, (index,))
    path = damage(whole, tmp_path, whole.read_bytes().rindex(b"1", 0, end), 2)
    with open_journal(path) as journal, pytest.raises(JournalError):
        journal.verify()


def test_a_flipped_byte_in_an_event_is_found(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    write_payment(path)
    content = path.read_bytes()
    position = content.index(b'"state":"paid"') + 12
    path.write_bytes(content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :])
    with pytest.raises(JournalError):
        open_journal(path)
