"""Step 1 by ID card: put on the reader, read, asked for at the bureau, and taken away again."""

from dataclasses import replace

from kiosk.devices.ports import (
    DeviceKind,
    Fault,
    FaultCode,
    IdentityCardReader,
    IdentityCardReaderStatus,
    MediaState,
)
from kiosk.domain.people import IdentityCardEvidence
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.flow import End, Go, Next, Step
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.trouble import (
    identity_card_fault,
    refused_identity_card,
    unreachable_bureau,
    until_answered,
)
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, PromptView, WaitView

_READING_SECONDS = 5.0
_READING = WaitView(title=Text("reading-id-card"), sentence=Text("leave-id-card-there"))
_ASKING = WaitView(title=Text("asking-bureau"), sentence=Text("please-wait"))
_REMINDER = PromptView(
    title=Text("take-id-card-title"),
    sentence=Text("take-id-card-sentence"),
    picture="take-id-card",
    main=Button("main", Text("take-id-card-main")),
)


def identity_login_steps(services: Services) -> list[Step[Payment]]:
    """Make the steps of a login by ID card; a kiosk without a reader has none."""
    if services.identity_reader is None:
        return []
    login = _IdentityLogin(services, services.identity_reader)
    consent = {"face-consent"} if services.faces else set()
    return [
        Step("put-id-card", login.put, frozenset({"read-id-card", "id-card-trouble"}), number=1),
        Step(
            "read-id-card",
            login.read,
            frozenset({"log-in-by-id-card", "id-card-trouble", *consent}),
            number=1,
            remembered=False,
        ),
        Step(
            "log-in-by-id-card",
            login.log_in,
            frozenset({"take-id-card", "log-in-by-id-card", "id-card-trouble"}),
            number=1,
            back=False,
            remembered=False,
        ),
        Step(
            "take-id-card",
            login.take,
            frozenset({"last-payment"}),
            number=1,
            back=False,
            remembered=False,
        ),
        Step(
            "id-card-trouble",
            login.trouble,
            frozenset({"put-id-card", "read-id-card"}),
            number=1,
            back=False,
            leave=False,
            remembered=False,
        ),
    ]


class _IdentityLogin:
    def __init__(self, services: Services, reader: IdentityCardReader) -> None:
        self._bureau = services.bureau
        self._reader = reader
        self._faults = services.faults

    def _fault(self, code: FaultCode) -> Next[Payment]:
        row = self._faults.row(DeviceKind.IDENTITY_CARD_READER, code)
        return Go("id-card-trouble", Payment(trouble=identity_card_fault(row)))

    async def put(self, turn: Turn, state: Payment) -> Next[Payment]:
        turn.attach(self._reader.changes())
        prompt = PromptView(
            title=Text("put-id-card-title"), sentence=Text("put-id-card-sentence"), picture="put-id-card"
        )
        while True:
            match await turn.ask(prompt):
                case IdentityCardReaderStatus(fault=FaultCode() as code):
                    return self._fault(code)
                case IdentityCardReaderStatus(can_read=True):
                    return Go("read-id-card", state)

    async def read(self, turn: Turn, state: Payment) -> Next[Payment]:
        evidence = await turn.work(self._reader.read_identity_card(_READING_SECONDS), _READING)
        if isinstance(evidence, Fault):
            return self._fault(evidence.code)
        return Go("face-consent" if state.face else "log-in-by-id-card", replace(state, evidence=evidence))

    async def log_in(self, turn: Turn, state: Payment) -> Next[Payment]:
        if not isinstance(state.evidence, IdentityCardEvidence):
            return End()
        session = await turn.work(self._bureau.open_session(state.evidence), _ASKING)
        if not isinstance(session, Problem):
            return Go("take-id-card", replace(state, session=session, evidence=None))
        if session.code is not ProblemCode.UNREACHABLE:
            return Go("id-card-trouble", Payment(trouble=refused_identity_card(session)))
        await until_answered(turn, unreachable_bureau(session))
        return Go("log-in-by-id-card", state)

    async def take(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Remind of the card until it is gone; a reader that is wrong about it is overruled by a tap."""
        turn.attach(self._reader.changes())
        while self._reader.status.media is MediaState.PRESENT:
            match await turn.ask(_REMINDER):
                case Tap(target="main"):
                    break
        return Go("last-payment", state)

    async def trouble(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Explain it; then the card may be put on again, or the visit is over."""
        if state.trouble is None:
            return End()
        turn.attach(self._reader.changes())
        was_there = self._reader.status.can_read
        while True:
            match await turn.ask(state.trouble.view):
                case Tap(target="main"):
                    return Go("put-id-card", Payment()) if state.trouble.again else End()
                case IdentityCardReaderStatus(can_read=True) if not was_there:
                    return Go("read-id-card", Payment())
                case IdentityCardReaderStatus(can_read=can_read):
                    was_there = can_read
