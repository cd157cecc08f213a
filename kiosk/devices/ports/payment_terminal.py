"""The port of the payment terminal."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kiosk.devices.ports.device_status import DeviceStatus
from kiosk.devices.ports.faults import Fault
from kiosk.domain.money import Fen


class PayScenario(StrEnum):
    """How the citizen pays at the payment terminal."""

    CARD = "card"
    SHOWN_CODE = "shown-code"
    """The terminal shows a code that the citizen's phone scans."""
    CITIZEN_CODE = "citizen-code"
    """The terminal scans a code on the citizen's phone."""


@dataclass(frozen=True, slots=True)
class TerminalCapabilities:
    """What a payment terminal can do."""

    scenarios: frozenset[PayScenario]


@dataclass(frozen=True, slots=True)
class TerminalStatus(DeviceStatus):
    """A snapshot of the payment terminal."""


@dataclass(frozen=True, slots=True)
class SaleStarted:
    """The terminal has the order; whether it is paid, only `ask` tells."""


@dataclass(frozen=True, slots=True)
class TradePending:
    """The terminal is at work on it, or waits for the citizen."""


@dataclass(frozen=True, slots=True)
class TradeSucceeded:
    """The money of a sale has arrived, or that of a refund has gone back."""

    fen: Fen
    """What the terminal says that it moved; whoever asked compares it."""
    trans_no: str
    """The acquirer's own number."""
    ref_no: str | None = None
    """What the bank finds it by, for the voucher."""
    card_no: str | None = None
    """Masked but for the first six and the last four digits."""
    ended_at: datetime | None = None
    """Aware; None if the terminal did not say."""


class CloseReason(StrEnum):
    """Why a trade ended without money."""

    CLOSED = "closed"
    CANCELLED = "cancelled"
    """By the citizen, or by whoever stands at the terminal."""
    DECLINED = "declined"
    TIMED_OUT = "timed-out"
    """No card and no code was presented in time."""


@dataclass(frozen=True, slots=True)
class TradeClosed:
    """It ended without money, and nobody can pay it any more."""

    reason: CloseReason


@dataclass(frozen=True, slots=True)
class TradeVoided:
    """It was paid, and taken back whole."""


@dataclass(frozen=True, slots=True)
class TradeNotFound:
    """The terminal knows no such number; an order on its way may still arrive."""


TerminalTrade = TradePending | TradeSucceeded | TradeClosed | TradeVoided | TradeNotFound


class PaymentTerminal(Protocol):
    """Takes cards and codes, and keeps the truth about each trade under the number we gave it.

    Any command ends in TERMINAL_NOT_CONNECTED only if no byte of its request left the kiosk, and in
    TERMINAL_SILENT whenever nobody knows. `deadline` is in seconds. An order number has at most 32
    letters and digits and is never used for a second trade.
    """

    @property
    def capabilities(self) -> TerminalCapabilities:
        """What it can do."""
        ...

    @property
    def status(self) -> TerminalStatus:
        """How it stands now."""
        ...

    def changes(self) -> AsyncIterator[TerminalStatus]:
        """Give the status now and each one that follows."""
        ...

    async def start_sale(
        self, order_no: str, fen: Fen, scenario: PayScenario, deadline: float
    ) -> SaleStarted | Fault:
        """Hand an order over, and return as soon as the terminal has acknowledged it."""
        ...

    async def ask(self, order_no: str, deadline: float) -> TerminalTrade | Fault:
        """Ask for the truth about a sale or, by its own number, a refund."""
        ...

    async def close(self, order_no: str, deadline: float) -> TerminalTrade | Fault:
        """Make sure that nobody pays it any more, and tell how it then stands."""
        ...

    async def refund(self, order_no: str, refund_no: str, fen: Fen, deadline: float) -> TerminalTrade | Fault:
        """Give the money of a sale back, once per `refund_no` however often it is asked.

        What is told is how the refund stands, not the sale.
        """
        ...
