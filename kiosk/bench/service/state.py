"""What a visit of an operator knows so far."""

from dataclasses import dataclass
from typing import TypeVar

from kiosk.devices.ports import DeviceKind
from kiosk.payments.decision import Decision

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ServiceVisit:
    """The immutable state of the service menu."""

    operator: str | None = None
    """Who opened it; None until the PIN was right."""
    candidate: str | None = None
    """Who says that they are about to."""
    device: DeviceKind | None = None
    """Whose page is open."""
    attempt_no: str | None = None
    """The payment that is looked at."""
    decision: Decision | None = None
    """What shall become of it."""

    def who(self) -> str:
        """Give the operator.

        Raises:
            RuntimeError: a step ran before the PIN.
        """
        return _there(self.operator, "no operator is logged in")

    def which_device(self) -> DeviceKind:
        """Give the device.

        Raises:
            RuntimeError: a step ran before one was chosen.
        """
        return _there(self.device, "no device is chosen")

    def which_attempt(self) -> str:
        """Give the payment's number.

        Raises:
            RuntimeError: a step ran before one was chosen.
        """
        return _there(self.attempt_no, "no payment is chosen")

    def which_decision(self) -> Decision:
        """Give the decision.

        Raises:
            RuntimeError: a step ran before it was taken.
        """
        return _there(self.decision, "nothing is decided")


def _there(value: T | None, why_not: str) -> T:
    if value is None:
        raise RuntimeError(why_not)
    return value
