"""Power cuts: every state that the disk may be left in is opened by the real journal.

The journal's statements are recorded, and run once more through apsw, whose SQLite (a later one than
Python's) lets us see what is written and synced. The log's format and its syncs are the same in both.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import apsw

from kiosk.payments.event_chain import Event
from kiosk.payments.journal import Journal
from kiosk.proof.crash_kiosk import START
from kiosk.proof.finding import Trial
from kiosk.proof.power_disk import Disk, Image, Promise, Step, images
from kiosk.proof.power_recording import Session, record_payments
from kiosk.proof.scratch import scratch
from kiosk.technician_error import TechnicianError
from kiosk.world.clock import VirtualClock

_NAME = "journal.db"
_SEED = 20261122
_QUICK_IMAGES, _IMAGES = 150, 4_000
_CHOICES = 3
_SHOWN = 10


def check_power(quick: bool) -> Trial:
    """Cut the power at every step of payments, and look for a commit that was acknowledged and is lost.

    With `quick`, in two payments and a sample of the states; otherwise in enough of them that SQLite
    moves its log into the file and begins it anew meanwhile.
    """
    with scratch() as name:
        folder = Path(name)
        sessions = record_payments(folder / _NAME, 1, 1) if quick else record_payments(folder / _NAME, 1, 30)
        return cut_power(folder, sessions, _QUICK_IMAGES if quick else _IMAGES)


def cut_power(folder: Path, sessions: Sequence[Session], most: int) -> Trial:
    """Run the statements again and open at most so many of the states that a power cut may leave.

    Args:
        folder: holds the journal that the sessions made.
        sessions: what was said to SQLite, connection by connection.
        most: how many states are opened, drawn evenly.
    """
    key = folder / f"{_NAME}.key"
    with Journal(folder / _NAME, VirtualClock(START), "reader", read_only=True) as journal:
        events = list(journal.events())
    steps = _replay(folder / "again", sessions)
    found = list(_differences(folder / _NAME, folder / "again" / _NAME))
    states = sum(1 for _ in images(steps, Random(_SEED), _CHOICES))
    chosen = set(Random(_SEED).sample(range(states), min(most, states)))
    for number, image in enumerate(images(steps, Random(_SEED), _CHOICES)):
        if number in chosen:
            found += _judge(folder / "image", image, key, events)
    more = [f"and {len(found) - _SHOWN} states more"] if len(found) > _SHOWN else []
    tried = f"{len(chosen)} of {states} states of the disk after a power cut, {len(events)} events"
    return Trial(tried, (*found[:_SHOWN], *more))


def _replay(folder: Path, sessions: Sequence[Session]) -> list[Step]:
    folder.mkdir()
    disk = Disk(f"disk-{folder}")
    events = 0
    for session in sessions:
        connection = apsw.Connection(str(folder / _NAME), vfs=disk.name)
        for statement in session:
            connection.execute(statement.sql, statement.values).fetchall()
            events += statement.sql.startswith("INSERT INTO events")
            if statement.sql == "COMMIT":
                disk.steps.append(Promise(events))
        connection.close()
    disk.unregister()
    return disk.steps


def _differences(real: Path, again: Path) -> Iterator[str]:
    """Say so if what was run again is not what the journal did."""
    for sql in ("SELECT type, name, sql FROM sqlite_schema", "SELECT * FROM events"):
        rows = []
        for path in (real, again):
            with closing(sqlite3.connect(path)) as database:
                rows.append(database.execute(sql).fetchall())
        if rows[0] != rows[1]:
            yield f"the statements did not make the same file again: {sql}"


def _judge(folder: Path, image: Image, key: Path, events: Sequence[Event]) -> Iterator[str]:
    folder.mkdir()
    for name, content in image.files().items():
        (folder / name).write_bytes(content)
    shutil.copy(key, folder)
    try:
        with Journal(folder / _NAME, VirtualClock(START), "after") as journal:
            journal.verify()
            there = list(journal.events())
    except TechnicianError as error:
        yield f"{image.when}: {error}"
    else:
        if len(there) < image.promised:
            yield f"{image.when}: {len(there)} events are left of {image.promised} acknowledged ones"
        if there != list(events[: len(there)]):
            yield f"{image.when}: the events are not those that were written"
    shutil.rmtree(folder)
