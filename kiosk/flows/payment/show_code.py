"""Step 5, where the phone shows the code: it is held before the scanner, and says by itself whose it is."""

from collections.abc import AsyncIterator, Container
from dataclasses import replace

from kiosk.devices.ports import CodeScanner, Fault, FaultCode
from kiosk.domain.orders import RailName
from kiosk.domain.words import Text
from kiosk.flows.flow import Back, Go, Next, Step
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.trouble import broken_scanner, until_answered
from kiosk.flows.payment.wording import amount
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import PromptView
from kiosk.payments.code_router import NotACode, NotOffered, Payable, Route, route

_SCAN_SECONDS = 20.0
"""Scanners put their light out after some time; then it is lit again."""


def show_code_step(services: Services) -> Step[Payment]:
    """Make the step that waits for a payment code; nothing is charged before one is known and offered."""

    async def show_code(turn: Turn, state: Payment) -> Next[Payment]:
        if services.scanner is None:
            return Back()
        turn.attach(_codes(services.scanner, services.rails))
        title = Text("show-code-title")
        while True:
            match await turn.ask(_prompt(title, state)):
                case Payable(rail=rail, code=code):
                    return Go("pay", replace(state, rail=rail, citizen_code=code))
                case NotOffered():
                    title = Text("show-code-not-offered")
                case NotACode():
                    title = Text("show-code-unknown")
                case Fault(code=FaultCode.CODE_UNREADABLE):
                    title = Text("show-code-unreadable")
                case Fault():
                    await until_answered(turn, broken_scanner())
                    return Back()

    return Step("show-code", show_code, frozenset({"pay"}), number=5, remembered=False, needs_card=True)


async def _codes(scanner: CodeScanner, offered: Container[RailName]) -> AsyncIterator[Route | Fault]:
    """Scan again and again, until there is a code to pay with or no scanner."""
    while True:
        scanned = await scanner.scan(_SCAN_SECONDS)
        match scanned:
            case Fault(code=FaultCode.NO_CODE):
                continue
            case Fault(code=FaultCode.CODE_UNREADABLE):
                yield scanned
            case Fault():
                yield scanned
                return
            case _:
                found = route(scanned.text, offered)
                yield found
                if isinstance(found, Payable):
                    return


def _prompt(title: Text, state: Payment) -> PromptView:
    return PromptView(
        title=title,
        sentence=Text("show-code-sentence", amount=amount(state.total_fen)),
        picture="show-code",
    )
