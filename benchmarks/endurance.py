"""Ten thousand citizens' cards and vouchers: memory stays flat, no thread and no descriptor is leaked.

The real drivers run under the real supervisor, the printer's on a serial line. Its other end only
answers, for a printer that draws each voucher would take half an hour.
"""

import asyncio
import gc
import os
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from threading import active_count
from typing import TypeVar

from benchmarks.figure import Figure, Result
from kiosk.config import FOLDER
from kiosk.devices.drivers.escpos import EscPosPrinter
from kiosk.devices.drivers.escpos_encoder import FENCE
from kiosk.devices.drivers.escpos_status import QUERIES
from kiosk.devices.drivers.ssse import SocialSecurityCardReader
from kiosk.devices.ports import (
    Columns,
    DeviceKind,
    DeviceState,
    Feed,
    MediaState,
    PaperDocument,
    Printed,
    QrCode,
    Rule,
    TextLine,
)
from kiosk.devices.simulators.card import VirtualCard
from kiosk.devices.simulators.card_slot import CardSlot
from kiosk.devices.simulators.serial_port import OnSerialLine
from kiosk.devices.supervisor import Supervisor
from kiosk.devices.transports.serial_stream import SerialStream
from kiosk.domain.clock import SystemClock
from kiosk.domain.people import CardEvidence
from kiosk.world.citizens import load_citizens
from kiosk.world.social_security_cards import social_security_card

S = TypeVar("S")

GOAL_MB = 2.0
_BEFORE, _CYCLES = 1000, 10_000
_BAUD = 115_200
_DEADLINE = 20.0
_QUESTIONS = [b"\x10\x04" + bytes((query,)) for query in QUERIES]
_ALL_WELL, _PRINTED = b"\x12", b"\x00"

DOCUMENT = PaperDocument(
    (
        TextLine("社会保险费缴费凭条", bold=True, scale=2),
        Rule(),
        Columns("城乡居民基本医疗保险", "400.00"),
        Columns("合计", "肆佰元整", bold=True),
        QrCode("KV1." + "A" * 160),
        Feed(2),
    )
)


@dataclass(frozen=True, slots=True)
class Usage:
    """What the process has of the machine."""

    megabytes: float
    threads: int
    descriptors: int

    def __str__(self) -> str:
        """Say it in a few words."""
        return f"{self.megabytes} MB, {self.threads} threads, {self.descriptors} descriptors"


class AnsweringPrinter:
    """Says that all is well, and that everything is printed; draws nothing."""

    def __init__(self) -> None:
        self._rest = b""

    def receive(self, data: bytes) -> None:
        """Answer each question and each fence, all of which have three bytes."""
        heard, self._rest = self._rest + data, (self._rest + data)[-2:]
        self._answer(_ALL_WELL * sum(map(heard.count, _QUESTIONS)) + _PRINTED * heard.count(FENCE))

    def attach(self, answer: Callable[[bytes], None]) -> None:
        """Let it answer there."""
        self._answer = answer


def measure_endurance() -> list[Result]:
    """Compare the process after the first thousand cycles with the process after all."""
    before, after = asyncio.run(wear(_BEFORE, _CYCLES))
    said = f"{before} after {_BEFORE:,} cards and vouchers, {after} after {_CYCLES:,}"
    return [
        Figure("endurance-memory", max(after.megabytes - before.megabytes, 0.0), GOAL_MB, "MB", said),
        Figure("endurance-threads", max(after.threads - before.threads, 0), 0, "count", said),
        Figure("endurance-descriptors", max(after.descriptors - before.descriptors, 0), 0, "count", said),
    ]


async def wear(before: int, cycles: int) -> tuple[Usage, Usage]:
    """Read a card and print a voucher `cycles` times; give the usage after `before` and after all."""
    slot, clock = CardSlot(), SystemClock()
    card = social_security_card(next(iter(load_citizens(FOLDER / "citizens.toml"))))
    reader = SocialSecurityCardReader(slot, clock)
    used: list[Usage] = []
    with OnSerialLine(AnsweringPrinter()) as line:
        printer = EscPosPrinter(SerialStream(line.path, _BAUD), clock)
        supervisor = Supervisor({DeviceKind.CARD_READER: reader, DeviceKind.PRINTER: printer}, clock)
        running = asyncio.create_task(supervisor.run())
        await _until(printer.changes(), lambda status: status.device is DeviceState.ONLINE)
        for number in range(1, cycles + 1):
            await _serve_one(slot, card, reader, printer)
            if number in {before, cycles}:
                used.append(_usage())
        running.cancel()
        await asyncio.wait({running})
    return used[0], used[-1]


async def _serve_one(
    slot: CardSlot, card: VirtualCard, reader: SocialSecurityCardReader, printer: EscPosPrinter
) -> None:
    slot.insert(card)
    await _until(reader.changes(), lambda status: status.media is MediaState.PRESENT)
    evidence = await reader.read_card(_DEADLINE)
    assert isinstance(evidence, CardEvidence), evidence
    slot.pull()
    result = await printer.print_document(DOCUMENT, _DEADLINE)
    assert isinstance(result, Printed), result


async def _until(changes: AsyncGenerator[S], seen: Callable[[S], bool]) -> None:
    async with aclosing(changes):
        async for status in changes:
            if seen(status):
                return


def _usage() -> Usage:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    megabytes = round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)
    return Usage(megabytes, active_count(), len(list(Path("/proc/self/fd").iterdir())))
