"""Bank cards, through the real driver and journal, at a simulated terminal that speaks its own bytes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from kiosk.devices.drivers.ecr_hub import EcrHubTerminal
from kiosk.devices.drivers.ecr_hub_session import EcrHubSession
from kiosk.devices.ports import (
    CloseReason,
    DeviceState,
    Fault,
    FaultCode,
    PayScenario,
    SaleStarted,
    TerminalCapabilities,
    TerminalStatus,
    TerminalTrade,
    TradeClosed,
    TradeNotFound,
    TradePending,
    TradeSucceeded,
    TradeVoided,
)
from kiosk.devices.simulators.terminal import SimulatedTerminal, TerminalFault
from kiosk.devices.simulators.terminal_book import AcquirerBook
from kiosk.devices.simulators.terminal_line import TerminalOnWire
from kiosk.domain.ids import Ids
from kiosk.domain.money import Fen
from kiosk.domain.orders import PaymentMode, RailName
from kiosk.payments.outcome import (
    Closed,
    Mismatch,
    NotFound,
    NotSent,
    Open,
    Outcome,
    Paid,
    Refunded,
    Refunding,
    Unknown,
)
from kiosk.payments.ports import PaymentRequest
from kiosk.payments.rails.terminal import TerminalRail
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.settler import PaymentChoice
from tests.payments.hall import Hall, Kiosk
from tests.payments.test_rails import FEN, NUMBER, REFUND

CARD, TERMINAL = RailName.CARD, PaymentMode.TERMINAL


@asynccontextmanager
async def card_kiosk(hall: Hall, terminal: SimulatedTerminal) -> AsyncIterator[Kiosk]:
    """Run a kiosk with a terminal at its serial line."""
    stream = TerminalOnWire(terminal).stream()
    driver = EcrHubTerminal(
        EcrHubSession(stream, hall.clock), hall.clock, Ids(hall.clock, Random(3).randbytes), "kiosk"
    )
    async with hall.kiosk() as kiosk:
        kiosk.rails[CARD] = TerminalRail(driver, hall.clock)
        running = asyncio.create_task(driver.run())
        await hall.clock.advance(5)
        try:
            yield kiosk
        finally:
            running.cancel()
            await asyncio.wait({running})


@pytest.fixture
def terminal(hall: Hall) -> SimulatedTerminal:
    return SimulatedTerminal(hall.clock, AcquirerBook())


def in_hall(
    hall: Hall, terminal: SimulatedTerminal, work: Callable[[Kiosk], Coroutine[Any, Any, None]]
) -> None:
    async def run() -> None:
        async with card_kiosk(hall, terminal) as kiosk:
            await work(kiosk)

    asyncio.run(run())


async def pay(hall: Hall, kiosk: Kiosk) -> AttemptRecord:
    """Begin to pay by card, and let the time pass that the terminal needs to show it."""
    order = await kiosk.order()
    paying = asyncio.create_task(
        kiosk.settler.pay(order, PaymentChoice(CARD, TERMINAL), "social insurance", 150.0)
    )
    while not paying.done():
        await hall.clock.advance(1)
    return await paying


def test_a_card_that_is_approved_is_posted_once(hall: Hall, terminal: SimulatedTerminal) -> None:
    async def work(kiosk: Kiosk) -> None:
        record = await pay(hall, kiosk)
        assert record.state is AttemptState.OPEN
        terminal.present_card()
        posted = await kiosk.until_final(record.attempt_no, 60)
        assert (posted.state, posted.paid_fen) == (AttemptState.POSTED, record.fen)
        assert [trade.order_no for trade in terminal.book.trades()] == [record.attempt_no]

    in_hall(hall, terminal, work)


@pytest.mark.parametrize("code", ["102", "106", "111", "115"])
def test_a_decline_ends_the_attempt_at_once(hall: Hall, terminal: SimulatedTerminal, code: str) -> None:
    async def work(kiosk: Kiosk) -> None:
        record = await pay(hall, kiosk)
        terminal.decline(code)
        assert (await kiosk.until_final(record.attempt_no, 30)).state is AttemptState.CLOSED

    in_hall(hall, terminal, work)


def test_a_window_that_nobody_uses_is_closed_at_the_terminal(hall: Hall, terminal: SimulatedTerminal) -> None:
    async def work(kiosk: Kiosk) -> None:
        record = await pay(hall, kiosk)
        assert (await kiosk.until_final(record.attempt_no, 300)).state is AttemptState.CLOSED
        assert terminal.waiting is None

    in_hall(hall, terminal, work)


@pytest.mark.parametrize("code", ["107", "108", "109", "999"])
def test_an_unclear_answer_is_asked_about_until_the_bank_s_book_tells(
    hall: Hall, terminal: SimulatedTerminal, code: str
) -> None:
    async def work(kiosk: Kiosk) -> None:
        record = await pay(hall, kiosk)
        terminal.decline(code)
        await hall.clock.advance(60)
        assert not kiosk.journal.attempt(record.attempt_no).final
        terminal.approve_late(record.attempt_no)
        assert (await kiosk.until_final(record.attempt_no)).state is AttemptState.POSTED
        assert len(terminal.book.trades()) == 1

    in_hall(hall, terminal, work)


def test_a_sale_that_went_unanswered_is_never_sold_again(hall: Hall, terminal: SimulatedTerminal) -> None:
    async def work(kiosk: Kiosk) -> None:
        terminal.faults.add(TerminalFault.MUTE)
        record = await pay(hall, kiosk)
        assert record.state is AttemptState.OPEN
        terminal.present_card()
        await hall.clock.advance(400)
        assert not kiosk.journal.attempt(record.attempt_no).final
        terminal.faults.clear()
        assert (await kiosk.until_final(record.attempt_no)).state is AttemptState.POSTED
        assert len(terminal.book.trades()) == 1

    in_hall(hall, terminal, work)


def test_a_terminal_that_is_not_there_gets_no_sale_and_the_citizen_another_way(
    hall: Hall, terminal: SimulatedTerminal
) -> None:
    async def work(kiosk: Kiosk) -> None:
        terminal.unplug()
        await hall.clock.advance(60)
        record = await pay(hall, kiosk)
        assert record.state is AttemptState.CLOSED
        assert terminal.book.trades() == []

    in_hall(hall, terminal, work)


def test_a_kiosk_that_loses_power_finds_the_payment_at_the_terminal(
    hall: Hall, terminal: SimulatedTerminal
) -> None:
    async def run() -> None:
        async with card_kiosk(hall, terminal) as kiosk:
            record = await pay(hall, kiosk)
        terminal.present_card()
        async with card_kiosk(hall, terminal) as kiosk:
            recovering = asyncio.create_task(kiosk.settler.recover())
            posted = await kiosk.until_final(record.attempt_no)
            await recovering
        assert posted.state is AttemptState.POSTED
        assert len(terminal.book.trades()) == 1

    asyncio.run(run())


def test_another_amount_at_the_terminal_is_set_aside(hall: Hall, terminal: SimulatedTerminal) -> None:
    async def work(kiosk: Kiosk) -> None:
        record = await pay(hall, kiosk)
        terminal.faults.add(TerminalFault.WRONG_AMOUNT)
        terminal.present_card()
        assert (await kiosk.until_final(record.attempt_no)).state is AttemptState.QUARANTINED

    in_hall(hall, terminal, work)


def test_a_refund_arrives_once_under_a_number_that_the_terminal_takes(
    hall: Hall, terminal: SimulatedTerminal
) -> None:
    async def work(kiosk: Kiosk) -> None:
        rail = kiosk.rails[CARD]
        record = await pay(hall, kiosk)
        terminal.present_card()
        for _ in range(3):
            refund = asyncio.create_task(rail.refund(record.attempt_no, f"{record.attempt_no}R1", record.fen))
            while not refund.done():
                await hall.clock.advance(1)
            assert await refund == Refunded(record.fen)
        sale, back = terminal.book.trades()
        assert (back.original_no, back.fen) == (sale.order_no, sale.fen)
        assert len(back.order_no) <= 32

    in_hall(hall, terminal, work)


@dataclass
class Scripted:
    """A terminal that answers what it is told to: for answers that the simulated one never gives."""

    says: TerminalTrade | Fault
    capabilities = TerminalCapabilities(frozenset({PayScenario.CARD}))
    status = TerminalStatus(DeviceState.ONLINE)

    async def changes(self) -> AsyncIterator[TerminalStatus]:
        yield self.status

    async def start_sale(
        self, order_no: str, fen: Fen, scenario: PayScenario, deadline: float
    ) -> SaleStarted | Fault:
        return self.says if isinstance(self.says, Fault) else SaleStarted()

    async def ask(self, order_no: str, deadline: float) -> TerminalTrade | Fault:
        return self.says

    async def close(self, order_no: str, deadline: float) -> TerminalTrade | Fault:
        return self.says

    async def refund(self, order_no: str, refund_no: str, fen: Fen, deadline: float) -> TerminalTrade | Fault:
        return self.says


async def begin(hall: Hall, rail: TerminalRail, mode: PaymentMode = TERMINAL) -> Outcome:
    expires_at = hall.clock.now() + timedelta(seconds=270)
    return await rail.create(PaymentRequest(NUMBER, FEN, "social insurance", expires_at, mode))


@pytest.mark.parametrize(
    ("says", "sale", "refund"),
    [
        (TradePending(), Open, Refunding),
        (TradeSucceeded(FEN, "5021"), Paid, Refunded),
        (TradeSucceeded(Fen(FEN - 1), "5021"), Mismatch, Mismatch),
        (TradeClosed(CloseReason.DECLINED), Closed, Unknown),
        (TradeVoided(), Refunded, Unknown),
        (TradeNotFound(), NotFound, NotFound),
        (Fault(FaultCode.TERMINAL_NOT_CONNECTED, ""), NotSent, NotSent),
        (Fault(FaultCode.TERMINAL_SILENT, ""), Unknown, Unknown),
        (Fault(FaultCode.NOT_RESPONDING, ""), Unknown, Unknown),
    ],
)
def test_every_answer_of_a_terminal_has_one_meaning(
    hall: Hall, says: TerminalTrade | Fault, sale: type[Outcome], refund: type[Outcome]
) -> None:
    async def run() -> None:
        rail = TerminalRail(Scripted(says), hall.clock)
        assert isinstance(await begin(hall, rail), sale if isinstance(says, Fault) else Open)
        for outcome in (await rail.query(NUMBER, FEN), await rail.close(NUMBER, FEN, TERMINAL)):
            assert isinstance(outcome, sale)
            if isinstance(outcome, Paid):
                assert outcome == Paid(FEN, "5021", hall.clock.now())
        assert isinstance(await rail.refund(NUMBER, REFUND, FEN), refund)
        assert isinstance(await rail.query_refund(NUMBER, REFUND, FEN), refund)

    asyncio.run(run())


@pytest.mark.parametrize("mode", [PaymentMode.SHOWN_CODE, PaymentMode.SCANNED_CODE])
def test_a_terminal_is_asked_for_nothing_but_cards(hall: Hall, mode: PaymentMode) -> None:
    rail = TerminalRail(Scripted(TradePending()), hall.clock)
    assert isinstance(asyncio.run(begin(hall, rail, mode)), NotSent)
