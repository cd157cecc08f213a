"""Self-test of the analysis of faces: somebody in a recording is recognised, and not taken for another."""

from kiosk.bench.service.outcomes import failed, failed_by, not_fitted, passed
from kiosk.bench.service.results import Outcome
from kiosk.bench.service.tools import Tools
from kiosk.config import ASSETS, FOLDER
from kiosk.devices.ports import DeviceKind, Fault, FaultCode
from kiosk.domain.words import Text
from kiosk.faces import NotVerified, Progress, Reason, ReferenceProblem, Verified
from kiosk.faces.process import FaceProcess, ProcessLostError
from kiosk.flows.turn import Turn
from kiosk.flows.views import WaitView
from kiosk.world.camera_scene import FRAMES_PER_SECOND, CameraScene

_CITIZENS = ASSETS / "citizens"
_SOMEBODY, _ANOTHER = "c05_f45", "c08_f52"
_RULES = FOLDER / "faces.toml"
_CALIBRATION = FOLDER / "calibrations" / "rendered-citizens.toml"
"""Whoever is in the recordings was rendered."""
_TESTING = WaitView(title=Text("service-testing"), sentence=Text("service-test-faces-sentence"))

Answer = Verified | NotVerified | ReferenceProblem
"""What came of an attempt."""


async def test_faces(tools: Tools, turn: Turn) -> Outcome:
    """Have a process like that of a visit look at a recording, once for each of two photos."""
    if tools.services.faces is None:
        return not_fitted(tools)
    return await turn.work(_test(tools), _TESTING)


async def _test(tools: Tools) -> Outcome:
    try:
        with tools.back_room.occupied():
            process = await FaceProcess.start(_RULES, _CALIBRATION)
            try:
                own, other = await _attempt(process, _SOMEBODY), await _attempt(process, _ANOTHER)
            finally:
                await process.kill()
    except ProcessLostError as error:
        return failed_by(tools, DeviceKind.FACES, Fault(FaultCode.SUSPECT, str(error)))
    if wrong := what_is_wrong(own, other):
        return failed(tools, wrong)
    if process.degraded:
        return passed(tools, Text("service-seen-face-degraded", without=", ".join(sorted(process.degraded))))
    return passed(tools, Text("service-seen-face"))


def what_is_wrong(own: Answer, other: Answer) -> Text | None:
    """Judge the answers to the photo of whoever is in the recording, and to somebody else's."""
    if isinstance(other, Verified):
        return Text("service-seen-face-mistaken")
    if not isinstance(own, Verified):
        return Text("service-seen-face-missed", reason=_reason(own))
    if _reason(other) is not Reason.DIFFERENT_PERSON:
        return Text("service-seen-face-missed", reason=_reason(other))
    return None


async def _attempt(process: FaceProcess, photo: str) -> Answer:
    """Verify whoever is in the recording, who does what is asked, against a photo, as fast as it goes."""
    from kiosk.faces.photo import read_photo  # noqa: PLC0415 only a test that is made pays for its imports

    problem = await process.begin((_CITIZENS / f"{photo}.jpg").read_bytes(), elder=False)
    if problem is not None:
        return problem
    scene = CameraScene(_CITIZENS)
    scene.stand(_SOMEBODY)
    asked: str | None = None
    scene.screen = lambda: asked
    number = 0
    while True:
        at = number / FRAMES_PER_SECOND
        picture = read_photo(scene(at))
        if isinstance(picture, ReferenceProblem):
            return picture
        answer = await process.feed(picture, at)
        if not isinstance(answer, Progress):
            return answer
        asked = answer.instruction.value
        number += 1


def _reason(answer: NotVerified | ReferenceProblem) -> Reason | ReferenceProblem:
    return answer.reason if isinstance(answer, NotVerified) else answer
