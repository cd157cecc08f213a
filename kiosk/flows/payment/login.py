"""Step 1: who are you? The card is read, its PIN checked by the card, and the bureau asked."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

from kiosk.devices.fault_catalogue import FaultRow, Service
from kiosk.devices.ports import (
    CardReaderStatus,
    DeviceKind,
    DeviceStatus,
    Fault,
    FaultCode,
    IdentityCardReaderStatus,
    MediaState,
    PinAccepted,
    PinBlocked,
    PinRefused,
)
from kiosk.domain.people import CardEvidence
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.secret import Secret
from kiosk.domain.words import Text
from kiosk.flows.actions import Tap
from kiosk.flows.availability import standing_faults, why_not
from kiosk.flows.flow import End, Go, Idleness, Next, Step
from kiosk.flows.payment.face_who import naming_ways
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.trouble import (
    CardTrouble,
    card_fault,
    refused_card,
    unreachable_bureau,
    until_answered,
)
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import AttractView, Button, Choice, PinView, PromptView, StatusView, Tone, WaitView

PIN_LENGTH = 6
_CARD_SECONDS = 5.0
_DIGIT_KEYS = {f"key-{digit}": str(digit) for digit in range(10)}
_FIRST_STEPS = {
    "way-card": "insert-card",
    "way-id-card": "put-id-card",
    "way-evoucher": "show-evoucher",
    "way-face": "face-who",
}
_ASKING = WaitView(title=Text("asking-bureau"), sentence=Text("leave-card-in"))
_CARD_OUT = PromptView(title=Text("take-card-title"), sentence=Text("take-card-again"), picture="take-card")


def login_steps(services: Services) -> list[Step[Payment]]:
    """Make the steps that log a citizen in."""
    login = _Login(services)
    by_identity_card = {"put-id-card", "read-id-card"} if services.identity_reader else set()
    by_evoucher = {"show-evoucher"} if services.scanner else set()
    by_face = {"face-who"} if services.faces else set()
    consent = {"face-consent"} if services.faces else set()
    return [
        Step(
            "attract",
            login.attract,
            frozenset({"insert-card", "read-card", *by_identity_card, *by_evoucher, *by_face}),
            back=False,
            leave=False,
            idleness=Idleness.RESETS_DISPLAY,
        ),
        Step("insert-card", login.insert_card, frozenset({"read-card", "card-trouble"}), number=1),
        Step(
            "read-card",
            login.read_card,
            frozenset({"pin", "card-trouble", *consent}),
            number=1,
            remembered=False,
        ),
        Step(
            "pin",
            login.pin,
            frozenset({"log-in", "card-trouble"}),
            number=1,
            remembered=False,
            needs_card=True,
        ),
        Step(
            "log-in",
            login.log_in,
            frozenset({"last-payment", "log-in", "card-trouble"}),
            number=1,
            back=False,
            remembered=False,
            needs_card=True,
        ),
        Step(
            "look-up",
            login.look_up,
            frozenset({"bills", "look-up", "card-trouble"}),
            number=1,
            back=False,
            remembered=False,
            needs_card=True,
        ),
        Step(
            "card-trouble",
            login.card_trouble,
            frozenset({"insert-card", "read-card"}),
            number=1,
            back=False,
            leave=False,
            remembered=False,
        ),
    ]


class _Login:
    def __init__(self, services: Services) -> None:
        self._services = services

    async def attract(self, turn: Turn, state: Payment) -> Next[Payment]:
        reader, identity_reader = self._services.reader, self._services.identity_reader
        for changes in self._changes():
            turn.attach(changes)
        forgotten = identity_reader is not None and identity_reader.status.can_read
        while True:
            if reader.status.media is MediaState.PRESENT:
                return Go("read-card", state)
            invitation = self._invitation()
            usable = {way.id for way in invitation.ways if way.enabled}
            match await turn.ask(invitation):
                case Tap(target=way) if way in usable:
                    return Go(_FIRST_STEPS[way], state)
                case IdentityCardReaderStatus(can_read=True) if not forgotten:
                    return Go("read-id-card", state)
                case IdentityCardReaderStatus(can_read=can_read):
                    forgotten = can_read

    def _changes(self) -> Iterator[AsyncIterator[DeviceStatus]]:
        """Give the changes of every device that a way to begin needs."""
        services = self._services
        yield services.reader.changes()
        yield services.printer.changes()
        if services.identity_reader:
            yield services.identity_reader.changes()
        if services.scanner:
            yield services.scanner.changes()
        if services.faces:
            yield services.faces.camera.changes()
            yield services.faces.analysis.changes()

    def _invitation(self) -> AttractView:
        ways = (
            self._way("way-card", "card", Service.LOGIN_BY_CARD, Text("way-card"), Text("way-card-detail")),
            self._way(
                "way-id-card",
                "id-card",
                Service.LOGIN_BY_IDENTITY_CARD,
                Text("way-id-card"),
                Text("way-id-card-detail"),
            )
            if self._services.identity_reader
            else _not_here("way-id-card", "id-card", Text("way-id-card")),
            self._way(
                "way-evoucher",
                "qr-code",
                Service.LOGIN_BY_EVOUCHER,
                Text("way-evoucher"),
                Text("way-evoucher-detail"),
            )
            if self._services.scanner
            else _not_here("way-evoucher", "qr-code", Text("way-evoucher")),
            self._way_by_face() if self._services.faces else _not_here("way-face", "face", Text("way-face")),
        )
        return AttractView(
            title=Text("attract-title"),
            sentence=Text("attract-sentence"),
            ways=ways,
            limits=self._limits() if any(way.enabled for way in ways) else self._elsewhere(),
        )

    def _way(self, id_: str, picture: str, service: Service, words: Text, detail: Text) -> Choice:
        return _choice(id_, picture, words, detail, why_not(self._services, service))

    def _way_by_face(self) -> Choice:
        """Offer it only where something can say who it is."""
        nameless = naming_ways(self._services).values()
        fault = why_not(self._services, Service.LOGIN_BY_FACE) or (
            next(iter(nameless)) if all(nameless) else None
        )
        return _choice("way-face", "face", Text("way-face"), Text("way-face-detail"), fault)

    def _elsewhere(self) -> tuple[Text, ...]:
        """Say where to go instead, since no way to begin is open."""
        fault = why_not(self._services, Service.LOGIN_BY_CARD)
        return (fault.todo,) if fault else ()

    def _limits(self) -> tuple[Text, ...]:
        """Say what will be missing later."""
        limits = (fault.limit for fault in standing_faults(self._services))
        return tuple(dict.fromkeys(limit for limit in limits if limit))

    def _fault(self, code: FaultCode) -> Next[Payment]:
        return _trouble(card_fault(self._services.faults.row(DeviceKind.CARD_READER, code)))

    async def insert_card(self, turn: Turn, state: Payment) -> Next[Payment]:
        turn.attach(self._services.reader.changes())
        prompt = PromptView(
            title=Text("insert-card-title"), sentence=Text("insert-card-sentence"), picture="insert-card"
        )
        while True:
            match await turn.ask(prompt):
                case CardReaderStatus(fault=FaultCode() as code):
                    return self._fault(code)
                case CardReaderStatus(media=MediaState.PRESENT):
                    return Go("read-card", state)

    async def read_card(self, turn: Turn, state: Payment) -> Next[Payment]:
        waiting = WaitView(title=Text("reading-card"), sentence=Text("leave-card-in"))
        evidence = await turn.work(self._services.reader.read_card(_CARD_SECONDS), waiting)
        if isinstance(evidence, Fault):
            return self._fault(evidence.code)
        if self._services.reader.status.media is not MediaState.PRESENT:
            return self._fault(FaultCode.CARD_REMOVED)
        return Go("face-consent" if state.face else "pin", replace(state, evidence=evidence))

    async def card_trouble(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Explain it until the card is out; then another may be put in, or the visit is over."""
        if state.trouble is None:
            return End()
        reader, again = self._services.reader, state.trouble.again
        view: StatusView | PromptView = state.trouble.view
        was_in = reader.status.media is MediaState.PRESENT
        if not was_in and not again:
            view = replace(view, main=Button("main", Text("understood")))
        turn.attach(reader.changes())
        while True:
            match await turn.ask(view):
                case Tap(target="main") if again and reader.status.media is MediaState.PRESENT:
                    view = _CARD_OUT
                case Tap(target="main"):
                    return Go("insert-card", Payment()) if again else End()
                case CardReaderStatus(media=MediaState.PRESENT) if not was_in:
                    return Go("read-card", Payment())
                case CardReaderStatus(media=media) if was_in and media is not MediaState.PRESENT:
                    return Go("insert-card", Payment()) if again else End()

    async def pin(self, turn: Turn, state: Payment) -> Next[Payment]:
        digits, message, tone = "", None, Tone.PLAIN
        while True:
            match await turn.ask(_pin_view(len(digits), message, tone)):
                case Tap(target="key-erase"):
                    digits = digits[:-1]
                case Tap(target="key-clear"):
                    digits = ""
                case Tap(target=key) if key in _DIGIT_KEYS and len(digits) < PIN_LENGTH:
                    digits, message, tone = digits + _DIGIT_KEYS[key], None, Tone.PLAIN
                case Tap(target="main") if len(digits) == PIN_LENGTH:
                    checking = WaitView(title=Text("checking-pin"), sentence=Text("leave-card-in"))
                    answer = await turn.work(
                        self._services.reader.verify_pin(Secret(digits), _CARD_SECONDS), checking
                    )
                    digits = ""
                    match answer:
                        case PinAccepted():
                            return _proven_by_pin(state)
                        case PinRefused(tries_left=left):
                            message, tone = Text("pin-wrong", left=left), Tone.ERROR
                        case PinBlocked():
                            return self._fault(FaultCode.CARD_BLOCKED)
                        case Fault(code=code):
                            return self._fault(code)

    async def log_in(self, turn: Turn, state: Payment) -> Next[Payment]:
        if not isinstance(state.evidence, CardEvidence):
            return End()
        session = await turn.work(self._services.bureau.open_session(state.evidence), _ASKING)
        if isinstance(session, Problem):
            return await _refused(turn, state, session, "log-in")
        return Go("last-payment", replace(state, session=session))

    async def look_up(self, turn: Turn, state: Payment) -> Next[Payment]:
        session = state.logged_in()
        bills = await turn.work(self._services.bureau.bills(session.session_id, session.person), _ASKING)
        if isinstance(bills, Problem):
            return await _refused(turn, state, bills, "look-up")
        return Go("bills", replace(state, bills=bills))


