"""The process that is killed: it plays a visit, or what comes after a crash, until all is settled."""

import asyncio
import logging
import sys
from dataclasses import dataclass
from pathlib import Path

from kiosk.proof.crash_kiosk import CrashKiosk
from kiosk.proof.crash_visits import VISITS, LeftError, Visit, Visitor
from kiosk.proof.seams import Cut, Seams

UNSETTLED = 3
"""The exit status of a process that waited for a day and was not done."""
_DARK_S = 30.0
"""How long a kiosk is dark after a crash."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a process is to do."""

    kiosk: type[CrashKiosk]
    folder: Path
    url: str
    keys: Path
    visit: str
    life: int
    """0 is the visit itself, 1 the start after its crash, 2 that after a crash during recovery."""
    cut: Cut | None

    @property
    def notes(self) -> Path:
        """Where the calls across the seams are noted."""
        return self.folder / f"seams-{self.life}"


def main(run: Run) -> None:
    """Do it, and leave with status 0, `UNSETTLED`, 1 after an error, or not at all: killed by SIGKILL."""
    logging.basicConfig(filename=run.folder / "kiosk.log", level=logging.DEBUG, force=True)
    if not asyncio.run(_live(run)):
        sys.exit(UNSETTLED)


async def _live(run: Run) -> bool:
    kiosk = run.kiosk(run.folder, run.url, run.keys, Seams(run.notes, run.cut))
    citizen, visit = Visitor(kiosk), VISITS[run.visit]
    if visit.card:
        kiosk.switch_on_terminal()
    try:
        story = _after_a_crash(citizen, visit) if run.life else _visit(citizen, visit)
        return await kiosk.live(asyncio.ensure_future(story))
    finally:
        await kiosk.close()


async def _visit(citizen: Visitor, visit: Visit) -> None:
    kiosk = citizen.kiosk
    try:
        await visit.walk(citizen)
    except LeftError:
        for order in kiosk.journal.unresolved_orders():
            await kiosk.settler.abandon_order(order.order_id)


async def _after_a_crash(citizen: Visitor, visit: Visit) -> None:
    kiosk = citizen.kiosk
    await citizen.wait(_DARK_S)
    if not visit.pays_late_s:
        await citizen.pay()
    kiosk.line.connect(not visit.cut_off_s)
    recovery = asyncio.ensure_future(kiosk.settler.recover())
    if visit.cut_off_s:
        await citizen.wait(visit.cut_off_s)
        kiosk.line.connect(True)
    if visit.pays_late_s:
        await citizen.wait(visit.pays_late_s)
        await citizen.pay()
    await recovery
