"""What a kiosk under test lets the runner do with it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from kiosk.flows.actions import Action
from kiosk.flows.render import Rendered
from kiosk.world.acts import AtKiosk
from kiosk.world.clock import VirtualClock
from kiosk.world.world import BureauLedger, CardLedger, Guidance, PrintedPaper


class Controlled(Protocol):
    """A kiosk that runs on a virtual clock. Everything here is called on the kiosk's own loop."""

    @property
    def clock(self) -> VirtualClock:
        """The clock that all of the kiosk lives by."""
        ...

    @property
    def citizens(self) -> frozenset[str]:
        """Who has cards, by their ids."""
        ...

    @property
    def busy(self) -> bool:
        """Whether something runs that ends in real time: a request on the network, a worker thread."""
        ...

    def page(self) -> Rendered | None:
        """Give what is on the screen, or None before the first page."""
        ...

    async def act(self, action: Action) -> None:
        """Do what a finger does on the page that is shown; ValueError if it cannot be done there."""
        ...

    async def do(self, act: AtKiosk) -> None:
        """Do something to the world around it; ValueError, in words for a tester, if it cannot be done."""
        ...

    def papers(self) -> Sequence[PrintedPaper]:
        """List what was printed since the kiosk started, oldest first."""
        ...

    def guidance(self) -> Guidance:
        """See the lights, and hear what was said since the kiosk started."""
        ...

    async def ledger(self) -> BureauLedger:
        """Read the bureau's book."""
        ...

    def card_ledger(self) -> CardLedger:
        """Read the book of the acquirer behind the payment terminal."""
        ...

    async def screenshot(self, path: Path) -> None:
        """Write the screen as PNG, once it is drawn; ValueError if there is no window."""
        ...
