"""The port of the code scanner."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from kiosk.devices.ports.device_status import DeviceStatus
from kiosk.devices.ports.faults import Fault
from kiosk.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class ScannerCapabilities:
    """What a code scanner can do."""

    triggered: bool
    """Whether it reads only while a scan is under way; another one's light is always on."""


@dataclass(frozen=True, slots=True)
class ScannerStatus(DeviceStatus):
    """A snapshot of the code scanner."""


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """A code that was held before the scanner."""

    text: Secret
    """Without the end of line that the scanner adds. It may be money: nobody logs or keeps it."""


class CodeScanner(Protocol):
    """Reads codes off phones and papers."""

    @property
    def capabilities(self) -> ScannerCapabilities:
        """What it can do."""
        ...

    @property
    def status(self) -> ScannerStatus:
        """How it stands now."""
        ...

    def changes(self) -> AsyncIterator[ScannerStatus]:
        """Give the status now and each one that follows."""
        ...

    async def scan(self, deadline: float) -> ScannedCode | Fault:
        """Read the next code within `deadline` seconds; what was read before is nobody's.

        However it ends, and also when it is cancelled, the scanner reads no more.
        """
        ...
