"""A journal in memory that outlives a power cut: what the real one answers, without a disk."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from random import Random

from kiosk.domain.clock import Clock
from kiosk.domain.orders import Order, OrderRequest
from kiosk.payments.decision import Decision, DecisionRecord
from kiosk.payments.order_record import FINAL_STAGES, OrderRecord, OrderStage
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.proof.books import Event
from kiosk.proof.simulated_history import History
from kiosk.proof.simulated_line import Weather

_STORED = attrgetter("state", "trade_no", "paid_fen", "paid_at", "posting_no", "refund_no", "reason")
"""What the journal stores of an attempt, and may change."""


class PowerCut(BaseException):
    """The power is gone, before a commit or right after it; no error that the program could catch."""


class Power:
    """A kiosk's power, which may go at a commit; once gone, nothing is written any more."""

    def __init__(self, weather: Weather, random: Random) -> None:
        self._weather = weather
        self._random = random
        self.gone = False

    def before(self) -> None:
        """Come to a commit.

        Raises:
            PowerCut: it is not written.
        """
        if self._weather.cuts and self._random.random() < self._weather.cuts / 2:
            self.gone = True
        self.hold()

    def after(self) -> None:
        """Come from a commit.

        Raises:
            PowerCut: it is written, and nothing follows.
        """
        if self._weather.cuts and self._random.random() < self._weather.cuts / 2:
            self.gone = True
        self.hold()

    def hold(self) -> None:
        """Go on.

        Raises:
            PowerCut: there is no power.
        """
        if self.gone:
            raise PowerCut


@dataclass(slots=True)
class Disk:
    """What is left after a power cut."""

    attempts: dict[str, AttemptRecord] = field(default_factory=dict)
    of_order: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    open_attempts: dict[str, None] = field(default_factory=dict)
    orders: dict[str, OrderRecord] = field(default_factory=dict)
    open_orders: dict[str, None] = field(default_factory=dict)
    decisions: defaultdict[str, list[DecisionRecord]] = field(default_factory=lambda: defaultdict(list))
    history: list[Event] = field(default_factory=list)


