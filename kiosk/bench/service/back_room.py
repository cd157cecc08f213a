"""Where work is done that would hold the loop up: hashes and documents."""

from collections.abc import Callable
from typing import TypeVar

from kiosk.devices.transports.threads import in_thread

T = TypeVar("T")


class BackRoom:
    """Runs functions in threads and knows whether one is at work, which virtual time must wait for."""

    def __init__(self) -> None:
        self.at_work = 0
        """How many run now."""

    async def run(self, function: Callable[[], T]) -> T:
        """Run a function beside the loop and give its result."""
        self.at_work += 1
        try:
            return await in_thread(function)
        finally:
            self.at_work -= 1
