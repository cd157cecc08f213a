"""Whole days at several kiosks, played from a seed: citizens, faults, power cuts, and then the three books.

It runs the real settler, its rules, its calls and its waits; the rails, the bureau and the disk are
models of what stands behind their ports. The same seed gives the same day, event for event.
"""

import asyncio
import gc
import hashlib
import logging
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from multiprocessing import get_context
from random import Random

from kiosk.domain.clock import SHANGHAI, SystemClock
from kiosk.domain.orders import RailName
from kiosk.proof.books import Books, Print
from kiosk.proof.finding import Trial
from kiosk.proof.invariants import broken, unsettled
from kiosk.proof.rules import REAL, Rules
from kiosk.proof.simulated_bank import Bank, BankRail
from kiosk.proof.simulated_bureau import BureauDesk, SimulatedBureau
from kiosk.proof.simulated_citizen import Citizen, Town
from kiosk.proof.simulated_history import History
from kiosk.proof.simulated_journal import Disk, Power, SimulatedJournal
from kiosk.proof.simulated_kiosk import DecidingJournal, SimulatedKiosk
from kiosk.proof.simulated_line import Line, Weather
from kiosk.proof.simulated_time import SimulatedClock, SimulatedLoop, run

OPENING = datetime(2026, 11, 2, 8, 30, tzinfo=SHANGHAI)
_KIOSKS = 3
_CITIZENS = 60
_WRONG_S = 600.0
_DAY_S = 8 * 3_600.0
_LOOK_S = 300.0
"""After closing time, between two looks at whether everything is settled."""
_AFTERMATH_S = 7_200.0
"""Until the last late message has arrived, and the last order of which no kiosk knows has lapsed."""
_LIMIT_S = 3 * 86_400.0
_PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Day:
    """What became of one seed."""

    seed: int
    payments: int
    digest: str
    found: tuple[str, ...]
    lines: tuple[str, ...] = ()
    """The history, if it was wanted."""


