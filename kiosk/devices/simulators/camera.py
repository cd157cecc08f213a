"""A camera that exists only as bytes: one JPEG after another of what stands before it."""

from collections.abc import Callable
from enum import StrEnum
from threading import RLock
from typing import TYPE_CHECKING, cast

from kiosk.devices.ports import CameraCapabilities
from kiosk.devices.simulators.faults import Faults
from kiosk.devices.transports.stream import StreamLostError
from kiosk.domain.clock import Clock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIMULATED_CAMERA = CameraCapabilities(width_px=640, height_px=480, frames_per_second=15)
_HEAD = 600
"""A truncated JPEG keeps its header and the first lines of the picture."""


class CameraFault(StrEnum):
    """What can be wrong with it, until somebody mends it."""

    STALL = "stall"
    """It stays open and gives no pictures."""
    BLACK = "black"
    """Something covers its lens."""
    FROZEN = "frozen"
    """It gives the same picture again and again."""
    TRUNCATE = "truncate"
    """Only half of each picture arrives."""


class SimulatedCamera:
    """Looks at a scene, which gives the JPEG file for a moment in seconds; every method suits any thread.

    An occasion for its faults is each time that it is switched on.
    """

    def __init__(self, scene: Callable[[float], bytes]) -> None:
        self.scene = scene
        self.faults = Faults[CameraFault]()
        self._frozen: bytes | None = None
        self._plugged = True
        self._lock = RLock()

    @property
    def plugged(self) -> bool:
        """Whether its cable is in."""
        return self._plugged

    def plug_in(self) -> None:
        """Put the cable in again."""
        self._plugged = True

    def unplug(self) -> None:
        """Pull its cable: whoever reads it learns that it is gone."""
        self._plugged = False

    def switch_on(self) -> None:
        """Begin to look.

        Raises:
            StreamLostError: its cable is pulled.
        """
        if not self._plugged:
            raise StreamLostError("the camera's cable is pulled")
        self.faults.begin()

    def picture(self, at: float) -> bytes | None:
        """Give the JPEG of a moment, if it gives any."""
        with self._lock:
            if CameraFault.STALL in self.faults:
                return None
            if CameraFault.BLACK in self.faults:
                return _black()
            now = self.scene(at)
            if CameraFault.FROZEN not in self.faults:
                self._frozen = None
            else:
                now = self._frozen = self._frozen or now
            return now[: max(len(now) // 2, _HEAD)] if CameraFault.TRUNCATE in self.faults else now

    def stream(self, clock: Clock) -> "SimulatedFrames":
        """Make the line of a driver in the same process, on a clock of its own."""
        return SimulatedFrames(self, clock)


class SimulatedFrames:
    """A `FrameStream` to a simulated camera that stands in this process."""

    def __init__(self, camera: SimulatedCamera, clock: Clock) -> None:
        self._camera = camera
        self._clock = clock

    async def look(self) -> None:
        """See whether it is plugged in."""
        if not self._camera.plugged:
            raise StreamLostError("the camera's cable is pulled")

    async def open(self) -> None:
        """Switch it on."""
        self._camera.switch_on()

    async def read(self) -> "NDArray[np.uint8]":
        """Wait for the next picture."""
        while True:
            await self._clock.sleep(1 / SIMULATED_CAMERA.frames_per_second)
            await self.look()
            file = self._camera.picture(self._clock.monotonic())
            if file is not None:
                return _decode(file)

    async def close(self) -> None:
        """Switch it off."""
        self._camera.faults.end()


def _decode(file: bytes) -> "NDArray[np.uint8]":
    """Decode it; what has arrived in part is a picture without pixels."""
    import numpy as np  # noqa: PLC0415 only a camera that is switched on pays for it

    from kiosk.opencv import cv2  # noqa: PLC0415 as above

    pixels = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_COLOR)
    return np.empty((0, 0, 3), np.uint8) if pixels is None else cast("NDArray[np.uint8]", pixels)


def _black() -> bytes:
    import numpy as np  # noqa: PLC0415 as above

    from kiosk.opencv import cv2  # noqa: PLC0415 as above

    size = (SIMULATED_CAMERA.height_px, SIMULATED_CAMERA.width_px, 3)
    return cv2.imencode(".jpg", np.zeros(size, np.uint8))[1].tobytes()
