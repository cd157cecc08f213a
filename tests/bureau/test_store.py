"""The embedded bureau's file."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from kiosk.bureau.embedded import EmbeddedBureau
from kiosk.bureau.store import BureauStore, CardState, StoreUnavailableError
from kiosk.domain.bills import BillStatus
from kiosk.domain.problems import ProblemCode
from kiosk.domain.vouchers import Voucher
from tests.bureau.counter import BASIC, CITIZENS, RESIDENT, Counter, code, evidence, open_embedded


def _store(counter: Counter) -> BureauStore:
    assert isinstance(counter.bureau, EmbeddedBureau)
    return counter.bureau.store


def test_what_was_posted_is_there_after_a_restart(tmp_path: Path) -> None:
    before = open_embedded(tmp_path)
    posting = asyncio.run(_pay(before))
    before.close()
    after = open_embedded(tmp_path)
    assert isinstance(asyncio.run(after.bureau.voucher(posting)), Voucher)
    assert asyncio.run(_status(after)) is BillStatus.PAID
    after.close()


def test_a_restart_ends_every_session(tmp_path: Path) -> None:
    before = open_embedded(tmp_path)
    session = asyncio.run(before.log_in())
    before.close()
    after = open_embedded(tmp_path)
    answer = asyncio.run(after.bureau.bills(session.session_id, session.person))
    assert code(answer) is ProblemCode.SESSION_ENDED
    after.close()


async def _pay(counter: Counter) -> str:
    return (await counter.pay(await counter.order(BASIC))).posting_no


async def _status(counter: Counter) -> BillStatus:
    return (await counter.bills(await counter.log_in()))[BASIC].status


def test_a_second_kiosk_on_the_same_file_is_turned_away(tmp_path: Path) -> None:
    first = open_embedded(tmp_path)
    with pytest.raises(StoreUnavailableError, match="another kiosk"):
        BureauStore(tmp_path / "bureau.db")
    first.close()


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bureau.db"
    path.write_bytes(b"no database at all, but long enough to look like one" * 10)
    with pytest.raises(StoreUnavailableError, match="cannot serve"):
        BureauStore(path)


def test_the_ledger_only_grows(tmp_path: Path) -> None:
    counter = open_embedded(tmp_path)
    asyncio.run(_pay(counter))
    for statement in ("delete from ledger", "update ledger set paid_fen = 1"):
        with pytest.raises(sqlite3.IntegrityError, match="only grows"):
            _store(counter).db.execute(statement)
    counter.close()


@pytest.mark.parametrize(
    ("state", "problem"),
    [(CardState.CANCELLED, ProblemCode.CARD_CANCELLED), (CardState.LOCKED, ProblemCode.LOCKED)],
)
def test_a_card_the_register_takes_out_of_use_is_refused(
    tmp_path: Path, state: CardState, problem: ProblemCode
) -> None:
    counter = open_embedded(tmp_path)
    _store(counter).db.execute("update cards set state = ? where person = ?", (state, RESIDENT))
    assert code(asyncio.run(counter.bureau.open_session(evidence(CITIZENS[RESIDENT])))) is problem
    counter.close()


def test_the_first_reason_for_voiding_stays(tmp_path: Path) -> None:
    async def visit() -> None:
        await counter.order(BASIC)
        for reason in ("the citizen left", "asked again"):
            await counter.bureau.void("order-1", reason)

    counter = open_embedded(tmp_path)
    asyncio.run(visit())
    assert _store(counter).row("select void_reason from orders") == {"void_reason": "the citizen left"}
    counter.close()


def test_the_tables_themselves_refuse_a_second_live_order_for_a_bill(tmp_path: Path) -> None:
    counter = open_embedded(tmp_path)
    asyncio.run(counter.order(BASIC))
    store = _store(counter)
    store.db.execute("insert into orders values ('other', '{}', '2099', null)")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        store.lock("other", [store.bill(BASIC)])
    counter.close()


def test_a_file_that_cannot_grow_makes_the_bureau_unreachable_and_no_more(tmp_path: Path) -> None:
    async def visit() -> None:
        session = await counter.log_in()
        wish = await counter.wish(session, BASIC)
        db = _store(counter).db
        pages = db.execute("pragma page_count").fetchone()[0]
        db.execute("pragma cache_size = 1")
        db.execute(f"pragma max_page_count = {pages}")
        card = evidence(CITIZENS[RESIDENT])
        answers = [code(await counter.bureau.open_session(card)) for _ in range(100)]
        assert set(answers) == {None, ProblemCode.UNREACHABLE}
        db.execute("pragma max_page_count = 1000000")
        assert code(await counter.bureau.create_order(wish)) is None

    counter = open_embedded(tmp_path)
    asyncio.run(visit())
    counter.close()
