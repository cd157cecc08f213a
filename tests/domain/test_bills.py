"""Which bills can be paid together."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.bills import Bill, BillStatus, SelectionProblem, check_selection, toggle
from kiosk.domain.money import Fen
from tests.domain.bills import IDS, make_bill, tied_bills

BASIC = make_bill("basic")
SUPPLEMENT = make_bill("supplement", requires=frozenset({"basic"}))
OTHER_DOOR = make_bill("other-door", excludes=frozenset({"basic"}))
BILLS = (BASIC, SUPPLEMENT, OTHER_DOOR)


def test_a_bill_adds_up() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        replace(BASIC, net_fen=Fen(99))


def test_choosing_takes_along_what_is_required() -> None:
    assert toggle(BILLS, (), "supplement") == {"basic", "supplement"}


def test_releasing_takes_along_what_requires_it() -> None:
    assert toggle(BILLS, {"basic", "supplement"}, "basic") == frozenset()


def test_choosing_an_alternative_releases_the_other_and_what_hangs_on_it() -> None:
    assert toggle(BILLS, {"basic", "supplement"}, "other-door") == {"other-door"}
    assert toggle(BILLS, {"other-door"}, "supplement") == {"basic", "supplement"}


def test_a_supplement_stands_alone_once_its_basic_bill_is_paid() -> None:
    paid = (replace(BASIC, status=BillStatus.PAID), SUPPLEMENT)
    assert toggle(paid, (), "supplement") == {"supplement"}
    assert check_selection(paid, {"supplement"}) is None


@pytest.mark.parametrize("status", [BillStatus.LOCKED, BillStatus.WINDOW_CLOSED, BillStatus.NOT_YET_OPEN])
def test_a_supplement_waits_for_a_basic_bill_that_is_not_paid(status: BillStatus) -> None:
    waiting = (replace(BASIC, status=status), SUPPLEMENT)
    assert toggle(waiting, (), "supplement") == frozenset()
    assert check_selection(waiting, {"supplement"}) is SelectionProblem.REQUIRED_BILL_MISSING


@pytest.mark.parametrize(
    ("chosen", "problem"),
    [
        (set(), SelectionProblem.NOTHING_CHOSEN),
        ({"supplement"}, SelectionProblem.REQUIRED_BILL_MISSING),
        ({"basic", "other-door"}, SelectionProblem.EXCLUDED_BILL_CHOSEN),
        ({"of-somebody-else"}, SelectionProblem.NOT_PAYABLE),
        ({"basic", "supplement"}, None),
    ],
)
def test_a_selection_says_what_forbids_it(chosen: set[str], problem: SelectionProblem | None) -> None:
    assert check_selection(BILLS, chosen) is problem


@given(tied_bills(), st.lists(st.sampled_from(IDS)))
def test_whatever_is_tapped_the_selection_is_empty_or_payable(
    bills: tuple[Bill, ...], taps: list[str]
) -> None:
    chosen: frozenset[str] = frozenset()
    for tap in taps:
        chosen = toggle(bills, chosen, tap)
        assert check_selection(bills, chosen) in {None, SelectionProblem.NOTHING_CHOSEN}


@given(tied_bills(), st.lists(st.sampled_from(IDS)), st.sampled_from(IDS))
def test_a_chosen_bill_can_always_be_released(bills: tuple[Bill, ...], taps: list[str], last: str) -> None:
    chosen: frozenset[str] = frozenset()
    for tap in taps:
        chosen = toggle(bills, chosen, tap)
    if last in chosen:
        assert last not in toggle(bills, chosen, last)
