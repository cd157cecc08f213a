"""What a bill is worth today, and whether an order may be made of bills. Pure functions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from kiosk.domain.bills import Bill, BillStatus, check_selection
from kiosk.domain.orders import OrderRequest
from kiosk.domain.problems import ProblemCode


class SettledBy(StrEnum):
    """Who has paid a bill, or pays it."""

    KIOSK = "kiosk"
    ELSEWHERE = "elsewhere"
    EMPLOYER = "employer"


def current_bills(
    bills: Iterable[Bill], settled: Mapping[str, SettledBy], locked: Collection[str], today: date
) -> tuple[Bill, ...]:
    """Give each of a person's bills its status of today.

    A bill whose alternative is settled is owed no more and left out; one whose alternative is
    being paid is locked with it.
    """
    every = tuple(bills)
    owed = [
        bill for bill in every if not _alternatives(bill, every) & settled.keys() or bill.bill_id in settled
    ]
    return tuple(replace(bill, status=_status(bill, every, settled, locked, today)) for bill in owed)


def _status(
    bill: Bill,
    every: tuple[Bill, ...],
    settled: Mapping[str, SettledBy],
    locked: Collection[str],
    today: date,
) -> BillStatus:
    if bill.bill_id in settled:
        paid_by_employer = settled[bill.bill_id] is SettledBy.EMPLOYER
        return BillStatus.PAID_BY_EMPLOYER if paid_by_employer else BillStatus.PAID
    if bill.bill_id in locked or _alternatives(bill, every) & set(locked):
        return BillStatus.LOCKED
    if today < bill.due_from:
        return BillStatus.NOT_YET_OPEN
    return BillStatus.DUE if today <= bill.due_to else BillStatus.WINDOW_CLOSED


def _alternatives(bill: Bill, every: tuple[Bill, ...]) -> frozenset[str]:
    return bill.excludes | {other.bill_id for other in every if bill.bill_id in other.excludes}


def refusal(request: OrderRequest, bills: Sequence[Bill]) -> ProblemCode | None:
    """Say why no order can be made of the wish, given the person's bills of this moment."""
    by_id = {bill.bill_id: bill for bill in bills}
    chosen = {line.bill_id: line.version for line in request.lines}
    if len(chosen) != len(request.lines):
        return ProblemCode.SELECTION_INVALID
    known = [by_id[bill_id] for bill_id in chosen if bill_id in by_id]
    statuses = {bill.status for bill in known}
    if BillStatus.PAID in statuses:
        return ProblemCode.ALREADY_PAID
    if BillStatus.LOCKED in statuses:
        return ProblemCode.BILL_LOCKED
    if any(bill.version != chosen[bill.bill_id] for bill in known):
        return ProblemCode.BILL_CHANGED
    if check_selection(bills, chosen) is not None:
        return ProblemCode.SELECTION_INVALID
    correct = request.total_fen == sum(bill.net_fen for bill in known)
    return None if correct else ProblemCode.AMOUNT_MISMATCH
