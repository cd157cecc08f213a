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
    """Finds frames in bytes that come in any portions, in a time that grows with their number alone.

    Every start says where its frame would end, and whichever holds first is one: so a frame cut short or
    a length gone wrong costs only itself, however much it claims to be.
    """

    def __init__(self) -> None:
        self._recent = bytearray()
        self._heard = 0
        self._parity = 0
        """The XOR of everything heard."""
        self._ends: dict[int, list[tuple[int, int]]] = {}
        """The sizes of frames that would end at a byte, by its number, and the parity before their type."""

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Give the frames that end in `data`."""
        for value in data:
            self._recent.append(value)
            del self._recent[:-LONGEST_FRAME]
            self._heard += 1
            self._parity ^= value
            if self._recent[-_HEADER : -_HEADER + len(_START)] == _START:
                self._expect(self._recent[len(_START) - _HEADER :])
            for size, parity in self._ends.pop(self._heard, ()):
                if self._recent.endswith(_END) and self._parity == parity:
                    frame = self._recent[-size:]
                    self._recent.clear()
                    self._ends.clear()
                    yield Frame(FrameType(frame[2]), frame[3], frame[4], bytes(frame[_HEADER:-3]))
                    break

    def _expect(self, header: bytearray) -> None:
        size = int.from_bytes(header[-2:]) + _AROUND
        if header[0] in _TYPES and size <= LONGEST_FRAME:
            parity = reduce(xor, header + _END, self._parity)
            self._ends.setdefault(self._heard - _HEADER + size, []).append((size, parity))
