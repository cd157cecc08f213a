"""Brings every attempt and every order to its end, whatever fails: it runs what `next_action` says."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import aclosing, nullcontext
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from operator import attrgetter
from random import Random

from kiosk.domain.clock import AlarmClock
from kiosk.domain.ids import Ids
from kiosk.domain.orders import Order, OrderRequest, OrderState, PaymentMode, RailName
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.refusals import problem
from kiosk.domain.secret import Secret
from kiosk.payments.calls import make, void
from kiosk.payments.decision import refusal
from kiosk.payments.drive import Drive
from kiosk.payments.journal_file import JournalError
from kiosk.payments.next_action import Action, Call, Wait, next_action
from kiosk.payments.order_record import FINAL_STAGES, OrderStage
from kiosk.payments.ports import OrderBook, PaymentJournal, PaymentRail
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.skew import doubt_about_time
from kiosk.payments.timing import Timing
from kiosk.payments.transition import apply, close_asked, intend, void_asked
from kiosk.payments.waiting import first_of, woken_within

_log = logging.getLogger(__name__)
_NEWS = attrgetter(*(f.name for f in fields(AttemptRecord) if f.name not in {"last_checked_at", "checks"}))
"""What of an attempt those who watch it want to hear of: all but the counts of calls."""
_NEEDS_A_PERSON = "attempt %s %s; see kiosk journal attention"
_RECOVERY_LINES = 8
"""How many attempts of earlier runs call at the same time."""
_ORDER_AFTER = {
    AttemptState.POSTED: OrderStage.POSTED,
    AttemptState.REFUNDED: OrderStage.VOIDING,
    AttemptState.QUARANTINED: OrderStage.QUARANTINED,
}
"""What an attempt's end means for its order; after a closed one the citizen may try another way."""


@dataclass(frozen=True, slots=True)
class PaymentChoice:
    """How a citizen pays: the rail, who shows what, and the code of the phone if that was scanned."""

    rail: RailName
    mode: PaymentMode
    citizen_code: Secret | None = None


@dataclass(frozen=True, slots=True)
class RecoveryReport:
    """What a start-up found of earlier runs."""

    settled: tuple[AttemptRecord, ...]
    """Attempts that are final now."""
    unsettled: tuple[AttemptRecord, ...]
    """Attempts that go on in the background."""
    unresolved_orders: tuple[str, ...]
    """Orders that the bureau has not yet been told to void."""


