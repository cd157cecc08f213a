"""Step 1 by e-voucher: the phone's code is held before the scanner, and the bureau says whose it is."""

from dataclasses import replace

from kiosk.devices.fault_catalogue import FaultRow
from kiosk.devices.ports import CodeScanner
from kiosk.domain.people import EVoucherEvidence, SessionEvidence
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


def evoucher_login_steps(services: Services) -> list[Step[Payment]]:
    """Make the steps of a login by e-voucher; a kiosk without a scanner has none."""
    if services.scanner is None:
        return []
    login = _EVoucherLogin(services, services.scanner)
    by_face = {"face-consent", "face-who"} if services.faces else set()
    return [
        Step("show-evoucher", login.show, frozenset({"log-in-by-evoucher"}), number=1),
        Step(
            "log-in-by-evoucher",
            login.log_in,
            frozenset({"last-payment", "log-in-by-evoucher", "show-evoucher", *by_face}),
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
        turn.attach(scan(self._services, self._scanner, evoucher_in, EVoucherEvidence))
        title, sentence = Text("show-evoucher-title"), Text("show-evoucher-sentence")
        while True:
            match await turn.ask(PromptView(title=title, sentence=sentence, picture="show-code")):
                case EVoucherEvidence() as evidence:
                    return Go("log-in-by-evoucher", replace(state, evidence=evidence))
                case Text() as instead:
                    title = instead
                case FaultRow(again=True) as row:
                    title, sentence = row.title, row.todo
                case FaultRow() as row:
                    await until_answered(turn, evoucher_scanner(row))
                    return Back()

    async def log_in(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Ask the bureau whose it is; somebody who wants to log in by face goes on to prove it."""
        evidence = state.evidence
        if not isinstance(evidence, EVoucherEvidence | SessionEvidence):
            return End()
        session = await turn.work(self._services.bureau.open_session(evidence), _ASKING)
        if isinstance(session, Problem):
            return await _refused(turn, state, session)
        if state.face is None:
            return Go("last-payment", replace(state, session=session, evidence=None))
        named = SessionEvidence(session.session_id)
        return Go("face-consent", replace(state, session=session, evidence=named))


async def _refused(turn: Turn, state: Payment, problem: Problem) -> Next[Payment]:
    if problem.code is ProblemCode.EVOUCHER_REFUSED:
        await until_answered(turn, refused_evoucher())
    else:
        await until_answered(turn, unreachable_bureau(problem))
        if problem.code is ProblemCode.UNREACHABLE and isinstance(state.evidence, SessionEvidence):
            return Go("log-in-by-evoucher", state)
    # Nobody knows whether a code that did not arrive is used up: the phone shows a new one anyway.
    return Go("face-who" if state.face else "show-evoucher", Payment())


def evoucher_in(text: Secret) -> EVoucherEvidence | Text:
    """Find the e-voucher in what was scanned, or say what was held there instead."""
    code = text.reveal()
    if not isinstance(route(text, ()), NotACode):
        return Text("show-evoucher-payment-code")
    if 0 < len(code) <= LONGEST_CODE and code.isascii() and code.isprintable() and " " not in code:
        return EVoucherEvidence(text)
    return Text("show-evoucher-unknown")
