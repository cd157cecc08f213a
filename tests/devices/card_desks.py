"""The places where a card meets the driver: in the process, and behind a real pcscd."""

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
from kiosk.devices.simulators.card import VirtualCard
from kiosk.devices.simulators.card_slot import CardSlot
from kiosk.devices.simulators.vpcd import FIRST_SLOT, InsertedCard
from kiosk.world.clock import VirtualClock
from tests.devices.waiting import DaemonClock, running, until

_SOCKET = Path("/run/pcscd/pcscd.comm")
_VPCD = Path("/etc/reader.conf.d/vpcd")


class Desk(Protocol):
    """A reader at work, and the hand that holds the cards."""

    @property
    def reader(self) -> CardReader: ...
    def insert(self, card: VirtualCard) -> None: ...
    def pull(self) -> None: ...
    async def pass_time(self, seconds: float) -> None: ...


OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]


@dataclass
class SlotDesk:
    slot: CardSlot
    clock: VirtualClock
    reader: CardReader

    def insert(self, card: VirtualCard) -> None:
        self.slot.insert(card)

    def pull(self) -> None:
        self.slot.pull()

    async def pass_time(self, seconds: float) -> None:
        while self.clock.next_deadline is None:
            await self.clock.sleep(0)
        await self.clock.advance(seconds)


@dataclass
class PcscDesk:
    reader: CardReader
    inserted: InsertedCard | None = None

    def insert(self, card: VirtualCard) -> None:
        self.inserted = InsertedCard(card)

    def pull(self) -> None:
        if self.inserted:
            self.inserted.pull()
            self.inserted = None

    async def pass_time(self, seconds: float) -> None:
        """Time passes by itself here."""


@asynccontextmanager
async def slot_desk() -> AsyncIterator[Desk]:
    slot, clock = CardSlot(), VirtualClock(datetime(2026, 11, 22, tzinfo=UTC))
    reader = SocialSecurityCardReader(slot, clock)
    async with running(reader, clock):
        yield SlotDesk(slot, clock, reader)


@asynccontextmanager
async def pcsc_desk() -> AsyncIterator[Desk]:
    from kiosk.devices.transports.pcsc import PcscTransport  # noqa: PLC0415 needs the PC/SC library

    reader = SocialSecurityCardReader(PcscTransport("Virtual PCD 00 00"), DaemonClock())
    desk = PcscDesk(reader)
    async with running(reader):
        try:
            yield desk
        finally:
            desk.pull()  # and wait: pcscd overlooks a card that follows within its 0.4 s
            await until(desk.reader.changes(), lambda status: status.media is MediaState.NOT_PRESENT)


@contextmanager
def pcscd(log: Path, end: signal.Signals = signal.SIGTERM) -> Iterator[None]:
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
            yield
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


def pcscd_listens() -> bool:
    """Whether both programs and virtual cards find it."""
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    return _SOCKET.exists() and f":{FIRST_SLOT:04X} " in listening
