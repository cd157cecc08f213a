"""What holds for every payment terminal: one suite over memory, a serial line, a WebSocket and recordings."""

import asyncio
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import count

import pytest

from kiosk.devices.ports import (
    CloseReason,
    DeviceState,
    FaultCode,
    PayScenario,
    SaleStarted,
    TradeClosed,
    TradeNotFound,
    TradePending,
    TradeSucceeded,
    TradeVoided,
)
from kiosk.devices.simulators.terminal import TerminalFault
from kiosk.devices.simulators.terminal_book import BookedStatus
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.money import Fen
from tests.devices.terminal_desks import (
    FEN,
    OpenTerminal,
    code,
    in_process,
    new_terminal,
    on_network,
    on_serial_line,
    recorded,
)
from tests.devices.waiting import until

PAID = TradeSucceeded(
    FEN,
    "5021000000000000000001",
    "000000000001",
    "622848******1234",
    datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI),
)


@pytest.fixture(params=["in-process", "serial", "websocket", "recorded"])
def open_terminal(request: pytest.FixtureRequest) -> OpenTerminal:
    if request.param == "recorded":
        return partial(recorded, request.getfixturevalue("conversation"), count())
    return {"in-process": in_process, "serial": on_serial_line, "websocket": on_network}[request.param]


def test_a_sale_is_on_the_screen_at_once_and_paid_when_the_card_was_taken(
    open_terminal: OpenTerminal,
) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            assert await desk.start() == SaleStarted()
            assert desk.terminal.waiting
            assert (desk.terminal.waiting.fen, desk.terminal.waiting.pay_scenario) == (FEN, "SWIPE_CARD")
            assert await desk.ask() == TradePending()
            desk.terminal.present_card()
            assert await desk.ask() == PAID
            assert desk.terminal.events == []

    asyncio.run(visit())


@pytest.mark.parametrize(
    ("decline", "reason"),
    [
        ("102", CloseReason.CANCELLED),
        ("110", CloseReason.CANCELLED),
        ("106", CloseReason.DECLINED),
        ("115", CloseReason.DECLINED),
        ("111", CloseReason.TIMED_OUT),
        ("112", CloseReason.TIMED_OUT),
    ],
)
def test_a_decline_is_final(open_terminal: OpenTerminal, decline: str, reason: CloseReason) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            await desk.start()
            desk.terminal.decline(decline)
            await desk.ask("K0")  # what the terminal said before this answer has been heard after it
            assert await desk.ask() == TradeClosed(reason)
            desk.terminal.unplug()
            assert await desk.ask() == TradeClosed(reason)

    asyncio.run(visit())


@pytest.mark.parametrize("answer", ["107", "108", "109", "999", "777"])
@pytest.mark.parametrize("paid", [True, False])
def test_an_answer_that_is_not_certain_leaves_the_truth_to_the_acquirer(
    open_terminal: OpenTerminal, answer: str, *, paid: bool
) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            await desk.start()
            desk.terminal.decline(answer)
            assert await desk.ask() == TradePending()
            assert await desk.close() == TradePending()
            if paid:
                desk.terminal.approve_late("K1")
                assert await desk.ask() == PAID
            else:
                desk.terminal.cancel_late("K1")
                assert await desk.ask() == TradeClosed(CloseReason.CLOSED)

    asyncio.run(visit())


