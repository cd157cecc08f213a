"""The gateways of a simulated day: all trades of all rails, as the documentation has them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

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
from kiosk.proof.books import Trade
from kiosk.proof.model_world import Trade as TradeState
from kiosk.proof.simulated_history import History
from kiosk.proof.simulated_line import Line, Weather
from kiosk.proof.simulated_time import SimulatedLoop

_CODE_LIFE_S = 120.0
"""How long a payment code on a phone can be used."""


@dataclass(slots=True)
class BankTrade:
    """A trade under a kiosk's number."""

    rail: RailName
    request: PaymentRequest
    state: TradeState
    paid_at: datetime | None = None
    back_at: datetime | None = None
    """When the money went back."""
    refunds: dict[str, Fen] = field(default_factory=dict)


class Bank:
    """Holds the trades; everything here happens at once and never fails.

    Args:
        random: what citizens do on their phones and at the terminal.
    """

    def __init__(self, loop: SimulatedLoop, random: Random, history: History) -> None:
        self._loop = loop
        self._random = random
        self._history = history
        self.trades: dict[str, BankTrade] = {}

    def now(self) -> datetime:
        """Give the true time."""
        return self._loop.wall()

    def create(self, rail: RailName, request: PaymentRequest, sent_at: datetime) -> Outcome:
        """Make a trade; the second request of a number changes nothing."""
        number = request.attempt_no
        if (trade := self.trades.get(number)) is not None:
            shown = trade.state in {TradeState.CODE, TradeState.OPEN}
            return Open(number) if shown and request.mode is PaymentMode.SHOWN_CODE else self.query(number)
        now = self._loop.wall()
        stale = (now - sent_at).total_seconds() > _CODE_LIFE_S and request.mode is not PaymentMode.SHOWN_CODE
        if now >= request.expires_at or stale:
            return Unknown("too late")
        unscanned = rail is RailName.ALIPAY and request.mode is PaymentMode.SHOWN_CODE
        trade = BankTrade(rail, request, TradeState.CODE if unscanned else TradeState.OPEN)
        self.trades[number] = trade
        self._history.note(rail, f"{number} is made")
        if request.mode is PaymentMode.SHOWN_CODE:
            return Open(number)
        match self._random.choice(("at once", "at once", "confirmed", "ignored", "declined")):
            case "at once":
                self.pay(number)
            case "confirmed":
                self._loop.call_later(self._random.expovariate(1 / 40), self.pay, number)
            case "declined":
                self._become(number, trade, TradeState.CLOSED)
        return self.query(number)

    def scan(self, number: str) -> None:
        """Let a phone scan a code, which may have gone or never come to be."""
        trade = self.trades.get(number)
        if trade is not None and trade.state is TradeState.CODE and self._in_time(trade):
            self._become(number, trade, TradeState.OPEN)

    def pay(self, number: str) -> None:
        """Let a citizen pay, unless it is too late."""
        self.scan(number)
        trade = self.trades.get(number)
        if trade is not None and trade.state is TradeState.OPEN and self._in_time(trade):
            trade.paid_at = self._loop.wall()
            self._become(number, trade, TradeState.PAID)

    def query(self, number: str) -> Outcome:
        """Tell how a trade stands."""
        trade = self.trades.get(number)
        if trade is None or trade.state is TradeState.CODE:
            return NotFound()
        match trade:
            case BankTrade(state=TradeState.OPEN):
                return Open()
            case BankTrade(state=TradeState.PAID, paid_at=datetime() as paid_at):
                return Paid(trade.request.fen, f"T{number}", paid_at)
            case BankTrade(state=TradeState.CLOSED) | BankTrade(rail=RailName.ALIPAY):
                return Closed()
            case _:
                return Refunded(trade.request.fen)

    def close(self, number: str, mode: PaymentMode) -> Outcome:
        """Close a trade, or cancel it, with the money back, if its code was scanned."""
        trade = self.trades.get(number)
        if trade is not None and trade.state is TradeState.OPEN:
            self._become(number, trade, TradeState.CLOSED)
        if mode is not PaymentMode.SCANNED_CODE:
            return self.query(number)
        if trade is not None and trade.state is TradeState.PAID:
            trade.refunds[f"{number}R1"] = trade.request.fen
            self._become(number, trade, TradeState.GIVEN_BACK)
        return Open()

    def refund(self, number: str, refund_no: str) -> Outcome:
        """Give the money back, once per number of a refund."""
        trade = self.trades.get(number)
        if trade is None or trade.paid_at is None or trade.state is TradeState.GIVEN_BACK:
            return NotFound()
        if refund_no not in trade.refunds:
            trade.refunds[refund_no] = trade.request.fen
            self._become(number, trade, TradeState.REFUNDED)
        return Refunding() if self._random.random() < 0.3 else Refunded(trade.request.fen)

    def query_refund(self, number: str, refund_no: str) -> Outcome:
        """Tell how a refund stands."""
        trade = self.trades.get(number)
        return Refunded(trade.request.fen) if trade and refund_no in trade.refunds else NotFound()

    def books(self) -> tuple[Trade, ...]:
        """Give what an auditor reads."""
        return tuple(
            Trade(
                attempt_no=number,
                fen=trade.request.fen,
                paid_fen=trade.request.fen if trade.paid_at else 0,
                refunds=tuple(trade.refunds.items()),
            )
            for number, trade in self.trades.items()
        )

    def _become(self, number: str, trade: BankTrade, state: TradeState) -> None:
        trade.state = state
        if state in {TradeState.GIVEN_BACK, TradeState.REFUNDED}:
            trade.back_at = self._loop.wall()
        self._history.note(trade.rail, f"{number} is {state}")

    def _in_time(self, trade: BankTrade) -> bool:
        return self._loop.wall() <= trade.request.expires_at


class BankRail:
    """A kiosk's rail to the bank."""

    def __init__(self, name: RailName, bank: Bank, line: Line, weather: Weather, random: Random) -> None:
        self.name = name
        self._bank = bank
        self._line = line
        self._weather = weather
        self._random = random

    async def create(self, request: PaymentRequest) -> Outcome:
        """Make a trade."""
        sent_at = self._bank.now()
        return await self._ask("create", lambda: self._bank.create(self.name, request, sent_at))

    async def query(self, attempt_no: str, fen: Fen) -> Outcome:
        """Ask for the truth, which may come with another amount."""
        outcome = await self._ask("query", lambda: self._bank.query(attempt_no))
        if isinstance(outcome, Paid) and self._random.random() < self._weather.faults / 20:
            return Mismatch("another amount")
        return outcome

    async def close(self, attempt_no: str, fen: Fen, mode: PaymentMode) -> Outcome:
        """Close or cancel."""
        return await self._ask("close", lambda: self._bank.close(attempt_no, mode))

    async def refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        """Give the money back."""
        return await self._ask("refund", lambda: self._bank.refund(attempt_no, refund_no))

    async def query_refund(self, attempt_no: str, refund_no: str, fen: Fen) -> Outcome:
        """Ask what became of it."""
        return await self._ask("query-refund", lambda: self._bank.query_refund(attempt_no, refund_no))

    async def _ask(self, name: str, effect: Callable[[], Outcome]) -> Outcome:
        if self._random.random() < self._weather.faults / 10:
            await asyncio.sleep(0)
            return NotSent("no connection")
        return await self._line.carry(f"{self.name} {name}", effect, _unknown)


def _unknown() -> Outcome:
    return Unknown("no answer")
