"""The hardware abstraction layer: one small Protocol per capability, in the words of XFS4IoT.

A command ends in a value or in a `Fault` of the closed catalogue; it takes a deadline in seconds
and can be cancelled. Expected failures are results: a citizen may pull the card at any moment.
"""

from kiosk.devices.ports.card_reader import (
    CardReader,
    CardReaderStatus,
    MediaState,
    PinAccepted,
    PinBlocked,
    PinRefused,
    PinResult,
)
from kiosk.devices.ports.code_scanner import (
    CodeScanner,
    ScannedCode,
    ScannerCapabilities,
    ScannerStatus,
)
from kiosk.devices.ports.device_status import DeviceStatus
from kiosk.devices.ports.faults import (
    FAULTS,
    DeviceKind,
    DeviceState,
    Fault,
    FaultCode,
)
from kiosk.devices.ports.identity_card_reader import (
    IdentityCardReader,
    IdentityCardReaderCapabilities,
    IdentityCardReaderStatus,
)
from kiosk.devices.ports.payment_terminal import (
    CloseReason,
    PaymentTerminal,
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
from kiosk.devices.ports.receipt_printer import (
    Alignment,
    Columns,
    Feed,
    PaperDocument,
    PaperItem,
    PaperState,
    Printed,
    PrinterStatus,
    QrCode,
    ReceiptPrinter,
    Rule,
    TextLine,
)

__all__ = [
    "FAULTS",
    "Alignment",
    "CardReader",
    "CardReaderStatus",
    "CloseReason",
    "CodeScanner",
    "Columns",
    "DeviceKind",
    "DeviceState",
    "DeviceStatus",
    "Fault",
    "FaultCode",
    "Feed",
    "IdentityCardReader",
    "IdentityCardReaderCapabilities",
    "IdentityCardReaderStatus",
    "MediaState",
    "PaperDocument",
    "PaperItem",
    "PaperState",
    "PayScenario",
    "PaymentTerminal",
    "PinAccepted",
    "PinBlocked",
    "PinRefused",
    "PinResult",
    "Printed",
    "PrinterStatus",
    "QrCode",
    "ReceiptPrinter",
    "Rule",
    "SaleStarted",
    "ScannedCode",
    "ScannerCapabilities",
    "ScannerStatus",
    "TerminalCapabilities",
    "TerminalStatus",
    "TerminalTrade",
    "TextLine",
    "TradeClosed",
    "TradeNotFound",
    "TradePending",
    "TradeSucceeded",
    "TradeVoided",
]