class Simulation:
    """One day.

    Args:
        rules: what lets a voucher be printed.
        keep: whether the history is wanted line by line.
    """

    def __init__(self, seed: int, rules: Rules = REAL, *, keep: bool = False) -> None:
        self.loop = SimulatedLoop(OPENING)
        self.history = History(self.loop, keep=keep)
        self._seed = seed
        random = Random(seed)
        self.weather = Weather(
            faults=random.choice((0.02, 0.1, 0.3)),
            crashes_s=random.choice((1_800.0, 7_200.0, 86_400.0)),
            cuts=random.choice((0.0, 0.005, 0.03)),
        )
        self.bank = Bank(self.loop, self._random("bank"), self.history)
        self.bureau = SimulatedBureau(self.loop, self.history)
        self.disks: defaultdict[str, Disk] = defaultdict(Disk)
        self.kiosks = [self._kiosk(f"{100_001 + n}") for n in range(_KIOSKS)]
        self.vouchers: list[str] = []
        town = Town(self.kiosks, self.bank, self.bureau, self.history, rules.allows_voucher, self.vouchers)
        self._citizens = [Citizen(f"c{n}", town, self._random(f"c{n}")) for n in range(_CITIZENS)]
        self._arrivals = [random.uniform(0, _DAY_S) for _ in self._citizens]

    def open_journal(self, number: str, clock: SimulatedClock, power: Power) -> DecidingJournal:
        """Open a kiosk's journal after a start."""
        return SimulatedJournal(self.disks[number], clock, power, self.history)

    def play(self) -> Day:
        """Play the day and audit it."""
        found = run(self.loop, self._day())
        return Day(
            self._seed, self._payments(), self.history.digest(), found, tuple(self.history.lines or ())
        )

    def books(self) -> Books:
        """Lay the books of all kiosks, the bank and the bureau side by side."""
        disks = self.disks.values()
        return Books(
            trades=self.bank.books(),
            bureau=self.bureau.books(),
            orders=tuple(order for disk in disks for order in disk.orders.values()),
            attempts=tuple(record for disk in disks for record in disk.attempts.values()),
            history=tuple(event for disk in disks for event in disk.history),
            prints=tuple(Print(voucher, 1) for voucher in self.vouchers),
            papers=tuple(self.vouchers),
        )

    async def _day(self) -> tuple[str, ...]:
        async with asyncio.TaskGroup() as tasks:
            machines = [tasks.create_task(kiosk.live()) for kiosk in self.kiosks]
            machines += [tasks.create_task(self._clock_jumps(kiosk)) for kiosk in self.kiosks]
            await asyncio.gather(
                *(
                    citizen.come(arrives)
                    for citizen, arrives in zip(self._citizens, self._arrivals, strict=True)
                )
            )
            self.weather.clear_up()
            while self._unsettled() and self.loop.time() < _LIMIT_S:  # noqa: ASYNC110 nobody tells, and time is free
                await asyncio.sleep(_LOOK_S)
            await asyncio.sleep(_AFTERMATH_S)
            for machine in machines:
                machine.cancel()
        self.bureau.lapse()
        books = self.books()
        return (*broken(books), *unsettled(books), *self._paid_twice())

    def _paid_twice(self) -> Iterator[str]:
        """Name the orders for which a citizen was out of pocket twice at any moment, refunds or not."""
        charged: defaultdict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
        for disk in self.disks.values():
            for record in disk.attempts.values():
                trade = self.bank.trades.get(record.attempt_no)
                if trade is not None and trade.paid_at is not None:
                    charged[record.order_id].append((trade.paid_at, trade.back_at or self.loop.wall()))
        for order_id, spans in charged.items():
            if any(later < end for (_, end), (later, _) in pairwise(sorted(spans))):
                yield f"I5: order {order_id} was paid twice at one moment"

    async def _clock_jumps(self, kiosk: SimulatedKiosk) -> None:
        random = self._random(f"clock {kiosk.number}")
        while True:
            await asyncio.sleep(random.expovariate(1 / _DAY_S))
            kiosk.clock.set_back(random.choice((1.0, 60.0, 3_600.0)))
            self.history.note(kiosk.number, "its clock is set back")
            await asyncio.sleep(_WRONG_S)  # meanwhile it may take no orders
            kiosk.clock.set_right()
            self.history.note(kiosk.number, "its clock is set right")

    def _kiosk(self, number: str) -> SimulatedKiosk:
        random = self._random(number)
        weather, history = self.weather, self.history
        line = Line(f"{number}", weather, random, history)
        rails = {name: BankRail(name, self.bank, line, weather, random) for name in RailName}
        desk = BureauDesk(self.bureau, Line(number, weather, random, history))
        clock = SimulatedClock(self.loop)
        return SimulatedKiosk(number, rails, desk, clock, self.open_journal, weather, random, history)

    def _unsettled(self) -> bool:
        return any(disk.open_attempts or disk.open_orders for disk in self.disks.values())

    def _payments(self) -> int:
        return sum(len(disk.attempts) for disk in self.disks.values())

    def _random(self, who: str) -> Random:
        return Random(f"{self._seed} {who}")


def play(seed: int, *, keep: bool = False) -> Day:
    """Play one day; whatever breaks is a finding of that day."""
    try:
        return Simulation(seed, keep=keep).play()
    except Exception as error:  # noqa: BLE001 the days after it are played all the same
        return Day(seed, 0, "", (f"the kiosk's own work broke: {error!r}",))


def simulate_days(seeds: range) -> Trial:
    """Play a day for each seed, on two processes; a single one is told line by line."""
    if len(seeds) == 1:
        day = play(seeds[0], keep=True)
        sys.stdout.writelines(f"{line}\n" for line in day.lines)
        return Trial(f"seed {day.seed}: {day.payments} payments, history {day.digest}", day.found)
    clock = SystemClock()
    start = clock.monotonic()
    with get_context("spawn").Pool(_PROCESSES, _prepare) as pool:
        days = pool.map(play, seeds, chunksize=8)
    payments = sum(day.payments for day in days)
    speed = payments / (clock.monotonic() - start)
    digest = hashlib.blake2b("".join(day.digest for day in days).encode(), digest_size=8).hexdigest()
    tried = f"{len(days):,} days, {payments:,} payments, {speed:,.0f} a second, history {digest}"
    return Trial(tried, tuple(_told(day) for day in days if day.found))


def _prepare() -> None:
    """Make a process do nothing but play: what the settler logs is in the history, and cycles can wait."""
    logging.disable()
    gc.set_threshold(100_000)


def _told(day: Day) -> str:
    again = f"kiosk prove simulate --seed {day.seed}"
    return f"seed {day.seed}: {'; '.join(day.found)} (again: {again})"
