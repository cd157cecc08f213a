"""Crashes in real processes: the kiosk comes through each, and one with a bug is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.proof.clock_back import DayBackKiosk, check_clock
from kiosk.proof.crash import check_crashes
from kiosk.proof.crash_ground import Crash, Ground
from kiosk.proof.crash_kiosk import CrashKiosk
from kiosk.proof.scratch import scratch
from kiosk.proof.seams import Cut
from tests.proof.bugs import DoublePrintKiosk, InventiveKiosk, LateKiosk, ProudKiosk, RashKiosk


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with scratch() as folder:
        yield Ground(Path(folder))


def strike(ground: Ground, visit: str, kiosk: type[CrashKiosk], name: str) -> str:
    """Strike a kiosk where the point of that name is in the visit of the real one."""
    passed = ground.play(Crash(visit)).lives[0]
    cut = next(point.cut for point in passed if point.name == name)
    return "\n".join(ground.play(Crash(visit, cut, kiosk=kiosk)).found)


@pytest.mark.timeout(240)
def test_a_crash_at_each_listed_moment_costs_nobody_any_money() -> None:
    trial = check_crashes(True)
    assert trial.found == ()


@pytest.mark.timeout(240)
def test_a_clock_that_goes_back_costs_nobody_any_money() -> None:
    assert check_clock(True).found == ()


@pytest.mark.parametrize(
    ("visit", "kiosk", "name", "found"),
    [
        ("wechat", LateKiosk, "after gateway create Open", "of which the journal knows nothing"),
        ("wechat", DoublePrintKiosk, "after printer print_document Printed", "I4: voucher"),
        ("wechat", ProudKiosk, "before citizen pay", "the process died by itself"),
    ],
)
def test_a_bug_that_a_crash_brings_out_is_found(
    ground: Ground, visit: str, kiosk: type[CrashKiosk], name: str, found: str
) -> None:
    assert found in strike(ground, visit, kiosk, name)
    real = DayBackKiosk if issubclass(kiosk, DayBackKiosk) else CrashKiosk
    assert strike(ground, visit, real, name) == ""


@pytest.mark.parametrize(
    ("visit", "kiosk", "found"),
    [
        ("settled elsewhere", InventiveKiosk, "I7: "),
        ("posting lost", RashKiosk, "I2: "),
    ],
)
def test_a_bug_that_needs_no_crash_is_found(
    ground: Ground, visit: str, kiosk: type[CrashKiosk], found: str
) -> None:
    assert found in "\n".join(ground.play(Crash(visit, kiosk=kiosk)).found)


def test_a_strike_that_no_visit_comes_to_is_told(ground: Ground) -> None:
    (found,) = ground.play(Crash("gave up", Cut(99, after=True))).found
    assert "it ended before it was struck" in found
