"""The kiosk's end of the process that looks at faces."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kiosk.domain.people import CardPhoto
from kiosk.faces.answers import (
    Degradation,
    FacesUnavailable,
    IdPhotoProblem,
    NotVerified,
    Progress,
    ReferenceProblem,
    Verified,
)
from kiosk.faces.wire import (
    LENGTHS,
    Answer,
    Begun,
    Head,
    Ready,
    WireError,
    measure,
    pack,
    read_answer,
    read_head,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Seconds of real time, which the process computes in.
_START_SECONDS = 30.0
_ANSWER_SECONDS = 6.0


class ProcessLostError(Exception):
    """The process cannot be started, or has died; the message says why, for a technician."""


class ProcessHangsError(ProcessLostError):
    """It does not answer, and was ended for that."""


class FaceProcess:
    """A process of its own, for one visit: with it goes all that it saw. `start` makes one.

    One call at a time; a call that is cancelled does no harm to the next. Each raises ProcessLostError.
    """

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._commands = cast("asyncio.StreamWriter", process.stdin)
        self._answers = cast("asyncio.StreamReader", process.stdout)
        self._number = 0
        self._turn = asyncio.Lock()
        self._next: asyncio.Task[tuple[object, Answer]] | None = None
        self.degraded: frozenset[Degradation] = frozenset()
        """What it has to do without."""

    @classmethod
    async def start(cls, rules: Path, calibration: Path) -> "FaceProcess":
        """Start it and wait until its models are loaded, a second or so.

        Raises:
            ProcessLostError: faces cannot be verified on this machine, or it does not start.
        """
        started = cls(
            await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "kiosk.faces.worker", str(rules), str(calibration)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                cwd=Path(__file__).parents[2],
            )
        )
        try:
            async with asyncio.timeout(_START_SECONDS):
                _, ready = await started._receive()
        except BaseException as error:
            await started.kill()
            if isinstance(error, TimeoutError):
                raise ProcessHangsError("the analysis of faces does not start") from None
            raise
        if isinstance(ready, FacesUnavailable):
            await started.kill()
            raise ProcessLostError(ready.why)
        if isinstance(ready, Ready):
            started.degraded = ready.degraded
        return started

    async def begin(self, photo: bytes, *, elder: bool) -> ReferenceProblem | None:
        """Begin a verification against a photo (a JPEG, PNG or BMP file); what was before is forgotten."""
        answer = await self._ask({"do": "begin", "elder": elder}, photo)
        if isinstance(answer, ReferenceProblem):
            return answer
        if answer == Begun():
            return None
        raise ProcessLostError("the analysis of faces answers something else")

    async def feed(self, pixels: "NDArray[np.uint8]", at: float) -> Progress | Verified | NotVerified:
        """Have it look at a picture (height x width x BGR) that was taken at so many seconds."""
        head = {"do": "feed", "at": float(at), "height": pixels.shape[0], "width": pixels.shape[1]}
        answer = await self._ask(head, pixels.tobytes())
        if isinstance(answer, Progress | Verified | NotVerified):
            return answer
        raise ProcessLostError("the analysis of faces answers something else")

    async def photograph(self, pixels: "NDArray[np.uint8]") -> CardPhoto | IdPhotoProblem:
        """Have it cut a photo for a card out of a picture (height x width x BGR), or say what to mend."""
        head = {"do": "photograph", "height": pixels.shape[0], "width": pixels.shape[1]}
        answer = await self._ask(head, pixels.tobytes())
        if isinstance(answer, CardPhoto | IdPhotoProblem):
            return answer
        raise ProcessLostError("the analysis of faces answers something else")

    async def ended(self) -> None:
        """Return when it has died."""
        await self._process.wait()

    async def kill(self) -> None:
        """End it, whatever it does; harmless when it has ended."""
        if self._next:
            self._next.cancel()
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        # asyncio offers no other way to close a pipe that is not read to its end.
        self._process._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001
        await asyncio.sleep(0)

    async def _ask(self, head: Head, body: bytes) -> Answer:
        async with self._turn:
            self._number += 1
            try:
                async with asyncio.timeout(_ANSWER_SECONDS):
                    self._commands.write(pack({"number": self._number, **head}, body))
                    await self._commands.drain()
                    while True:
                        number, answer = await self._receive_whole()
                        if number == self._number:  # those before it were given up
                            return answer
            except TimeoutError:
                await self.kill()
                raise ProcessHangsError("the analysis of faces does not answer") from None
            except ConnectionError:
                raise ProcessLostError("the analysis of faces has died") from None

    async def _receive_whole(self) -> tuple[object, Answer]:
        """Wait for the next answer; who is cancelled in the middle of one leaves it to the next call."""
        self._next = self._next or asyncio.create_task(self._receive())
        received = await asyncio.shield(self._next)
        self._next = None
        return received

    async def _receive(self) -> tuple[object, Answer]:
        try:
            head_length, body_length = measure(await self._answers.readexactly(LENGTHS.size))
            head = read_head(await self._answers.readexactly(head_length))
            return head.get("to"), read_answer(head, await self._answers.readexactly(body_length))
        except asyncio.IncompleteReadError:
            raise ProcessLostError("the analysis of faces has died") from None
        except WireError as error:
            raise ProcessLostError(str(error)) from None
