"""Crashes at every seam: real processes are killed and started again, and their three books compared."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kiosk.proof.crash_ground import Crash, Ground
from kiosk.proof.crash_kiosk import CrashKiosk
from kiosk.proof.crash_points import CRASH_POINTS, Point, telling
from kiosk.proof.crash_visits import VISITS
from kiosk.proof.finding import Trial
from kiosk.proof.seams import Cut

_DOUBLE, _DOUBLE_QUICK = 200, 6
_SEED = 20261122
_RECOVERY_CALLS = 8
"""How many calls of a recovery are tried; most make fewer than that before they wait."""


def check_crashes(quick: bool, kiosk: type[CrashKiosk] = CrashKiosk) -> Trial:  # noqa: FBT001 as every check
    """Kill a kiosk before and after each of its calls, and again while it recovers.

    With `quick`, once at each moment of `CRASH_POINTS` and a few times during recovery.
    """
    with TemporaryDirectory(prefix="kiosk-crash-") as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        ground = Ground(Path(folder), kiosk)
        found = list[str]()
        rehearsed = dict[str, list[Point]]()
        for visit, played in zip(VISITS, pool.map(ground.play, map(Crash, VISITS)), strict=True):
            found += played.found
            rehearsed[visit] = played.lives[0]
        found += [f"{name} ({what}) is in no visit" for name, what in _missing(rehearsed)]
        every = [Crash(visit, point.cut) for visit, passed in rehearsed.items() for point in telling(passed)]
        crashes = list(_one_of_each(rehearsed)) if quick else every
        doubles = list(_doubles(every, _DOUBLE_QUICK if quick else _DOUBLE, Random(_SEED)))
        for played in pool.map(ground.play, crashes + doubles):
            found += played.found
    return Trial(
        f"{len(VISITS)} visits, {len(crashes)} crashes before and after their calls,"
        f" {len(doubles)} more with a second crash during recovery",
        tuple(found),
    )


def _missing(rehearsed: dict[str, list[Point]]) -> Iterator[tuple[str, str]]:
    passed = {point.name for points in rehearsed.values() for point in points}
    return ((name, what) for name, what in CRASH_POINTS.items() if what not in passed)


def _one_of_each(rehearsed: dict[str, list[Point]]) -> Iterator[Crash]:
    for what in CRASH_POINTS.values():
        for visit, passed in rehearsed.items():
            cuts = [point.cut for point in passed if point.name == what]
            if cuts:
                yield Crash(visit, cuts[0])
                break


def _doubles(crashes: list[Crash], number: int, random: Random) -> Iterator[Crash]:
    """Draw crashes, each with another at one of the first calls of the recovery."""
    for _ in range(number):
        crash = random.choice(crashes)
        yield Crash(crash.visit, crash.first, Cut(random.randint(1, _RECOVERY_CALLS), random.random() < 0.5))
