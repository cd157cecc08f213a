"""The clerk changes the bureau's book while a citizen stands at the kiosk."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.bills import BillStatus, Discount
from kiosk.domain.money import Fen
from kiosk.domain.words import Bilingual
from tests.bureau.counter import BASIC, Counter, open_embedded


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = open_embedded(tmp_path)
    yield counter
    counter.close()


def test_a_changed_bill_is_a_new_version_with_another_amount(counter: Counter) -> None:
    async def visit() -> None:
        session = await counter.log_in()
        before = (await counter.bills(session))[BASIC]
        discount = Discount(Bilingual("资助", "Assistance"), Fen(20_000))
        counter.clerk.change_bill(BASIC, Fen(40_000), (discount,))
        after = (await counter.bills(session))[BASIC]
        assert after.version == before.version + 1
        assert after.net_fen == 20_000
        assert after.discounts == (discount,)

    asyncio.run(visit())


def test_a_bill_settled_elsewhere_is_paid_once(counter: Counter) -> None:
    async def visit() -> None:
        assert counter.clerk.settle_elsewhere(BASIC)
        assert not counter.clerk.settle_elsewhere(BASIC)
        bills = await counter.bills(await counter.log_in())
        assert bills[BASIC].status is BillStatus.PAID

    asyncio.run(visit())


def test_the_clerk_knows_no_bill_that_is_not_there(counter: Counter) -> None:
    with pytest.raises(KeyError, match="nothing"):
        counter.clerk.settle_elsewhere("nothing")
    with pytest.raises(KeyError, match="nothing"):
        counter.clerk.change_bill("nothing", Fen(1))
