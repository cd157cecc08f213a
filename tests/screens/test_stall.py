"""A frozen screen is a defect, and is told with its length."""

import logging

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.screens.stall import LIMIT_MS, TICK_MS, StallWatch
from tests.screens.conftest import Watch
from tests.screens.glass import wait_until


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture
def stalls(qapp: QGuiApplication, clock: Watch) -> StallWatch:
    return StallWatch(clock, parent=qapp)


def test_a_stall_is_logged_with_its_length(
    stalls: StallWatch, clock: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    clock.seconds += (TICK_MS + 250) / 1000
    stalls.tick()

    assert stalls.stalls == 1
    assert [(record.levelno, record.message) for record in caplog.records] == [
        (logging.ERROR, "defect: the screen stood still for 250 ms")
    ]


def test_a_busy_moment_is_no_stall(stalls: StallWatch, clock: Watch) -> None:
    clock.seconds += (TICK_MS + LIMIT_MS) / 1000
    stalls.tick()

    assert stalls.stalls == 0


def test_every_stall_counts_once(stalls: StallWatch, clock: Watch) -> None:
    for pause in (100, 0, 0, 200, 0):
        clock.seconds += (TICK_MS + pause) / 1000
        stalls.tick()

    assert stalls.stalls == 2


def test_time_before_the_start_does_not_count(stalls: StallWatch, clock: Watch) -> None:
    clock.seconds += 60
    stalls.start()
    stalls.tick()

    assert stalls.stalls == 0


def test_the_watch_ticks_by_itself(stalls: StallWatch, clock: Watch) -> None:
    stalls.start()
    clock.seconds += 60

    wait_until(lambda: stalls.stalls == 1)
