"""The process that looks at faces: `python -m kiosk.faces.worker RULES CALIBRATION`.

It is apart because dlib's encoder holds the interpreter's lock for a fifth of a second (measured), and
because what it held goes with it: it writes nothing anywhere, and dumps no core.
"""

import os
import resource
import sys
from pathlib import Path
from random import SystemRandom

import numpy as np

from kiosk.domain.people import CardPhoto
from kiosk.faces.answers import (
    FacesUnavailable,
    IdPhotoProblem,
    NotVerified,
    Progress,
    ReferenceProblem,
    Verified,
)
from kiosk.faces.calibration import Calibration, load_calibration
from kiosk.faces.engine import FaceEngine, Reference, load_engine
from kiosk.faces.id_photo import take_id_photo
from kiosk.faces.picture import Picture
from kiosk.faces.rules import FaceRules, load_face_rules
from kiosk.faces.verification import Verification
from kiosk.faces.wire import Answer, Begun, Head, Ready, WireError, pack_answer, read_message

_NICE = 5
"""The screen comes first."""


class _Desk:
    """Serves one verification after another, and takes photos for cards."""

    def __init__(self, engine: FaceEngine, rules: FaceRules, calibration: Calibration) -> None:
        self._engine = engine
        self._rules = rules
        self._calibration = calibration
        self._reference: Reference | None = None
        self._verification: Verification | None = None

    def obey(self, head: Head, body: bytes) -> Answer:
        match head:
            case {"do": "begin", "elder": bool() as elder}:
                return self._begin(body, elder=elder)
            case {"do": "feed", "at": float() as at, "height": int() as height, "width": int() as width}:
                return self._feed(_picture(body, height, width), at)
            case {"do": "photograph", "height": int() as height, "width": int() as width}:
                return self._photograph(_picture(body, height, width))
            case _:
                raise WireError("an unknown command")

    def _begin(self, photo: bytes, *, elder: bool) -> Begun | ReferenceProblem:
        self._wipe()
        reference = self._engine.read_reference(photo)
        if isinstance(reference, ReferenceProblem):
            return reference
        self._reference = reference
        self._verification = Verification(
            self._engine, reference, self._rules, self._calibration, SystemRandom(), elder=elder
        )
        return Begun()

    def _feed(self, picture: Picture, at: float) -> Progress | Verified | NotVerified:
        if self._verification is None or self._reference is None:
            raise WireError("nothing has begun")
        answer = self._verification.feed(picture, at)
        if not isinstance(answer, Progress):
            self._reference.wipe()
        return answer

    def _photograph(self, frame: Picture) -> CardPhoto | IdPhotoProblem:
        photo = take_id_photo(frame, self._engine, self._rules.quality, self._calibration)
        if isinstance(photo, IdPhotoProblem):
            return photo
        card_photo = CardPhoto(photo.jpeg())
        photo.wipe()
        return card_photo

    def _wipe(self) -> None:
        if self._verification:
            self._verification.wipe()
        if self._reference:
            self._reference.wipe()
        self._verification = self._reference = None


def _picture(body: bytes, height: int, width: int) -> Picture:
    return np.frombuffer(body, np.uint8).reshape(height, width, 3)


def main() -> None:
    """Serve on standard input and output, until the kiosk hangs up."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(_NICE)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else prints
    rules = load_face_rules(Path(sys.argv[1]))
    calibration = load_calibration(Path(sys.argv[2]))
    engine = load_engine(rules.passive)
    if isinstance(engine, FacesUnavailable):
        answers.write(pack_answer(None, engine))
        return
    answers.write(pack_answer(None, Ready(engine.degraded)))
    desk = _Desk(engine, rules, calibration)
    while message := read_message(sys.stdin.buffer):
        head, body = message
        answers.write(pack_answer(head.get("number"), desk.obey(head, body)))


if __name__ == "__main__":
    main()
