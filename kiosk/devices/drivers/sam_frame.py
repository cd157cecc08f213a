"""The frames between a computer and an SAM_A, the security module in every reader of ID cards.

`AA AA AA 96 69`, two bytes of length, content, and a byte that makes the XOR from length to itself
zero; the length counts content and that byte. Source: GA/T 467 and its published descriptions. A
request's content is command, parameter and data; a reply's is three status bytes and data.
"""

from collections.abc import Iterator
from functools import reduce
from operator import xor

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
    """Finds frames in bytes that come in any portions, in a time that grows with their number alone.

    Every preamble says where its frame would end, and whichever holds first is one: so a frame cut
    short or a length gone wrong costs only itself, however much it claims to be.
    """

    def __init__(self) -> None:
        self._recent = bytearray()
        self._heard = 0
        self._parity = 0
        """The XOR of everything heard."""
        self._ends: dict[int, list[tuple[int, int]]] = {}
        """The lengths of frames that would end at a byte, by its number, and the parity before them."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give the content of the frames that end in `data`."""
        for value in data:
            self._recent.append(value)
            del self._recent[: -(_LENGTH + LONGEST)]
            self._heard += 1
            self._parity ^= value
            if self._recent[-len(_MARK) - _LENGTH : -_LENGTH] == _MARK:
                length = int.from_bytes(self._recent[-_LENGTH:])
                if _SHORTEST <= length <= LONGEST:
                    parity = reduce(xor, self._recent[-_LENGTH:], self._parity)
                    self._ends.setdefault(self._heard + length, []).append((length, parity))
            for length, parity in self._ends.pop(self._heard, ()):
                if self._parity == parity:
                    content = bytes(self._recent[-length:-1])
                    self._recent.clear()
                    self._ends.clear()
                    yield content
                    break
