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
from kiosk.devices.simulators.vpcd import InsertedCard
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
    program = shutil.which("pcscd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None or not _VPCD.exists():
        pytest.skip("needs the Debian packages pcscd and vsmartcard-vpcd")
    if os.geteuid() != 0:
        pytest.skip("pcscd needs root for its socket")
    if _SOCKET.exists():
        pytest.skip("another pcscd runs on this machine")
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [program, "--foreground", "--info", "--apdu"], stdout=output, stderr=output
        ) as process,
    ):
        try:
            while not (_SOCKET.exists() and _reader_listens()):
                if process.poll() is not None:
                    pytest.skip(f"pcscd ended at once: {log.read_text(errors='replace')[-300:]}")
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.05)
            yield
        finally:
            process.send_signal(end)
            process.wait()
            _SOCKET.unlink(missing_ok=True)  # one that was killed leaves it behind


def _reader_listens() -> bool:
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    return f":{35963:04X} " in listening
