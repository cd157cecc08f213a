"""The switch by which an operator takes a kiosk out of service, which a restart does not undo."""

import logging
from pathlib import Path

from kiosk.flows.service_switch import Closure, ServiceSwitch
from kiosk.private_file import write_private_file

_log = logging.getLogger(__name__)


class OutOfService:
    """Closes the kiosk for as long as its file is there.

    Payments in flight are none of its business: the settler goes on with them.
    """

    def __init__(self, path: Path, switch: ServiceSwitch) -> None:
        self._path = path
        self._switch = switch
        switch.set(Closure.OPERATOR, closed=path.exists())

    @property
    def closed(self) -> bool:
        """Whether an operator has closed it."""
        return Closure.OPERATOR in self._switch.closures

    def turn(self, *, closed: bool, operator: str) -> bool:
        """Close or open the kiosk; say whether the disk keeps it so through a restart."""
        self._switch.set(Closure.OPERATOR, closed=closed)
        try:
            if closed:
                write_private_file(self._path, f"{operator}\n".encode())
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            _log.error("%s cannot be changed: %s", self._path, error.strerror)
            return False
        return True
