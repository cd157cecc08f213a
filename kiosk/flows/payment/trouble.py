"""What a citizen reads when a device or the bureau does not do what it was asked."""

from dataclasses import dataclass

from kiosk.devices.fault_catalogue import FaultRow
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.words import Text, Words
from kiosk.flows.actions import Tap
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, StatusView, Tone, View


@dataclass(frozen=True, slots=True)
class CardTrouble:
    """Why a card could not be used, and whether it makes sense to put it in again."""

    view: StatusView
    again: bool


_REFUSED = {
    ProblemCode.AUTH_FAILED: (Text("card-unknown"), Text("card-window-todo")),
    ProblemCode.CARD_LOST: (Text("card-lost"), Text("card-lost-todo")),
    ProblemCode.CARD_EXPIRED: (Text("card-expired"), Text("card-expired-todo")),
    ProblemCode.CARD_CANCELLED: (Text("card-invalidated"), Text("card-new-todo")),
    ProblemCode.LOCKED: (Text("card-locked"), Text("card-window-todo")),
}

_IDENTITY_REFUSED = {
    ProblemCode.PERSON_UNKNOWN: (Text("person-unknown"), Text("id-card-window-todo")),
    ProblemCode.AUTH_FAILED: (Text("id-card-mismatch"), Text("id-card-window-todo")),
    ProblemCode.IDENTITY_CARD_EXPIRED: (Text("id-card-expired"), Text("id-card-expired-todo")),
}


def card_fault(row: FaultRow) -> CardTrouble:
    """Explain a fault of the card or its reader."""
    main = Text("card-out-again") if row.again else Text("card-out")
    return CardTrouble(_nothing_paid(row.title, row.todo, main), again=row.again)


def refused_card(problem: Problem) -> CardTrouble:
    """Explain why the bureau lets nobody in with this card, in its own words where we have none."""
    title, todo = _REFUSED.get(problem.code, (problem.message, Text("problem-window-todo")))
    return CardTrouble(_nothing_paid(title, todo, Text("card-out")), again=False)


def identity_card_fault(row: FaultRow) -> CardTrouble:
    """Explain a fault of the ID card or its reader."""
    main = Text("retry") if row.again else Text("understood")
    return CardTrouble(_nothing_paid(row.title, row.todo, main), again=row.again)


def refused_identity_card(problem: Problem) -> CardTrouble:
    """Explain why the bureau lets nobody in with this ID card."""
    title, todo = _IDENTITY_REFUSED.get(problem.code, (problem.message, Text("id-card-window-todo")))
    return CardTrouble(_nothing_paid(title, todo, Text("understood")), again=False)


def unreachable_bureau(problem: Problem) -> StatusView:
    """Offer another try, before any money moved."""
    return _nothing_paid(problem.message, Text("problem-retry-todo"), Text("retry"))


def refused_order(problem: Problem) -> StatusView:
    """Give the bureau's own words, before the bills are shown as they are now."""
    return _nothing_paid(problem.message, Text("order-refused-todo"), Text("understood"))


def payments_paused() -> StatusView:
    """Say that this kiosk takes no payments for now; it goes on showing what there is to pay."""
    return _nothing_paid(Text("paused-title"), Text("paused-todo"), Text("understood"))


def broken_scanner(row: FaultRow) -> StatusView:
    """Say that no code can be scanned, and lead to the other ways to pay."""
    return _nothing_paid(row.title, row.todo, Text("choose-method-again"))


def evoucher_scanner(row: FaultRow) -> StatusView:
    """Say that no e-voucher can be scanned, and lead to the other ways to log in."""
    return _nothing_paid(row.title, row.todo, Text("understood"))


def refused_evoucher() -> StatusView:
    """Say that the code is not good any more, and ask for a new one."""
    return _nothing_paid(Text("evoucher-refused"), Text("evoucher-refused-todo"), Text("retry"))


def not_proven() -> StatusView:
    """Say that a service takes the card's PIN or the holder's face."""
    return StatusView(
        title=Text("not-proven"),
        tone=Tone.CARE,
        picture="care",
        money=None,
        todo=Text("not-proven-todo"),
        main=Button("main", Text("understood")),
    )


def refused_service(problem: Problem) -> StatusView:
    """Give the bureau's own words for not doing what was asked, which costs nothing."""
    return _nothing_paid(problem.message, Text("problem-window-todo"), Text("understood"))


async def until_answered(turn: Turn, view: View) -> None:
    """Show a view until its main button is tapped."""
    while await turn.ask(view) != Tap("main"):
        pass


def _nothing_paid(title: Words, todo: Words, main: Text) -> StatusView:
    return StatusView(
        title=title,
        tone=Tone.CARE,
        picture="care",
        money=Text("money-not-moved"),
        todo=todo,
        main=Button("main", main),
    )
