"""What can go wrong between the kiosk and a gateway: a closed set, played by a script or from a seed."""

import threading
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from random import Random

from kiosk.devices.simulators.faults import Faults, When

_LONGEST_DELAY_SECONDS = 900
"""Of a delay at random: beyond the expiry and the grace of any attempt."""


class Fault(StrEnum):
    """A way for one call to go wrong. Phones and the page are never hit."""

    DROP_REQUEST = "drop-request"
    """The connection ends; nothing happened at the gateway."""
    DROP_REPLY = "drop-reply"
    """The connection ends; what was asked has happened."""
    HANG = "hang"
    """What was asked has happened; no answer ever comes."""
    SERVER_ERROR = "server-error"
    """What was asked has happened; a proxy answers 502."""
    BAD_SIGNATURE = "bad-signature"
    """The signature is over other bytes."""
    STALE_TIMESTAMP = "stale-timestamp"
    """Well signed a day ago. WeChat only: Alipay's replies carry no time."""
    TRUNCATED_BODY = "truncated-body"
    """The second half of the body is missing."""
    WRONG_AMOUNT = "wrong-amount"
    """Well signed, each amount one fen more. Replies that carry no amount stay as they are."""
    WRONG_NUMBER = "wrong-number"
    """Well signed, about an order of another number. Replies that name no order stay as they are."""
    UNSIGNED = "unsigned"
    """The reply carries no signature."""
    DELAYED = "delayed"
    """No answer comes; what was asked happens later, by the gateway's clock."""
    DUPLICATED = "duplicated"
    """The request arrives twice; the second answer comes back."""
    REORDERED = "reordered"
    """The connection ends; what was asked happens after the next call."""
    PAID_MEANWHILE = "paid-meanwhile"
    """The citizen pays the trade that the call names just before it arrives: a payment after the local
    cancel, where the call is a closing."""
    LATE_PAYMENT = "late-payment"
    """The citizen pays the trade that the call names at the last moment at which it can be paid."""


class GatewayFaults:
    """The script of faults; it may be set from any thread.

    What is scripted comes first, then what is planned, then what the seed brings.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._script: deque[Fault | None] = deque()
        self._planned = Faults[Fault]()
        self._random: Random | None = None
        self._probability = 0.0
        self._kinds: Sequence[Fault] = ()
        self.delay = timedelta(minutes=1)
        """How late a delayed request arrives, where no seed decides it."""

    def once(self, *faults: Fault | None) -> None:
        """Add to the script: each of the next calls meets one of these, None being a good call."""
        with self._lock:
            self._script.extend(faults)

    def after(self, calls: int, fault: Fault) -> None:
        """Add to the script: so many good calls, then one that meets this fault."""
        self.once(*[None] * calls, fault)

    def always(self, fault: Fault) -> None:
        """Let every call meet this fault, once the script has been played."""
        self._planned.clear()
        self._planned.add(fault)

    @property
    def planned(self) -> Mapping[Fault, When]:
        """What is still to happen, but for the script and what the seed brings."""
        return self._planned.planned

    def add(self, fault: Fault, when: When) -> None:
        """Plan a fault; what was planned of the same kind is forgotten."""
        self._planned.add(fault, when)

    def at_random(self, seed: int, probability: float, kinds: Sequence[Fault] = tuple(Fault)) -> None:
        """Let each call meet one of these faults with this probability; the seed repeats all of it.

        Raises:
            ValueError: the probability is not between 0 and 1, or there are no kinds.
        """
        if not 0 <= probability <= 1 or not kinds:
            raise ValueError("a probability lies between 0 and 1, and there must be faults to choose from")
        with self._lock:
            self._random, self._probability, self._kinds = Random(seed), probability, kinds

    def off(self) -> None:
        """Forget the script, what was planned and the seed."""
        with self._lock:
            self._script.clear()
            self._random = None
            self._planned.clear()

    def take(self) -> Fault | None:
        """Return what the next call meets."""
        with self._lock:
            if self._script:
                return self._script.popleft()
            self._planned.begin()
            if planned := next(iter(self._planned), None):
                return planned
            if self._random is None:
                return None
            return self._random.choice(self._kinds) if self._random.random() < self._probability else None

    def take_delay(self) -> timedelta:
        """Return how late the delayed request arrives."""
        with self._lock:
            if self._random is None:
                return self.delay
            return timedelta(seconds=self._random.randint(1, _LONGEST_DELAY_SECONDS))
