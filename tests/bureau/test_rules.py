"""What a bill is worth today."""

from datetime import date, timedelta

import pytest

from kiosk.bureau.rules import SettledBy, current_bills
from kiosk.domain.bills import BillStatus
from kiosk.domain.problems import ProblemCode
from kiosk.domain.refusals import problem
from tests.domain.bills import make_bill

BILL = make_bill("bill")
ALTERNATIVE = make_bill("alternative", excludes=frozenset({"bill"}))
TODAY = date(2026, 11, 22)


def _statuses(
    settled: dict[str, SettledBy], locked: frozenset[str] = frozenset(), today: date = TODAY
) -> dict[str, BillStatus]:
    bills = current_bills((BILL, ALTERNATIVE), settled, locked, today)
    return {bill.bill_id: bill.status for bill in bills}


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (BILL.due_from - timedelta(days=1), BillStatus.NOT_YET_OPEN),
        (BILL.due_from, BillStatus.DUE),
        (BILL.due_to, BillStatus.DUE),
        (BILL.due_to + timedelta(days=1), BillStatus.WINDOW_CLOSED),
    ],
)
def test_a_bill_is_due_on_the_days_of_its_window(today: date, status: BillStatus) -> None:
    assert _statuses({}, today=today)["bill"] is status


def test_a_locked_bill_locks_its_alternatives_both_ways() -> None:
    both = {"bill": BillStatus.LOCKED, "alternative": BillStatus.LOCKED}
    assert _statuses({}, frozenset({"bill"})) == _statuses({}, frozenset({"alternative"})) == both


def test_a_settled_bill_leaves_nothing_owed_for_its_alternatives() -> None:
    assert _statuses({"bill": SettledBy.KIOSK}) == {"bill": BillStatus.PAID}
    assert _statuses({"alternative": SettledBy.EMPLOYER}) == {"alternative": BillStatus.PAID_BY_EMPLOYER}


@pytest.mark.parametrize("code", ProblemCode)
def test_every_refusal_tells_the_citizen_in_both_languages_what_to_do(code: ProblemCode) -> None:
    message = problem(code).message
    assert message.zh.endswith("。")
    assert message.en.endswith(".")
