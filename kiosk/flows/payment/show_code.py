"""Step 5, where the phone shows the code: it is held before the scanner, and says by itself whose it is."""

from dataclasses import replace

from kiosk.devices.fault_catalogue import FaultRow
from kiosk.domain.words import Text
from kiosk.flows.flow import Back, Go, Next, Step
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.trouble import broken_scanner, until_answered
from kiosk.flows.payment.wording import amount
from kiosk.flows.scanning import scan
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import PromptView
from kiosk.payments.code_router import NotACode, NotOffered, Payable, route


def show_code_step(services: Services) -> Step[Payment]:
    """Make the step that waits for a payment code; nothing is charged before one is known and offered."""

    async def show_code(turn: Turn, state: Payment) -> Next[Payment]:
        if services.scanner is None:
            return Back()
        turn.attach(scan(services, services.scanner, lambda text: route(text, services.rails), Payable))
        title, sentence = Text("show-code-title"), Text("show-code-sentence", amount=amount(state.total_fen))
        while True:
            match await turn.ask(PromptView(title=title, sentence=sentence, picture="show-code")):
                case Payable(rail=rail, code=code):
                    return Go("pay", replace(state, rail=rail, citizen_code=code))
                case NotOffered():
                    title = Text("show-code-not-offered")
                case NotACode():
                    title = Text("show-code-unknown")
                case FaultRow(again=True) as row:
                    title, sentence = row.title, row.todo
                case FaultRow() as row:
                    await until_answered(turn, broken_scanner(row))
                    return Back()

    return Step("show-code", show_code, frozenset({"pay"}), number=5, remembered=False, needs_card=True)
