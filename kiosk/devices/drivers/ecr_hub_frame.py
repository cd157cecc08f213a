"""The frames of ECR Hub on a serial line, as Wiseasy publishes them for its payment terminals.

`55 AA`, type, ack, id, two bytes of length, data, the XOR of all from type to data, `CC 33`: at most
1,024 bytes. `ack` is the id of the last good packet or 0; a packet without data has the id 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import reduce
from operator import xor

from kiosk.devices.drivers.xor_frames import XorFrames

LONGEST_FRAME = 1024
LAST_ID = 255
"""After it the ids begin at 1 again."""

_START = b"\x55\xaa"
_END = b"\xcc\x33"
_HEADER = 5
"""Bytes between start and data."""
_AROUND = len(_START) + _HEADER + 1 + len(_END)
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
    """Finds frames in bytes that come in any portions."""

    def __init__(self) -> None:
        self._frames = XorFrames(_START, _HEADER, _rest, LONGEST_FRAME, _END)

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Give the frames that end in `data`."""
        for found in self._frames.feed(data):
            yield Frame(FrameType(found[0]), found[1], found[2], found[_HEADER:])


def _rest(header: bytes) -> int | None:
    length = int.from_bytes(header[-2:])
    if header[0] not in _TYPES or length > LONGEST_FRAME - _AROUND:
        return None
    return length + 1 + len(_END)
