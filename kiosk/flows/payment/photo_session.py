"""Taking a photo for a card: one thing to mend at a time, until all rules hold for a moment."""

from collections.abc import AsyncIterator
from contextlib import aclosing

from kiosk.devices.ports import DeviceKind, Fault
from kiosk.domain.people import CardPhoto
from kiosk.domain.words import Text
from kiosk.faces import IdPhotoProblem
from kiosk.flows.face_services import FaceServices
from kiosk.flows.payment.before_camera import LEGIBLE_SECONDS, BrokenDevice, reflected
from kiosk.flows.payment.card_photo_words import INSTRUCTIONS, KEEP_STILL
from kiosk.flows.views import FaceView

_STILL_SECONDS = 1.2
"""How long "keep still" stands before the photo is taken: long enough to be read and obeyed."""
_GOOD_FRAMES = 3
"""In a row: one may be chance."""


class PhotoSession:
    """What is shown until there is a photo."""

    def __init__(self, faces: FaceServices, now: float) -> None:
        self._faces = faces
        self._shown: IdPhotoProblem | None = IdPhotoProblem.NOT_FACING
        self._shown_at = now
        self._good_frames = 0
        self._share = 0.0

    @property
    def instruction(self) -> tuple[Text, Text]:
        """What to do now, and how."""
        return INSTRUCTIONS[self._shown] if self._shown else KEEP_STILL

    @property
    def view(self) -> FaceView:
        """What is on the screen now."""
        title, hint = self.instruction
        return FaceView(
            title=title,
            sentence=hint,
            movement=None,
            share=self._share,
            kept=Text("card-photo-not-handed-in"),
        )

    def take(self, answer: CardPhoto | IdPhotoProblem, now: float) -> CardPhoto | None:
        """Hear of a frame, in the seconds of one clock; give the photo to keep, once there is one."""
        problem = answer if isinstance(answer, IdPhotoProblem) else None
        if problem is not self._shown and now - self._shown_at >= LEGIBLE_SECONDS:
            self._shown, self._shown_at = problem, now
        self._good_frames = self._good_frames + 1 if problem is self._shown is None else 0
        still = (now - self._shown_at) / _STILL_SECONDS
        self._share = min(1.0, still, self._good_frames / _GOOD_FRAMES)
        return answer if isinstance(answer, CardPhoto) and self._share >= 1 else None

    async def answers(self) -> AsyncIterator[CardPhoto | IdPhotoProblem | BrokenDevice]:
        """Give one answer after another."""
        async with reflected(self._faces), aclosing(self._faces.camera.frames()) as frames:
            async for frame in frames:
                answer = await self._faces.analysis.photograph(frame.pixels)
                if isinstance(answer, Fault):
                    yield DeviceKind.FACES, answer
                    return
                yield answer
