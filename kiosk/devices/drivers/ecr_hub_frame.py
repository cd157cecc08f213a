"""The frames of ECR Hub on a serial line, as Wiseasy publishes them for its payment terminals.

`55 AA`, type, ack, id, two bytes of length, data, the XOR of all from type to data, `CC 33`: at most
1,024 bytes. `ack` is the id of the last good packet or 0; a packet without data has the id 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import reduce
from operator import xor

LONGEST_FRAME = 1024
LAST_ID = 255
"""After it the ids begin at 1 again."""

_START = b"\x55\xaa"
_END = b"\xcc\x33"
_HEADER = 7
"""Bytes before the data."""
_AROUND = _HEADER + 1 + len(_END)
"""Bytes of a frame that are not data."""


class FrameType(IntEnum):
    """What a frame is for."""

    NORMAL = 0
    HANDSHAKE = 1
    HANDSHAKE_CONFIRMED = 2


_TYPES = frozenset(FrameType)


@dataclass(frozen=True, slots=True)
class Frame:
    """A packet; one that is all zero is a heartbeat."""

    type: FrameType = FrameType.NORMAL
    ack: int = 0
    id: int = 0
    data: bytes = b""


HANDSHAKE = Frame(FrameType.HANDSHAKE)
HANDSHAKE_CONFIRMED = Frame(FrameType.HANDSHAKE_CONFIRMED)
HEARTBEAT = Frame()


def encode_frame(frame: Frame) -> bytes:
    """Write a frame.

    Raises:
        ValueError: it would be longer than a terminal takes.
    """
    if len(frame.data) > LONGEST_FRAME - _AROUND:
        message = f"a message of {len(frame.data)} bytes does not fit in a frame of {LONGEST_FRAME}"
        raise ValueError(message)
    checked = bytes((frame.type, frame.ack, frame.id)) + len(frame.data).to_bytes(2) + frame.data
    return _START + checked + bytes((reduce(xor, checked),)) + _END


class FrameParser:
    """Finds frames in bytes that come in any portions.

    Each end mark is looked back from to the start of a frame that fits it, so that a frame cut short
    or a length gone wrong costs only itself, however much it claims to be.
    """

    def __init__(self) -> None:
        self._recent = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Give the frames that end in `data`."""
        for value in data:
            self._recent.append(value)
            if self._recent.endswith(_END) and (frame := self._ending()):
                self._recent.clear()
                yield frame
            del self._recent[:-LONGEST_FRAME]

    def _ending(self) -> Frame | None:
        start = self._recent.find(_START)
        while start >= 0:
            if frame := _decode(bytes(self._recent[start:])):
                return frame
            start = self._recent.find(_START, start + 1)
        return None


def _decode(whole: bytes) -> Frame | None:
    if len(whole) < _AROUND or int.from_bytes(whole[5:_HEADER]) != len(whole) - _AROUND:
        return None
    checked, check = whole[len(_START) : -3], whole[-3]
    if reduce(xor, checked) != check or checked[0] not in _TYPES:
        return None
    return Frame(FrameType(checked[0]), checked[1], checked[2], checked[5:])
