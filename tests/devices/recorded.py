"""Conversations between driver and device that were written down, and are held again byte for byte.

On such a backend the driver hears only what stands in the file. A simulator listens to the kiosk as a
witness, so that a test can look at the paper or the lights; what it answers itself, nobody hears.

They are recorded anew with the name of the counterpart that shall speak, the foreign ones first:

    KIOSK_RECORD=pcscd tools/test tests/devices -k recorded
    KIOSK_RECORD=emupos tools/test tests/devices -k recorded
    KIOSK_RECORD=simulator tools/test tests/devices -k recorded

A conversation with a foreign counterpart is not written over by one with a simulator of ours.
"""

import asyncio
import os
import shutil
import subprocess
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

import pytest

from kiosk.devices.simulators.faults import Times
from kiosk.devices.transports.memory_stream import MemoryStream
from kiosk.devices.transports.stream import ByteStream
from kiosk.world.clock import VirtualClock
from tests.devices.conversation_file import DEVICE, HAND, KIOSK, Content, Line, read_lines, write_lines

T = TypeVar("T")

FOLDER = Path(__file__).parent / "conversations"
SIMULATOR = "simulator"
_LONGEST_WORD = 40
_TURNS = 50
"""Of the loop, after which a driver that says nothing waits for time to pass."""
_PARTS = {"faults", "answers"}
"""Of a simulator, by which it is told what to do wrong."""


def _unheard(_: bytes) -> None:
    """Let nobody hear it."""


class Simulator(Protocol):
    """A device that exists only as bytes."""

    def stream(self) -> MemoryStream: ...
    def attach(self, answer: Callable[[bytes], None]) -> None: ...


class Conversation(ABC):
    """What kiosk and device say to one another, in its order.

    Attributes:
        counterpart: who is recorded; None if what was recorded is held again.
    """

    def __init__(self, path: Path, counterpart: str | None = None) -> None:
        self.counterpart = counterpart
        self._path = path
        self._test: asyncio.Task[Any] | None = None
        self._broken_off = False

    @property
    def foreign(self) -> bool:
        """Whether the file was recorded from a counterpart that is not ours."""
        return self._path.exists() and not self._path.read_text(encoding="utf-8").startswith(head(SIMULATOR))

    @abstractmethod
    def say(self, content: Content) -> None:
        """Let the kiosk say something."""

    @abstractmethod
    def hear(self, content: Content) -> None:
        """Let it hear something."""

    @abstractmethod
    def act(self, words: str) -> None:
        """Let somebody do something to the device."""

    @abstractmethod
    async def ask(self, words: str) -> None:
        """Ask the kiosk for something, once it has said all that it said before that."""

    @abstractmethod
    async def settled(self) -> None:
        """Wait until it has said all that it says before somebody asks or does something."""

    @abstractmethod
    def listen(self, hear: Callable[[Content], None]) -> None:
        """Tell there from now on what the file has the device say."""

    @abstractmethod
    def end(self) -> None:
        """Let it be over."""

    def record_only_from(self, *counterparts: str) -> None:
        """Skip the test if somebody else shall be recorded."""
        if self.counterpart and self.counterpart not in counterparts:
            pytest.skip(f"is not recorded from {self.counterpart}")

    def line_to(self, simulator: Simulator) -> ByteStream:
        """Make the line of a driver to a simulator, which is only a witness unless it is recorded."""
        line = simulator.stream()
        if self.counterpart is None:
            simulator.attach(_unheard)
        return RecordedStream(line, self, line.deliver)

    def tapped(self, line: ByteStream, witness: Callable[[bytes], None]) -> ByteStream:
        """Give a line on which another counterpart is recorded; the witness hears what the kiosk says."""
        return RecordedStream(line, self, _unheard, witness)

    def line(self) -> ByteStream:
        """Make a line with nobody at its other end, for what was not recorded by a test."""
        line = MemoryStream(_unheard)
        return RecordedStream(line, self, line.deliver)

    def hand_at(self, device: T) -> T:
        """Give the device as people handle it: each thing they do to it is part of the conversation."""
        return cast(T, _Hand(device, self))

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Hold it, or a part of it; whoever says something else is told so here."""
        self._test = asyncio.current_task()
        self._broken_off = True
        yield
        self._broken_off = False


class Recording(Conversation):
    """One that is written down; it is kept if its test passes."""

    def __init__(self, path: Path, counterpart: str) -> None:
        super().__init__(path, counterpart)
        self._who = counterpart
        self._said: list[tuple[str, Content]] = []

    def say(self, content: Content) -> None:
        self._said.append((KIOSK, content))

    def hear(self, content: Content) -> None:
        self._said.append((DEVICE, content))

    def act(self, words: str) -> None:
        self._said.append((HAND, words))

    async def ask(self, words: str) -> None:
        self.act(words)

    async def settled(self) -> None:
        """Do not wait: time passes."""

    def listen(self, hear: Callable[[Content], None]) -> None:
        """Do nothing: the device speaks for itself."""

    def end(self) -> None:
        if self._said and not self._broken_off:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            lines = (head(self._who), *write_lines(self._said))
            self._path.write_text("\n".join(lines) + "\n", encoding="utf-8")


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


class RecordedStream:
    """A `ByteStream` whose two ends are heard by a conversation, and that of the kiosk by a witness."""

    def __init__(
        self,
        line: ByteStream,
        conversation: Conversation,
        hear: Callable[[bytes], None],
        witness: Callable[[bytes], None] = _unheard,
    ) -> None:
        self._line = line
        self._conversation = conversation
        self._hear = hear
        self._witness = witness

    async def open(self) -> None:
        await self._line.open()
        self._conversation.listen(self._deliver)

    async def read(self) -> bytes:
        data = await self._line.read()
        self._conversation.hear(data)
        return data

    async def write(self, data: bytes) -> None:
        self._conversation.say(data)
        self._witness(data)
        await self._line.write(data)

    async def close(self) -> None:
        await self._line.close()

    def _deliver(self, content: Content) -> None:
        assert isinstance(content, bytes), content
        self._hear(content)


class _Hand:
    """A device, each handling of which is told to a conversation before it is done."""

    def __init__(self, device: object, conversation: Conversation, part: str = "") -> None:
        self._device = device
        self._conversation = conversation
        self._part = part

    def __getattr__(self, name: str) -> object:
        found = getattr(self._device, name)
        if name in _PARTS:
            return _Hand(found, self._conversation, f"{name} ")
        if not callable(found):
            return found

        def act(*values: object, **named: object) -> object:
            told = [name.replace("_", " "), *map(_word, values)]
            told += [f"{key.strip('_')}={_word(value)}" for key, value in named.items()]
            self._conversation.act(self._part + " ".join(told))
            return found(*values, **named)

        return act

    def __setitem__(self, key: bytes, value: object) -> None:
        self._conversation.act(f"{self._part}{_word(key)} = {_word(value)}")
        assert isinstance(self._device, dict)
        self._device[key] = value


def _word(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex(" ").upper()
    return str(value)[:_LONGEST_WORD] if isinstance(value, str | int | Times) else type(value).__name__


def head(counterpart: str) -> str:
    """Say in the first line of a file whom it was recorded from."""
    if counterpart == SIMULATOR:
        return "# Recorded from the simulator of this project."
    program = shutil.which(counterpart, path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, f"KIOSK_RECORD={counterpart}, but there is no such program"
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout
    return f"# Recorded from {version.splitlines()[0].rstrip('.')}."
