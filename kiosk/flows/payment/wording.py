"""Amounts, dates and numbers as words."""

from kiosk.domain.bills import BillStatus
from kiosk.domain.money import Fen, yuan
from kiosk.domain.orders import RailName
from kiosk.domain.people import InsuranceKind
from kiosk.domain.words import Text

RAIL_NAMES = {RailName.WECHAT: Text("method-wechat"), RailName.ALIPAY: Text("method-alipay")}

BILL_REASONS = {
    BillStatus.PAID: Text("bill-paid"),
    BillStatus.NOT_YET_OPEN: Text("bill-not-yet-open"),
    BillStatus.WINDOW_CLOSED: Text("bill-window-closed"),
    BillStatus.PAID_BY_EMPLOYER: Text("bill-paid-by-employer"),
    BillStatus.LOCKED: Text("bill-locked"),
}

INSURANCE_NAMES = {
    InsuranceKind.EMPLOYEE_MEDICAL: Text("insurance-employee-medical"),
    InsuranceKind.EMPLOYEE_LARGE_AMOUNT: Text("insurance-large-amount"),
    InsuranceKind.RESIDENT_MEDICAL: Text("insurance-resident-medical"),
    InsuranceKind.RESIDENT_CRITICAL_ILLNESS: Text("insurance-critical-illness"),
    InsuranceKind.PENSION: Text("insurance-pension"),
    InsuranceKind.FLEXIBLE_MEDICAL: Text("insurance-flexible-medical"),
    InsuranceKind.FLEXIBLE_PENSION: Text("insurance-flexible-pension"),
}

INSURANCE_PICTURES = {
    InsuranceKind.EMPLOYEE_MEDICAL: "medical",
    InsuranceKind.EMPLOYEE_LARGE_AMOUNT: "critical-illness",
    InsuranceKind.RESIDENT_MEDICAL: "medical",
    InsuranceKind.RESIDENT_CRITICAL_ILLNESS: "critical-illness",
    InsuranceKind.PENSION: "pension",
    InsuranceKind.FLEXIBLE_MEDICAL: "flexible",
    InsuranceKind.FLEXIBLE_PENSION: "flexible",
}


def amount(fen: Fen) -> Text:
    """Write an amount with its unit, `400.00 元`."""
    return Text("amount", yuan=yuan(fen))


def grouped(number: str) -> str:
    """Write a long number in groups of four, so that it can be read aloud."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def clock_time(seconds: float) -> str:
    """Write time left as minutes and seconds, `2:59`."""
    whole = max(int(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}"
