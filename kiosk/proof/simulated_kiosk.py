"""A kiosk of a simulated day: the real settler, power that goes, and a start after it."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from random import Random
from typing import Any, Protocol

from kiosk.domain.ids import Ids
from kiosk.domain.orders import RailName
from kiosk.payments.decision import Decision, DecisionRecord
from kiosk.payments.ports import OrderBook, PaymentJournal, PaymentRail
from kiosk.payments.record import AttemptState
from kiosk.payments.settler import Settler
from kiosk.payments.timing import Timing
from kiosk.proof.simulated_history import History
from kiosk.proof.simulated_journal import Power, PowerCut
from kiosk.proof.simulated_line import Weather
from kiosk.proof.simulated_time import SimulatedClock

_DECIDED = frozenset({AttemptState.PAID, AttemptState.POST_INTENT})


class DecidingJournal(PaymentJournal, Protocol):
    """A journal in which an operator can decide."""

    def decided(self, attempt_no: str, operator: str, decision: Decision, note: str) -> DecisionRecord:
        """Keep what a person decided about an attempt."""
        ...


JournalMaker = Callable[[str, SimulatedClock, Power], DecidingJournal]
"""Opens a kiosk's journal, by the kiosk's number, for a run of it."""


class SimulatedKiosk:
    """One machine. `live` runs it, from one power cut to the next, until cancelled.

    Args:
        number: its six digits.
        open_journal: gives the journal as the last run left it.
    """

    def __init__(
        self,
        number: str,
        rails: Mapping[RailName, PaymentRail],
        orders: OrderBook,
        clock: SimulatedClock,
        open_journal: JournalMaker,
        weather: Weather,
        random: Random,
        history: History,
    ) -> None:
        self.number = number
        self.clock = clock
        self.timing = Timing()
        self.ids = Ids(clock, random.randbytes)
        self.settler: Settler | None = None
        """None while the kiosk is dark."""
        self._rails = rails
        self._orders = orders
        self._open_journal = open_journal
        self._weather = weather
        self._random = random
        self._history = history
        self._visit: asyncio.Task[None] | None = None
        self._cut: asyncio.Event | None = None

    @property
    def busy(self) -> bool:
        """Whether somebody stands before it."""
        return self._visit is not None

    async def live(self) -> None:
        """Start, run, lose power and start again; what breaks in the settler is raised."""
        while True:
            power = Power(self._weather, self._random)
            journal = self._open_journal(self.number, self.clock, power)
            running = asyncio.create_task(self._run(journal))
            cut = asyncio.create_task(self._power_fails())
            try:
                await asyncio.wait({running, cut}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                self._history.note(self.number, "is dark")
                power.gone, self.settler = True, None
                parties = [task for task in (running, cut, self._visit) if task is not None]
                for task in parties:
                    task.cancel()
                ends = await asyncio.gather(*parties, return_exceptions=True)
            for end in ends:
                if end is not None and not _by_power(end):
                    raise end
            await asyncio.sleep(self._random.uniform(5, 300))

    async def visit(self, story: Callable[[Settler], Coroutine[Any, Any, None]]) -> bool:
        """Let a citizen do what the story says; False if the kiosk is dark or occupied, or goes dark."""
        if self.settler is None or self.busy:
            return False
        self._visit = asyncio.create_task(story(self.settler))
        try:
            await asyncio.wait({self._visit})
            if self._visit.cancelled():
                return False
            if (error := self._visit.exception()) is None:
                return True
            if not _by_power(error):
                raise error
            if self._cut is not None:
                self._cut.set()
            return False
        finally:
            self._visit = None

    async def _run(self, journal: DecidingJournal) -> None:
        self._history.note(self.number, "starts")
        self._decide(journal)
        settler = Settler(
            journal,
            self._rails,
            self._orders,
            self.clock,
            self.ids,
            self.timing,
            self.number,
            self._random,
        )
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(settler.run())
                await settler.recover()
                self.settler = settler
        finally:
            if settler.trouble is not None:
                raise settler.trouble

    def _decide(self, journal: DecidingJournal) -> None:
        """Let an operator look, while the kiosk is out of service, at money that is not yet posted."""
        for record in journal.open_attempts():
            if record.state in _DECIDED and self._random.random() < 0.5:
                journal.decided(record.attempt_no, "operator", Decision.DO_NOT_POST, "the citizen asked")
                self._history.note(self.number, f"{record.attempt_no} shall not be posted")

    async def _power_fails(self) -> None:
        self._cut = asyncio.Event()
        while True:
            try:
                async with asyncio.timeout(self._random.expovariate(1 / self._weather.crashes_s)):
                    await self._cut.wait()
                    return
            except TimeoutError:
                if self._weather.faults:
                    return


def _by_power(error: BaseException) -> bool:
    """Whether nothing but the power cut ended something."""
    if isinstance(error, BaseExceptionGroup):
        return all(_by_power(inner) for inner in error.exceptions)
    return isinstance(error, PowerCut | asyncio.CancelledError)
