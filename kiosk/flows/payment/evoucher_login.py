"""Step 1 by e-voucher: the phone's code is held before the scanner, and the bureau says whose it is."""

from dataclasses import dataclass, replace

from kiosk.devices.fault_catalogue import FaultRow
from kiosk.devices.ports import CodeScanner
from kiosk.domain.people import EVoucherEvidence
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.secret import Secret
from kiosk.domain.words import Text
from kiosk.flows.flow import Back, End, Go, Next, Step
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.trouble import evoucher_scanner, refused_evoucher, unreachable_bureau, until_answered
from kiosk.flows.scanning import scan
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import PromptView, WaitView
from kiosk.payments.code_router import NotACode, route

LONGEST_CODE = 512
"""Characters; a longer text is no e-voucher, whoever made it."""
_ASKING = WaitView(title=Text("asking-bureau"), sentence=Text("please-wait"))


@dataclass(frozen=True, slots=True)
class _PaymentCode:
    """The phone shows a code to pay with."""


@dataclass(frozen=True, slots=True)
class _NotAnEVoucher:
    """A text that no phone shows as an e-voucher."""


_Scan = EVoucherEvidence | _PaymentCode | _NotAnEVoucher


def evoucher_login_steps(services: Services) -> list[Step[Payment]]:
    """Make the steps of a login by e-voucher; a kiosk without a scanner has none."""
    if services.scanner is None:
        return []
    login = _EVoucherLogin(services, services.scanner)
    return [
        Step("show-evoucher", login.show, frozenset({"log-in-by-evoucher"}), number=1),
        Step(
            "log-in-by-evoucher",
            login.log_in,
            frozenset({"last-payment", "log-in-by-evoucher", "show-evoucher"}),
            number=1,
            back=False,
            remembered=False,
        ),
    ]


class _EVoucherLogin:
    def __init__(self, services: Services, scanner: CodeScanner) -> None:
        self._services = services
        self._scanner = scanner

    async def show(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Wait for an e-voucher; whatever else is held there is told apart, and nothing is done with it."""
        turn.attach(scan(self._services, self._scanner, _tell_apart, EVoucherEvidence))
        title, sentence = Text("show-evoucher-title"), Text("show-evoucher-sentence")
        while True:
            match await turn.ask(PromptView(title=title, sentence=sentence, picture="show-code")):
                case EVoucherEvidence() as evidence:
                    return Go("log-in-by-evoucher", replace(state, evidence=evidence))
                case _PaymentCode():
                    title = Text("show-evoucher-payment-code")
                case _NotAnEVoucher():
                    title = Text("show-evoucher-unknown")
                case FaultRow(again=True) as row:
                    title, sentence = row.title, row.todo
                case FaultRow() as row:
                    await until_answered(turn, evoucher_scanner(row))
                    return Back()

    async def log_in(self, turn: Turn, state: Payment) -> Next[Payment]:
        if not isinstance(state.evidence, EVoucherEvidence):
            return End()
        session = await turn.work(self._services.bureau.open_session(state.evidence), _ASKING)
        if not isinstance(session, Problem):
            return Go("last-payment", replace(state, session=session, evidence=None))
        if session.code is ProblemCode.UNREACHABLE:
            # Nobody knows whether the code is used up: the phone shows a new one anyway.
            await until_answered(turn, unreachable_bureau(session))
        else:
            await until_answered(turn, refused_evoucher())
        return Go("show-evoucher", Payment())


def _tell_apart(text: Secret) -> _Scan:
    code = text.reveal()
    if not isinstance(route(text, ()), NotACode):
        return _PaymentCode()
    if 0 < len(code) <= LONGEST_CODE and code.isascii() and code.isprintable() and " " not in code:
        return EVoucherEvidence(text)
    return _NotAnEVoucher()
