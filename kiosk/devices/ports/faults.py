"""How any device stands, and the closed catalogue of what can go wrong with one."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class DeviceKind(StrEnum):
    """The devices, by the names of their tables in the settings."""

    CARD_READER = "card_reader"
    IDENTITY_CARD_READER = "identity_card_reader"
    CODE_SCANNER = "code_scanner"
    PRINTER = "printer"
    PAYMENT_TERMINAL = "payment_terminal"
    CAMERA = "camera"
    FACES = "faces"
    """The analysis of faces, which runs in a process of its own."""
    INDICATOR_BOARD = "indicator_board"
    ANNOUNCER = "announcer"


class DeviceState(StrEnum):
    """How a device stands."""

    STARTING = "starting"
    """Nobody has reached it yet, and nobody has failed to: that is no fault."""
    ONLINE = "online"
    OFFLINE = "offline"
    POWER_OFF = "power-off"
    NO_DEVICE = "no-device"
    HARDWARE_ERROR = "hardware-error"
    USER_ERROR = "user-error"
    BUSY = "device-busy"


class FaultCode(StrEnum):
    """The closed catalogue; `config/faults.toml` says what each means for whom."""

    NO_DEVICE = "no-device"
    NOT_RESPONDING = "not-responding"
    SUSPECT = "suspect"
    """What it says is not what such a device says, or its driver died of it; the status has the reason."""
    CARD_REMOVED = "card-removed"
    CARD_MUTE = "card-mute"
    CARD_NOT_SOCIAL_SECURITY = "card-not-social-security"
    CARD_UNREADABLE = "card-unreadable"
    CARD_BLOCKED = "card-blocked"
    CARD_INVALIDATED = "card-invalidated"
    CARD_NOT_IDENTITY = "card-not-identity"
    """The reader of ID cards has found a card of another kind, or one that it does not trust."""
    IDENTITY_MODULE_ERROR = "identity-module-error"
    """The security module in the reader of ID cards fails its self-test or is not authorised."""
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
    CODE_UNREADABLE = "code-unreadable"
    """Bytes came that are no text of one whole line."""
    NO_CODE = "no-code"
    """Nobody held a code before the scanner in time."""
    CAMERA_BLACK = "camera-black"
    CAMERA_FROZEN = "camera-frozen"
    CAMERA_DAMAGED = "camera-damaged"
    """Its pictures arrive in part."""
    DOOR_OPEN = "door-open"
    """The cabinet is open."""
    TAMPERED = "tampered"
    """Somebody forced the cabinet, and no operator has acknowledged it yet."""
    NO_VOICE = "no-voice"
    """There is neither a recording of a prompt nor a program that could say it."""


_ANY_DEVICE = {FaultCode.NO_DEVICE, FaultCode.SUSPECT}
_ON_A_LINE = _ANY_DEVICE | {FaultCode.NOT_RESPONDING}

FAULTS: Mapping[DeviceKind, frozenset[FaultCode]] = {
    DeviceKind.CARD_READER: frozenset(
        _ANY_DEVICE
        | {
            FaultCode.CARD_REMOVED,
            FaultCode.CARD_MUTE,
            FaultCode.CARD_NOT_SOCIAL_SECURITY,
            FaultCode.CARD_UNREADABLE,
            FaultCode.CARD_BLOCKED,
            FaultCode.CARD_INVALIDATED,
        }
    ),
    DeviceKind.IDENTITY_CARD_READER: frozenset(
        _ON_A_LINE
        | {
            FaultCode.CARD_REMOVED,
            FaultCode.CARD_UNREADABLE,
            FaultCode.CARD_NOT_IDENTITY,
            FaultCode.IDENTITY_MODULE_ERROR,
        }
    ),
    DeviceKind.CODE_SCANNER: frozenset(_ON_A_LINE | {FaultCode.CODE_UNREADABLE, FaultCode.NO_CODE}),
    DeviceKind.PRINTER: frozenset(
        _ON_A_LINE
        | {
            FaultCode.PAPER_OUT,
            FaultCode.PAPER_JAM,
            FaultCode.COVER_OPEN,
            FaultCode.CUTTER_ERROR,
            FaultCode.PRINTER_ERROR,
            FaultCode.PRINT_UNCONFIRMED,
        }
    ),
    DeviceKind.CAMERA: frozenset(
        _ON_A_LINE | {FaultCode.CAMERA_BLACK, FaultCode.CAMERA_FROZEN, FaultCode.CAMERA_DAMAGED}
    ),
    DeviceKind.FACES: frozenset(_ON_A_LINE),
    DeviceKind.PAYMENT_TERMINAL: frozenset(
        _ON_A_LINE | {FaultCode.TERMINAL_NOT_CONNECTED, FaultCode.TERMINAL_SILENT}
    ),
    DeviceKind.INDICATOR_BOARD: frozenset(_ON_A_LINE | {FaultCode.DOOR_OPEN, FaultCode.TAMPERED}),
    DeviceKind.ANNOUNCER: frozenset(_ON_A_LINE | {FaultCode.NO_VOICE}),
}
"""What each device can raise; `config/faults.toml` has a row for each."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A failed command, with what a technician needs to know of it."""

    code: FaultCode
    detail: str
