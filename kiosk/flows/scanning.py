"""Scanning codes in a step: again and again, until there is one to go on with or no scanner."""

from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from kiosk.devices.fault_catalogue import FaultRow
from kiosk.devices.ports import CodeScanner, DeviceKind, Fault
from kiosk.domain.secret import Secret
from kiosk.flows.services import Services

Found = TypeVar("Found")

_SCAN_SECONDS = 20.0
"""Scanners put their light out after some time; then it is lit again."""


async def scan(
    services: Services, scanner: CodeScanner, tell_apart: Callable[[Secret], Found], wanted: type
) -> AsyncIterator[Found | FaultRow]:
    """Give what each code is, and each fault; the last is one that is `wanted`, or a fault that stays."""
    while True:
        scanned = await scanner.scan(_SCAN_SECONDS)
        if isinstance(scanned, Fault):
            row = services.faults.row(DeviceKind.CODE_SCANNER, scanned.code)
            yield row
            if not row.again:
                return
        else:
            found = tell_apart(scanned.text)
            yield found
            if isinstance(found, wanted):
                return
