"""The places where a card meets the driver: in the process, behind a real pcscd, and recorded."""

import asyncio
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest

from kiosk.devices.drivers.ssse import SocialSecurityCardReader
from kiosk.devices.ports import CardReader, MediaState
from kiosk.devices.simulators.card_slot import CardSlot
from kiosk.devices.simulators.chip import Chip
from kiosk.devices.simulators.vpcd import FIRST_SLOT, InsertedCard
from kiosk.devices.transports.card import CardLinkError, CardTransport
from kiosk.domain.clock import Clock
from kiosk.world.clock import VirtualClock
from tests.devices.conversation import Conversation
from tests.devices.recorded_card import CardOnRecord, RecordedCard
from tests.devices.waiting import DaemonClock, running, until

PCSCD = "pcscd"
MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC)
_SOCKET = Path("/run/pcscd/pcscd.comm")
_VPCD = Path("/etc/reader.conf.d/vpcd")
_BETWEEN_TRIES = 0.1
"""Seconds."""


class Slot(Protocol):
    """Where a card is put in."""

    def insert(self, card: Chip) -> None: ...
    def pull(self) -> None: ...


class VpcdSlot:
    """That of the virtual reader of pcscd."""

    def __init__(self) -> None:
        self._inserted: InsertedCard | None = None

    def insert(self, card: Chip) -> None:
        self._inserted = InsertedCard(card)

    def pull(self) -> None:
        if self._inserted:
            self._inserted.pull()
            self._inserted = None


@dataclass
class Desk:
    """A reader at work, and the slot that takes the cards."""

    reader: CardReader
    slot: Slot
    clock: Clock

    async def pass_time(self, seconds: float) -> None:
        """Let the virtual clock go on; the other one does so by itself."""
        if isinstance(self.clock, VirtualClock):
            while self.clock.next_deadline is None:
                await self.clock.sleep(0)
            await self.clock.advance(seconds)

    async def present(self) -> int:
        """Wait for a card, and give the number of its insertion."""
        return (
            await until(self.reader.changes(), lambda status: status.media is MediaState.PRESENT)
        ).insertion

    async def absent(self) -> None:
        """Wait until there is none."""
        await until(self.reader.changes(), lambda status: status.media is MediaState.NOT_PRESENT)


OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]


def slot_desk() -> AbstractAsyncContextManager[Desk]:
    slot = CardSlot()
    return _desk(slot, slot, VirtualClock(MIDNIGHT))


def pcsc_desk() -> AbstractAsyncContextManager[Desk]:
    return _desk(pcsc_reader(), VpcdSlot(), DaemonClock())


@asynccontextmanager
async def recorded_desk(conversation: Conversation, log: Path) -> AsyncIterator[Desk]:
    conversation.record_only_from(PCSCD)
    async with conversation.held():
        if conversation.counterpart:
            reader, vpcd = CardOnRecord(conversation, pcsc_reader()), conversation.hand_at(VpcdSlot())
            with pcscd(log):
                async with _desk(reader, vpcd, DaemonClock()) as desk:
                    yield desk
        else:
            card, slot = RecordedCard(conversation), conversation.hand_at(CardSlot())
            async with _desk(card, slot, VirtualClock(MIDNIGHT)) as desk:
                yield desk


@asynccontextmanager
async def _desk(transport: CardTransport, slot: Slot, clock: Clock) -> AsyncIterator[Desk]:
    reader = SocialSecurityCardReader(transport, clock)
    async with running(reader, clock):
        desk = Desk(reader, slot, clock)
        try:
            yield desk
        finally:
            slot.pull()
        await desk.absent()  # pcscd overlooks a card that follows within its 0.4 s


def pcsc_reader(number: int = 0) -> CardTransport:
    """Make the way to a slot of the virtual reader."""
    from kiosk.devices.transports.pcsc import PcscTransport  # noqa: PLC0415 needs the PC/SC library

    return PcscTransport(f"Virtual PCD 00 0{number}")


@contextmanager
def pcscd(log: Path, end: signal.Signals = signal.SIGTERM) -> Iterator["subprocess.Popen[bytes]"]:
    """Run pcscd with its virtual reader, or skip the test and say why that is impossible."""
    if reason := why_no_pcscd():
        pytest.skip(reason)
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [pcscd_program(), "--foreground", "--info", "--apdu"], stdout=output, stderr=output
        ) as process,
    ):
        try:
            while not pcscd_listens():
                if process.poll() is not None:
                    pytest.skip(f"pcscd ended at once: {log.read_text(errors='replace')[-300:]}")
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.05)
            yield process
        finally:
            process.send_signal(end)
            process.wait()
            _SOCKET.unlink(missing_ok=True)  # one that was killed leaves it behind


def pcscd_program() -> str:
    """Find the service; empty if it is not installed."""
    return shutil.which("pcscd", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or ""


def why_no_pcscd() -> str | None:
    """Say why it cannot be run here."""
    if not (pcscd_program() and _VPCD.exists()):
        return "needs the Debian packages pcscd and vsmartcard-vpcd"
    if os.geteuid() != 0:
        return "pcscd needs root for its socket"
    return "another pcscd runs on this machine" if _SOCKET.exists() else None


async def power_up(transport: CardTransport) -> None:
    """Power a card up as soon as pcscd has seen it, which it tells nobody."""
    while True:
        try:
            await transport.connect()
        except CardLinkError:
            await asyncio.sleep(_BETWEEN_TRIES)
        else:
            return


def pcscd_listens() -> bool:
    """Whether both programs and virtual cards find it."""
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    return _SOCKET.exists() and f":{FIRST_SLOT:04X} " in listening
