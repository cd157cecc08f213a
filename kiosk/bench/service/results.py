"""What the self-tests of the devices found last, kept through restarts."""

import logging
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from kiosk.devices.ports import DeviceKind
from kiosk.private_file import write_private_file

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """How a self-test ended."""

    passed: bool
    detail: str
    """What was seen, for a technician; nothing of a citizen's is in it."""


@dataclass(frozen=True, slots=True)
class TestResult:
    """A self-test that somebody made."""

    outcome: TestOutcome
    at: datetime
    operator: str


_RESULTS = TypeAdapter(dict[DeviceKind, TestResult])


class ResultBook:
    """The last result of each device's self-test, in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def last(self) -> dict[DeviceKind, TestResult]:
        """Give the last result of each device that was tested."""
        try:
            return _RESULTS.validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValidationError) as error:
            _log.error("%s cannot be read, so every device counts as untested: %s", self._path, error)
            return {}

    def add(self, device: DeviceKind, result: TestResult) -> None:
        """Keep a result instead of the device's last one.

        Raises:
            OSError: it cannot be written.
        """
        write_private_file(self._path, _RESULTS.dump_json({**self.last(), device: result}, indent=1))
