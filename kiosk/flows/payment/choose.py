"""Step 2: what to pay, of the bureau's bills."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from kiosk.domain.bills import Bill, BillStatus, toggle
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import End, Go, Next, Step
from kiosk.flows.payment.other_services import OTHER_SERVICES
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.wording import INSURANCE_NAMES, INSURANCE_PICTURES, amount, why_not
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import BillGroup, BillRow, BillsView, Button, StatusView, Tone

_PREFIX = "bill-"


def choose_step(services: Services) -> Step[Payment]:
    """Make the step in which bills are chosen; one whose earlier payment is still open is locked."""

    async def choose(turn: Turn, state: Payment) -> Next[Payment]:
        unresolved = services.settler.unresolved_for_bills(bill.bill_id for bill in state.bills)
        bills = tuple(
            replace(bill, status=BillStatus.LOCKED)
            if bill.bill_id in unresolved and bill.status is BillStatus.DUE
            else bill
            for bill in state.bills
        )
        return await _choose(turn, replace(state, bills=bills, unresolved=unresolved))

    return Step(
        "bills", choose, frozenset({"payer", "other-services"}), number=2, back=False, needs_card=True
    )


async def _choose(turn: Turn, state: Payment) -> Next[Payment]:
    due = frozenset(bill.bill_id for bill in state.bills if bill.status is BillStatus.DUE)
    if not due:
        return await _with_nothing_due(turn, state)
    chosen = due if len(due) == 1 else state.chosen & due
    message: Text | None = None
    while True:
        match await turn.ask(_view(replace(state, chosen=chosen), message)):
            case Tap(target="main") if chosen:
                return Go("payer", replace(state, chosen=chosen, seen={}))
            case Tap(target=OTHER_SERVICES.id):
                return Go("other-services", replace(state, chosen=chosen))
            case Tap(target=target) if target.startswith(_PREFIX):
                bill_id = target.removeprefix(_PREFIX)
                before, chosen = chosen, toggle(state.bills, chosen, bill_id)
                message = _what_followed(before, chosen, bill_id)


async def _with_nothing_due(turn: Turn, state: Payment) -> Next[Payment]:
    while True:
        match await turn.ask(_nothing_due(state)):
            case Tap(target="main"):
                return End()
            case Tap(target=OTHER_SERVICES.id):
                return Go("other-services", state)


def _what_followed(before: frozenset[str], after: frozenset[str], bill_id: str) -> Text | None:
    """Explain what a tap did beyond the bill that was tapped."""
    released = len(before - after - {bill_id})
    taken = len(after - before - {bill_id})
    if released and taken:
        return Text("bill-exchanged", released=released, taken=taken)
    if taken:
        return Text("bill-took-along", count=taken)
    if released and bill_id in after:
        return Text("bill-released-other", count=released)
    return Text("bill-released-dependent", count=released) if released else None


def _nothing_due(state: Payment) -> BillsView | StatusView:
    """Show what there is to see, if anything, to somebody who has nothing to pay."""
    title, main = Text("bills-none-title"), Button("main", Text("finish"))
    if state.bills:
        return BillsView(
            title=title,
            sentence=Text("bills-none-sentence"),
            groups=tuple(_groups(state)),
            total_label=None,
            total=None,
            main=main,
            others=(OTHER_SERVICES,),
        )
    return StatusView(
        title=title,
        tone=Tone.DONE,
        picture="done",
        money=None,
        todo=Text("bills-none-todo"),
        main=main,
        others=(OTHER_SERVICES,),
    )


def _view(state: Payment, message: Text | None) -> BillsView:
    total = amount(state.total_fen)
    main = Button("main", Text("bills-main", amount=total))
    if not state.chosen:
        main = Button("main", Text("next"), enabled=False, reason=Text("bills-choose-first"))
    return BillsView(
        title=Text("bills-title"),
        sentence=Text("bills-sentence"),
        groups=tuple(_groups(state)),
        total_label=Text("total"),
        total=total,
        message=message,
        main=main,
        others=(OTHER_SERVICES,),
    )


def _groups(state: Payment) -> Iterable[BillGroup]:
    ordered = sorted(state.bills, key=lambda bill: (bill.insurance, -bill.year, bill.due_to, bill.bill_id))
    for insurance, bills in groupby(ordered, key=lambda bill: bill.insurance):
        yield BillGroup(
            title=INSURANCE_NAMES[insurance],
            picture=INSURANCE_PICTURES[insurance],
            rows=tuple(_row(bill, state) for bill in bills),
        )


def _row(bill: Bill, state: Payment) -> BillRow:
    due = bill.status is BillStatus.DUE
    return BillRow(
        id=f"{_PREFIX}{bill.bill_id}",
        title=bill.title,
        detail=bill.period,
        amount=amount(bill.net_fen),
        chosen=bill.bill_id in state.chosen,
        enabled=due,
        reason=why_not(bill, unresolved=bill.bill_id in state.unresolved),
        due=Text("bill-due", day=bill.due_to) if due else None,
        note=bill.note if due else None,
    )
