"""`kiosk operator`: gives people a PIN for the service menu, or takes it away."""

import sys
from getpass import getpass
from pathlib import Path

from kiosk.bench.service.operators import FILE_NAME, Operators
from kiosk.domain.clock import SystemClock
from kiosk.domain.secret import Secret
from kiosk.technician_error import TechnicianError


def operator(data: Path, what: str, name: str | None) -> int:
    """Do it in a kiosk's folder for data, also while the kiosk runs; give the exit status.

    Raises:
        TechnicianError: it cannot be done.
    """
    operators = Operators(data / FILE_NAME, SystemClock())
    if what == "list":
        sys.stdout.write("".join(f"{each}\n" for each in operators.names))
        return 0
    if name is None:
        raise TechnicianError(f"say whose PIN: kiosk operator {what} NAME")
    if what == "remove":
        operators.remove(name)
        sys.stdout.write(f"{name} has no PIN any more\n")
        return 0
    operators.set_pin(name, _new_pin())
    sys.stdout.write(f"{name} has a PIN, in {data / FILE_NAME}\n")
    return 0


def _new_pin() -> Secret:
    """Have a PIN typed twice without showing it, or take it from a line that is piped in."""
    if not sys.stdin.isatty():
        return Secret(sys.stdin.readline().strip())
    pin = getpass("New PIN, 6 to 8 digits: ")
    if getpass("The same again: ") != pin:
        raise TechnicianError("the two were not the same; nothing is changed")
    return Secret(pin)
