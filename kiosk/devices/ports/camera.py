"""The port of the camera that looks at the citizen."""

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from kiosk.devices.ports.device_status import DeviceStatus

if TYPE_CHECKING:  # the kiosk's start does not wait for it
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CameraCapabilities:
    """What a camera gives, or is asked for; a frame's own shape is what counts."""

    width_px: int
    height_px: int
    frames_per_second: float


@dataclass(frozen=True, slots=True)
class CameraStatus(DeviceStatus):
    """A snapshot of the camera."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture. It is of a person: nobody keeps, logs or sends it."""

    serial: int
    """Grows with each picture; one that was skipped leaves a gap."""
    at: float
    """When it arrived, in seconds of the clock's `monotonic`."""
    pixels: "NDArray[np.uint8]" = field(repr=False)
    """Height x width x 3; blue, green, red; not mirrored."""


class Camera(Protocol):
    """Shows who stands before the kiosk. It is dark unless somebody reads its frames."""

    @property
    def capabilities(self) -> CameraCapabilities:
        """What it can do."""
        ...

    @property
    def status(self) -> CameraStatus:
        """How it stands now; a fault that shows only in pictures stays until there are better ones."""
        ...

    def changes(self) -> AsyncIterator[CameraStatus]:
        """Give the status now and each one that follows."""
        ...

    def frames(self) -> AsyncGenerator[Frame]:
        """Switch it on and give the latest frame again and again; close the generator to end that.

        Frames that nobody was ready to take are skipped. Those that are black, frozen or damaged are
        left out; what keeps all of them away is in the status, and they go on when it is over.
        """
        ...
