"""ESC/POS taken apart into commands, as a printer with GB18030 glyphs reads it."""

from dataclasses import dataclass
from enum import Enum, auto


class Operation(Enum):
    """What a printer is told to do."""

    TEXT = auto()
    NEW_LINE = auto()
    INITIALISE = auto()
    ALIGN = auto()
    BOLD = auto()
    SIZE = auto()
    CHINESE_ON = auto()
    CHINESE_OFF = auto()
    FEED_LINES = auto()
    FEED_DOTS = auto()
    PICTURE = auto()
    QR_CODE = auto()
    CUT = auto()
    TRANSMIT = auto()
    AUTOMATIC_STATUS = auto()
    IDENTITY = auto()
    MOVE_TO = auto()
    """Set the next character so many dots from the left edge."""
    MOVE_BY = auto()
    UNDRAWN = auto()
    """A matter of looks that the simulated paper does not show, such as underlining and code pages."""
    NOTHING = auto()
    """A blank byte, or a real-time command, which was obeyed when it arrived."""
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """One command and its parameters: of TEXT the character in UTF-8, of PICTURE width and rows."""

    operation: Operation
    data: bytes = b""


_FIXED = {
    b"\n": (Operation.NEW_LINE, 0),
    b"\r": (Operation.NOTHING, 0),
    b"\x00": (Operation.NOTHING, 0),
    b"\x10\x04": (Operation.NOTHING, 1),
    b"\x10\x05": (Operation.NOTHING, 1),
    b"\x1b@": (Operation.INITIALISE, 0),
    b"\x1ba": (Operation.ALIGN, 1),
    b"\x1bE": (Operation.BOLD, 1),
    b"\x1bd": (Operation.FEED_LINES, 1),
    b"\x1bJ": (Operation.FEED_DOTS, 1),
    b"\x1c&": (Operation.CHINESE_ON, 0),
    b"\x1c.": (Operation.CHINESE_OFF, 0),
    b"\x1d!": (Operation.SIZE, 1),
    b"\x1da": (Operation.AUTOMATIC_STATUS, 1),
    b"\x1dr": (Operation.TRANSMIT, 1),
    b"\x1dI": (Operation.IDENTITY, 1),
    b"\x1b$": (Operation.MOVE_TO, 2),
    b"\x1b\\": (Operation.MOVE_BY, 2),
    b"\x1b2": (Operation.UNDRAWN, 0),
    b"\x1b3": (Operation.UNDRAWN, 1),
    b"\x1b ": (Operation.UNDRAWN, 1),
    b"\x1b-": (Operation.UNDRAWN, 1),
    b"\x1bM": (Operation.UNDRAWN, 1),
    b"\x1bt": (Operation.UNDRAWN, 1),
    b"\x1b{": (Operation.UNDRAWN, 1),
    b"\x1c-": (Operation.UNDRAWN, 1),
    b"\x1cC": (Operation.UNDRAWN, 1),
    b"\x1cS": (Operation.UNDRAWN, 2),
    b"\x1dB": (Operation.UNDRAWN, 1),
    b"\x1dL": (Operation.UNDRAWN, 2),
    b"\x1dW": (Operation.UNDRAWN, 2),
}
"""Commands with a fixed number of parameters."""

_PICTURE = b"\x1dv0"
_SYMBOL = b"\x1d(k"
_CUT = b"\x1dV"
_CUT_AFTER_FEED = b"AB"
_PREFIXES = b"\x10\x1b\x1c\x1d"


def parse_command(buffer: bytes, *, chinese: bool) -> tuple[Command, int] | None:
    """Read the first command and the number of bytes it takes, or None while it is incomplete."""
    if not buffer:
        return None
    for length in (1, 2):
        if known := _FIXED.get(bytes(buffer[:length])):
            operation, parameters = known
            return _sized(operation, buffer, length, length + parameters)
    if buffer[0] in _PREFIXES:
        return _parse_long(buffer)
    if buffer[0] < 0x20 or buffer[0] == 0x7F:
        return Command(Operation.UNKNOWN, bytes(buffer[:1])), 1
    return _parse_character(buffer, chinese=chinese)


def _parse_long(buffer: bytes) -> tuple[Command, int] | None:
    if len(buffer) < 3:
        return None
    if buffer.startswith(_CUT):
        return _sized(Operation.CUT, buffer, 2, 4 if buffer[2] in _CUT_AFTER_FEED else 3)
    if buffer.startswith(_PICTURE):
        width, rows = (int.from_bytes(buffer[at : at + 2], "little") for at in (4, 6))
        return _sized(Operation.PICTURE, buffer, 4, 8 + width * rows)
    if buffer.startswith(_SYMBOL):
        return _sized(Operation.QR_CODE, buffer, 5, 5 + int.from_bytes(buffer[3:5], "little"))
    return Command(Operation.UNKNOWN, bytes(buffer[:2])), 2


def _parse_character(buffer: bytes, *, chinese: bool) -> tuple[Command, int] | None:
    length, codec = 1, "gb18030" if chinese else "cp437"
    if chinese and buffer[0] > 0x80:
        if len(buffer) < 2:
            return None
        length = 4 if 0x30 <= buffer[1] <= 0x39 else 2
        if len(buffer) < length:
            return None
    try:
        char = bytes(buffer[:length]).decode(codec)
    except UnicodeDecodeError:
        return Command(Operation.UNKNOWN, bytes(buffer[:length])), length
    return Command(Operation.TEXT, char.encode()), length


def _sized(operation: Operation, buffer: bytes, start: int, end: int) -> tuple[Command, int] | None:
    if len(buffer) < end:
        return None
    return Command(operation, bytes(buffer[start:end])), end