def test_a_terminal_that_is_not_there_is_told_no_order(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            desk.terminal.unplug()
            await desk.pass_time(10)
            status = await until(
                desk.driver.changes(), lambda status: status.device is not DeviceState.ONLINE
            )
            assert status.fault is not None
            assert code(await desk.start()) is FaultCode.TERMINAL_NOT_CONNECTED
            assert code(await desk.ask()) is FaultCode.TERMINAL_NOT_CONNECTED
            desk.terminal.plug_in()
            await desk.until_online()
            assert desk.terminal.book.trades() == []
            assert await desk.ask() == TradeNotFound()

    asyncio.run(visit())


def test_the_same_number_sells_once(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            assert await desk.start() == SaleStarted()
            assert await desk.start() == SaleStarted()
            desk.terminal.present_card()
            assert await desk.start() == SaleStarted()
            assert await desk.ask() == PAID
            assert len(desk.terminal.book.trades()) == 1

    asyncio.run(visit())


def test_a_sale_that_is_closed_takes_no_card(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            await desk.start()
            assert isinstance(await desk.close(), TradeClosed)
            desk.terminal.present_card()
            assert isinstance(await desk.ask(), TradeClosed)
            assert isinstance(await desk.close(), TradeClosed)

    asyncio.run(visit())


def test_closing_tells_that_the_citizen_was_faster(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            await desk.start()
            desk.terminal.present_card()
            assert await desk.close() == PAID

    asyncio.run(visit())


def test_closing_what_was_never_ordered_finds_nothing(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            assert await desk.close() == TradeNotFound()

    asyncio.run(visit())


def test_a_refund_is_made_once_under_its_own_number(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            await desk.start()
            desk.terminal.present_card()
            refunded = replace(PAID, trans_no="5021000000000000000002", ref_no="000000000002")
            assert await desk.refund() == refunded
            assert await desk.refund() == refunded
            assert await desk.ask("K1R1") == refunded
            assert await desk.refund("K1R2") == TradeClosed(CloseReason.DECLINED)
            assert [trade.fen for trade in desk.terminal.book.trades()] == [FEN, FEN]

    asyncio.run(visit())


def test_more_than_was_paid_is_not_given_back(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            await desk.start()
            assert await desk.refund() == TradeClosed(CloseReason.DECLINED)
            desk.terminal.present_card()
            assert await desk.refund("K1R2", Fen(FEN + 1)) == TradeClosed(CloseReason.DECLINED)

    asyncio.run(visit())


def test_a_terminal_that_does_not_answer_leaves_everything_unknown(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            assert await desk.start() == SaleStarted()
            desk.terminal.faults.add(TerminalFault.MUTE)
            desk.terminal.present_card()
            assert code(await desk.ask(deadline=2)) is FaultCode.TERMINAL_SILENT
            assert code(await desk.close(deadline=2)) is FaultCode.TERMINAL_SILENT
            assert code(await desk.refund()) is FaultCode.TERMINAL_SILENT
            desk.terminal.faults.clear()
            assert await desk.ask() == PAID
            assert isinstance(await desk.ask("K1R1"), TradeSucceeded)

    asyncio.run(visit())


def test_a_cable_pulled_in_the_middle_costs_no_knowledge(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            await desk.start()
            desk.terminal.unplug()
            desk.terminal.present_card()
            await desk.pass_time(10)
            await until(desk.driver.changes(), lambda status: status.device is not DeviceState.ONLINE)
            desk.terminal.plug_in()
            await desk.until_online()
            assert await desk.ask() == PAID

    asyncio.run(visit())


def test_the_truth_outlives_the_kiosk(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        terminal = new_terminal()
        async with open_terminal(terminal) as desk:
            await desk.start()
            terminal.present_card()
        async with open_terminal(terminal) as desk:
            assert await desk.ask() == PAID

    asyncio.run(visit())


def test_the_amount_told_is_the_terminals_own(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            desk.terminal.faults.add(TerminalFault.WRONG_AMOUNT)
            await desk.start()
            desk.terminal.present_card()
            assert await desk.ask() == replace(PAID, fen=Fen(FEN + 1))

    asyncio.run(visit())


def test_a_sale_taken_back_at_the_terminal_is_told(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        terminal = new_terminal()
        async with open_terminal(terminal) as desk:
            await desk.start()
            terminal.present_card()
        assert terminal.book.void("K1")
        async with open_terminal(terminal) as desk:
            assert await desk.ask() == TradeVoided()

    asyncio.run(visit())


def test_answers_that_come_twice_change_nothing(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            desk.terminal.faults.add(TerminalFault.REPEAT_ANSWERS)
            await desk.start()
            assert await desk.ask() == TradePending()
            desk.terminal.present_card()
            assert await desk.ask() == PAID
            assert await desk.start("K2") == SaleStarted()
            assert isinstance(await desk.close("K2"), TradeClosed)
            assert [trade.status for trade in desk.terminal.book.trades()] == [
                BookedStatus.SUCCESS,
                BookedStatus.CLOSED,
            ]

    asyncio.run(visit())


def test_it_takes_cards_and_codes(open_terminal: OpenTerminal) -> None:
    async def visit() -> None:
        async with open_terminal(new_terminal()) as desk:
            assert desk.driver.capabilities.scenarios == frozenset(PayScenario)

    asyncio.run(visit())
