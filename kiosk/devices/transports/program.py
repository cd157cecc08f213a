"""Programs of the system that do one thing and end, such as playing a sound."""

import asyncio
from collections.abc import Sequence

_REAPING_SECONDS = 1.0
"""Of the machine's own time: for the system to bury a program that was killed."""


class ProgramFailedError(Exception):
    """It could not be started or did not end well; the message says why, for a technician."""


async def run_program(command: Sequence[str], data: bytes) -> bytes:
    """Run a program on `data` and give what it writes; it is killed if nobody waits for it any more.

    Raises:
        ProgramFailedError: it is not installed, or it failed.
    """
    pipe = asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=pipe)
    except OSError as error:
        raise ProgramFailedError(f"{command[0]} cannot be started: {error.strerror}") from error
    try:
        output, words = await process.communicate(data)
    finally:
        if process.returncode is None:
            process.kill()
            # One that hangs in the system itself cannot be waited for.
            await asyncio.wait({asyncio.ensure_future(process.wait())}, timeout=_REAPING_SECONDS)
    if process.returncode:
        last = words.decode(errors="replace").strip().rpartition("\n")[2]
        raise ProgramFailedError(f"{command[0]} failed: {last or f'exit status {process.returncode}'}")
    return output
