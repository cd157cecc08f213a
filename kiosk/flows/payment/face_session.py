"""One attempt before the camera: frames go to the analysis and to the mirror; one instruction is shown."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from kiosk.devices.ports import DeviceKind, Fault
from kiosk.domain.people import ReferencePhoto
from kiosk.domain.words import Text
from kiosk.faces import Instruction, NotVerified, Progress, ReferenceProblem, Verified
from kiosk.flows.face_services import FaceServices
from kiosk.flows.payment.before_camera import LEGIBLE_SECONDS, BrokenDevice, reflected
from kiosk.flows.payment.face_words import INSTRUCTIONS, MOVEMENTS
from kiosk.flows.views import FaceView


class FaceSession:
    """What an attempt shows, and how it ends."""

    def __init__(self, faces: FaceServices, photo: ReferencePhoto, *, elder: bool) -> None:
        self._faces = faces
        self._photo = photo
        self._elder = elder
        self._instruction = Instruction.LOOK_HERE
        self._shown_at = 0.0
        self._share = 0.0

    @property
    def view(self) -> FaceView:
        """What is on the screen now."""
        title, hint = INSTRUCTIONS[self._instruction]
        moving = self._instruction.value in MOVEMENTS
        return FaceView(
            title=title,
            sentence=hint,
            movement=self._instruction.value if moving else None,
            share=self._share,
            kept=Text("face-kept"),
        )

    def take(self, progress: Progress, now: float) -> None:
        """Show how far it is, and what to do next, in the seconds of one clock.

        A movement is shown at once, since its time is running.
        """
        self._share = progress.share
        either = {self._instruction.value, progress.instruction.value}
        if progress.instruction is not self._instruction and (
            either & MOVEMENTS or now - self._shown_at >= LEGIBLE_SECONDS
        ):
            self._instruction, self._shown_at = progress.instruction, now

    async def answers(
        self,
    ) -> AsyncGenerator[Progress | Verified | NotVerified | ReferenceProblem | BrokenDevice]:
        """Give one answer after another, until it is the last."""
        async with reflected(self._faces):
            problem = await self._faces.analysis.begin(self._photo.file, elder=self._elder)
            if problem is not None:
                yield (DeviceKind.FACES, problem) if isinstance(problem, Fault) else problem
                return
            async with aclosing(self._faces.camera.frames()) as frames:
                async for frame in frames:
                    answer = await self._faces.analysis.feed(frame.pixels, frame.at)
                    yield (DeviceKind.FACES, answer) if isinstance(answer, Fault) else answer
                    if not isinstance(answer, Progress):
                        return