class SimulatedJournal:
    """One run's view of a disk.

    Args:
        power: may go at each commit.
        history: hears of each commit.
    """

    def __init__(self, disk: Disk, clock: Clock, power: Power, history: History) -> None:
        self._disk = disk
        self._clock = clock
        self._power = power
        self._history = history

    def has_room(self) -> bool:
        """Whether new payments may begin."""
        return True

    def order_started(self, request: OrderRequest) -> bool:
        """Write an order down, unless one of its bills has an order that has not ended."""
        bills = {line.bill_id for line in request.lines}
        live = (self._disk.orders[order_id] for order_id in self._disk.open_orders)
        if any(line.bill_id in bills for order in live for line in order.lines):
            return False
        order = OrderRecord(
            order_id=request.order_id,
            stage=OrderStage.NEW,
            payer=request.payer,
            beneficiary=request.beneficiary,
            lines=request.lines,
            total_fen=request.total_fen,
            started_at=self._clock.now(),
            expires_at=None,
            reason=None,
        )
        self._commit(None, order)
        return True

    def order_opened(self, order: Order) -> None:
        """Note that the bureau has locked the bills."""
        known = self._disk.orders[order.order_id]
        if known.stage is not OrderStage.NEW:
            raise ValueError(f"order {order.order_id} is not new")
        self._commit(None, replace(known, stage=OrderStage.OPEN, expires_at=order.expires_at))

    def order_ended(self, order_id: str, stage: OrderStage, reason: str) -> None:
        """Note that an order ended or shall end."""
        order = self._end_of(order_id, stage, reason)
        if order is not None:
            self._commit(None, order)

    def attempt_started(self, record: AttemptRecord) -> None:
        """Write a new attempt down."""
        self._commit(record, None)

    def attempt_changed(
        self, old: AttemptRecord, new: AttemptRecord, order: OrderStage | None = None
    ) -> None:
        """Store a transition, unless nothing but what lives in memory changed."""
        if _STORED(new) == _STORED(old):
            return
        if self._disk.attempts[old.attempt_no].state is not old.state:
            raise ValueError(f"attempt {old.attempt_no} is not {old.state}")
        self._commit(new, None if order is None else self._end_of(new.order_id, order, new.reason))

    def taken_up(
        self, attempts: Sequence[tuple[AttemptRecord, AttemptRecord]], orders: Sequence[str], reason: str
    ) -> None:
        """Store transitions of attempts and orders; here the power may go between any two of them."""
        for old, new in attempts:
            self.attempt_changed(old, new)
        for order_id in orders:
            self.order_ended(order_id, OrderStage.VOIDING, reason)

    def attempt(self, attempt_no: str) -> AttemptRecord:
        """Read one attempt."""
        return self._disk.attempts[attempt_no]

    def attempts_of(self, order_id: str) -> tuple[AttemptRecord, ...]:
        """Read an order's attempts."""
        return tuple(self.attempt(number) for number in self._disk.of_order.get(order_id, ()))

    def open_attempts(self) -> tuple[AttemptRecord, ...]:
        """Read the attempts that are not final."""
        return tuple(self.attempt(number) for number in self._disk.open_attempts)

    def order(self, order_id: str) -> OrderRecord:
        """Read one order."""
        return self._disk.orders[order_id]

    def unresolved_orders(self) -> tuple[OrderRecord, ...]:
        """Read the orders that have not ended."""
        return tuple(self._disk.orders[order_id] for order_id in self._disk.open_orders)

    def decisions_about(self, attempt_no: str) -> tuple[DecisionRecord, ...]:
        """Read what people decided about an attempt."""
        return tuple(self._disk.decisions[attempt_no])

    def decided(self, attempt_no: str, operator: str, decision: Decision, note: str) -> DecisionRecord:
        """Keep what a person decided about an attempt."""
        self._power.before()
        made = self._disk.decisions[attempt_no]
        made.append(DecisionRecord(attempt_no, len(made) + 1, operator, decision, note, self._clock.now()))
        self._power.after()
        return made[-1]

    def unresolved_bills(self) -> frozenset[str]:
        """Tell which bills have an attempt whose end is open or must be decided by a person."""
        open_still = [
            record
            for record in self._disk.attempts.values()
            if not record.final or record.state is AttemptState.QUARANTINED
        ]
        lines = (self._disk.orders[record.order_id].lines for record in open_still)
        return frozenset(line.bill_id for own in lines for line in own)

    def _end_of(self, order_id: str, stage: OrderStage, reason: str | None) -> OrderRecord | None:
        order = self._disk.orders[order_id]
        ended = order.stage in FINAL_STAGES or order.stage is stage
        return None if ended else replace(order, stage=stage, reason=reason)

    def _commit(self, record: AttemptRecord | None, order: OrderRecord | None) -> None:
        self._power.before()
        disk = self._disk
        if record is not None:
            number = record.attempt_no
            if number not in disk.attempts:
                disk.of_order[record.order_id].append(number)
                disk.open_attempts[number] = None
            if record.final:
                disk.open_attempts.pop(number, None)
            disk.attempts[number] = replace(
                record, last_checked_at=None, checks=0, uncertain=False, code=None, citizen_code=None
            )
            disk.history.append(Event(f"attempts:{number}", record.state))
            self._history.note("journal", f"{number} is {record.state}")
        if order is not None:
            disk.open_orders[order.order_id] = None
            if order.stage in FINAL_STAGES:
                del disk.open_orders[order.order_id]
            disk.orders[order.order_id] = order
            disk.history.append(Event(f"orders:{order.order_id}", order.stage))
            self._history.note("journal", f"order {order.order_id} is {order.stage}")
        self._power.after()
