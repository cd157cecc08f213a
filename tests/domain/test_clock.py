"""The machine's time, as the kiosk goes by it."""

import time
from datetime import datetime, timedelta

import pytest

from kiosk.domain.clock import SHANGHAI, SystemClock


def test_a_clock_that_is_set_while_the_kiosk_runs_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    before = clock.now()
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr("kiosk.domain.clock.datetime", _Set)
    assert timedelta(0) <= clock.now() - before < timedelta(minutes=1)


def test_time_goes_on_as_the_machine_counts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    before, counted = clock.now(), time.clock_gettime(time.CLOCK_BOOTTIME)
    monkeypatch.setattr(time, "clock_gettime", lambda _: counted + 60.0)
    assert timedelta(seconds=59) < clock.now() - before < timedelta(seconds=61)


class _Set(datetime):
    """A wall clock that somebody has set to the year 2000."""

    @classmethod
    def now(cls, tz: object = None) -> "_Set":  # noqa: ARG003 as in datetime
        return cls(2000, 1, 1, tzinfo=SHANGHAI)
