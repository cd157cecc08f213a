"""What a driver and a device say to one another, whether it is written down or held again."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

import pytest

from kiosk.devices.simulators.faults import Times
from kiosk.devices.transports.memory_stream import MemoryStream
from kiosk.devices.transports.stream import ByteStream
from tests.devices.conversation_file import FROM_SIMULATOR, Content

T = TypeVar("T")

SIMULATOR = "simulator"
_LONGEST_WORD = 40
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
        return self._path.exists() and not self._path.read_text(encoding="utf-8").startswith(FROM_SIMULATOR)

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
