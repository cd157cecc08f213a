"""What an ESC/POS printer says, taken apart: three kinds of answers share one line.

Bit patterns by the Epson command reference: an answer to DLE EOT is `0xx1xx10`, the automatic
status begins with `0xx1xx00` and has three more bytes `0xx0xxxx`, an answer to GS r is `0xx0xxxx`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = 0x93
_REAL_TIME = 0x12
_AUTOMATIC = 0x10
_OTHER_MARKS = 0x90
_AUTOMATIC_LENGTH = 4


@dataclass(frozen=True, slots=True)
class RealTimeStatus:
    """The answer to a DLE EOT; which one, only the order tells."""

    value: int


@dataclass(frozen=True, slots=True)
class AutomaticStatus:
    """Four bytes that a printer sends by itself when anything changes."""

    value: bytes


@dataclass(frozen=True, slots=True)
class Transmitted:
    """The answer to GS r: everything before it has been printed."""

    value: int


Reply = RealTimeStatus | AutomaticStatus | Transmitted


class ReplyParser:
    """Finds replies in bytes that come in any portions; what fits none is passed over."""

    def __init__(self) -> None:
        self._automatic = b""

    def feed(self, data: bytes) -> Iterator[Reply]:
        """Give the replies that end in `data`."""
        for value in data:
            if reply := self._next(value):
                yield reply

    def _next(self, value: int) -> Reply | None:
        if self._automatic and not value & _OTHER_MARKS:
            self._automatic += bytes((value,))
            if len(self._automatic) < _AUTOMATIC_LENGTH:
                return None
            whole, self._automatic = self._automatic, b""
            return AutomaticStatus(whole)
        if value & _MARKS == _REAL_TIME:
            return RealTimeStatus(value)
        self._automatic = bytes((value,)) if value & _MARKS == _AUTOMATIC else b""
        return None if value & _OTHER_MARKS else Transmitted(value)
