"""What every device's status says, whatever the device is for."""

from dataclasses import dataclass, field

from kiosk.devices.ports.faults import DeviceState, FaultCode


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """A snapshot of a device; each port's own adds what only that has."""

    device: DeviceState
    fault: FaultCode | None = field(default=None, kw_only=True)
    """What keeps it from working."""
    reason: str = field(default="", kw_only=True)
    """Where the fault comes from, for a technician; nothing of a citizen's is in it."""
