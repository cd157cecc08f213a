"""A disk that is full at any moment: what was acknowledged stays, and once there is room again it goes on.

The limit on the size of a process's files stands in for the disk: SQLite meets the same refusals.
"""

import resource
from collections.abc import Iterator
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from kiosk.payments.journal import Journal
from kiosk.payments.journal_file import JournalFullError
from kiosk.proof.crash_kiosk import START
from kiosk.proof.finding import Trial
from kiosk.proof.journal_payment import Entry, commits_of_payment
from kiosk.proof.processes import processes
from kiosk.proof.scratch import scratch
from kiosk.technician_error import TechnicianError
from kiosk.world.clock import VirtualClock

_PAGE = 4_096
_ROOMS = range(0, 120 * _PAGE, _PAGE // 2)
"""Bytes that the log may still grow by; a payment takes some 70 pages."""
_EVERY = 48
_NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


def check_full_disk(quick: bool, kind: type[Journal] = Journal) -> Trial:
    """Let a real process fill its disk, each time a sector or some later; then there is room again."""
    rooms = _ROOMS[:: _EVERY if quick else 1]
    with scratch() as folder:
        found = [
            f"with room for {room} bytes more: {what}"
            for room in rooms
            for what in _fill(Path(folder) / str(room), room, kind)
        ]
    return Trial(f"a disk that is full at {len(rooms)} different moments and has room again", tuple(found))


def fill(path: Path, room: int, kind: type[Journal], line: Connection) -> None:
    """Pay until the journal says that the disk is full, then free it and pay once more.

    Sends what was acknowledged, as a list of entries.
    """
    clock, acknowledged = VirtualClock(START), list[Entry]()
    with kind(path, clock, "full") as journal:
        limit = path.with_name(f"{path.name}-wal").stat().st_size + room
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        try:
            for number in count(1):
                for entries in commits_of_payment(journal, clock, number):
                    acknowledged += entries
        except JournalFullError:
            resource.setrlimit(resource.RLIMIT_FSIZE, _NO_LIMIT)
        for entries in commits_of_payment(journal, clock, 1_000):
            acknowledged += entries
    line.send(acknowledged)


def _fill(folder: Path, room: int, kind: type[Journal]) -> Iterator[str]:
    folder.mkdir()
    path = folder / "journal.db"
    ours, theirs = processes().Pipe()
    process = processes().Process(target=fill, args=(path, room, kind, theirs))
    process.start()
    theirs.close()
    try:
        acknowledged: list[Entry] = ours.recv()
    except EOFError:
        yield "the process died"
        return
    finally:
        ours.close()
        process.join()
        process.close()
    try:
        with Journal(path, VirtualClock(START), "auditor", read_only=True) as journal:
            journal.verify()
            there = [(event.entity, event.kind) for event in journal.events()]
    except TechnicianError as error:
        yield str(error)
        return
    if there != acknowledged:
        yield f"{len(acknowledged)} events were acknowledged, and {len(there)} are there"
