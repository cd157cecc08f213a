"""Step 1 by face: a card says who it is, and their face proves it; consent first, another way always."""

import logging
from dataclasses import replace

from kiosk.devices.ports import CardReaderStatus, DeviceKind, Fault, IdentityCardReaderStatus, MediaState
from kiosk.domain.people import CardEvidence, FaceMatch, IdentityCardEvidence, ReferencePhoto
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.secret import Secret
from kiosk.domain.words import Text
from kiosk.faces import NotVerified, Progress, ReferenceProblem, Verified
from kiosk.faces.attempts import Locked, MayTry
from kiosk.flows.actions import Tap
from kiosk.flows.face_services import FaceServices
from kiosk.flows.flow import End, Go, Idleness, Next, Step
from kiosk.flows.payment.before_camera import camera_faults
from kiosk.flows.payment.face_session import SKIP, FaceSession
from kiosk.flows.payment.face_words import NO_PHOTO, REASONS, UNUSABLE_PHOTO
from kiosk.flows.payment.state import FaceLogin, Payment
from kiosk.flows.payment.trouble import (
    refused_card,
    refused_identity_card,
    unreachable_bureau,
    until_answered,
)
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, ConsentView, PromptView, StatusView, Tone, WaitView

CONSENT_VERSION = "2026-11"
"""Of the texts in `_CONSENT`; a test holds it against their words."""

_log = logging.getLogger(__name__)
_WHO = PromptView(title=Text("face-who-title"), sentence=Text("face-who-sentence"), picture="id-card")
_ASKING = WaitView(title=Text("asking-bureau"), sentence=Text("please-wait"))
_CONSENT = ConsentView(
    title=Text("face-consent-title"),
    sentence=Text("face-consent-sentence"),
    points=(
        Text("face-consent-what"),
        Text("face-consent-where"),
        Text("face-consent-instead"),
        Text("face-consent-minors"),
    ),
    main=Button("main", Text("face-consent-main")),
    others=(Button("face-skip", Text("face-consent-skip")),),
)


def face_login_steps(services: Services) -> list[Step[Payment]]:
    """Make the steps of a login by face; a kiosk that cannot recognise faces has none."""
    if services.faces is None:
        return []
    login = _FaceLogin(services, services.faces)
    by_identity_card = {"read-id-card"} if services.identity_reader else set()
    otherwise = {"pin", "log-in-by-id-card"} if services.identity_reader else {"pin"}
    proven = {"log-in", "log-in-by-id-card"} if services.identity_reader else {"log-in"}
    troubles = {"card-trouble", "id-card-trouble"} if services.identity_reader else {"card-trouble"}
    return [
        Step("face-who", login.who, frozenset({"read-card", *by_identity_card}), number=1),
        Step(
            "face-consent",
            login.consent,
            frozenset({"face-photo", *otherwise}),
            number=1,
            remembered=False,
            needs_card=True,
        ),
        Step(
            "face-photo",
            login.photo,
            frozenset({"face-check", "face-photo", "face-failed", *otherwise, *troubles}),
            number=1,
            back=False,
            remembered=False,
            needs_card=True,
        ),
        Step(
            "face-check",
            login.check,
            frozenset({"face-failed", *otherwise, *proven}),
            number=1,
            remembered=False,
            needs_card=True,
            idleness=Idleness.IGNORED,
        ),
        Step(
            "face-failed",
            login.failed,
            frozenset({"face-photo", *otherwise}),
            number=1,
            back=False,
            remembered=False,
            needs_card=True,
        ),
    ]


