"""Step 2: what to pay, of the bureau's bills."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from kiosk.domain.bills import Bill, BillStatus, toggle
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import End, Go, Next, Step
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.wording import BILL_REASONS, INSURANCE_NAMES, INSURANCE_PICTURES, amount
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import BillGroup, BillRow, BillsView, Button

_PREFIX = "bill-"


def choose_step(services: Services) -> Step[Payment]:
    """Make the step in which bills are chosen; one whose earlier payment is still open is locked."""

    async def choose(turn: Turn, state: Payment) -> Next[Payment]:
        unresolved = services.settler.unresolved_for_bills(bill.bill_id for bill in state.bills)
        bills = tuple(
            replace(bill, status=BillStatus.LOCKED) if bill.bill_id in unresolved else bill
            for bill in state.bills
        )
        return await _choose(turn, replace(state, bills=bills))

    return Step("bills", choose, frozenset({"payer"}), number=2, back=False, needs_card=True)


async def _choose(turn: Turn, state: Payment) -> Next[Payment]:
    due = [bill.bill_id for bill in state.bills if bill.status is BillStatus.DUE]
    chosen = state.chosen & frozenset(due)
    if len(due) == 1:
        chosen = frozenset(due)
    message: Text | None = None
    while True:
        match await turn.ask(_view(replace(state, chosen=chosen), bool(due), message)):
            case Tap(target="main") if not due:
                return End()
            case Tap(target="main") if chosen:
                return Go("payer", replace(state, chosen=chosen, seen={}))
            case Tap(target=target) if target.startswith(_PREFIX):
                bill_id = target.removeprefix(_PREFIX)
                before, chosen = chosen, toggle(state.bills, chosen, bill_id)
                message = _what_followed(before, chosen, bill_id)


def _what_followed(before: frozenset[str], after: frozenset[str], bill_id: str) -> Text | None:
    """Explain what a tap did beyond the bill that was tapped."""
    if bill_id in after and before - after:
        return Text("bill-released-other")
    if bill_id in after and after - before - {bill_id}:
        return Text("bill-took-along")
    if before - after - {bill_id}:
        return Text("bill-released-dependent")
    return None


def _view(state: Payment, anything_due: bool, message: Text | None) -> BillsView:  # noqa: FBT001 a fact, not a mode
    main = Button("main", Text("done"))
    if anything_due:
        main = Button("main", Text("bills-main", amount=amount(state.total_fen)), enabled=bool(state.chosen))
    return BillsView(
        title=Text("bills-title") if anything_due else Text("bills-none-title"),
        sentence=Text("bills-sentence") if anything_due else Text("bills-none-sentence"),
        groups=tuple(_groups(state)),
        total_label=Text("total"),
        total=amount(state.total_fen),
        message=message,
        main=main,
    )


def _groups(state: Payment) -> Iterable[BillGroup]:
    ordered = sorted(state.bills, key=lambda bill: (bill.insurance, -bill.year, bill.due_to, bill.bill_id))
    for insurance, bills in groupby(ordered, key=lambda bill: bill.insurance):
        yield BillGroup(
            title=INSURANCE_NAMES[insurance],
            picture=INSURANCE_PICTURES[insurance],
            rows=tuple(_row(bill, bill.bill_id in state.chosen) for bill in bills),
        )


def _row(bill: Bill, chosen: bool) -> BillRow:  # noqa: FBT001 a fact, not a mode
    return BillRow(
        id=f"{_PREFIX}{bill.bill_id}",
        title=bill.title,
        detail=Text("bill-detail", period=bill.period, due=bill.due_to),
        amount=amount(bill.net_fen),
        chosen=chosen,
        enabled=bill.status is BillStatus.DUE,
        reason=BILL_REASONS.get(bill.status),
    )
