"""Bills of people insured by their work: what the employer pays, and flexible workers choose."""

from dataclasses import replace
from datetime import date, timedelta

from kiosk.bureau.bill_form import BillForm, Period, rated
from kiosk.bureau.policies import Employment, YearlyPremium
from kiosk.domain.bills import Bill, BillStatus
from kiosk.domain.money import Fen
from kiosk.domain.people import InsuranceKind
from kiosk.domain.words import Bilingual


def employee_bills(form: BillForm, wage_fen: Fen, row: Employment, today: date) -> tuple[Bill, ...]:
    """Show what the employer takes from this month's wage and pays; nothing of it is for the kiosk."""
    month = _month(today)
    base = _bounded(wage_fen, row)
    lines = (
        (
            InsuranceKind.EMPLOYEE_MEDICAL,
            Bilingual("职工基本医疗保险（个人部分）", "Employee basic medical insurance (own part)"),
            rated(base, row.employee_medical_ppm),
        ),
        (
            InsuranceKind.EMPLOYEE_LARGE_AMOUNT,
            Bilingual("职工大额医疗补助", "Employee large-amount medical subsidy"),
            row.employee_large_amount_fen,
        ),
        (
            InsuranceKind.PENSION,
            Bilingual("职工基本养老保险（个人部分）", "Employee basic pension (own part)"),
            rated(base, row.employee_pension_ppm),
        ),
    )
    return tuple(
        replace(form.fill_in(kind, title, month, fen), status=BillStatus.PAID_BY_EMPLOYER)
        for kind, title, fen in lines
    )


def flexible_medical(
    form: BillForm, base_fen: Fen, row: Employment, collection: YearlyPremium
) -> tuple[Bill, Bill]:
    """Bill employee medical insurance: a year's first quarter or the whole of it, not both.

    It is collected when the residents' premium of that year is.
    """
    year, window = collection.year, (collection.effective_from, collection.effective_to)
    title = Bilingual("灵活就业人员医疗保险", "Medical insurance for flexible workers")
    month_fen = rated(_bounded(base_fen, row), row.flexible_medical_ppm)
    first = Bilingual(f"{year} 年第 1 季度", f"Quarter 1 of {year}")
    quarter = Period(f"{year}Q1", year, first, *window)
    whole = Period(f"{year}", year, Bilingual(f"{year} 年全年", f"Whole year {year}"), *window)
    return _alternatives(
        form.fill_in(InsuranceKind.FLEXIBLE_MEDICAL, title, quarter, Fen(month_fen * 3)),
        form.fill_in(InsuranceKind.FLEXIBLE_MEDICAL, title, whole, Fen(month_fen * 12)),
    )


def flexible_pension(form: BillForm, base_fen: Fen, row: Employment, today: date) -> tuple[Bill, Bill]:
    """Bill the pension of this month or of its whole quarter, not both."""
    title = Bilingual("灵活就业人员养老保险", "Pension for flexible workers")
    month_fen = rated(_bounded(base_fen, row), row.flexible_pension_ppm)
    month, quarter = _month(today), _quarter(today)
    return _alternatives(
        form.fill_in(InsuranceKind.FLEXIBLE_PENSION, title, month, month_fen),
        form.fill_in(InsuranceKind.FLEXIBLE_PENSION, title, quarter, Fen(month_fen * 3)),
    )


def _alternatives(one: Bill, other: Bill) -> tuple[Bill, Bill]:
    return (
        replace(one, excludes=frozenset({other.bill_id})),
        replace(other, excludes=frozenset({one.bill_id})),
    )


def _bounded(base_fen: Fen, row: Employment) -> Fen:
    return min(max(base_fen, row.lowest_base_fen), row.highest_base_fen)


def _month(day: date) -> Period:
    words = Bilingual(f"{day.year} 年 {day.month} 月", f"{day:%B %Y}")
    return Period(f"{day:%Y-%m}", day.year, words, day.replace(day=1), _last_day(day.year, day.month))


def _quarter(day: date) -> Period:
    number = (day.month + 2) // 3
    words = Bilingual(f"{day.year} 年第 {number} 季度", f"Quarter {number} of {day.year}")
    first = date(day.year, number * 3 - 2, 1)
    return Period(f"{day.year}Q{number}", day.year, words, first, _last_day(day.year, number * 3))


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
