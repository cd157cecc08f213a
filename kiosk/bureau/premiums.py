"""Computes a person's bills from their situation and the policies in force. Pure functions."""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from pydantic.dataclasses import dataclass

from kiosk.bureau.bill_form import BillForm, Period, rated
from kiosk.bureau.employment import employee_bills, flexible_medical, flexible_pension
from kiosk.bureau.policies import AssistanceCategory, Policies, YearlyPremium, for_year, in_force
from kiosk.domain.bills import Bill, BillStatus, Discount
from kiosk.domain.money import Fen
from kiosk.domain.people import InsuranceKind
from kiosk.domain.words import Bilingual
from kiosk.toml_file import STRICT

_BASIC = Bilingual("城乡居民基本医疗保险", "Resident basic medical insurance")
_SUPPLEMENT = Bilingual("大病补充保险（自愿）", "Critical-illness supplement (voluntary)")


class EnrolmentKind(StrEnum):
    """By which door a person is insured."""

    RESIDENT = "resident"
    EMPLOYEE = "employee"
    FLEXIBLE = "flexible"
    """Self-employed or in flexible work: pays the whole employee premium, or the resident one."""
    RETIRED = "retired"
    """Insured by earlier work; owes nothing."""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class Enrolment:
    """All of a person's situation that decides what they owe."""

    kind: EnrolmentKind
    region: str
    missed_years: tuple[int, ...] = ()
    assistance: AssistanceCategory | None = None
    newborn_on: date | None = None
    """The birthday of a child who is not enrolled yet."""
    base_fen: Fen = Fen(0)
    """The monthly contribution base of employees and flexible workers."""


def compute_bills(person: str, enrolment: Enrolment, policies: Policies, today: date) -> tuple[Bill, ...]:
    """Compute what a person can pay about now: mostly the year of coverage that comes next.

    Where no policy row is in force there is no bill: the kiosk never guesses an amount.
    """
    region = enrolment.region
    area = in_force(policies.areas, region, today)
    employment = in_force(policies.employment, region, today)
    if area is None:
        return ()
    form = BillForm(person, area)
    resident = _resident(form, enrolment, policies, today)
    match enrolment.kind:
        case EnrolmentKind.RESIDENT:
            return (*_newborn(form, enrolment, policies, today), *resident)
        case EnrolmentKind.FLEXIBLE if employment:
            collection = _collection(policies, region, today)
            base = enrolment.base_fen
            medical = flexible_medical(form, base, employment, collection) if collection else ()
            pension = flexible_pension(form, base, employment, today)
            return (*medical, *_instead_of(medical, resident), *pension)
        case EnrolmentKind.EMPLOYEE if employment:
            return employee_bills(form, enrolment.base_fen, employment, today)
        case _:
            return ()


def _collection(policies: Policies, region: str, today: date) -> YearlyPremium | None:
    """Find the year of coverage that is being collected, or else the one that comes next."""
    rows = policies.resident_premiums
    return in_force(rows, region, today) or for_year(rows, region, today.year + 1)


def _instead_of(medical: tuple[Bill, ...], resident: tuple[Bill, ...]) -> tuple[Bill, ...]:
    """Let nobody be insured for a year by both doors; the supplement follows its basic premium."""
    alternatives = frozenset(bill.bill_id for bill in medical)
    return tuple(replace(bill, excludes=alternatives) for bill in resident)


def _resident(form: BillForm, enrolment: Enrolment, policies: Policies, today: date) -> tuple[Bill, ...]:
    """Bill a year's basic premium, the supplement that needs it, and repairs of missed years."""
    premium = _collection(policies, enrolment.region, today)
    if premium is None:
        return ()
    discounts = _assistance(enrolment, policies, premium, today)
    net_fen = Fen(premium.fen - sum(discount.fen for discount in discounts))
    basic = replace(
        _yearly(form, InsuranceKind.RESIDENT_MEDICAL, _BASIC, premium),
        discounts=discounts,
        net_fen=net_fen,
        status=BillStatus.DUE if net_fen else BillStatus.PAID,
        note=_waiting_note(enrolment, policies, today),
    )
    missed = (for_year(policies.resident_premiums, enrolment.region, one) for one in enrolment.missed_years)
    repairs = [_repair(form, price, basic) for price in missed if price]
    price = for_year(policies.critical_illness_premiums, enrolment.region, premium.year)
    supplement = [_yearly(form, InsuranceKind.RESIDENT_CRITICAL_ILLNESS, _SUPPLEMENT, price)] if price else []
    needing = (replace(bill, requires=frozenset({basic.bill_id})) for bill in (*supplement, *repairs))
    return (basic, *needing)


def _yearly(form: BillForm, kind: InsuranceKind, title: Bilingual, price: YearlyPremium) -> Bill:
    words = Bilingual(f"{price.year} 年", f"{price.year}")
    period = Period(f"{price.year}", price.year, words, price.effective_from, price.effective_to)
    return form.fill_in(kind, title, period, price.fen)


def _repair(form: BillForm, price: YearlyPremium, basic: Bill) -> Bill:
    """Bill a missed year at its own price, for as long as the year to come can be paid."""
    period = Period(
        f"{price.year}-repair",
        price.year,
        Bilingual(f"{price.year} 年（断保年度）", f"{price.year} (missed year)"),
        basic.due_from,
        basic.due_to,
    )
    title = Bilingual("补缴居民医疗保险", "Repair of a missed year, resident medical insurance")
    return form.fill_in(InsuranceKind.RESIDENT_MEDICAL, title, period, price.fen)


def _assistance(
    enrolment: Enrolment, policies: Policies, premium: YearlyPremium, today: date
) -> tuple[Discount, ...]:
    rows = (row for row in policies.assistance if row.category is enrolment.assistance)
    row = in_force(rows, enrolment.region, today)
    if row is None:
        return ()
    return (Discount(row.title, Fen(premium.fen - rated(premium.fen, row.person_pays_ppm))),)


def _waiting_note(enrolment: Enrolment, policies: Policies, today: date) -> Bilingual | None:
    row = in_force(policies.waiting, enrolment.region, today)
    missed = len(enrolment.missed_years)
    if row is None or not missed:
        return None
    months = row.fixed_months + missed * row.months_per_missed_year
    return Bilingual(
        f"您有 {missed} 年没有参保，待遇等待期 {months} 个月。补缴后可减为 {row.fixed_months} 个月。",
        f"Years missed: {missed}. Benefits start after {months} months, "
        f"or after {row.fixed_months} if you repair what was missed.",
    )


def _newborn(form: BillForm, enrolment: Enrolment, policies: Policies, today: date) -> tuple[Bill, ...]:
    """Bill a newborn's first year, which parents pay within some days of the birth."""
    born = enrolment.newborn_on
    if born is None:
        return ()
    premium = for_year(policies.resident_premiums, enrolment.region, born.year)
    row = in_force(policies.waiting, enrolment.region, today)
    if premium is None or row is None:
        return ()
    period = Period(
        f"{born.year}-newborn",
        born.year,
        Bilingual(f"{born.year} 年（出生当年）", f"{born.year} (year of birth)"),
        born,
        born + timedelta(days=row.newborn_days),
    )
    title = Bilingual("新生儿医疗保险（为您的孩子）", "Newborn's medical insurance (for your child)")
    note = Bilingual("从出生之日起享受待遇，没有等待期。", "Covered from the day of birth, without waiting.")
    return (replace(form.fill_in(InsuranceKind.RESIDENT_MEDICAL, title, period, premium.fen), note=note),)
