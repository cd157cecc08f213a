"""A journal with a flipped byte: it is refused, or everything in it reads as it was written."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from kiosk.payments.event_chain import Event
from kiosk.payments.journal import Journal
from kiosk.payments.record import AttemptRecord
from kiosk.proof.crash_kiosk import START
from kiosk.proof.finding import Trial
from kiosk.proof.power_recording import record_payments
from kiosk.proof.scratch import scratch
from kiosk.technician_error import TechnicianError
from kiosk.world.clock import VirtualClock

_SEED = 20261122
_QUICK, _EVERYTHING = 100, 3_000
_PAYMENTS = 20
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
    """Flip one byte after another, drawn over the whole file, and each of the key."""
    random, found, refused = Random(_SEED), list[str](), 0
    with scratch() as name:
        whole, spoilt = Path(name) / "whole.db", Path(name) / "spoilt.db"
        record_payments(whole, _PAYMENTS)
        key, spoilt_key = whole.with_name("whole.db.key"), spoilt.with_name("spoilt.db.key")
        written, sound, sound_key = reader(whole), whole.read_bytes(), key.read_bytes()
        places = random.sample(range(len(sound)), min(len(sound), _QUICK if quick else _EVERYTHING))
        flips = [(place, None) for place in places] + [(None, place) for place in range(len(sound_key))]
        for place, key_place in flips:
            _clear(spoilt)
            spoilt.write_bytes(_flipped(sound, place, random))
            shutil.copy(key, spoilt_key)
            spoilt_key.write_bytes(_flipped(sound_key, key_place, random))
            where = f"byte {place} of {len(sound)}" if key_place is None else f"byte {key_place} of the key"
            try:
                if reader(spoilt) != written:
                    found.append(f"{where}: another content is read")
            except TechnicianError:
                refused += 1
            except Exception as error:  # noqa: BLE001 whatever it is, it is no message for a technician
                found.append(f"{where}: {type(error).__name__} {error}")
    return Trial(
        f"{len(flips)} flipped bytes, {refused} of them noticed, the others in room not used", tuple(found)
    )


def _flipped(content: bytes, place: int | None, random: Random) -> bytes:
    if place is None:
        return content
    return content[:place] + bytes([content[place] ^ random.randint(1, 255)]) + content[place + 1 :]


def _clear(spoilt: Path) -> None:
    for left in spoilt.parent.glob("spoilt.db*"):
        left.unlink()
