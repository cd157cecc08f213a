"""What can go wrong between the kiosk and a gateway: a closed set, played in the order of a script."""

import threading
from collections import deque
from enum import StrEnum


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
    UNSIGNED = "unsigned"
    """The reply carries no signature."""


class GatewayFaults:
    """The script of faults; it may be set from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._script: deque[Fault | None] = deque()
        self._always: Fault | None = None

    def once(self, *faults: Fault | None) -> None:
        """Add to the script: each of the next calls meets one of these, None being a good call."""
        with self._lock:
            self._script.extend(faults)

    def always(self, fault: Fault) -> None:
        """Let every call meet this fault, once the script has been played."""
        with self._lock:
            self._always = fault

    def off(self) -> None:
        """Forget the script and what was always to happen."""
        with self._lock:
            self._script.clear()
            self._always = None

    def take(self) -> Fault | None:
        """Return what the next call meets."""
        with self._lock:
            return self._script.popleft() if self._script else self._always
