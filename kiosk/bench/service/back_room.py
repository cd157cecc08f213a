"""Where work is done that would hold the loop up: hashes and documents."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
        with self.occupied():
            return await in_thread(function)

    @contextmanager
    def occupied(self) -> Iterator[None]:
        """Tell that something is at work that takes real time, such as another process."""
        self.at_work += 1
        try:
            yield
        finally:
            self.at_work -= 1
