"""What the test runner decides for a kiosk in its hands."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Control:
    """The runner has the gateway and the time."""

    gateway_url: str
    keys: Path
    now: datetime
