"""The port of the receipt printer, and what a document is made of."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.devices.ports.device_status import DeviceStatus
from kiosk.devices.ports.faults import DeviceState, Fault


class PaperState(StrEnum):
    """How much paper there is."""

    UNKNOWN = "unknown"
    FULL = "full"
    LOW = "low"
    OUT = "out"
    JAMMED = "jammed"


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
class PrinterStatus(DeviceStatus):
    """A snapshot of the receipt printer."""

    paper: PaperState

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