class Settler:
    """The only one who moves attempts and orders. `run` must be running for anything to move.

    Calls for one attempt are strictly serial; several attempts and orders proceed side by side.

    Args:
        journal: where every transition is stored before the next call.
        rails: the ways that money takes.
        orders: the bureau.
        kiosk_number: six digits that begin every attempt's number.
        random: varies the waits.
    """

    def __init__(
        self,
        journal: PaymentJournal,
        rails: Mapping[RailName, PaymentRail],
        orders: OrderBook,
        clock: AlarmClock,
        ids: Ids,
        timing: Timing,
        kiosk_number: str,
        random: Random,
    ) -> None:
        if not (len(kiosk_number) == 6 and kiosk_number.isascii() and kiosk_number.isdigit()):
            raise ValueError(f"the kiosk's number must have six digits: {kiosk_number!r}")
        self._journal = journal
        self._rails = rails
        self._orders = orders
        self._clock = clock
        self._ids = ids
        self._timing = timing
        self._kiosk_number = kiosk_number
        self._random = random
        self._arrivals: asyncio.Queue[str | Drive] = asyncio.Queue()
        self._drives: dict[str, Drive] = {}
        self._voiding: dict[str, asyncio.Event] = {}
        """Orders being voided, and the event set when that is done."""
        self.trouble: Exception | None = None
        """What the journal or the rules broke with in this run: from then on nobody begins to pay."""

    async def run(self) -> None:
        """Drive all attempts and orders until cancelled. What breaks stays as the journal has it.

        The next start takes it up again; until then the others go on, and nobody begins to pay.
        """
        async with asyncio.TaskGroup() as tasks:
            while True:
                arrival = await self._arrivals.get()
                tasks.create_task(self._drive(arrival) if isinstance(arrival, Drive) else self._void(arrival))

    async def open_order(self, request: OrderRequest) -> Order | Problem:
        """Have the bureau lock the bills. An order that was perhaps made is voided in the background.

        Nothing is ordered if the disk has no room for a payment, if the kiosk's clock is not the
        bureau's, if an earlier order of a bill has not ended, or after trouble.
        """
        try:
            return await self._open_order(request)
        except JournalError as error:
            self._stop_paying(f"order {request.order_id}", error)
            return problem(ProblemCode.OUT_OF_SERVICE)

    async def _open_order(self, request: OrderRequest) -> Order | Problem:
        if self.trouble is not None or not self._journal.has_room():
            return problem(ProblemCode.OUT_OF_SERVICE)
        if (doubt := await doubt_about_time(self._clock, self._orders)) is not None:
            return doubt
        if not self._journal.order_started(request):
            return problem(ProblemCode.BILL_LOCKED)
        try:
            answer = await self._orders.create_order(request)
        except BaseException:  # cancelled, or broken
            self._give_up_order(request.order_id, "nobody waited for the order any more")
            raise
        still_wanted = self._journal.order(request.order_id).stage is OrderStage.NEW
        if isinstance(answer, Order) and answer.state is OrderState.OPEN and still_wanted:
            self._journal.order_opened(answer)
        elif isinstance(answer, Problem) and answer.code is not ProblemCode.UNREACHABLE:
            self._journal.order_ended(request.order_id, OrderStage.REFUSED, answer.code)
        else:
            self._give_up_order(request.order_id, "the bureau did not say that it is open")
        return answer

    async def abandon_order(self, order_id: str) -> None:
        """Give an order up; safe to repeat.

        An attempt that can still bring money is closed first, and posted if it was paid. The bureau
        gets a moment to answer; if it is out of reach, telling it goes on in the background and after
        a restart.

        Raises:
            KeyError: the journal has no such order.
        """
        try:
            for record in self._journal.attempts_of(order_id):
                self.cancel(record.attempt_no)
            self._give_up_order(order_id, "the citizen gave it up")
        except JournalError as error:
            self._stop_paying(f"order {order_id}", error)
        if (voided := self._voiding.get(order_id)) is not None:
            await first_of(self._clock.sleep(self._timing.poll_s), voided.wait())

    async def pay(self, order: Order, choice: PaymentChoice, subject: str, window_s: float) -> AttemptRecord:
        """Begin an attempt and return its first record: OPEN with the code to show, or what came instead.

        The attempt goes on by itself if nobody waits for this any longer.

        Args:
            order: as the bureau opened it.
            choice: the way the citizen chose.
            subject: what the citizen's phone shows, without personal data.
            window_s: how long the citizen may take, in seconds.

        Raises:
            ValueError: the order was given up or has ended, an earlier attempt of it is not closed for
                good, or the kiosk has no such rail.
        """
        if choice.rail not in self._rails:
            raise ValueError(f"this kiosk has no {choice.rail} rail")
        if (stage := self._journal.order(order.order_id).stage) is not OrderStage.OPEN:
            raise ValueError(f"order {order.order_id} is {stage}, not open")
        for earlier in self._journal.attempts_of(order.order_id):
            if not earlier.allows_another:
                raise ValueError(
                    f"attempt {earlier.attempt_no} of the order is not closed, but {earlier.state}"
                )
        now = self._clock.now()
        window_ends_at = now + timedelta(seconds=window_s)
        record = AttemptRecord(
            attempt_no=self._kiosk_number + self._ids.ulid(),
            order_id=order.order_id,
            rail=choice.rail,
            mode=choice.mode,
            citizen_code=choice.citizen_code,
            fen=order.total_fen,
            subject=subject,
            state=AttemptState.PAY_INTENT,
            created_at=now,
            window_ends_at=window_ends_at,
            expires_at=window_ends_at + timedelta(seconds=self._timing.expiry_margin_s),
        )
        try:
            self._journal.attempt_started(record)
        except JournalError as error:
            self._stop_paying(f"attempt {record.attempt_no}", error)
            never_begun = replace(record, state=AttemptState.CLOSED, reason="it could not be written down")
            self._drives[record.attempt_no] = Drive(never_begun)
            return never_begun
        drive = self._take_up(record)
        async with aclosing(drive.watch()) as records:
            async for begun in records:
                if begun.state is not AttemptState.PAY_INTENT:
                    return begun
        return drive.record

    def cancel(self, attempt_no: str, reason: str = "the citizen cancelled") -> None:
        """Ask for an attempt to be closed; the truth comes by `watch`. Harmless if it is too late."""
        if (drive := self._drives.get(attempt_no)) is not None:
            drive.close_reason = reason
            drive.woken.set()

    def heed_decision(self, attempt_no: str) -> None:
        """Do what a person decided about an attempt, as the journal has it. Harmless if it is too late."""
        if (drive := self._drives.get(attempt_no)) is not None:
            drive.refusal = refusal(self._journal.decisions_about(attempt_no))
            drive.woken.set()

    async def watch(self, attempt_no: str) -> AsyncGenerator[AttemptRecord, None]:
        """Give the attempt as it is, then each time it changes, until it is final.

        Raises:
            KeyError: the journal has no such attempt.
        """
        drive = self._drives.get(attempt_no)
        if drive is None:
            yield self._journal.attempt(attempt_no)
            return
        async with aclosing(drive.watch()) as records:
            async for record in records:
                yield record

    async def recover(self, foreground_s: float = 15.0) -> RecoveryReport:
        """Take up what earlier runs left: close or settle attempts, void orders. Call it once, at start-up.

        What is not settled after `foreground_s` seconds goes on in the background.
        """
        reason, left = "the kiosk was restarted", self._journal.open_attempts()
        taken_up = [(record, close_asked(record, reason)) for record in left]
        orders = [order.order_id for order in self._journal.unresolved_orders()]
        self._journal.taken_up(taken_up, orders, reason)
        lines = asyncio.Semaphore(_RECOVERY_LINES)
        drives = [
            self._take_up(record, lines, refusal(self._journal.decisions_about(record.attempt_no)))
            for _, record in taken_up
        ]
        for order_id in orders:
            self._give_up_order(order_id, reason)
        await first_of(self._clock.sleep(foreground_s), self._all_settled(drives))
        records = [drive.record for drive in drives]
        return RecoveryReport(
            settled=tuple(record for record in records if record.final),
            unsettled=tuple(record for record in records if not record.final),
            unresolved_orders=tuple(order.order_id for order in self._journal.unresolved_orders()),
        )

    def unresolved_for_bills(self, bill_ids: Iterable[str]) -> frozenset[str]:
        """Tell which of these bills have an attempt whose end is open, or that a person must decide."""
        return self._journal.unresolved_bills() & frozenset(bill_ids)

    def _take_up(
        self, record: AttemptRecord, lines: asyncio.Semaphore | None = None, refused: str | None = None
    ) -> Drive:
        drive = Drive(record, lines=lines or nullcontext(), refusal=refused)
        self._drives[record.attempt_no] = drive
        self._arrivals.put_nowait(drive)
        return drive

    def _give_up_order(self, order_id: str, reason: str) -> None:
        """Void an order as soon as none of its attempts can bring money."""
        self._journal.order_ended(order_id, OrderStage.VOIDING, reason)
        live = any(not record.final for record in self._journal.attempts_of(order_id))
        if (
            self._journal.order(order_id).stage is OrderStage.VOIDING
            and not live
            and order_id not in self._voiding
        ):
            self._voiding[order_id] = asyncio.Event()
            self._arrivals.put_nowait(order_id)

    async def _all_settled(self, drives: Iterable[Drive]) -> None:
        for drive in drives:
            async for _ in drive.watch():
                pass
        while self._voiding:
            await next(iter(self._voiding.values())).wait()

    async def _drive(self, drive: Drive) -> None:
        try:
            await self._bring_to_its_end(drive)
        except Exception as error:  # noqa: BLE001 whatever it is, it must not stop the other attempts
            self._stop_paying(f"attempt {drive.record.attempt_no}", error)
            closing = close_asked(drive.record, "the kiosk is out of service")  # as the next start will
            drive.become(replace(closing, uncertain=True), news=True)

    async def _bring_to_its_end(self, drive: Drive) -> None:
        now = self._clock.now()
        while not drive.record.final:
            async with drive.lines:
                action = await self._call_what_is_due(drive, now)
            if isinstance(action, Wait):
                now = await self._wait(drive, action)
        del self._drives[drive.record.attempt_no]
        order = self._journal.order(drive.record.order_id)
        if order.stage is OrderStage.VOIDING:
            self._give_up_order(order.order_id, order.reason or "its attempt ended")

    def _stop_paying(self, what: str, error: Exception) -> None:
        self.trouble = self.trouble or error
        _log.error("%s waits for the next start, and nobody can pay until then", what, exc_info=error)

    async def _call_what_is_due(self, drive: Drive, now: datetime) -> Action:
        """Make one call after the other as long as they are due, and give what comes then."""
        while True:
            self._heed(drive)
            now = max(self._clock.now(), now)
            action = next_action(drive.record, now, self._timing)
            if not isinstance(action, Call):
                return action
            self._store(drive, intend(drive.record, action, now))
            sent_at = self._clock.now()
            reply = await make(action, drive.record, self._rails, self._orders)
            self._store(drive, apply(drive.record, reply, sent_at, self._timing))
            now = self._clock.now()
            self._alarm_if_late(drive, now)

    def _alarm_if_late(self, drive: Drive, now: datetime) -> None:
        if not drive.alarmed and self._timing.needs_attention(drive.record, now):
            drive.alarmed = True
            _log.error(_NEEDS_A_PERSON, drive.record.attempt_no, f"is still {drive.record.state}")

    async def _wait(self, drive: Drive, wait: Wait) -> datetime:
        """Wait, unless somebody wakes the attempt, and give the moment that it then is."""
        now = self._clock.now()
        drive.woken.clear()
        pause = (wait.until - now).total_seconds() * self._variation(drive.record)
        if await woken_within(pause, drive.woken, self._clock):
            return self._clock.now()
        # The wait may have been shortened on purpose: what is due at its end is due now.
        return max(self._clock.now(), wait.until)

    def _heed(self, drive: Drive) -> None:
        """Do what somebody wants of the attempt."""
        if drive.close_reason is not None:
            self._store(drive, close_asked(drive.record, drive.close_reason))
            drive.close_reason = None
        if drive.refusal is not None:
            voided = void_asked(drive.record, drive.refusal)
            if voided != drive.record:
                drive.refusal = None  # the bureau's answer is obeyed, and not asked for again
                self._store(drive, voided)

    def _variation(self, record: AttemptRecord) -> float:
        """Vary a wait: polls both ways; others are never shortened, as a moment must have come."""
        shortest = 1 - self._timing.jitter if record.state is AttemptState.OPEN else 1.0
        return self._random.uniform(shortest, 1 + self._timing.jitter)

    def _store(self, drive: Drive, record: AttemptRecord) -> None:
        if record == drive.record:
            return
        self._journal.attempt_changed(drive.record, record, _ORDER_AFTER.get(record.state))
        drive.become(record, news=_NEWS(record) != _NEWS(drive.record))
        if record.state is AttemptState.QUARANTINED:
            _log.error(_NEEDS_A_PERSON, record.attempt_no, f"was set aside: {record.reason}")

    async def _void(self, order_id: str) -> None:
        try:
            await self._void_at_the_bureau(order_id)
        except Exception as error:  # noqa: BLE001 as for an attempt
            self._stop_paying(f"order {order_id}", error)
        self._voiding.pop(order_id).set()

    async def _void_at_the_bureau(self, order_id: str) -> None:
        tries = 0
        while (order := self._journal.order(order_id)).stage not in FINAL_STAGES:
            answer = await void(self._orders, order_id, order.reason or "it was given up")
            match answer:
                case Order(state=OrderState.VOIDED) | Problem(ProblemCode.NOT_FOUND):
                    self._journal.order_ended(order_id, OrderStage.VOIDED, order.reason or "")
                case Order(state=OrderState.POSTED) | Problem(ProblemCode.ALREADY_POSTED):
                    self._journal.order_ended(order_id, OrderStage.POSTED, "the bureau had posted it")
                case _:
                    pause = self._timing.retry_pause(tries) * self._random.uniform(1, 1 + self._timing.jitter)
                    await self._clock.sleep(pause)
                    tries += 1
