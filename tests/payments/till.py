"""A till to play with step by step: one kiosk, its phones, its three books, and a power switch."""

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kiosk.bureau.embedded import EmbeddedBureau
from kiosk.domain.bills import BillStatus
from kiosk.domain.orders import Order, PaymentMode, RailName
from kiosk.domain.secret import Secret
from kiosk.payments.decision import Decision
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.settler import PaymentChoice
from kiosk.world.gateway import PayerHabit
from tests.payments.hall import Hall, Kiosk, PowerCut

CITIZENS = ("c01_f23", "c05_f45", "c06_m41")
WINDOW_S = 60.0
_MEMORY = Path("/dev/shm")
"""A disk without a disk: that nothing is lost with the power is proven elsewhere."""
_PATIENCE_S = 60
_DAYS_S = 3 * 86_400


@dataclass(frozen=True)
class Book:
    """What the gateways, the bureau and the journal say of one attempt."""

    record: AttemptRecord
    paid_fen: int
    refunded_fen: int
    posted_fen: int


class Till:
    """Everything is done on a loop of its own, in which time stands still between the steps."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None)
        self.hall = Hall(Path(self._folder.name))
        self._runner = asyncio.Runner()
        self._power = AsyncExitStack()
        self._numbers = count(1)
        self.codes: list[tuple[RailName, str]] = []
        """Every code that a screen or a phone ever showed."""
        self.kiosk: Kiosk = self._runner.run(self._power.enter_async_context(self.hall.kiosk()))

    def close(self) -> None:
        """Switch off and clean up."""
        self._runner.run(self._power.aclose())
        self._runner.close()
        self.hall.close()
        self._folder.cleanup()

    def restart(self) -> None:
        """Cut the power and switch on again; what was left is taken up."""
        self._runner.run(self._power.aclose())
        self.kiosk = self._runner.run(self._power.enter_async_context(self.hall.kiosk()))
        self._act(self.kiosk.settler.recover(foreground_s=1))

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self._runner.run(self.hall.clock.advance(seconds))

    def order(self, citizen: str) -> None:
        """Have a citizen order everything that is due."""

        async def visit() -> None:
            counter = self.hall.counter
            session = await counter.log_in(citizen)
            bills = await counter.bills(session)
            due = [number for number, bill in bills.items() if bill.status is BillStatus.DUE]
            if due:
                wish = await counter.wish(session, *due, order_id=f"order-{next(self._numbers)}")
                await self.kiosk.settler.open_order(wish)

        self._act(visit())

    def pay(self, order_id: str, rail: RailName, habit: PayerHabit | None) -> None:
        """Begin to pay: by the kiosk's code, or by that of a phone with a habit."""
        code = None if habit is None else self.hall.gateway.show_code(rail, habit)
        mode = PaymentMode.SHOWN_CODE if code is None else PaymentMode.SCANNED_CODE
        choice = PaymentChoice(rail, mode, None if code is None else Secret(code))

        async def visit() -> None:
            order = await self.hall.counter.bureau.order(order_id)
            if isinstance(order, Order):
                record = await self.kiosk.settler.pay(order, choice, "social insurance", WINDOW_S)
                if shown := code or record.code:
                    self.codes.append((rail, shown))

        self._act(visit())

    def abandon(self, order_id: str) -> None:
        """Let the citizen give an order up."""
        self._act(self.kiosk.settler.abandon_order(order_id))

    def void(self, order_id: str) -> None:
        """Let the bureau's operator void an order."""
        self._runner.run(self.hall.counter.bureau.void(order_id, "the operator says so"))

    def settle(self) -> None:
        """Mend everything, and let days pass until nothing moves any more."""
        self.hall.gateway.faults.off()
        self.hall.line.connected = True
        self.hall.line.faults.clear()
        self.restart()
        passed = 0
        while not all(record.final for record in self.records()):
            assert passed < _DAYS_S, self.records()
            self.wait(1800)
            passed += 1800

    def do_not_post(self, attempt_no: str) -> None:
        """Let an operator decide, before the running kiosk, that an attempt's money shall go back."""
        self.kiosk.journal.decided(attempt_no, "operator-7", Decision.DO_NOT_POST, "paid at the window")
        self.kiosk.settler.heed_decision(attempt_no)

    def records(self) -> list[AttemptRecord]:
        """List the journal's attempts."""
        return list(self.kiosk.journal.attempts())

    def books(self) -> list[Book]:
        """Put the three books side by side, for every attempt that any of them knows."""
        gateway = {row.attempt_no: row for row in self.hall.gateway.ledger()}
        bureau, records = self.hall.counter.bureau, self.records()
        assert isinstance(bureau, EmbeddedBureau)
        posted: dict[str, int] = {}
        for record in records:
            row = bureau.store.row("select paid_fen from ledger where attempt_no = ?", record.attempt_no)
            posted[record.attempt_no] = 0 if row is None else row["paid_fen"]
        number = bureau.store.row("select count(*) as number from ledger")
        assert number == {"number": sum(fen > 0 for fen in posted.values())}
        assert gateway.keys() <= posted.keys()
        return [
            Book(
                record,
                gateway[record.attempt_no].paid_fen if record.attempt_no in gateway else 0,
                gateway[record.attempt_no].refunded_fen if record.attempt_no in gateway else 0,
                posted[record.attempt_no],
            )
            for record in records
        ]

    def cut_after(self, state: AttemptState | None) -> None:
        """Let the power go right after the next commit of this state."""
        self.kiosk.journal.cut_after = state

    def _act(self, work: Coroutine[Any, Any, object]) -> None:
        """Do something that may take time; what takes too long, or dies of a power cut, is left."""

        async def run() -> None:
            task = asyncio.ensure_future(work)
            for _ in range(_PATIENCE_S):
                if task.done():
                    break
                await self.hall.clock.advance(1)
            task.cancel()
            with suppress(PowerCut, ValueError, asyncio.CancelledError):
                await task

        self._runner.run(run())
