"""Step 4: the amount that the bureau computed, checked by the citizen before an order is made."""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.domain.bills import Bill
from kiosk.domain.capitals import capital_amount
from kiosk.domain.money import Fen
from kiosk.domain.orders import OrderLine, OrderRequest
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.words import Bilingual, Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import Go, Next, Step
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.trouble import (
    payments_paused,
    refused_card,
    refused_order,
    unreachable_bureau,
    until_answered,
)
from kiosk.flows.payment.wording import amount
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import AmountLine, Button, ConfirmView, WaitView

_ORDERING = WaitView(title=Text("ordering"), sentence=Text("please-wait"))


def confirm_steps(services: Services) -> list[Step[Payment]]:
    """Make the steps that check the amount and order it."""
    confirm = _Confirm(services)
    return [
        Step("confirm", confirm.check, frozenset({"order"}), number=4, needs_card=True),
        Step(
            "order",
            confirm.order,
            frozenset({"confirm", "bills", "method", "card-trouble"}),
            number=4,
            back=False,
            leave=False,
            remembered=False,
            needs_card=True,
        ),
    ]


async def give_up_order(services: Services, order_id: str, *, seen: bool) -> None:
    """Give an order up; if the citizen saw how its attempts ended, nothing of it is left to tell."""
    await services.settler.abandon_order(order_id)
    if seen:
        services.orders.order_told(order_id)


class _Confirm:
    def __init__(self, services: Services) -> None:
        self._services = services

    async def check(self, turn: Turn, state: Payment) -> Next[Payment]:
        if state.order is not None:
            await turn.work(give_up_order(self._services, state.order.order_id, seen=True), _ORDERING)
            state = replace(state, order=None)
        checked = False
        while True:
            match await turn.ask(_view(state, checked)):
                case Tap(target="check"):
                    checked = not checked
                case Tap(target="main") if checked:
                    return Go("order", state)

    async def order(self, turn: Turn, state: Payment) -> Next[Payment]:
        session = state.logged_in()
        request = OrderRequest(
            order_id=self._services.ids.ulid(),
            session_id=session.session_id,
            payer=session.person,
            beneficiary=session.person,
            lines=tuple(OrderLine(bill.bill_id, bill.version) for bill in state.chosen_bills),
            total_fen=state.total_fen,
        )
        order = await turn.work(self._services.settler.open_order(request), _ORDERING)
        if not isinstance(order, Problem):
            return Go("method", replace(state, order=order, seen={}))
        if order.code is ProblemCode.SESSION_ENDED:
            return Go("card-trouble", replace(state, trouble=refused_card(order)))
        if order.code is ProblemCode.UNREACHABLE:
            await until_answered(turn, unreachable_bureau(order))
        elif order.code is ProblemCode.OUT_OF_SERVICE:
            await until_answered(turn, payments_paused())
        elif order.code not in {ProblemCode.BILL_CHANGED, ProblemCode.AMOUNT_MISMATCH}:
            await until_answered(turn, refused_order(order))
        bills = await turn.work(self._services.bureau.bills(session.session_id, session.person), _ORDERING)
        if isinstance(bills, Problem):
            return Go("confirm", state)
        fresh = replace(state, bills=bills, seen={bill.bill_id: bill for bill in state.chosen_bills})
        still_due = order.code in {
            ProblemCode.BILL_CHANGED,
            ProblemCode.AMOUNT_MISMATCH,
            ProblemCode.UNREACHABLE,
        }
        return Go("confirm" if still_due else "bills", fresh)


def _view(state: Payment, checked: bool) -> ConfirmView:  # noqa: FBT001 a fact, not a mode
    before = Fen(sum(bill.net_fen for bill in state.seen.values()))
    changed = Text("confirm-changed", before=amount(before), now=amount(state.total_fen))
    return ConfirmView(
        title=Text("confirm-title"),
        sentence=Text("confirm-sentence"),
        lines=tuple(
            line for bill in state.chosen_bills for line in _lines(bill, state.seen.get(bill.bill_id))
        ),
        total_label=Text("total-to-pay"),
        total=amount(state.total_fen),
        capitals=Bilingual(capital_amount(state.total_fen), ""),
        notes=tuple(bill.note for bill in state.chosen_bills if bill.note),
        changed=changed if state.seen and before != state.total_fen else None,
        check=Button("check", Text("confirm-check")),
        checked=checked,
        main=Button(
            "main",
            Text("confirm-main", amount=amount(state.total_fen)),
            enabled=checked,
            reason=None if checked else Text("confirm-check-first"),
        ),
    )


def _lines(bill: Bill, seen: Bill | None) -> Iterable[AmountLine]:
    """Give the premium and what others bear of it, each with what it was if it has changed."""
    was = _was(amount(seen.gross_fen)) if seen and seen.gross_fen != bill.gross_fen else None
    yield AmountLine(bill.title, bill.period, amount(bill.gross_fen), was)
    earlier = {discount.title: discount.fen for discount in seen.discounts} if seen else {}
    for discount in bill.discounts:
        fen = earlier.pop(discount.title, None)
        was = None
        if seen is not None and fen != discount.fen:
            was = Text("line-new") if fen is None else _was(_minus(fen))
        yield AmountLine(discount.title, None, _minus(discount.fen), was, minus=True)
    for title, fen in earlier.items():
        yield AmountLine(title, None, Text("line-gone"), _was(_minus(fen)))


def _minus(fen: Fen) -> Text:
    return Text("minus", amount=amount(fen))


def _was(words: Text) -> Text:
    return Text("line-was", amount=words)
