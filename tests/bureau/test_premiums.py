"""Bills are computed from a person's situation and the dated policy rows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bureau.bill_form import rated
from kiosk.bureau.policies import AssistanceCategory
from kiosk.bureau.premiums import Enrolment, EnrolmentKind, compute_bills
from kiosk.domain.bills import Bill, BillStatus
from kiosk.domain.money import Fen
from tests.bureau.counter import POLICIES

TODAY = date(2026, 11, 22)
REGION = "339999"
RESIDENT = Enrolment(kind=EnrolmentKind.RESIDENT, region=REGION)


def _bills(enrolment: Enrolment, today: date = TODAY) -> dict[str, Bill]:
    """Compute bills by what follows the person in their ids."""
    bills = compute_bills("p", enrolment, POLICIES, today)
    return {bill.bill_id.removeprefix("p-"): bill for bill in bills}


def test_a_resident_pays_the_next_year_and_may_add_the_supplement() -> None:
    bills = _bills(RESIDENT)
    assert {key: bill.net_fen for key, bill in bills.items()} == {"390-2027": 40_000, "392-2027": 6_900}
    assert bills["392-2027"].requires == {"p-390-2027"}
    assert (bills["390-2027"].due_from, bills["390-2027"].due_to) == (date(2026, 9, 1), date(2027, 6, 30))


def test_the_year_being_collected_is_billed_and_otherwise_the_next() -> None:
    assert "390-2027" in _bills(RESIDENT, date(2027, 6, 30))
    assert "390-2027" in _bills(RESIDENT, date(2026, 3, 1))
    assert "390-2026" in _bills(RESIDENT, date(2025, 12, 31))


def test_missed_years_can_be_repaired_at_their_own_price_together_with_the_next() -> None:
    bills = _bills(replace(RESIDENT, missed_years=(2023, 2026)))
    repairs = {key: bill.net_fen for key, bill in bills.items() if "repair" in key}
    assert repairs == {"390-2023-repair": 35_000, "390-2026-repair": 40_000}
    assert bills["390-2023-repair"].requires == {"p-390-2027"}


def test_who_missed_years_sees_the_waiting_time_before_and_after_repair() -> None:
    note = _bills(replace(RESIDENT, missed_years=(2025, 2026)))["390-2027"].note
    assert note is not None
    assert "5 个月" in note.zh
    assert "3 个月" in note.zh
    assert "5 months" in note.en
    assert _bills(RESIDENT)["390-2027"].note is None


@pytest.mark.parametrize(
    ("category", "net_fen", "status"),
    [
        (AssistanceCategory.EXTREMELY_POOR, 0, BillStatus.PAID),
        (AssistanceCategory.LOW_INCOME, 4_000, BillStatus.DUE),
        (AssistanceCategory.BACK_IN_POVERTY, 20_000, BillStatus.DUE),
    ],
)
def test_assistance_bears_its_part_of_the_basic_premium(
    category: AssistanceCategory, net_fen: int, status: BillStatus
) -> None:
    bill = _bills(replace(RESIDENT, assistance=category))["390-2027"]
    assert bill.gross_fen == 40_000
    assert bill.net_fen == net_fen
    assert bill.status is status


def test_a_newborn_is_billed_the_year_of_birth_for_ninety_days() -> None:
    born = date(2026, 10, 28)
    bill = _bills(replace(RESIDENT, newborn_on=born))["390-2026-newborn"]
    assert bill.net_fen == 40_000
    assert (bill.due_from, bill.due_to) == (born, born + timedelta(days=90))


def test_an_employee_sees_what_the_employer_pays() -> None:
    bills = _bills(Enrolment(kind=EnrolmentKind.EMPLOYEE, region=REGION, base_fen=Fen(820_000)))
    assert [bill.net_fen for bill in bills.values()] == [16_400, 1_000, 65_600]
    assert {bill.status for bill in bills.values()} == {BillStatus.PAID_BY_EMPLOYER}


def test_a_flexible_worker_pays_by_the_month_the_quarter_or_the_year() -> None:
    bills = _bills(Enrolment(kind=EnrolmentKind.FLEXIBLE, region=REGION, base_fen=Fen(500_000)))
    medical, pension = 40_000, 100_000
    assert bills["310-flexible-2027Q1"].net_fen == 3 * medical
    assert bills["310-flexible-2027"].net_fen == 12 * medical
    assert bills["110-flexible-2026-11"].net_fen == pension
    assert bills["110-flexible-2026Q4"].net_fen == 3 * pension
    assert bills["110-flexible-2026-11"].excludes == {"p-110-flexible-2026Q4"}


def test_nobody_is_insured_for_a_year_by_both_doors() -> None:
    bills = _bills(Enrolment(kind=EnrolmentKind.FLEXIBLE, region=REGION, base_fen=Fen(500_000)))
    assert bills["390-2027"].excludes == {"p-310-flexible-2027Q1", "p-310-flexible-2027"}


@pytest.mark.parametrize(("base_fen", "month_fen"), [(0, 33_600), (9_999_999, 168_000)])
def test_a_contribution_base_stays_within_its_bounds(base_fen: int, month_fen: int) -> None:
    bills = _bills(Enrolment(kind=EnrolmentKind.FLEXIBLE, region=REGION, base_fen=Fen(base_fen)))
    assert bills["310-flexible-2027Q1"].net_fen == 3 * month_fen


def test_the_retired_owe_nothing() -> None:
    assert not _bills(Enrolment(kind=EnrolmentKind.RETIRED, region=REGION))


def test_without_a_policy_row_there_is_no_bill() -> None:
    assert not _bills(RESIDENT, date(2031, 11, 22))
    assert not _bills(replace(RESIDENT, region="110000"))
    assert not _bills(Enrolment(kind=EnrolmentKind.EMPLOYEE, region=REGION), date(2031, 11, 22))


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_months_and_quarters_end_on_their_last_day(today: date) -> None:
    enrolment = Enrolment(kind=EnrolmentKind.FLEXIBLE, region=REGION, base_fen=Fen(500_000))
    for bill in _bills(enrolment, today).values():
        if bill.insurance == "110-flexible":
            assert bill.due_from <= today <= bill.due_to
            assert bill.due_from.day == 1
            assert (bill.due_to + timedelta(days=1)).day == 1


@given(st.integers(0, 10**9).map(Fen), st.integers(0, 1_000_000))
def test_a_rate_rounds_half_a_fen_up(fen: Fen, ppm: int) -> None:
    exact = fen * ppm
    assert -500_000 < exact - rated(fen, ppm) * 1_000_000 + 1 <= 500_000
    assert rated(Fen(1), 500_000) == 1
