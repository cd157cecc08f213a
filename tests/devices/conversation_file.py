"""The files that conversations with devices stand in: one for each scenario of a contract suite.

Each line of the conversation begins with who speaks: `>` the kiosk, `<` the device, `!` somebody's hand
at the device. Bytes are in hexadecimal, up to 32 a line, with what they are in ASCII behind a bar; those
that go on in the next line are indented there. What is no bytes, such as a card that is powered up, is
in words. `#` begins a remark; the first one says whom the conversation was recorded from.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

KIOSK, DEVICE, HAND = ">", "<", "!"

FROM_SIMULATOR = "# Recorded from the simulator of this project."
"""The first line where it was so."""

Content = bytes | str
"""Bytes, or words for what is none."""

_WIDTH = 32
_GOES_ON = " "
_HEXADECIMAL = re.compile(r"[0-9A-F]{2}( [0-9A-F]{2})*")


class Line(NamedTuple):
    """What somebody says or does, and where it stands in the file."""

    number: int
    speaker: str
    content: Content

    def __str__(self) -> str:
        """Tell it in words."""
        did = {KIOSK: "the kiosk says", DEVICE: "the device says", HAND: "a hand does"}[self.speaker]
        if isinstance(self.content, str):
            return f"{did} {self.content}"
        begun = self.content[:_WIDTH]
        return f"{did} {_hexadecimal(begun)} ({_ascii(begun)})"


def read_lines(text: str) -> list[Line]:
    """Read a conversation. What the device says in one go is one line, what the kiosk says is as written.

    Raises:
        ValueError: a line that is none, with its number.
    """
    lines: list[Line] = []
    for number, row in enumerate(text.splitlines(), 1):
        if not row or row.startswith("#"):
            continue
        speaker, words = row[0], row[2:].split(" | ")[0].strip()
        content = bytes.fromhex(words) if _HEXADECIMAL.fullmatch(words) else words
        if speaker != _GOES_ON and speaker in {KIOSK, DEVICE, HAND} and words:
            lines.append(Line(number, speaker, content))
            continue
        before = lines[-1].content if lines else ""
        if speaker != _GOES_ON or not (isinstance(content, bytes) and isinstance(before, bytes)):
            raise ValueError(f"line {number} is no line of a conversation: {row}")
        if lines[-1].speaker == DEVICE:
            lines[-1] = lines[-1]._replace(content=before + content)
        else:
            lines.append(Line(number, lines[-1].speaker, content))
    return lines


def write_lines(said: Iterable[tuple[str, Content]]) -> Iterator[str]:
    """Write a conversation, line by line."""
    for speaker, content in said:
        if isinstance(content, str):
            yield f"{speaker} {content}"
            continue
        for start in range(0, len(content), _WIDTH):
            part = content[start : start + _WIDTH]
            yield f"{_GOES_ON if start else speaker} {_hexadecimal(part):{3 * _WIDTH - 1}} | {_ascii(part)}"


def _hexadecimal(data: bytes) -> str:
    return data.hex(" ").upper()


def _ascii(data: bytes) -> str:
    return "".join(chr(value) if 0x20 <= value < 0x7F else "." for value in data)
