"""Plays one crash: the gateways here, the kiosk in a process that is killed, then another that recovers."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import wait
from pathlib import Path
from secrets import token_bytes
from signal import SIGKILL
from threading import Lock

from kiosk.bureau.policies import load_policies
from kiosk.bureau.store import BureauStore
from kiosk.config import FOLDER
from kiosk.payments.record import AttemptState
from kiosk.proof.books import Books, read_books
from kiosk.proof.crash_child import UNSETTLED, Run, main
from kiosk.proof.crash_kiosk import START, CrashKiosk
from kiosk.proof.crash_points import Point, points
from kiosk.proof.crash_visits import CITIZENS, VISITS, papers
from kiosk.proof.invariants import broken, unsettled
from kiosk.proof.personal_data import personal_data
from kiosk.proof.processes import processes
from kiosk.proof.seams import Cut
from kiosk.proof.shared_clock import SharedClock
from kiosk.technician_error import TechnicianError
from kiosk.world.citizens import enrol, load_citizens
from kiosk.world.gateway import GatewayKeys, GatewayServer, SimulatedGateway

_PATIENCE_S = 120.0
"""Of real time; a process that takes longer hangs."""


@dataclass(frozen=True, slots=True)
class Crash:
    """A visit and where it is cut short: nowhere, once, or again during the recovery."""

    visit: str
    first: Cut | None = None
    second: Cut | None = None
    kiosk: type[CrashKiosk] = CrashKiosk
    """What runs in the processes: the real one, or one that is struck otherwise or has a bug."""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it."""

    found: tuple[str, ...]
    lives: tuple[list[Point], ...]
    """The points that each process passed."""


class Ground:
    """A folder with what all crashes share; any thread may play.

    Args:
        folder: every crash gets a folder in it, which is gone when that is played.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        # To start a process is to look how all others are, and an exit status can be read only once.
        self._turn = Lock()
        self._keys = folder / "keys"
        self._gateway_keys = GatewayKeys.load(self._keys)
        self._citizens = load_citizens(CITIZENS)
        with closing(BureauStore(folder / "bureau.db")) as store:
            enrol(store, self._citizens, load_policies(FOLDER / "policies.toml"), START.date())

    def play(self, crash: Crash) -> Played:
        """Play a visit, kill its process where that is asked for, and let another recover."""
        folder = self._folder / f"crash-{next(self._numbers)}"
        folder.mkdir()
        shutil.copy(self._folder / "bureau.db", folder)
        lives, found, status = list[list[Point]](), list[str](), None
        with self._gateway(folder, crash) as url:
            for life, cut in enumerate((crash.first, crash.second, None)):
                run = Run(crash.kiosk, folder, url, self._keys, crash.visit, life, cut)
                status = self._live(run)
                lives.append(points(run.notes))
                if status != -SIGKILL:
                    break
                found += self._after_a_kill(folder)
        found += self._at_the_end(folder, status)
        if crash.first is None:
            found += _other_end(folder, crash.visit)
        elif crash.first not in {point.cut for point in lives[0]}:
            found.append("it ended before it was struck")
        shutil.rmtree(folder)
        return Played(tuple(f"{_told(crash, lives)}: {what}" for what in found), tuple(lives))

    @contextmanager
    def _gateway(self, folder: Path, crash: Crash) -> Iterator[str]:
        with closing(SharedClock(folder / "clock", START)) as clock:
            gateway = SimulatedGateway(folder / "gateway.db", self._gateway_keys, clock, token_bytes)
            gateway.faults.once(*VISITS[crash.visit].faults)
            server = GatewayServer(gateway)
            try:
                yield server.start()
            finally:
                server.stop()
                gateway.close()

    def _live(self, run: Run) -> int | None:
        process = processes().Process(target=main, args=(run,))
        with self._turn:
            process.start()
        if not wait([process.sentinel], _PATIENCE_S):
            process.kill()
            wait([process.sentinel])
            return None
        with self._turn:
            process.join()
        status = process.exitcode
        process.close()
        return status

    def _after_a_kill(self, folder: Path) -> list[str]:
        # Of a copy: to read a journal is to open it, and the next process shall find it as it was left.
        with _copy(folder) as copy:
            return _judged(copy, settled=False)

    def _at_the_end(self, folder: Path, status: int | None) -> list[str]:
        match status:
            case 0:
                kept = [folder / "journal.db", folder / "kiosk.log", papers(folder)]
                files = [file for file in kept if file.exists()]
                return [*_judged(folder, settled=True), *personal_data(files, self._citizens)]
            case None:
                return ["the process hangs"]
            case _:
                why = "waited for a day in vain" if status == UNSETTLED else f"died by itself ({status})"
                return [f"the process {why}", *_judged(folder, settled=False)]


def _judged(folder: Path, *, settled: bool) -> list[str]:
    try:
        books = _books(folder)
    except TechnicianError as error:
        return [f"I8: {error}"]
    aside = [record for record in books.attempts if record.state is AttemptState.QUARANTINED]
    return [
        *broken(books),
        *(unsettled(books) if settled else ()),
        *(f"{record.attempt_no} is set aside: {record.reason}" for record in aside),
    ]


def _books(folder: Path) -> Books:
    journal, bureau = folder / "journal.db", folder / "bureau.db"
    return read_books(journal, bureau, folder / "gateway.db", folder / "acquirer.db", papers(folder))


@contextmanager
def _copy(folder: Path) -> Iterator[Path]:
    copy = folder / "copy"
    shutil.copytree(folder, copy)
    try:
        yield copy
    finally:
        shutil.rmtree(copy)


def _other_end(folder: Path, visit: str) -> list[str]:
    ends = tuple(record.state for record in _books(folder).attempts)
    return [] if ends == VISITS[visit].ends else [f"its attempts ended {', '.join(ends) or 'nowhere'}"]


def _told(crash: Crash, lives: list[list[Point]]) -> str:
    strikes = [
        point.name
        for passed, cut in zip(lives, (crash.first, crash.second), strict=False)
        for point in passed
        if point.cut == cut
    ]
    return ", ".join([f"visit {crash.visit!r}", *(f"struck {name}" for name in strikes)])