class _FaceLogin:
    def __init__(self, services: Services, faces: FaceServices) -> None:
        self._services = services
        self._faces = faces

    async def who(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Ask for a card that says who it is; one that was left on the reader is nobody's."""
        reader, identity_reader = self._services.reader, self._services.identity_reader
        turn.attach(reader.changes())
        if identity_reader is not None:
            turn.attach(identity_reader.changes())
        forgotten = identity_reader is not None and identity_reader.status.can_read
        state = replace(state, face=FaceLogin())
        while True:
            match await turn.ask(_WHO):
                case CardReaderStatus(media=MediaState.PRESENT):
                    return Go("read-card", state)
                case IdentityCardReaderStatus(can_read=True) if not forgotten:
                    return Go("read-id-card", state)
                case IdentityCardReaderStatus(can_read=can_read):
                    forgotten = can_read

    async def consent(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Tell what will be done with the face, and do nothing of it before somebody agrees."""
        match self._faces.attempts.standing(_holder(state), state.face_login().failures):
            case MayTry():
                self._faces.analysis.prepare()
            case Locked():
                await until_answered(turn, _not_now())
                return self._otherwise(state)
        while True:
            match await turn.ask(_CONSENT):
                case Tap(target="main"):
                    return Go("face-photo", state)
                case Tap(target="face-skip"):
                    return self._otherwise(state)

    async def photo(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Have the bureau hand out the photo, and write the consent down."""
        evidence = _named(state)
        photo = await turn.work(self._services.bureau.reference_photo(evidence, CONSENT_VERSION), _ASKING)
        if isinstance(photo, ReferencePhoto):
            return Go("face-check", replace(state, face=replace(state.face_login(), photo=photo)))
        if photo.code is ProblemCode.UNREACHABLE:
            await until_answered(turn, unreachable_bureau(photo))
            return Go("face-photo", state)
        if photo.code is ProblemCode.NOT_FOUND:
            return _fail(state, NO_PHOTO, again=False)
        return self._refused(state, photo)

    async def check(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Look at the face; an attempt counts from its beginning, so that nobody can try without end."""
        photo, holder = state.face_login().photo, _holder(state)
        if photo is None:
            return End()
        self._faces.attempts.failed(holder)
        session = FaceSession(self._faces, photo, elder=turn.elder)
        turn.attach(session.answers())
        turn.attach(camera_faults(self._faces))
        state = replace(state, face=replace(state.face_login(), failures=state.face_login().failures + 1))
        while True:
            match await turn.ask(session.view):
                case Tap(target="face-skip"):
                    return self._otherwise(state)
                case Verified(calibration=calibration):
                    self._faces.attempts.succeeded(holder)
                    return self._proven(state, FaceMatch(calibration))
                case NotVerified(reason=reason):
                    _log.info("a face was not verified: %s", reason)
                    return _fail(state, REASONS[reason], again=True)
                case ReferenceProblem() as problem:
                    _log.warning("a photo of the bureau cannot be compared with: %s", problem)
                    return _fail(state, UNUSABLE_PHOTO, again=False)
                case (DeviceKind() as device, Fault(code=code)):
                    row = self._services.faults.row(device, code)
                    return _fail(state, (row.title, row.todo), again=row.again)
                case Progress() as progress:
                    session.take(progress, turn.clock.monotonic())

    async def failed(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Say what happened; another attempt, if there is one left, or another way."""
        face = state.face_login()
        may_try = face.again and isinstance(
            self._faces.attempts.standing(_holder(state), face.failures), MayTry
        )
        self._faces.analysis.prepare()
        while True:
            match await turn.ask(_failed_view(face, may_try=may_try)):
                case Tap(target="main") if may_try:
                    return Go("face-photo", state)
                case Tap(target="main" | "face-skip"):
                    return self._otherwise(state)

    def _otherwise(self, state: Payment) -> Next[Payment]:
        """Go on without the face: with the PIN, or with the ID card alone."""
        step = "pin" if isinstance(state.evidence, CardEvidence) else "log-in-by-id-card"
        self._faces.analysis.release()
        return Go(step, replace(state, face=None))

    def _proven(self, state: Payment, match: FaceMatch) -> Next[Payment]:
        step = "log-in" if isinstance(state.evidence, CardEvidence) else "log-in-by-id-card"
        self._faces.analysis.release()
        return Go(step, replace(state, face=None, evidence=replace(_named(state), face=match)))

    def _refused(self, state: Payment, problem: Problem) -> Next[Payment]:
        if isinstance(state.evidence, CardEvidence):
            return Go("card-trouble", Payment(trouble=refused_card(problem)))
        return Go("id-card-trouble", Payment(trouble=refused_identity_card(problem)))


def _named(state: Payment) -> CardEvidence | IdentityCardEvidence:
    """Give the card that says who it is.

    Raises:
        RuntimeError: a step ran before any was read.
    """
    if not isinstance(state.evidence, CardEvidence | IdentityCardEvidence):
        raise RuntimeError("nobody has said who they are")  # noqa: TRY004 of the flow, not of an argument
    return state.evidence


def _holder(state: Payment) -> Secret:
    """Give what attempts are counted by, whichever card it is."""
    evidence = _named(state)
    return evidence.social_security_number if isinstance(evidence, CardEvidence) else evidence.number


def _fail(state: Payment, why: tuple[Text, Text], *, again: bool) -> Next[Payment]:
    face = replace(state.face_login(), photo=None, why=why, again=again)
    return Go("face-failed", replace(state, face=face))


def _failed_view(face: FaceLogin, *, may_try: bool) -> StatusView:
    title, todo = face.why
    again = Button("main", Text("face-again"))
    otherwise = Button("main", Text("face-otherwise"))
    return StatusView(
        title=title,
        tone=Tone.CARE,
        picture="care",
        money=None if may_try or not face.again else Text("face-no-more"),
        todo=todo,
        main=again if may_try else otherwise,
        others=(SKIP,) if may_try else (),
    )


def _not_now() -> StatusView:
    return StatusView(
        title=Text("face-locked"),
        tone=Tone.CARE,
        picture="care",
        money=None,
        todo=Text("face-locked-todo"),
        main=Button("main", Text("face-otherwise")),
    )
