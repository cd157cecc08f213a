"""What code scanners send: a line of text for each code, and among them answers to commands.

Sources: the serial programming manuals of Honeywell and Newland. A code ends in CR, LF or both, which
must be set in the scanner. Newland answers a command `0000#SCNTRG1` with `02 01`, the command, `06` for
yes, `;` and `03`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.devices.ports import Fault, FaultCode, ScannedCode
from kiosk.domain.secret import Secret

LONGEST_LINE = 512
"""Bytes; no code that a kiosk has to do with is longer."""
LONGEST_GAP = 0.5
"""Seconds between two bytes of a line; a scanner sends it in one go."""

_ENDS = b"\r\n\x03"
_START_OF_ANSWER = 0x02
_ANSWER = re.compile(rb"\x02\x010000[#@][A-Z0-9]*(.);", re.DOTALL)
_YES = b"\x06"
_ENCODINGS = ("utf-8", "gb18030")


@dataclass(frozen=True, slots=True)
class CommandAccepted:
    """The scanner has obeyed the command before."""


ScannerWord = ScannedCode | Fault | CommandAccepted


class ScannerLines:
    """Takes apart bytes that come in any portions; a line that is too long or too slow is dropped."""

    def __init__(self) -> None:
        self._line = bytearray()
        self._cut_off = False
        self._forgetting = False
        self._heard_at = 0.0

    @property
    def unfinished(self) -> bool:
        """Whether there was a line whose end has not come, since what came before was to be forgotten."""
        return bool(self._line) or self._cut_off

    def forget(self) -> None:
        """Drop the line that is coming in, with what is still to come of it."""
        self._forgetting = bool(self._line) or self._forgetting
        self._cut_off = False
        self._line.clear()

    def feed(self, data: bytes, now: float) -> Iterator[ScannerWord]:
        """Give what ends in `data`, which came at `now` seconds of a clock that never goes back."""
        if now - self._heard_at > LONGEST_GAP:
            self._cut()
        self._heard_at = now
        for value in data:
            if value == _START_OF_ANSWER:
                self._cut()
            if value in _ENDS:
                line, self._line = bytes(self._line), bytearray()
                forgotten, self._forgetting = self._forgetting, False
                if not forgotten and (word := _word(line)):
                    yield word
            elif not self._forgetting:
                self._line.append(value)
                if len(self._line) > LONGEST_LINE:
                    self.forget()
                    yield Fault(FaultCode.CODE_UNREADABLE, f"more than {LONGEST_LINE} bytes in one line")

    def _cut(self) -> None:
        self._cut_off = self._cut_off or bool(self._line)
        self._forgetting = False
        self._line.clear()


def _word(line: bytes) -> ScannerWord | None:
    if answer := _ANSWER.fullmatch(line):
        return CommandAccepted() if answer[1] == _YES else None
    if not line:
        return None
    for encoding in _ENCODINGS:
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.isprintable():
            return ScannedCode(Secret(text))
    return Fault(FaultCode.CODE_UNREADABLE, f"{len(line)} bytes that are no text")
