"""Ids, made before anything is sent under them."""

from collections.abc import Callable

from kiosk.domain.clock import Clock

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

RandomBytes = Callable[[int], bytes]
"""Gives that many random bytes: `secrets.token_bytes`, or a seeded one in a test."""


class Ids:
    """Makes ULIDs: 26 letters and digits that sort by the moment they were made."""

    def __init__(self, clock: Clock, random_bytes: RandomBytes) -> None:
        self._clock = clock
        self._random_bytes = random_bytes

    def ulid(self) -> str:
        """Make a new id: 48 bits of milliseconds and 80 random bits, in Crockford's base 32."""
        milliseconds = int(self._clock.now().timestamp() * 1000)
        number = milliseconds << 80 | int.from_bytes(self._random_bytes(10))
        return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))
