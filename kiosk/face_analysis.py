"""The analysis of faces as a device of the kiosk: watched, started again, and with faults of the catalogue.

It runs in a process of its own for as long as a visit needs it, so that with the visit all it saw is gone.
"""

import asyncio
import logging
import resource
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kiosk.devices.driver import Driver
from kiosk.devices.ports import DeviceState, DeviceStatus, Fault, FaultCode
from kiosk.devices.transports.lost import DeviceLostError, DeviceSuspectError
from kiosk.devices.transports.message_link import NotAnsweringError
from kiosk.domain.people import CardPhoto
from kiosk.faces.answers import (
    Degradation,
    IdPhotoProblem,
    NotVerified,
    Progress,
    ReferenceProblem,
    Verified,
)
from kiosk.faces.model_files import installed_models
from kiosk.faces.process import FaceProcess, ProcessHangsError, ProcessLostError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Answer = TypeVar("_Answer")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FaceAnalysisStatus(DeviceStatus):
    """A snapshot of the analysis of faces."""

    degraded: frozenset[Degradation] = frozenset()
    """What it had to do without when it ran last."""


_ONLINE = FaceAnalysisStatus(DeviceState.ONLINE)
_MISSING = FaceAnalysisStatus(DeviceState.NO_DEVICE, fault=FaultCode.NO_DEVICE)


class FaceAnalysis(Driver[FaceAnalysisStatus]):
    """Verifies faces and takes photos for cards, for one visit at a time.

    Args:
        rules: `config/faces.toml`.
        calibration: a file of `config/calibrations`.
    """

    def __init__(self, rules: Path, calibration: Path) -> None:
        super().__init__(_MISSING)
        self._rules = rules
        self._calibration = calibration
        self._process: FaceProcess | None = None
        self._ending: FaceProcess | None = None
        self._wanted = asyncio.Event()
        self._released = asyncio.Event()
        self._news = asyncio.Event()
        self._lost: ProcessLostError | None = None
        self.asking = 0
        """Questions that the process has not answered yet."""

    def prepare(self) -> None:
        """Start the process, which takes a second, before somebody stands there and waits."""
        self._released.clear()
        self._wanted.set()

    def release(self) -> None:
        """End the process and all that it knows; harmless if there is none."""
        self._wanted.clear()
        self._released.set()

    async def begin(self, photo: bytes, *, elder: bool) -> ReferenceProblem | Fault | None:
        """Begin to compare with a photo (a JPEG, PNG or BMP file); elder mode doubles every time limit."""
        return await self._ask(lambda process: process.begin(photo, elder=elder))

    async def feed(self, pixels: "NDArray[np.uint8]", at: float) -> Progress | Verified | NotVerified | Fault:
        """Look at a picture (height x width x BGR) that was taken at so many seconds."""
        if self._process is None:
            return self._fault()
        self.asking += 1
        try:
            return await self._process.feed(pixels, at)
        except ProcessLostError as error:
            return await self._mourn(error)
        finally:
            self.asking -= 1

    async def photograph(self, pixels: "NDArray[np.uint8]") -> CardPhoto | IdPhotoProblem | Fault:
        """Cut a photo for a card out of a picture (height x width x BGR), or say what to mend first."""
        return await self._ask(lambda process: process.photograph(pixels))

    async def _ask(self, question: Callable[[FaceProcess], Awaitable[_Answer]]) -> _Answer | Fault:
        """Ask the process, once it runs."""
        self.prepare()
        self.asking += 1
        try:
            while self._process is None:
                if self.status.fault:
                    return self._fault()
                self._news.clear()
                await self._news.wait()
            return await question(self._process)
        except ProcessLostError as error:
            return await self._mourn(error)
        finally:
            self.asking -= 1

    async def _open(self) -> None:
        models = installed_models()
        if not models.yunet.path.exists():
            raise DeviceLostError(f"{models.yunet.path.name} is missing; run tools/setup")
        if self.status.fault not in {None, FaultCode.NO_DEVICE}:
            await self._start()  # what failed once has to prove that it works
            await self._end()
        self._status.publish(_ONLINE)

    async def _serve(self) -> None:
        while True:
            await self._wanted.wait()
            process = await self._start()
            ended, released = (
                asyncio.ensure_future(process.ended()),
                asyncio.ensure_future(self._released.wait()),
            )
            try:
                done, _ = await asyncio.wait({ended, released}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                ended.cancel()
                released.cancel()
            if released not in done:  # the event may be clear again: somebody else wants a process already
                raise self._as_loss(self._lost)
            await self._end()

    async def _start(self) -> FaceProcess:
        self._lost = None
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # frames pass through the kiosk itself, too
        self.asking += 1
        try:
            process = await FaceProcess.start(self._rules, self._calibration)
        except ProcessLostError as error:
            raise self._as_loss(error) from None
        finally:
            self.asking -= 1
        if process.degraded != self.status.degraded:
            _log.warning("faces are verified without: %s", ", ".join(sorted(process.degraded)) or "nothing")
        self._process = process
        self._status.publish(FaceAnalysisStatus(DeviceState.ONLINE, degraded=process.degraded))
        self._news.set()
        return process

    async def _end(self) -> None:
        self._ending, self._process = self._process or self._ending, None
        if self._ending:
            await self._ending.kill()
            self._ending = None
        self._news.set()

    async def _close(self) -> None:
        self._wanted.clear()
        await self._end()

    async def _mourn(self, error: ProcessLostError) -> Fault:
        """Have the process ended, wait until the loss is in the status, and give it."""
        self._lost = error
        if self._process is not None:
            await self._process.kill()
        while self._process is not None:
            self._news.clear()
            await self._news.wait()
        return self._fault()

    def _fault(self) -> Fault:
        return Fault(self.status.fault or FaultCode.NO_DEVICE, self.status.reason)

    def _as_loss(self, error: ProcessLostError | None) -> DeviceLostError:
        if isinstance(error, ProcessHangsError):
            return NotAnsweringError(str(error))
        return DeviceSuspectError(str(error) if error else "the analysis of faces has died")
