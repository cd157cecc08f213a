"""The frames between a computer and an SAM_A, the security module in every reader of ID cards.

`AA AA AA 96 69`, two bytes of length, content, and a byte that makes the XOR from length to itself
zero; the length counts content and that byte. Source: GA/T 467 and its published descriptions. A
request's content is command, parameter and data; a reply's is three status bytes and data.
"""

from collections.abc import Iterator
from functools import reduce
from operator import xor

from kiosk.devices.drivers.xor_frames import XorFrames

PREAMBLE = b"\xaa\xaa\xaa\x96\x69"
LONGEST = 2314
"""The largest length there is: a card's text, photograph and fingerprints."""

_SHORTEST = 3
"""A request without data."""
_MARK = PREAMBLE[1:]
"""What a frame is found by: a stray byte has been seen in the field after the first of its preamble."""
_LENGTH = 2


def encode_frame(content: bytes) -> bytes:
    """Write a frame."""
    checked = (len(content) + 1).to_bytes(_LENGTH) + content
    return PREAMBLE + checked + bytes((reduce(xor, checked),))


class FrameParser:
    """Finds frames in bytes that come in any portions."""

    def __init__(self) -> None:
        self._frames = XorFrames(_MARK, _LENGTH, _rest, len(_MARK) + _LENGTH + LONGEST)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give the content of the frames that end in `data`."""
        for found in self._frames.feed(data):
            yield found[_LENGTH:]


def _rest(header: bytes) -> int | None:
    length = int.from_bytes(header)
    return length if _SHORTEST <= length <= LONGEST else None
