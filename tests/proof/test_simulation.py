"""Whole days from a seed: no money is lost, the same day comes again, and a mistake is found."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

import pytest

from kiosk.domain.orders import Order, OrderRequest
from kiosk.payments import settler
from kiosk.payments.journal import Journal
from kiosk.payments.order_record import OrderStage
from kiosk.payments.record import AttemptRecord
from kiosk.proof.books import Event
from kiosk.proof.mutants import MUTANTS
from kiosk.proof.rules import REAL, Rules
from kiosk.proof.simulated_journal import Power, SimulatedJournal
from kiosk.proof.simulated_kiosk import DecidingJournal
from kiosk.proof.simulated_time import SimulatedClock
from kiosk.proof.simulation import Simulation, simulate_days

_ENOUGH_DAYS = 80
"""Of which one finds any seeded bug."""
_ROUGH_SEED = 3
"""A day with many power cuts."""


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_day_of_faults_power_cuts_and_people_loses_no_money(seed: int) -> None:
    day = Simulation(seed).play()
    assert day.payments > 30
    assert day.found == ()


def test_a_seed_gives_the_same_day_in_any_process() -> None:
    assert simulate_days(range(1, 3)).tried.split(", ")[3] == simulate_days(range(1, 3)).tried.split(", ")[3]
    assert Simulation(1).play() == Simulation(1).play()
    assert Simulation(1).play().digest != Simulation(2).play().digest


class LateJournal(SimulatedJournal):
    """Writes an attempt only when its first call has been answered."""

    def attempt_started(self, record: AttemptRecord) -> None:
        self._begun = record

    def attempt_changed(
        self, old: AttemptRecord, new: AttemptRecord, order: OrderStage | None = None
    ) -> None:
        if old.attempt_no not in self._disk.attempts:
            super().attempt_started(old)
        super().attempt_changed(old, new, order)


@contextmanager
def plugged_in(rules: Rules) -> Iterator[None]:
    """Let the settler run by other rules."""
    with ExitStack() as patches:
        for name in ("next_action", "intend", "apply", "close_asked"):
            patches.enter_context(patch.object(settler, name, getattr(rules, name)))
        if rules.allows_another is not REAL.allows_another:
            mistaken = property(rules.allows_another)
            patches.enter_context(patch.object(AttemptRecord, "allows_another", mistaken))
        yield


class MistakenDay(Simulation):
    """A rough day, on which the journal may be written late."""

    def __init__(self, seed: int, rules: Rules) -> None:
        super().__init__(seed, rules)
        # Some mistakes are found where messages are late, others by a crash at the right moment.
        faults, crashes_s, cuts = (0.4, 1_800.0, 0.01) if seed % 2 else (0.5, 3_600.0, 0.03)
        self.weather.faults, self.weather.crashes_s, self.weather.cuts = faults, crashes_s, cuts
        self._journal = SimulatedJournal if rules.remembered is REAL.remembered else LateJournal

    def open_journal(self, number: str, clock: SimulatedClock, power: Power) -> DecidingJournal:
        return self._journal(self.disks[number], clock, power, self.history)


@pytest.mark.parametrize("name", MUTANTS)
def test_each_seeded_bug_is_found_by_some_day(name: str) -> None:
    with plugged_in(MUTANTS[name]):
        assert any(MistakenDay(seed, MUTANTS[name]).play().found for seed in range(_ENOUGH_DAYS))


class TwinJournal(SimulatedJournal):
    """Writes down in a real journal, too, what it has committed."""

    real: Journal

    def order_started(self, request: OrderRequest) -> bool:
        started: bool = self._both("order_started", request)
        assert started or not self.real.order_started(request)
        return started

    def order_opened(self, order: Order) -> None:
        self._both("order_opened", order)

    def order_ended(self, order_id: str, stage: OrderStage, reason: str) -> None:
        self._both("order_ended", order_id, stage, reason)

    def attempt_started(self, record: AttemptRecord) -> None:
        self._both("attempt_started", record)

    def attempt_changed(
        self, old: AttemptRecord, new: AttemptRecord, order: OrderStage | None = None
    ) -> None:
        self._both("attempt_changed", old, new, order)

    def _both(self, method: str, *values: object) -> Any:  # noqa: ANN401 whatever the method gives
        before = len(self._disk.history)
        try:
            return getattr(super(), method)(*values)
        finally:
            if len(self._disk.history) > before:
                getattr(self.real, method)(*values)

    def agrees(self) -> bool:
        real, disk = self.real, self._disk
        history = [Event(event.entity, event.kind) for event in real.events()]
        return (history, real.attempts(), real.open_attempts(), real.unresolved_orders()) == (
            disk.history,
            tuple(disk.attempts.values()),
            self.open_attempts(),
            self.unresolved_orders(),
        ) and real.unresolved_bills() == self.unresolved_bills()


def test_the_journal_in_memory_tells_the_same_history_as_the_real_one(tmp_path: Path) -> None:
    class TwinDay(Simulation):
        twins: ClassVar[dict[str, TwinJournal]] = {}

        def open_journal(self, number: str, clock: SimulatedClock, power: Power) -> DecidingJournal:
            twin = TwinJournal(self.disks[number], clock, power, self.history)
            known = self.twins.get(number)
            twin.real = known.real if known else Journal(tmp_path / number, clock, "boot")
            self.twins[number] = twin
            assert twin.agrees()
            return twin

    day = TwinDay(_ROUGH_SEED)
    assert day.play().found == ()
    for twin in day.twins.values():
        assert twin.agrees()
        assert twin.real.attempts()
        twin.real.close()
