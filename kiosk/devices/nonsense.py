"""When a device has said so much that means nothing that it must be the wrong one, or broken."""

from kiosk.devices.transports.lost import DeviceSuspectError


class Nonsense:
    """Counts what means nothing since the device last made sense.

    Args:
        limit: how much of it there may be.
        what: what is counted, for a technician, such as `bytes that are no frame of an SAM_A`.
    """

    def __init__(self, limit: int, what: str) -> None:
        self._limit = limit
        self._what = what
        self._heard = 0

    def __str__(self) -> str:
        """Say what was heard for nothing, as the end of a sentence about an answer that did not come."""
        return f", but {self._heard} {self._what} came" if self._heard else ""

    def heard(self, count: int) -> None:
        """Add what means nothing.

        Raises:
            DeviceSuspectError: it is more than can be put down to a disturbance.
        """
        self._heard += count
        if self._heard > self._limit:
            raise DeviceSuspectError(f"it sent {self._heard} {self._what}: see its model, port and baud rate")

    def made_sense(self) -> None:
        """Begin to count anew."""
        self._heard = 0
