"""Taking a photo for the social-security card: consent, the camera, a look at it, and the bureau keeps it."""

from dataclasses import replace

from kiosk.devices.ports import DeviceKind, Fault
from kiosk.domain.people import CardPhoto
from kiosk.domain.problems import ProblemCode
from kiosk.domain.words import Text
from kiosk.faces import IdPhotoProblem
from kiosk.flows.actions import Tap
from kiosk.flows.face_services import FaceServices
from kiosk.flows.flow import Back, Go, Idleness, Next, Step
from kiosk.flows.payment.before_camera import camera_faults
from kiosk.flows.payment.photo_session import PhotoSession
from kiosk.flows.payment.state import CardPhotoTaking, Payment
from kiosk.flows.payment.trouble import not_proven, refused_service, unreachable_bureau, until_answered
from kiosk.flows.services import Services
from kiosk.flows.turn import Turn
from kiosk.flows.views import Button, ConsentView, PhotoView, StatusView, Tone, WaitView

CONSENT_VERSION = "2026-11-22"
"""Of the texts in `CONSENT`; a test holds it against their words."""
_LONGEST_SECONDS = 60.0
"""Before the camera, until somebody is told what stood in the way; elder mode gives twice as much."""
_ASKING = WaitView(title=Text("asking-bureau"), sentence=Text("please-wait"))
_NO = Button("no", Text("card-photo-no"))
CONSENT = ConsentView(
    title=Text("card-photo-consent-title"),
    sentence=Text("card-photo-consent-sentence"),
    points=(
        Text("card-photo-consent-what"),
        Text("card-photo-consent-look"),
        Text("card-photo-consent-instead"),
        Text("face-consent-minors"),
    ),
    main=Button("main", Text("card-photo-consent-main")),
    others=(_NO,),
)
_LOOK = PhotoView(
    title=Text("card-photo-look-title"),
    sentence=Text("card-photo-look-sentence"),
    main=Button("main", Text("card-photo-keep")),
    others=(Button("again", Text("card-photo-again")), _NO),
)
_KEPT = StatusView(
    title=Text("card-photo-kept-title"),
    tone=Tone.DONE,
    picture="done",
    money=None,
    todo=Text("card-photo-kept-todo"),
    main=Button("main", Text("understood")),
)


def card_photo_steps(services: Services) -> list[Step[Payment]]:
    """Make the steps; a kiosk without a camera, or that cannot analyse faces, has none."""
    if services.faces is None:
        return []
    photo = _CardPhoto(services, services.faces)
    return [
        Step("card-photo-consent", photo.consent, frozenset({"card-photo-take"}), needs_card=True),
        Step(
            "card-photo-take",
            photo.take,
            frozenset({"card-photo-look", "card-photo-failed"}),
            remembered=False,
            needs_card=True,
            idleness=Idleness.IGNORED,
        ),
        Step(
            "card-photo-failed",
            photo.failed,
            frozenset({"card-photo-take", "bills"}),
            back=False,
            remembered=False,
            needs_card=True,
        ),
        Step(
            "card-photo-look",
            photo.look,
            frozenset({"card-photo-take", "card-photo-keep", "bills"}),
            back=False,
            remembered=False,
            needs_card=True,
        ),
        Step(
            "card-photo-keep",
            photo.keep,
            frozenset({"card-photo-keep", "card-photo-kept", "bills"}),
            back=False,
            remembered=False,
            needs_card=True,
        ),
        Step("card-photo-kept", _kept, frozenset({"bills"}), back=False, remembered=False, needs_card=True),
    ]


class _CardPhoto:
    def __init__(self, services: Services, faces: FaceServices) -> None:
        self._services = services
        self._faces = faces

    async def consent(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Tell what will be done with the photo, and take none before somebody agrees."""
        if not state.logged_in().is_proven:
            await until_answered(turn, not_proven())
            return Back()
        self._faces.analysis.prepare()
        while True:
            match await turn.ask(CONSENT):
                case Tap(target="main"):
                    return Go("card-photo-take", state)
                case Tap(target="no"):
                    return Back()

    async def take(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Say what to mend until the rules hold; the photo is then taken by itself."""
        began_at = turn.clock.monotonic()
        session = PhotoSession(self._faces, began_at)
        turn.attach(session.answers())
        turn.attach(camera_faults(self._faces))
        while True:
            match await turn.ask(session.view):
                case (DeviceKind() as device, Fault(code=code)):
                    row = self._services.faults.row(device, code)
                    return _fail(state, (row.title, Text("card-photo-elsewhere")), again=row.again)
                case CardPhoto() | IdPhotoProblem() as answer:
                    now = turn.clock.monotonic()
                    photo = session.take(answer, now)
                    if photo:
                        return Go("card-photo-look", replace(state, card_photo=CardPhotoTaking(photo)))
                    if now - began_at > _LONGEST_SECONDS * (2 if turn.elder else 1):
                        _, hint = session.instruction
                        return _fail(state, (Text("card-photo-slow"), hint), again=True)

    async def failed(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Say why there is no photo, and try again if that can help."""
        again = state.card_photo.again
        while True:
            match await turn.ask(_failed_view(state.card_photo)):
                case Tap(target="main") if again:
                    return Go("card-photo-take", state)
                case Tap(target="main" | "no"):
                    return self._leave(state)

    async def look(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Show the photo as others will see it; only who keeps it hands it in."""
        photo = state.card_photo.photo
        if photo is None:
            return Back()
        without = replace(state, card_photo=CardPhotoTaking())
        self._faces.mirror.show_photo(photo.file)
        try:
            while True:
                match await turn.ask(_LOOK):
                    case Tap(target="main"):
                        return Go("card-photo-keep", state)
                    case Tap(target="again"):
                        return Go("card-photo-take", without)
                    case Tap(target="no"):
                        return self._leave(state)
        finally:
            self._faces.mirror.clear()

    async def keep(self, turn: Turn, state: Payment) -> Next[Payment]:
        """Hand the photo in, with the consent to it."""
        photo, session_id = state.card_photo.photo, state.logged_in().session_id
        if photo is None:
            return Back()
        request = self._services.bureau.keep_card_photo(session_id, photo, CONSENT_VERSION)
        problem = await turn.work(request, _ASKING)
        if problem is None:
            return self._leave(state, "card-photo-kept")
        if problem.code is ProblemCode.UNREACHABLE:
            await until_answered(turn, unreachable_bureau(problem))
            return Go("card-photo-keep", state)
        await until_answered(turn, refused_service(problem))
        return self._leave(state)

    def _leave(self, state: Payment, step: str = "bills") -> Next[Payment]:
        """Forget the photo, and all that the analysis saw."""
        self._faces.analysis.release()
        return Go(step, replace(state, card_photo=CardPhotoTaking()))


async def _kept(turn: Turn, state: Payment) -> Next[Payment]:
    await until_answered(turn, _KEPT)
    return Go("bills", state)


def _fail(state: Payment, why: tuple[Text, Text], *, again: bool) -> Next[Payment]:
    return Go("card-photo-failed", replace(state, card_photo=CardPhotoTaking(why=why, again=again)))


def _failed_view(taking: CardPhotoTaking) -> StatusView:
    title, todo = taking.why
    return StatusView(
        title=title,
        tone=Tone.CARE,
        picture="care",
        money=None,
        todo=todo,
        main=Button("main", Text("face-again") if taking.again else Text("understood")),
        others=(_NO,) if taking.again else (),
    )
