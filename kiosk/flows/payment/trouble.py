"""What a citizen reads when a device or the bureau does not do what it was asked."""

from kiosk.devices.ports import Fault, FaultCode
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.words import Text, Words
from kiosk.flows.actions import Tap
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, StatusView, Tone

_CARD_FAULTS = {
    FaultCode.CARD_REMOVED: (Text("card-removed"), Text("card-removed-todo")),
    FaultCode.CARD_MUTE: (Text("card-mute"), Text("card-turn-todo")),
    FaultCode.CARD_NOT_SOCIAL_SECURITY: (Text("card-not-social-security"), Text("card-other-todo")),
    FaultCode.CARD_UNREADABLE: (Text("card-unreadable"), Text("card-window-todo")),
    FaultCode.CARD_BLOCKED: (Text("card-blocked"), Text("card-blocked-todo")),
    FaultCode.CARD_INVALIDATED: (Text("card-invalidated"), Text("card-window-todo")),
}

_PRINT_FAULTS = {
    FaultCode.PAPER_OUT: Text("print-paper-out"),
    FaultCode.PAPER_JAM: Text("print-jam"),
    FaultCode.COVER_OPEN: Text("print-cover-open"),
    FaultCode.PRINT_UNCONFIRMED: Text("print-unconfirmed"),
}


_RETRY = Button("main", Text("retry"))


def card_fault(fault: Fault) -> StatusView:
    """Explain a fault of the card or its reader."""
    title, todo = _CARD_FAULTS.get(fault.code, (Text("reader-broken"), Text("reader-broken-todo")))
    return _nothing_paid(title, todo)


def blocked_card() -> StatusView:
    """Explain that the card takes no PIN any more."""
    return card_fault(Fault(FaultCode.CARD_BLOCKED, "PIN"))


def bureau_problem(problem: Problem) -> StatusView:
    """Give the bureau's own words, before any money moved."""
    if problem.code is ProblemCode.UNREACHABLE:
        return _nothing_paid(problem.message, Text("problem-retry-todo"))
    return _nothing_paid(problem.message, Text("problem-window-todo"), Button("main", Text("done")))


def print_fault(fault: Fault) -> Text:
    """Say why no paper came, beside the voucher that is on the screen."""
    return _PRINT_FAULTS.get(fault.code, Text("print-broken"))


async def until_answered(turn: Turn, view: StatusView) -> None:
    """Show a trouble until its main button is tapped."""
    while await turn.ask(view) != Tap("main"):
        pass


def _nothing_paid(title: Words, todo: Words, main: Button = _RETRY) -> StatusView:
    return StatusView(
        title=title,
        tone=Tone.CARE,
        picture="care",
        money=Text("money-not-moved"),
        todo=todo,
        main=main,
    )
