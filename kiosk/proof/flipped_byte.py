"""A journal with a flipped byte: it is refused, or everything in it reads as it was written."""

import shutil
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from kiosk.payments.event_chain import Event
from kiosk.payments.journal import Journal
from kiosk.payments.record import AttemptRecord
from kiosk.proof.crash_kiosk import START
from kiosk.proof.finding import Trial
from kiosk.proof.journal_payment import commits_of_payment
from kiosk.proof.power_recording import record_payments
from kiosk.proof.scratch import scratch
from kiosk.technician_error import TechnicianError
from kiosk.world.clock import VirtualClock

_SEED = 20261122
_QUICK, _EVERYTHING = 40, 1_000
"""Bytes of each file."""
_NAME = "journal.db"
_LOG = f"{_NAME}-wal"
_PAYMENTS = 20
Files = dict[str, bytes]
Contents = tuple[tuple[AttemptRecord, ...], tuple[Event, ...]]
Read = Callable[[Path], Contents]


def read(path: Path) -> Contents:
    """Open a journal as a kiosk does at its start, verify it and read it whole.

    Raises:
        JournalError: it is damaged.
    """
    with Journal(path, VirtualClock(START), "reader") as journal:
        journal.verify()
        return journal.attempts(), tuple(journal.events())


def check_flipped_byte(quick: bool, reader: Read = read) -> Trial:
    """Flip one byte after another of a journal, its key and the log that a killed kiosk leaves.

    Of a log the last commit may be missing: damage to it cannot be told from a power cut within it.
    """
    random, found, refused, flips = Random(_SEED), list[str](), 0, 0
    with scratch() as name:
        folder = Path(name)
        for files, last_commit in _journals(folder / "sound"):
            written = reader(_put(folder / "spoilt", files))
            for file, place in _places(files, random, _QUICK if quick else _EVERYTHING):
                flips += 1
                path = _put(folder / "spoilt", files | {file: _flipped(files[file], place, random)})
                try:
                    there = reader(path)
                except TechnicianError:
                    refused += 1
                    continue
                except Exception as error:  # noqa: BLE001 whatever it is, it is no message for a technician
                    found.append(f"byte {place} of {file}: {type(error).__name__} {error}")
                    continue
                if there != written and not (file == _LOG and there == _without(written, last_commit)):
                    found.append(f"byte {place} of {file}: another content is read")
    return Trial(
        f"{flips} flipped bytes: {refused} noticed, the others in room not used or a log's last commit",
        tuple(found),
    )


def _places(files: Files, random: Random, most: int) -> Iterator[tuple[str, int]]:
    for file, content in files.items():
        for place in random.sample(range(len(content)), min(len(content), most)):
            yield file, place


def _flipped(content: bytes, place: int, random: Random) -> bytes:
    return content[:place] + bytes([content[place] ^ random.randint(1, 255)]) + content[place + 1 :]


def _without(contents: Contents, last_events: int) -> Contents:
    attempts, events = contents
    return attempts, events[: len(events) - last_events]


def _journals(folder: Path) -> Iterator[tuple[Files, int]]:
    """Give the files of a journal that was closed, and of one whose kiosk was killed.

    With each, the number of events in the last commit of its log, which changed no attempt.
    """
    folder.mkdir()
    record_payments(folder / _NAME, _PAYMENTS)
    yield {file.name: file.read_bytes() for file in folder.iterdir()}, 0
    clock = VirtualClock(START)
    with Journal(folder / _NAME, clock, "killed") as journal:
        (last,) = deque(commits_of_payment(journal, clock, _PAYMENTS + 1), maxlen=1)
        left = {file.name: file.read_bytes() for file in folder.iterdir()}
    yield left, len(last)


def _put(folder: Path, files: Files) -> Path:
    """Write the files, and nothing else, into a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o600)
    return folder / _NAME
