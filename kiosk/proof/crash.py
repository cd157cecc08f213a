"""Crashes at every seam: real processes are killed and started again, and their three books compared."""

from collections.abc import Iterator
from itertools import islice
from random import Random

from kiosk.proof.crash_ground import Crash
from kiosk.proof.crash_points import CRASH_POINTS, telling
from kiosk.proof.crash_rehearsal import Rehearsal, rehearsal
from kiosk.proof.crash_visits import VISITS
from kiosk.proof.finding import Trial
from kiosk.proof.seams import Cut

_DOUBLE, _DOUBLE_QUICK = 200, 6
_SEED = 20261122
_RECOVERY_CALLS = 8
"""How many calls of a recovery are tried; most make fewer than that before they wait."""


def check_crashes(quick: bool) -> Trial:
    """Kill a kiosk before and after each of its calls, and again while it recovers.

    With `quick`, once at each moment of `CRASH_POINTS` and a few times during recovery.
    """
    with rehearsal() as rehearsed:
        every = [
            Crash(visit, point.cut) for visit, passed in rehearsed.passed.items() for point in telling(passed)
        ]
        crashes = list(_one_of_each(rehearsed)) if quick else every
        doubles = list(_doubles(every, _DOUBLE_QUICK if quick else _DOUBLE, Random(_SEED)))
        found = (*rehearsed.found, *_missing(rehearsed), *rehearsed.play(crashes + doubles))
    return Trial(
        f"{len(VISITS)} visits, {len(crashes)} crashes before and after their calls, cp0 to cp19 among them,"
        f" {len(doubles)} more with a second crash during recovery",
        found,
    )


def _missing(rehearsed: Rehearsal) -> Iterator[str]:
    names = {point.name for points in rehearsed.passed.values() for point in points}
    return (f"{number} ({name}) is in no visit" for number, name in CRASH_POINTS.items() if name not in names)


def _one_of_each(rehearsed: Rehearsal) -> Iterator[Crash]:
    for name in CRASH_POINTS.values():
        crashes = (
            Crash(visit, point.cut)
            for visit, passed in rehearsed.passed.items()
            for point in passed
            if point.name == name
        )
        yield from islice(crashes, 1)


def _doubles(crashes: list[Crash], number: int, random: Random) -> Iterator[Crash]:
    """Draw crashes, each with another at one of the first calls of the recovery."""
    for _ in range(number):
        crash = random.choice(crashes)
        yield Crash(crash.visit, crash.first, Cut(random.randint(1, _RECOVERY_CALLS), random.random() < 0.5))
