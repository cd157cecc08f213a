"""Step 1 by face: who says who they are proves it by their face; consent first, another way always."""

import logging
from dataclasses import replace

from kiosk.devices.ports import DeviceKind, Fault
from kiosk.domain.people import (
    CardEvidence,
    EVoucherEvidence,
    FaceMatch,
    IdentityCardEvidence,
    ProvableEvidence,
    ReferencePhoto,
    SessionEvidence,
)
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.secret import Secret
from kiosk.domain.words import Text
from kiosk.faces import NotVerified, Progress, ReferenceProblem, Verified
from kiosk.faces.attempts import Locked, MayTry
from kiosk.flows.actions import Tap
from kiosk.flows.face_services import FaceServices
from kiosk.flows.flow import End, Go, Idleness, Next, Step
from kiosk.flows.payment.before_camera import camera_faults
from kiosk.flows.payment.face_session import FaceSession
from kiosk.flows.payment.face_who import face_who_step
from kiosk.flows.payment.face_words import NO_PHOTO, REASONS, UNUSABLE_PHOTO
from kiosk.flows.payment.state import Payment
from kiosk.flows.payment.trouble import (
    refused_card,
    refused_identity_card,
    unreachable_bureau,
    until_answered,
)
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, ConsentView, StatusView, Tone, WaitView

CONSENT_VERSION = "2026-11"
"""Of the texts in `_CONSENT`; a test holds it against their words."""

_log = logging.getLogger(__name__)
_ASKING = WaitView(title=Text("asking-bureau"), sentence=Text("please-wait"))
_LOGINS = {
    CardEvidence: "log-in",
    IdentityCardEvidence: "log-in-by-id-card",
    SessionEvidence: "log-in-by-evoucher",
}
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
)


def face_login_steps(services: Services) -> list[Step[Payment]]:
    """Make the steps of a login by face; a kiosk that cannot recognise faces has none."""
    if services.faces is None:
        return []
    login = _FaceLogin(services, services.faces)
    otherwise, proven, refused = {"pin"}, {"log-in"}, {"card-trouble"}
    if services.identity_reader is not None:
        otherwise.add("log-in-by-id-card")
        proven.add("log-in-by-id-card")
        refused.add("id-card-trouble")
    if services.scanner is not None:
        otherwise.add("last-payment")
        proven.add("log-in-by-evoucher")
        refused.add("face-who")
    return [
        face_who_step(services),
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
            frozenset({"face-check", "face-photo", "face-failed", *otherwise, *refused}),
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

    async def consent(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Tell what will be done with the face, and do nothing of it before somebody agrees."""
        match self._faces.attempts.standing(_holder(state), state.face_login().failures):
            case MayTry():
                self._faces.analysis.prepare()
            case Locked():
                await until_answered(turn, _not_now(state))
                return self._otherwise(state)
        while True:
            match await turn.ask(replace(_CONSENT, others=(_skip(state),))):
                case Tap(target="main"):
                    return Go("face-photo", state)
                case Tap(target="face-skip"):
                    return self._otherwise(state)

    async def photo(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Have the bureau write the consent down and hand out the photo; an ID card may hold one, too."""
        evidence = _named(state)
        photo = await turn.work(self._services.bureau.reference_photo(evidence, CONSENT_VERSION), _ASKING)
        if isinstance(photo, Problem) and photo.code is ProblemCode.NOT_FOUND:
            photo = _on_card(evidence) or photo
        if isinstance(photo, ReferencePhoto):
            return Go("face-check", replace(state, face=replace(state.face_login(), photo=photo)))
        if photo.code is ProblemCode.UNREACHABLE:
            await until_answered(turn, unreachable_bureau(photo))
            return Go("face-photo", state)
        if photo.code is ProblemCode.NOT_FOUND:
            return _fail(state, NO_PHOTO, again=False)
        return await _refused(turn, state, photo)

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
            match await turn.ask(replace(session.view, others=(_skip(state),))):
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
            match await turn.ask(_failed_view(state, may_try=may_try)):
                case Tap(target="main") if may_try:
                    return Go("face-photo", state)
                case Tap(target="main" | "face-skip"):
                    return self._otherwise(state)

    def _otherwise(self, state: Payment) -> Next[Payment]:
        """Go on without the face: with the PIN, or with the ID card or the e-voucher alone."""
        self._faces.analysis.release()
        state = replace(state, face=None)
        match state.evidence:
            case CardEvidence():
                return Go("pin", state)
            case IdentityCardEvidence():
                return Go("log-in-by-id-card", state)
            case _:
                return Go("last-payment", replace(state, evidence=None))

    def _proven(self, state: Payment, match: FaceMatch) -> Next[Payment]:
        self._faces.analysis.release()
        evidence = replace(_named(state), face=match)
        return Go(_LOGINS[type(evidence)], replace(state, face=None, evidence=evidence))


async def _refused(turn: Turn, state: Payment, problem: Problem) -> Next[Payment]:
    match state.evidence:
        case CardEvidence():
            return Go("card-trouble", Payment(trouble=refused_card(problem)))
        case IdentityCardEvidence():
            return Go("id-card-trouble", Payment(trouble=refused_identity_card(problem)))
        case _:
            await until_answered(turn, unreachable_bureau(problem))
            return Go("face-who", Payment())


def _on_card(evidence: ProvableEvidence) -> ReferencePhoto | None:
    """Give the photo that an ID card holds, where the hall can decode it."""
    picture = evidence.picture if isinstance(evidence, IdentityCardEvidence) else None
    return ReferencePhoto(picture) if picture else None


def _named(state: Payment) -> ProvableEvidence:
    """Give what says who it is.

    Raises:
        RuntimeError: a step ran before anything did.
    """
    if state.evidence is None or isinstance(state.evidence, EVoucherEvidence):
        raise RuntimeError("nobody has said who they are")
    return state.evidence


def _holder(state: Payment) -> Secret:
    """Give what attempts are counted by: the number of the person, whatever names them."""
    match _named(state):
        case CardEvidence(social_security_number=number) | IdentityCardEvidence(number=number):
            return number
        case SessionEvidence():
            return state.logged_in().identity_number


def _fail(state: Payment, why: tuple[Text, Text], *, again: bool) -> Next[Payment]:
    face = replace(state.face_login(), photo=None, why=why, again=again)
    return Go("face-failed", replace(state, face=face))


def _skip(state: Payment) -> Button:
    return Button("face-skip", Text("face-only-evoucher") if state.session else Text("face-skip"))


def _failed_view(state: Payment, *, may_try: bool) -> StatusView:
    face = state.face_login()
    title, todo = face.why
    return StatusView(
        title=title,
        tone=Tone.CARE,
        picture="care",
        money=None if may_try or not face.again else Text("face-no-more"),
        todo=todo,
        main=Button("main", Text("face-again")) if may_try else _otherwise_button(state),
        others=(_skip(state),) if may_try else (),
    )


def _not_now(state: Payment) -> StatusView:
    return StatusView(
        title=Text("face-locked"),
        tone=Tone.CARE,
        picture="care",
        money=None,
        todo=Text("face-locked-todo"),
        main=_otherwise_button(state),
    )


def _otherwise_button(state: Payment) -> Button:
    return Button("main", Text("face-only-evoucher") if state.session else Text("face-otherwise"))
