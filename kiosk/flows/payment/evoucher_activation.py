"""Activating the e-voucher (E1): consent, the bureau's word, and a code that ties it to the phone."""

from dataclasses import replace

from kiosk.domain.people import EVoucherActivation
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import Back, Go, Next, Step
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.trouble import not_proven, refused_service, unreachable_bureau, until_answered
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, ConsentView, ScanView, WaitView

CONSENT_VERSION = "2026-11-22"
"""Of the texts in `CONSENT`; a test holds it against their words."""
_ASKING = WaitView(title=Text("asking-bureau"), sentence=Text("please-wait"))
CONSENT = ConsentView(
    title=Text("evoucher-consent-title"),
    sentence=Text("evoucher-consent-sentence"),
    points=(
        Text("evoucher-consent-what"),
        Text("evoucher-consent-phone"),
        Text("evoucher-consent-end"),
    ),
    main=Button("main", Text("evoucher-consent-main")),
    others=(Button("no", Text("evoucher-consent-no")),),
)


def evoucher_activation_steps(services: Services) -> list[Step[Payment]]:
    """Make the steps; nothing is activated before its holder has agreed."""

    async def consent(turn: Turn, state: Payment) -> Next[Payment]:
        if not state.logged_in().is_proven:
            await until_answered(turn, not_proven())
            return Back()
        while True:
            match await turn.ask(CONSENT):
                case Tap(target="main"):
                    return Go("evoucher-activate", state)
                case Tap(target="no"):
                    return Back()

    async def activate(turn: Turn, state: Payment) -> Next[Payment]:
        session_id = state.logged_in().session_id
        answer = await turn.work(services.bureau.activate_evoucher(session_id, CONSENT_VERSION), _ASKING)
        if isinstance(answer, EVoucherActivation):
            return Go("evoucher-active", replace(state, activation=answer))
        return await _refused(turn, state, answer)

    async def active(turn: Turn, state: Payment) -> Next[Payment]:
        if state.activation is None:
            return Back()
        await until_answered(turn, _active_view(state.activation))
        return Go("bills", replace(state, activation=None))

    return [
        Step("evoucher-consent", consent, frozenset({"evoucher-activate"}), needs_card=True),
        Step(
            "evoucher-activate",
            activate,
            frozenset({"evoucher-active", "evoucher-activate", "bills"}),
            back=False,
            remembered=False,
            needs_card=True,
        ),
        Step("evoucher-active", active, frozenset({"bills"}), back=False, remembered=False, needs_card=True),
    ]


async def _refused(turn: Turn, state: Payment, problem: Problem) -> Next[Payment]:
    if problem.code is ProblemCode.UNREACHABLE:
        await until_answered(turn, unreachable_bureau(problem))
        return Go("evoucher-activate", state)
    await until_answered(turn, refused_service(problem))
    return Go("bills", state)


def _active_view(activation: EVoucherActivation) -> ScanView:
    return ScanView(
        title=Text("evoucher-active-title"),
        sentence=Text("evoucher-active-sentence"),
        code=activation.binding_code.reveal(),
        code_hint=Text("evoucher-active-hint", time=f"{activation.expires_at:%H:%M}"),
        main=Button("main", Text("evoucher-active-main")),
    )
