"""The memory of a kiosk that has taken a hundred thousand payments: settler and journal forget each.

The journal is the real one, on a disk in memory where there is one; gateway and bureau answer at once.
"""

import asyncio
import gc
import os
import random
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.figure import Figure, Result
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.ids import Ids
from kiosk.domain.money import Fen
from kiosk.domain.orders import (
    AttemptRegistration,
    Order,
    OrderLine,
    OrderRequest,
    OrderState,
    PaymentMode,
    Posting,
    RailName,
    Receipt,
)
from kiosk.payments.disk_reserve import DiskReserve
from kiosk.payments.journal import Journal
from kiosk.payments.outcome import Closed, NotFound, Open, Outcome, Paid
from kiosk.payments.ports import PaymentRequest
from kiosk.payments.record import AttemptState
from kiosk.payments.settler import PaymentChoice, Settler
from kiosk.payments.timing import Timing
from kiosk.world.clock import VirtualClock

GOAL = 4.0
_BEFORE, _PAYMENTS = 10_000, 100_000
_OPENING = datetime(2026, 11, 2, 9, 30, tzinfo=SHANGHAI)
_DISK_IN_MEMORY = Path("/dev/shm")
_FEN = Fen(40_000)
_CHOICE = PaymentChoice(RailName.WECHAT, PaymentMode.SHOWN_CODE)


def measure_memory() -> list[Result]:
    """Take payments, and compare the process after the first ten thousand with the process after all."""
    place = _DISK_IN_MEMORY if _DISK_IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="kiosk-memory-", dir=place) as folder:
        before, after = asyncio.run(_take_payments(Path(folder)))
    detail = f"{before:.1f} MB after {_BEFORE:,} payments, {after:.1f} MB after {_PAYMENTS:,}"
    return [Figure("memory-growth", max(after - before, 0.0), GOAL, "MB", detail)]


async def _take_payments(folder: Path) -> tuple[float, float]:
    clock, generator = VirtualClock(_OPENING), random.Random(1)
    reserve = DiskReserve(folder / "reserve", 4096)
    before = 0.0
    with Journal(folder / "journal.db", clock, "boot", reserve=reserve) as journal:
        rails = {RailName.WECHAT: _WillingRail(clock)}
        ids = Ids(clock, generator.randbytes)
        settler = Settler(journal, rails, _WillingBureau(clock), clock, ids, Timing(), "100001", generator)
        running = asyncio.create_task(settler.run())
        for number in range(_PAYMENTS):
            await _pay(settler, journal, clock, number)
            if number + 1 == _BEFORE:
                before = _resident_mb()
        after = _resident_mb()
        running.cancel()
        await asyncio.wait({running})
    return before, after


async def _pay(settler: Settler, journal: Journal, clock: VirtualClock, number: int) -> None:
    lines = (OrderLine(f"bill-{number}", 1),)
    request = OrderRequest(f"order-{number}", "session", "payer", "payer", lines, _FEN)
    order = await settler.open_order(request)
    assert isinstance(order, Order)
    record = await settler.pay(order, _CHOICE, "premium", 180.0)
    await clock.advance(5)
    assert journal.attempt(record.attempt_no).state is AttemptState.POSTED


def _resident_mb() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class _WillingRail:
    """A gateway whose citizens have paid as soon as they are asked."""

    name = RailName.WECHAT

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock

    async def create(self, request: PaymentRequest) -> Outcome:
        return Open(f"code of {request.attempt_no}")

    async def query(self, attempt_no: str, fen: Fen) -> Outcome:
        return Paid(fen, f"trade of {attempt_no}", self._clock.now())

    async def close(self, attempt_no: str, fen: Fen, mode: PaymentMode) -> Outcome:
        return Closed()

    async def refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        return NotFound()

    async def query_refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        return NotFound()


class _WillingBureau:
    """A bureau that agrees to everything and remembers nothing."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock

    async def now(self) -> datetime:
        return self._clock.now()

    async def create_order(self, request: OrderRequest) -> Order:
        return self._order(request.order_id, OrderState.OPEN)

    async def order(self, order_id: str) -> Order:
        return self._order(order_id, OrderState.OPEN)

    async def register_attempt(self, attempt: AttemptRegistration) -> None:
        """Hear of an attempt."""

    async def post(self, receipt: Receipt) -> Posting:
        return Posting(f"posting of {receipt.order_id}", receipt.order_id, self._clock.now())

    async def void(self, order_id: str, reason: str) -> Order:
        return self._order(order_id, OrderState.VOIDED)

    def _order(self, order_id: str, state: OrderState) -> Order:
        return Order(order_id, state, _FEN, self._clock.now() + timedelta(seconds=900))
