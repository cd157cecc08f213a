"""What the flows need for faces: the camera, the analysis, the count of attempts, the mirror."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kiosk.devices.ports import Camera, DeviceStatus, Fault, Frame
from kiosk.domain.people import CardPhoto
from kiosk.domain.secret import Secret
from kiosk.faces import IdPhotoProblem, NotVerified, Progress, ReferenceProblem, Verified
from kiosk.faces.attempts import Standing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class FaceAnalysis(Protocol):
    """Compares a face before the camera with a photo, or takes one, for one visit at a time."""

    @property
    def status(self) -> DeviceStatus:
        """How it stands now."""
        ...

    def changes(self) -> AsyncIterator[DeviceStatus]:
        """Give the status now and each one that follows."""
        ...

    def prepare(self) -> None:
        """Make ready what takes a second, before somebody stands there and waits."""
        ...

    def release(self) -> None:
        """Forget everything; harmless if there is nothing."""
        ...

    async def begin(self, photo: bytes, *, elder: bool) -> ReferenceProblem | Fault | None:
        """Begin to compare with a photo (a JPEG, PNG or BMP file); elder mode doubles every time limit."""
        ...

    async def feed(self, pixels: "NDArray[np.uint8]", at: float) -> Progress | Verified | NotVerified | Fault:
        """Look at a picture (height x width x BGR) that was taken at so many seconds."""
        ...

    async def photograph(self, pixels: "NDArray[np.uint8]") -> CardPhoto | IdPhotoProblem | Fault:
        """Cut a photo for a card out of a picture (height x width x BGR), or say what to mend first."""
        ...


class AttemptLog(Protocol):
    """Remembers across a restart how often somebody was not recognised, by the number of the person."""

    def standing(self, holder: Secret, failed_in_visit: int) -> Standing:
        """Tell whether another attempt is allowed."""
        ...

    def failed(self, holder: Secret) -> None:
        """Count an attempt that failed."""
        ...

    def succeeded(self, holder: Secret) -> None:
        """Forget what failed before."""
        ...


class Mirror(Protocol):
    """Shows the citizen to themselves."""

    def show(self, frame: Frame) -> None:
        """Show a frame in place of what was there, from the loop, without waiting."""
        ...

    def show_photo(self, photo: bytes) -> None:
        """Show a photo (a JPEG or BMP file), as others will see it, in place of what was there."""
        ...

    def clear(self) -> None:
        """Show nobody, and forget what was there."""
        ...


class NoMirror:
    """A `Mirror` where there is no screen."""

    def show(self, frame: Frame) -> None:
        """Let it pass."""

    def show_photo(self, photo: bytes) -> None:
        """Let it pass."""

    def clear(self) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class FaceServices:
    """All of it."""

    camera: Camera
    analysis: FaceAnalysis
    attempts: AttemptLog
    mirror: Mirror
