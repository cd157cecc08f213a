"""Programs of the system that do one thing and end, such as playing a sound."""

import asyncio
from collections.abc import Sequence
from subprocess import PIPE, Popen

from kiosk.devices.transports.threads import in_thread

_REAPING_SECONDS = 1.0
"""Of the machine's own time: for the system to bury a program that was killed."""


class ProgramFailedError(Exception):
    """It could not be started or did not end well; the message says why, for a technician."""


async def run_program(command: Sequence[str], data: bytes) -> bytes:
    """Run a program on `data` and give what it writes; it is killed if nobody waits for it any more.

    It is started in a thread: asyncio's own way holds the loop until the system has loaded the program.

    Raises:
        ProgramFailedError: it is not installed, or it failed.
    """
    program = _Program(command)
    running = in_thread(lambda: program.run(data))
    try:
        outcome = await asyncio.shield(running)
    except asyncio.CancelledError:
        program.kill()
        # One that hangs in the system itself cannot be waited for.
        await asyncio.wait({running}, timeout=_REAPING_SECONDS)
        raise
    if isinstance(outcome, ProgramFailedError):
        raise outcome
    return outcome


class _Program:
    """Runs in one thread and is killed from another, also before it has begun."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._process: Popen[bytes] | None = None
        self._killed = False

    def run(self, data: bytes) -> bytes | ProgramFailedError:
        try:
            self._process = Popen(self._command, stdin=PIPE, stdout=PIPE, stderr=PIPE)
        except OSError as error:
            return ProgramFailedError(f"{self._command[0]} cannot be started: {error.strerror}")
        with self._process as process:
            if self._killed:
                process.kill()
            output, words = process.communicate(data)
        if process.returncode:
            last = words.decode(errors="replace").strip().rpartition("\n")[2]
            reason = last or f"exit status {process.returncode}"
            return ProgramFailedError(f"{self._command[0]} failed: {reason}")
        return output

    def kill(self) -> None:
        self._killed = True
        if self._process is not None:
            self._process.kill()
