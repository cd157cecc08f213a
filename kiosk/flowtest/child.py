"""The kiosk under test, as a process of its own, so that killing it is a real kill."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kiosk.flowtest.failure import StepFailed

KIOSK = (sys.executable, "-m", "kiosk", "simulate", "--control")
"""The command that starts a kiosk which obeys `kiosk.flowtest.control`."""

_OFF_SCREEN = {"QT_QPA_PLATFORM": "offscreen"}
"""Pictures are the same on every machine; who wants to watch sets the variable to `xcb` or `wayland`."""

_START_SECONDS = 30.0
_END_SECONDS = 10.0
_LONGEST_ANSWER = 1 << 22
_LOG_LINES = 15


class Child:
    """A running kiosk. One command at a time."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self._log = log
        self._answering = False

    @classmethod
    async def start(cls, command: Sequence[str], log: Path) -> "Child":
        """Start a kiosk and wait until it is ready; what it logs is added to a file.

        Raises:
            StepFailed: it ended, or did not get ready in time.
        """
        with log.open("ab") as errors:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                env=_OFF_SCREEN | os.environ,
                limit=_LONGEST_ANSWER,
            )
        child = cls(process, log)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await child._answer()
        except TimeoutError:
            await child.kill()
            raise StepFailed(
                f"the kiosk was not ready after {_START_SECONDS:.0f} s\n{child.log_tail()}"
            ) from None
        return child

    async def call(self, do: str, **arguments: object) -> Any:  # noqa: ANN401 any plain data
        """Give a command and its answer.

        Raises:
            StepFailed: the kiosk refused, or ended, or still owes an answer that nobody waited for.
        """
        if self._answering:
            raise StepFailed("the kiosk does not answer")
        assert self._process.stdin is not None  # noqa: S101 it was started with pipes
        command = json.dumps({"do": do, **arguments}, ensure_ascii=False)
        try:
            self._process.stdin.write(command.encode() + b"\n")
            await self._process.stdin.drain()
        except ConnectionError:
            raise await self._ended() from None
        return await self._answer()

    async def _answer(self) -> Any:  # noqa: ANN401 any plain data
        assert self._process.stdout is not None  # noqa: S101 it was started with pipes
        self._answering = True
        line = await self._process.stdout.readline()
        self._answering = False
        if not line:
            raise await self._ended()
        answer = json.loads(line)
        if "refused" in answer:
            raise StepFailed(answer["refused"])
        return answer["value"]

    async def _ended(self) -> StepFailed:
        status = await self._process.wait()
        return StepFailed(f"the kiosk ended by itself (status {status})\n{self.log_tail()}")

    async def kill(self) -> None:
        """End it with SIGKILL, as a power cut would."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()

    async def quit(self) -> None:
        """Ask it to end, as at closing time.

        Raises:
            StepFailed: it did not end, or not well.
        """
        assert self._process.stdin is not None  # noqa: S101 it was started with pipes
        try:
            async with asyncio.timeout(_END_SECONDS):
                self._process.stdin.write(b'{"do": "quit"}\n')
                self._process.stdin.close()
                status = await self._process.wait()
        except TimeoutError:
            await self.kill()
            raise StepFailed(f"the kiosk did not end when asked to\n{self.log_tail()}") from None
        if status != 0:
            raise StepFailed(f"the kiosk ended badly (status {status})\n{self.log_tail()}")

    def log_tail(self) -> str:
        """Give the last lines that the kiosk logged."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LOG_LINES:]
        return "\n".join(["the kiosk's log ends with:", *(f"  {line}" for line in lines)]) if lines else ""
