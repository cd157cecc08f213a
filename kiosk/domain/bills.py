"""Bills, and which of them can be paid together."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.money import Fen
from kiosk.domain.people import InsuranceKind
from kiosk.domain.words import Bilingual


class BillStatus(StrEnum):
    """Whether a bill can be paid here and now, and if not, why."""

    DUE = "due"
    PAID = "paid"
    NOT_YET_OPEN = "not-yet-open"
    WINDOW_CLOSED = "window-closed"
    PAID_BY_EMPLOYER = "paid-by-employer"
    LOCKED = "locked"
    """Somebody is paying it, here or elsewhere."""


@dataclass(frozen=True, slots=True)
class Discount:
    """A part of the premium that somebody else bears."""

    title: Bilingual
    fen: Fen


@dataclass(frozen=True, slots=True)
class Bill:
    """One premium of one person for one period, computed by the bureau; never by the kiosk."""

    bill_id: str
    version: int
    """Grows whenever the bureau changes anything of the bill."""
    insurance: InsuranceKind
    title: Bilingual
    year: int
    period: Bilingual
    gross_fen: Fen
    discounts: tuple[Discount, ...]
    net_fen: Fen
    due_from: date
    due_to: date
    requires: frozenset[str]
    """Bills that must be paid with this one, unless they are paid."""
    excludes: frozenset[str]
    status: BillStatus
    area: Bilingual
    collecting_unit: Bilingual
    note: Bilingual | None = None
    """A warning the citizen must see, such as a waiting period."""

    def __post_init__(self) -> None:
        if self.net_fen != self.gross_fen - sum(discount.fen for discount in self.discounts):
            message = f"bill {self.bill_id}: the lines do not add up to the total"
            raise ValueError(message)


class SelectionProblem(StrEnum):
    """Why bills cannot be paid together."""

    NOTHING_CHOSEN = "nothing-chosen"
    NOT_PAYABLE = "not-payable"
    REQUIRED_BILL_MISSING = "required-bill-missing"
    EXCLUDED_BILL_CHOSEN = "excluded-bill-chosen"


def toggle(bills: Iterable[Bill], chosen: Collection[str], bill_id: str) -> frozenset[str]:
    """Choose or release a bill, with all that follows from its rules.

    Choosing takes along what the bill requires and releases what it excludes; releasing takes
    along what requires the bill. What could not be paid like that is not chosen at all.
    """
    every = tuple(bills)
    due = {bill.bill_id: bill for bill in every if bill.status is BillStatus.DUE}
    before = frozenset(chosen)
    if bill_id not in due:
        return before
    if bill_id in before:
        return _without(due, before, bill_id)
    result, wanted = before, [bill_id]
    while wanted:
        bill = due[wanted.pop()]
        if bill.bill_id in result:
            continue
        for other in due.values():
            if other.bill_id in bill.excludes or bill.bill_id in other.excludes:
                result = _without(due, result, other.bill_id)
        result |= {bill.bill_id}
        wanted.extend(bill.requires & due.keys())
    return result if check_selection(every, result) is None else before


def _without(due: dict[str, Bill], chosen: frozenset[str], bill_id: str) -> frozenset[str]:
    result, released = chosen, [bill_id]
    while released:
        gone = released.pop()
        if gone in result:
            result -= {gone}
            released.extend(key for key in result if gone in due[key].requires)
    return result


_PAID = frozenset({BillStatus.PAID, BillStatus.PAID_BY_EMPLOYER})


def check_selection(bills: Iterable[Bill], chosen: Collection[str]) -> SelectionProblem | None:
    """Say what forbids paying the chosen bills together, or None if nothing does."""
    by_id = {bill.bill_id: bill for bill in bills}
    if not chosen:
        return SelectionProblem.NOTHING_CHOSEN
    for bill_id in chosen:
        bill = by_id.get(bill_id)
        if bill is None or bill.status is not BillStatus.DUE:
            return SelectionProblem.NOT_PAYABLE
        missing = bill.requires - set(chosen)
        if any(by_id[key].status not in _PAID for key in missing & by_id.keys()):
            return SelectionProblem.REQUIRED_BILL_MISSING
        if bill.excludes & set(chosen):
            return SelectionProblem.EXCLUDED_BILL_CHOSEN
    return None
