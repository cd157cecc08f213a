"""Code scanners that are plugged in as keyboards and type each code.

A scanner leaves 2 to 10 ms between two keys (measured under X11), a person more than 60. So what is
typed at that speed is a line of the scanner, and its keys must not also press what has the focus.
"""

from collections.abc import Callable

from kiosk.devices.transports.memory_stream import MemoryStream

LONGEST_GAP = 0.035
"""Seconds between two keys of a code."""
SHORTEST_CODE = 6
"""Keys; fewer may be a person's whose fingers rolled over them."""

_ENDS = frozenset("\r\n\t")
_END = b"\r"


class KeyboardWedge:
    """Gives a driver of scanners what a scanner types, as if it came over a serial line."""

    def __init__(self) -> None:
        self._deliver: Callable[[bytes], None] = lambda _: None
        self._typed = ""
        self._is_code = False
        self._last_at = 0.0

    def stream(self) -> MemoryStream:
        """Make the line that a driver reads; what it writes, no keyboard hears."""
        stream = MemoryStream(lambda _: None)
        self.attach(stream.deliver)
        return stream

    def attach(self, deliver: Callable[[bytes], None]) -> None:
        """Let what a scanner types arrive there from now on."""
        self._deliver = deliver

    def press(self, text: str, at: float) -> bool:
        """Take a key, and tell whether it is the scanner's and nobody else may have it.

        Args:
            text: what the key writes; nothing for keys such as Shift.
            at: the seconds at which it was pressed, by the keyboard's own clock.
        """
        if not text:
            return False
        if not 0 <= at - self._last_at <= LONGEST_GAP:
            self._typed, self._is_code = "", False
        self._last_at = at
        follows = self._is_code or bool(self._typed)
        if text in _ENDS:
            self._typed = ""
            if self._is_code:  # and stays one until a pause: Enter may be followed by a line feed
                self._deliver(_END)
            return self._is_code
        self._typed += text
        if self._is_code or len(self._typed) >= SHORTEST_CODE:
            self._deliver(self._typed.encode(errors="replace"))
            self._typed, self._is_code = "", True
        return follows
