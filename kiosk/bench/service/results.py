"""What the self-tests of the devices found last, kept through restarts."""

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kiosk.devices.ports import DeviceKind
from kiosk.domain.words import Bilingual
from kiosk.private_file import write_private_file

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a self-test ended."""

    passed: bool
    detail: Bilingual
    """What was seen, for a technician; of a card's number no more than its mask shows."""


@dataclass(frozen=True, slots=True)
class SelfTestResult:
    """A self-test that somebody made."""

    outcome: Outcome
    at: datetime
    operator: str


@cache
def _results() -> TypeAdapter[dict[DeviceKind, SelfTestResult]]:
    """Make what reads and writes the file; it takes as long as many modules do."""
    return TypeAdapter(dict[DeviceKind, SelfTestResult])


class ResultBook:
    """The last result of each device's self-test, in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def last(self) -> dict[DeviceKind, SelfTestResult]:
        """Give the last result of each device that was tested."""
        try:
            return _results().validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValidationError) as error:
            _log.error("%s cannot be read, so every device counts as untested: %s", self._path, error)
            return {}

    def add(self, device: DeviceKind, result: SelfTestResult) -> None:
        """Keep a result instead of the device's last one.

        Raises:
            OSError: it cannot be written.
        """
        write_private_file(self._path, _results().dump_json({**self.last(), device: result}, indent=1))
