"""Conversations between driver and device that were written down, and are held again byte for byte.

On such a backend the driver hears only what stands in the file. A simulator listens to the kiosk as a
witness, so that a test can look at the paper or the lights; what it answers itself, nobody hears.

They are recorded anew with the name of the counterpart that shall speak, the foreign ones first:

    KIOSK_RECORD=pcscd tools/test tests/devices -k recorded
    KIOSK_RECORD=emupos tools/test tests/devices -k recorded
    KIOSK_RECORD=simulator tools/test tests/devices -k recorded

A conversation with a foreign counterpart is not written over by one with a simulator of ours: who has only
that deletes the file first, and says so.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path

import pytest

from kiosk.world.clock import VirtualClock
from tests.devices.conversation import Conversation
from tests.devices.conversation_file import DEVICE, HAND, KIOSK, Content, Line, read_lines

FOLDER = Path(__file__).parent / "conversations"
_TURNS = 50
"""Of the loop, after which a driver that says nothing waits for time to pass."""


class Recorded(Conversation):
    """One that was written down. It goes on only with what stands in the file next."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._at = 0
        self._said = 0
        self._hear: Callable[[Content], None] | None = None
        self._failure = ""
        self._not_the_kiosk = asyncio.Event()

    @cached_property
    def _lines(self) -> list[Line]:
        assert self._path.exists(), f"{self._path} is missing; {__name__} says how it is recorded"
        return read_lines(self._path.read_text(encoding="utf-8"))

    @property
    def _next(self) -> Line | None:
        return self._lines[self._at] if self._at < len(self._lines) else None

    def say(self, content: Content) -> None:
        if isinstance(content, str):
            self._expect(KIOSK, content)
            return
        while content and not self._failure:
            line = self._next
            recorded = line.content if line and line.speaker == KIOSK else ""
            if not isinstance(recorded, bytes):
                self._fail(Line(0, KIOSK, content))
                return
            expected = recorded[self._said :]
            begun, content = content[: len(expected)], content[len(expected) :]
            if not expected.startswith(begun):
                self._fail(Line(0, KIOSK, recorded[: self._said] + begun))
                return
            self._said += len(begun)
            if self._said == len(recorded):
                self._go_on()

    def hear(self, content: Content) -> None:
        """Do nothing: it stands in the file."""

    def act(self, words: str) -> None:
        self._expect(HAND, words)

    def listen(self, hear: Callable[[Content], None]) -> None:
        self._hear = hear
        self._tell()

    def end(self) -> None:
        if self._test and self._next and not self._broken_off:
            pytest.fail(f"{self._place}then {self._next}; now all is over before that", pytrace=False)

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        assert self._lines, f"{self._path} is empty"
        try:
            async with super().held():
                yield
        finally:
            if self._failure:
                pytest.fail(self._failure, pytrace=False)

    @asynccontextmanager
    async def in_its_own_time(self, clock: VirtualClock) -> AsyncIterator[None]:
        """Let time pass whenever only that lets the kiosk go on, as it did before a foreign counterpart."""
        keeper = asyncio.create_task(self._keep_time(clock))
        try:
            await self.settled()
            yield
            await self.settled()
        finally:
            keeper.cancel()

    async def ask(self, words: str) -> None:
        await self.settled()
        self._expect(HAND, words)

    async def settled(self) -> None:
        await self._not_the_kiosk.wait()

    async def _keep_time(self, clock: VirtualClock) -> None:
        while not self._failure:
            at = self._at, self._said
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            if at != (self._at, self._said) or self._not_the_kiosk.is_set():
                continue
            if (pause := clock.next_deadline) is None:
                self._fail("the kiosk says nothing for ever")
            else:
                await clock.advance(pause)

    @property
    def _place(self) -> str:
        number = f"line {self._next.number}" if self._next else "at the end"
        return f"{'/'.join(self._path.parts[-3:])}, {number}: "

    def _expect(self, speaker: str, words: str) -> None:
        if self._failure:
            return
        if self._next and (self._next.speaker, self._next.content) == (speaker, words):
            self._go_on()
        else:
            self._fail(Line(0, speaker, words))

    def _go_on(self) -> None:
        self._at += 1
        self._said = 0
        self._tell()

    def _tell(self) -> None:
        while self._hear and self._next and self._next.speaker == DEVICE:
            content = self._next.content
            self._at += 1
            self._hear(content)
        if self._next and self._next.speaker == KIOSK:
            self._not_the_kiosk.clear()
        else:
            self._not_the_kiosk.set()

    def _fail(self, instead: Line | str) -> None:
        self._failure = f"{self._place}then {self._next or 'all is over'}; now {instead}"
        if self._test is asyncio.current_task():
            pytest.fail(self._failure, pytrace=False)
        elif self._test:
            self._test.cancel()
