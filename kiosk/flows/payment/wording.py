"""Amounts, dates and numbers as words."""

from kiosk.domain.bills import Bill, BillStatus
from kiosk.domain.money import Fen, yuan
from kiosk.domain.orders import RailName
from kiosk.domain.people import InsuranceKind
from kiosk.domain.words import Text

RAIL_NAMES = {
    RailName.WECHAT: Text("method-wechat"),
    RailName.ALIPAY: Text("method-alipay"),
    RailName.CARD: Text("method-card"),
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


def why_not(bill: Bill, *, unresolved: bool) -> Text | None:
    """Say why a bill can't be paid here and now, or None if it can.

    Args:
        unresolved: an earlier attempt at this kiosk to pay it has not ended.
    """
    match bill.status:
        case BillStatus.DUE:
            return None
        case BillStatus.PAID:
            return Text("bill-paid")
        case BillStatus.NOT_YET_OPEN:
            return Text("bill-not-yet-open", day=bill.due_from)
        case BillStatus.WINDOW_CLOSED:
            return Text("bill-window-closed")
        case BillStatus.PAID_BY_EMPLOYER:
            return Text("bill-paid-by-employer")
        case BillStatus.LOCKED:
            return Text("bill-unresolved") if unresolved else Text("bill-locked")


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
