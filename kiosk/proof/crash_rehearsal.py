"""Plays every visit undisturbed, to learn where it can be struck, and then again with the strikes."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.proof.crash_ground import Crash, Ground
from kiosk.proof.crash_kiosk import CrashKiosk
from kiosk.proof.crash_points import Point
from kiosk.proof.crash_visits import VISITS
from kiosk.proof.scratch import scratch


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the undisturbed visits passed; its `play` uses every processor."""

    passed: dict[str, list[Point]]
    """By the visit's name."""
    found: tuple[str, ...]
    """What went wrong although nothing happened."""
    ground: Ground
    pool: ThreadPoolExecutor

    def play(self, crashes: Iterable[Crash]) -> tuple[str, ...]:
        """Play visits with crashes, and give what was found."""
        return tuple(what for played in self.pool.map(self.ground.play, crashes) for what in played.found)


@contextmanager
def rehearsal(kiosk: type[CrashKiosk] = CrashKiosk) -> Iterator[Rehearsal]:
    """Play each visit once with this kind of kiosk, in a folder that is gone afterwards."""
    with scratch() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        ground = Ground(Path(folder))
        played = list(pool.map(ground.play, (Crash(visit, kiosk=kiosk) for visit in VISITS)))
        passed = {visit: play.lives[0] for visit, play in zip(VISITS, played, strict=True)}
        yield Rehearsal(passed, tuple(what for play in played for what in play.found), ground, pool)
