"""Frames that say how long they are and end in the XOR of what they hold."""

from collections.abc import Callable, Iterator
from functools import reduce
from operator import xor


class XorFrames:
    """Finds frames in bytes that come in any portions, in a time that grows with their number alone.

    Every start says where its frame would end, and whichever holds first is one: so a frame cut short or
    a length gone wrong costs only itself, however much it claims to be.

    Args:
        start: what a frame begins with.
        header: the number of bytes after it that tell the length.
        rest: gives the number of bytes that come after such a header, or None if it is none.
        longest: the number of bytes of the longest frame.
        end: what comes after the byte that makes the XOR from the header to itself zero.
    """

    def __init__(
        self,
        start: bytes,
        header: int,
        rest: Callable[[bytes], int | None],
        longest: int,
        end: bytes = b"",
    ) -> None:
        self._start = start
        self._header = header
        self._rest = rest
        self._longest = longest
        self._end = end
        self._recent = bytearray()
        self._heard = 0
        self._parity = 0
        """The XOR of everything heard."""
        self._ends: dict[int, list[tuple[int, int]]] = {}
        """What would end at a byte, by its number: its bytes from the header on, and the parity then."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give header and data of the frames that end in `data`."""
        frame_head = len(self._start) + self._header
        for value in data:
            self._recent.append(value)
            del self._recent[: -self._longest]
            self._heard += 1
            self._parity ^= value
            if self._recent[-frame_head : -self._header] == self._start:
                self._expect(bytes(self._recent[-self._header :]))
            for size, parity in self._ends.pop(self._heard, ()):
                if self._parity == parity and self._recent.endswith(self._end):
                    found = bytes(self._recent[-size : -1 - len(self._end)])
                    self._recent.clear()
                    self._ends.clear()
                    yield found
                    break

    def _expect(self, header: bytes) -> None:
        rest = self._rest(header)
        if rest is not None:
            parity = reduce(xor, header + self._end, self._parity)
            self._ends.setdefault(self._heard + rest, []).append((self._header + rest, parity))
