"""The hardware abstraction layer: one small Protocol per capability, in the words of XFS4IoT.

A command ends in a value or in a `Fault` of the closed catalogue; it takes a deadline in seconds
and can be cancelled. Expected failures are results: a citizen may pull the card at any moment.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kiosk.domain.money import Fen
from kiosk.domain.people import CardEvidence
from kiosk.domain.secret import Secret


class DeviceState(StrEnum):
    """How a device stands."""

    ONLINE = "online"
    OFFLINE = "offline"
    POWER_OFF = "power-off"
    NO_DEVICE = "no-device"
    HARDWARE_ERROR = "hardware-error"
    USER_ERROR = "user-error"
    BUSY = "device-busy"


class MediaState(StrEnum):
    """Whether there is a card in the reader."""

    UNKNOWN = "unknown"
    PRESENT = "present"
    NOT_PRESENT = "not-present"
    JAMMED = "jammed"


class PaperState(StrEnum):
    """How much paper there is."""

    UNKNOWN = "unknown"
    FULL = "full"
    LOW = "low"
    OUT = "out"
    JAMMED = "jammed"


class FaultCode(StrEnum):
    """The closed catalogue; `config/faults.toml` says what each means for whom."""

    NO_DEVICE = "no-device"
    NOT_RESPONDING = "not-responding"
    CARD_REMOVED = "card-removed"
    CARD_MUTE = "card-mute"
    CARD_NOT_SOCIAL_SECURITY = "card-not-social-security"
    CARD_UNREADABLE = "card-unreadable"
    CARD_BLOCKED = "card-blocked"
    CARD_INVALIDATED = "card-invalidated"
    PAPER_OUT = "paper-out"
    PAPER_JAM = "paper-jam"
    COVER_OPEN = "cover-open"
    CUTTER_ERROR = "cutter-error"
    PRINTER_ERROR = "printer-error"
    PRINT_UNCONFIRMED = "print-unconfirmed"
    """The job was sent and its end not confirmed: paper may or may not have come out."""
    TERMINAL_NOT_CONNECTED = "terminal-not-connected"
    """No byte of the request left the kiosk."""
    TERMINAL_SILENT = "terminal-silent"
    """The request may have arrived, and no answer can be relied on: the trade's fate is unknown."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A failed command, with what a technician needs to know of it."""

    code: FaultCode
    detail: str


@dataclass(frozen=True, slots=True)
class CardReaderStatus:
    """A snapshot of the card reader."""

    device: DeviceState
    media: MediaState
    insertion: int = 0
    """Grows with each card put in, so that a card changed in a blink is seen to be another."""


@dataclass(frozen=True, slots=True)
class PinAccepted:
    """The card knows its holder."""


@dataclass(frozen=True, slots=True)
class PinRefused:
    """The PIN was wrong."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class PinBlocked:
    """The card accepts no PIN any more until the bureau unblocks it."""


PinResult = PinAccepted | PinRefused | PinBlocked


class CardReader(Protocol):
    """Reads social-security cards."""

    @property
    def status(self) -> CardReaderStatus:
        """How it stands now."""
        ...

    def changes(self) -> AsyncIterator[CardReaderStatus]:
        """Give the status now and each one that follows; a fast change may be skipped, the last never."""
        ...

    async def read_card(self, deadline: float) -> CardEvidence | Fault:
        """Select the SSSE application and read EF05 and EF06 of the card in the reader."""
        ...

    async def verify_pin(self, pin: Secret, deadline: float) -> PinResult | Fault:
        """Have the card check six digits."""
        ...


class Alignment(StrEnum):
    """Where a line of text stands on the paper."""

    LEFT = "left"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text; `scale` 1 is 24 dots (3 mm) high, 2 is twice as high and wide."""

    text: str
    alignment: Alignment = Alignment.LEFT
    bold: bool = False
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Columns:
    """A label at the left and a value at the right edge of one line."""

    left: str
    right: str
    bold: bool = False
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code; `module` is the side of its dots, 1 to 16."""

    data: str
    module: int = 5


@dataclass(frozen=True, slots=True)
class Feed:
    """Blank lines."""

    lines: int = 1


PaperItem = TextLine | Columns | Rule | QrCode | Feed


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """What is to stand on the paper, from top to bottom; it is cut off at the end."""

    items: tuple[PaperItem, ...]


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """A snapshot of the receipt printer."""

    device: DeviceState
    paper: PaperState
    fault: FaultCode | None = None
    """What keeps it from printing."""

    @property
    def can_print(self) -> bool:
        """Whether a document sent now would come out."""
        return self.device is DeviceState.ONLINE and self.paper is not PaperState.OUT and self.fault is None


@dataclass(frozen=True, slots=True)
class Printed:
    """The printer has confirmed that everything before the fence is on paper."""


class ReceiptPrinter(Protocol):
    """Prints on a roll of 80 mm paper, 576 dots wide."""

    @property
    def status(self) -> PrinterStatus:
        """How it stood when it last spoke."""
        ...

    def changes(self) -> AsyncIterator[PrinterStatus]:
        """Give the status now and each one that follows."""
        ...

    async def refresh(self, deadline: float) -> PrinterStatus:
        """Ask the printer itself."""
        ...

    async def print_document(self, document: PaperDocument, deadline: float) -> Printed | Fault:
        """Print and wait for the print-complete fence; nothing is success before it."""
        ...


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
class TerminalStatus:
    """A snapshot of the payment terminal."""

    device: DeviceState
    fault: FaultCode | None = None
    """What keeps it from taking a payment."""


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
