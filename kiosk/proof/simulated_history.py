"""What happened in a simulated day, as lines; their digest tells whether two runs are the same."""

import hashlib

from kiosk.proof.simulated_time import SimulatedLoop


class History:
    """Every event that matters to money, in order.

    Args:
        loop: dates the lines.
        keep: whether the lines are wanted, and not their digest only.
    """

    def __init__(self, loop: SimulatedLoop, *, keep: bool) -> None:
        self._loop = loop
        self._hash = hashlib.blake2b(digest_size=8)
        self.lines: list[str] | None = [] if keep else None

    def note(self, who: str, what: str) -> None:
        """Add a line."""
        line = f"{self._loop.time():12.3f} {who:10} {what}"
        self._hash.update(line.encode())
        if self.lines is not None:
            self.lines.append(line)

    def digest(self) -> str:
        """Give 16 hexadecimal digits that differ for every other history."""
        return self._hash.hexdigest()