async def _refused(turn: Turn, state: Payment, problem: Problem, again: str) -> Next[Payment]:
    if problem.code is not ProblemCode.UNREACHABLE:
        return _trouble(refused_card(problem))
    await until_answered(turn, unreachable_bureau(problem))
    return Go(again, state)


def _proven_by_pin(state: Payment) -> Next[Payment]:
    if not isinstance(state.evidence, CardEvidence):
        return End()
    return Go("log-in", replace(state, evidence=replace(state.evidence, pin_verified=True)))


def _trouble(trouble: CardTrouble) -> Next[Payment]:
    return Go("card-trouble", Payment(trouble=trouble))


def _choice(id_: str, picture: str, words: Text, detail: Text, fault: FaultRow | None) -> Choice:
    if fault is None:
        return Choice(id_, picture, words, detail)
    return Choice(id_, picture, words, enabled=False, reason=fault.title)


def _not_here(id_: str, picture: str, words: Text) -> Choice:
    return Choice(id_, picture, words, enabled=False, reason=Text("way-not-here"))


def _pin_view(filled: int, message: Text | None, tone: Tone) -> PinView:
    return PinView(
        title=Text("pin-title"),
        sentence=Text("pin-sentence"),
        filled=filled,
        length=PIN_LENGTH,
        message=message,
        tone=tone,
        erase=Text("key-erase"),
        clear=Text("key-clear"),
        main=Button("main", Text("pin-main"), enabled=filled == PIN_LENGTH),
    )
