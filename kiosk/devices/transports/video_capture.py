"""Pictures through OpenCV: from a camera at this machine, from the network, or from a recording."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from kiosk.devices.ports import CameraCapabilities
from kiosk.devices.transports.lost import DeviceSuspectError
from kiosk.devices.transports.stream import StreamLostError
from kiosk.devices.transports.threads import in_thread

if TYPE_CHECKING:
    import cv2
    import numpy as np
    from numpy.typing import NDArray

_CONNECT_SECONDS = 2.0
_OPEN_MILLISECONDS = 3000
_READ_MILLISECONDS = 1500
_MOST_PIXELS = 3840 * 2160
"""Of a picture, as many as the settings may ask for. One of 8K takes half a second and 440 MB (measured)."""


@dataclass(frozen=True, slots=True)
class Source:
    """What OpenCV is to open."""

    is_there: Callable[[], bool]
    """Looks without opening it; it may block."""
    open: Callable[[], "cv2.VideoCapture"]
    pause: float = 0.0
    """Seconds between two pictures of what would otherwise be read as fast as the disk goes."""
    repeats: bool = False
    """Whether it begins again at its end."""


def video_device(path: str, wanted: CameraCapabilities) -> Source:
    """Read a camera at this machine by its V4L2 device file, as JPEG, which USB has room for."""

    def open_() -> "cv2.VideoCapture":
        from kiosk.opencv import cv2  # noqa: PLC0415 see there

        options = [
            *(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
            *(cv2.CAP_PROP_FRAME_WIDTH, wanted.width_px),
            *(cv2.CAP_PROP_FRAME_HEIGHT, wanted.height_px),
            *(cv2.CAP_PROP_FPS, round(wanted.frames_per_second)),
        ]
        capture = cv2.VideoCapture(path, cv2.CAP_V4L2, options)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        return capture

    return Source(Path(path).is_char_device, open_)


def network_stream(url: str) -> Source:
    """Read a network camera, such as `rtsp://...` or MJPEG over `http://...`."""
    address = urlsplit(url)
    port = address.port or {"rtsp": 554, "https": 443}.get(address.scheme, 80)

    def is_there() -> bool:
        try:
            socket.create_connection((address.hostname or "", port), _CONNECT_SECONDS).close()
        except OSError:
            return False
        return True

    def open_() -> "cv2.VideoCapture":
        from kiosk.opencv import cv2  # noqa: PLC0415 see there

        options = [
            *(cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _OPEN_MILLISECONDS),
            *(cv2.CAP_PROP_READ_TIMEOUT_MSEC, _READ_MILLISECONDS),
        ]
        capture = cv2.VideoCapture(url, cv2.CAP_FFMPEG, options)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        return capture

    return Source(is_there, open_)


def recording(path: Path, frames_per_second: float) -> Source:
    """Play a video, or pictures that are numbered such as `%03d.jpg`, again and again."""

    def open_() -> "cv2.VideoCapture":
        from kiosk.opencv import cv2  # noqa: PLC0415 see there

        return cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)

    there = path.parent if "%" in path.name else path
    return Source(there.exists, open_, 1 / frames_per_second, repeats=True)


class VideoCapture:
    """A `FrameStream` that reads in a thread of its own, so that no picture waits in a buffer.

    A read that failed is the end of an opening: OpenCV then gives no picture any more, and says that
    it is open all the while (measured).
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._opening: _Opening | None = None

    async def look(self) -> None:
        """See whether it is there."""
        try:
            there = await in_thread(self._source.is_there)
        except OSError as error:
            raise StreamLostError(f"the camera cannot be looked for ({error.strerror})") from error
        if not there:
            raise StreamLostError("there is no camera")

    async def open(self) -> None:
        """Open it, once an earlier opening has let go of it; that may take for ever."""
        if self._opening:
            await self._opening.ended.wait()
        self._opening = _Opening(self._source)
        await self._opening.opened()

    async def read(self) -> "NDArray[np.uint8]":
        """Wait for a picture."""
        if self._opening is None:
            raise StreamLostError("the camera is closed")
        return await self._opening.next()

    async def close(self) -> None:
        """Have the thread let go of it, as soon as its read has ended."""
        if self._opening:
            self._opening.close()


class _Opening:
    """A thread that reads; everything but `_run` and what it calls belongs on the loop."""

    def __init__(self, source: Source) -> None:
        self.ended = asyncio.Event()
        self._source = source
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._is_open = False
        self._refusal: DeviceSuspectError | None = None
        self._closing = Event()
        self._latest: NDArray[np.uint8] | None = None
        Thread(target=self._run, name="camera", daemon=True).start()

    async def opened(self) -> None:
        await self._news.wait()
        self._news.clear()
        if not self._is_open:
            raise StreamLostError("the camera cannot be opened")
        if self._refusal:
            raise self._refusal

    async def next(self) -> "NDArray[np.uint8]":
        while self._latest is None:
            if self.ended.is_set():
                raise StreamLostError("the camera gives no pictures any more")
            await self._news.wait()
            self._news.clear()
        pixels, self._latest = self._latest, None
        return pixels

    def close(self) -> None:
        self._closing.set()
        self._latest = None

    def _run(self) -> None:
        from kiosk.opencv import cv2  # noqa: PLC0415 see there

        try:
            while self._read() and self._source.repeats:
                pass
        except cv2.error:
            pass  # what it cannot make a picture of is no picture
        finally:
            self._tell(self.ended.set)

    def _read(self) -> bool:
        """Read until that fails; tell whether there was a picture and somebody still wants more."""
        capture = self._source.open()
        found = False
        try:
            if capture.isOpened():
                self._refusal = _refusal(capture)
                self._is_open = True
                self._tell()
            # One that comes later in another size is scaled to that of the first.
            while not (self._refusal or self._closing.wait(self._source.pause)):
                read, pixels = capture.read()
                if self._closing.is_set() or not read:
                    break
                found = True
                self._latest = cast("NDArray[np.uint8]", pixels)
                self._tell()
        finally:
            capture.release()
        return found and not self._closing.is_set()

    def _tell(self, also: Callable[[], None] = lambda: None) -> None:
        def tell() -> None:
            also()
            self._news.set()

        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(tell)


def _refusal(capture: "cv2.VideoCapture") -> DeviceSuspectError | None:
    """Look at how large its pictures are, before any of them is decoded."""
    from kiosk.opencv import cv2  # noqa: PLC0415 see there

    width, height = int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
    if width * height <= _MOST_PIXELS:
        return None
    return DeviceSuspectError(f"its pictures have {width} x {height} pixels; set it to 3840 x 2160 or fewer")
