"""Announcers: one that nobody hears, and one that plays recordings through a program."""

import asyncio
import os
import wave
from array import array
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Protocol

import pytest

from kiosk.devices.drivers.announcer import LoudspeakerAnnouncer
from kiosk.devices.drivers.voices import RecordedVoice
from kiosk.devices.ports import DeviceState, Prompt
from kiosk.devices.simulators.loudspeaker import LoudspeakerFault, SimulatedLoudspeaker
from kiosk.devices.transports.loudspeaker import AlsaLoudspeaker
from kiosk.domain.clock import Clock
from kiosk.domain.words import Language
from kiosk.world.clock import VirtualClock
from tests.devices.waiting import DaemonClock, running

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
CARD = Prompt("insert-card-title", "请插入社会保障卡", Language.CHINESE)
PIN = Prompt("pin-title", "Please type your PIN", Language.ENGLISH)
ARGUMENTS = "-q -D default -"
"""What `aplay` is to be run with."""
_PATIENCE = 60.0


def sound(*samples: int, width: int = 2) -> bytes:
    """Write a WAV file."""
    target = BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(width)
        file.setframerate(22_050)
        file.writeframes(array("h", samples).tobytes())
    return target.getvalue()


class Room(Protocol):
    """What can be heard, and what is wrong with the loudspeaker."""

    @property
    def heard(self) -> Sequence[Prompt]: ...

    @property
    def speaking(self) -> bool: ...

    def go_on_long(self) -> None: ...

    def hang(self) -> None: ...

    def unplug(self) -> None: ...

    def mend(self) -> None: ...


class QuietRoom:
    """Around a simulated loudspeaker."""

    def __init__(self, speaker: SimulatedLoudspeaker) -> None:
        self._speaker = speaker

    @property
    def heard(self) -> Sequence[Prompt]:
        return self._speaker.begun

    @property
    def speaking(self) -> bool:
        return self._speaker.speaking

    def go_on_long(self) -> None:
        """Do nothing: it takes its time anyway."""

    def hang(self) -> None:
        self._speaker.faults.add(LoudspeakerFault.HANG)

    def unplug(self) -> None:
        self._speaker.faults.add(LoudspeakerFault.UNPLUGGED)

    def mend(self) -> None:
        self._speaker.faults.clear()


class RoomWithProgram:
    """Around a program that stands where `aplay` is looked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._prompts: dict[bytes, Prompt] = {}
        (folder / "heard").mkdir()
        self.mend()
        program = folder / "aplay"
        program.write_text(
            f"#!/bin/sh\ncd {folder}\necho $$ >pid\ncat >sound\n"
            f'[ "$*" = "{ARGUMENTS}" ] || exit 64\n'
            'mv sound "heard/$(ls heard | wc -l)"\nexec $(cat act)\n'
        )
        program.chmod(0o755)

    def record(self, prompt: Prompt) -> None:
        """Have somebody say it into a microphone."""
        recording = sound(1 + len(self._prompts))
        folder = self._folder / "sounds" / prompt.language
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{prompt.recording}.wav").write_bytes(recording)
        self._prompts[recording] = prompt

    @property
    def heard(self) -> Sequence[Prompt]:
        sounds = sorted((self._folder / "heard").iterdir(), key=lambda path: int(path.name))
        said = [self._prompts.get(path.read_bytes()) for path in sounds]
        return [prompt for prompt in said if prompt]

    @property
    def speaking(self) -> bool:
        try:
            os.kill(int((self._folder / "pid").read_text()), 0)
        except ProcessLookupError:
            return False
        return True

    def go_on_long(self) -> None:
        self._act("sleep 60")

    def hang(self) -> None:
        self._act("sleep 60")

    def unplug(self) -> None:
        self._act("false")

    def mend(self) -> None:
        self._act("true")

    def _act(self, command: str) -> None:
        (self._folder / "act").write_text(command)


@dataclass
class AnnouncerDesk:
    """A driver at work, and what is heard of it."""

    driver: LoudspeakerAnnouncer
    room: Room
    clock: Clock

    async def until(self, seen: Callable[[], bool]) -> None:
        """Let time pass until something is so."""
        end = self.clock.monotonic() + _PATIENCE
        while not seen():
            assert self.clock.monotonic() < end, self.driver.status
            await self.pass_time(0.05)

    async def pass_time(self, seconds: float) -> None:
        """Let everybody do what they have to, and time go on."""
        if isinstance(self.clock, VirtualClock):
            for _ in range(20):
                await asyncio.sleep(0)
            await asyncio.sleep(0.001)  # a thread of the driver's may be at work
            await self.clock.advance(seconds)
        else:
            await self.clock.sleep(seconds)


OpenAnnouncer = Callable[
    [Path, pytest.MonkeyPatch],
    AbstractAsyncContextManager[AnnouncerDesk],
]


@asynccontextmanager
async def unheard(_: Path, __: pytest.MonkeyPatch) -> AsyncIterator[AnnouncerDesk]:
    clock = VirtualClock(NOON)
    speaker = SimulatedLoudspeaker(clock)
    driver = LoudspeakerAnnouncer([speaker], speaker, clock, 100)
    async with running(driver, clock):
        desk = AnnouncerDesk(driver, QuietRoom(speaker), clock)
        await desk.until(lambda: driver.status.device is DeviceState.ONLINE)
        yield desk


@asynccontextmanager
async def through_program(folder: Path, patch: pytest.MonkeyPatch) -> AsyncIterator[AnnouncerDesk]:
    patch.setenv("PATH", str(folder), prepend=os.pathsep)
    room, clock = RoomWithProgram(folder), DaemonClock()
    for prompt in (CARD, PIN):
        room.record(prompt)
    driver = LoudspeakerAnnouncer([RecordedVoice(folder / "sounds")], AlsaLoudspeaker("default"), clock, 100)
    async with running(driver, clock):
        desk = AnnouncerDesk(driver, room, clock)
        await desk.until(lambda: driver.status.device is DeviceState.ONLINE)
        yield desk
