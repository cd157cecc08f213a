"""What a kiosk under test lets the runner do with it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from kiosk.domain.money import Fen
from kiosk.flows.actions import Action
from kiosk.flows.render import Rendered
from kiosk.world.clock import VirtualClock
from kiosk.world.world import BankCardAct, BureauLedger, CardLedger, PrintedPaper


class ControlledWorld(Protocol):
    """The things around the kiosk that a person could touch, and what came of it.

    A method raises ValueError, with words for the tester, if the thing cannot be done.
    """

    def insert_card(self, citizen_id: str) -> None:
        """Put a citizen's card into the reader."""
        ...

    def pull_card(self) -> None:
        """Pull the card out of the reader."""
        ...

    def put_identity_card(self, citizen_id: str, *, hasty: bool) -> None:
        """Put a citizen's ID card, or the stranger's, on the reader; a hasty hand takes it away too soon."""
        ...

    def take_identity_card(self) -> None:
        """Take the ID card away from the reader."""
        ...

    def set_paper(self, *, loaded: bool) -> None:
        """Load a paper roll, or take it out."""
        ...

    def set_cover(self, *, closed: bool) -> None:
        """Close the printer's cover, or open it."""
        ...

    def set_bureau(self, *, reachable: bool) -> None:
        """Restore the line to the bureau, or cut it."""
        ...

    def set_terminal(self, *, answering: bool) -> None:
        """Let the payment terminal answer, or do what it is asked without a word."""
        ...

    def use_bank_card(self, act: BankCardAct) -> None:
        """Do something with a bank card at the payment terminal."""
        ...

    def set_scanner(self, *, plugged: bool) -> None:
        """Plug the code scanner in, or pull its cable."""
        ...

    def hold_code(self, text: str) -> None:
        """Hold a code before the scanner for a moment."""
        ...

    def settle_elsewhere(self, citizen_id: str) -> None:
        """Have the citizen's first due or locked bill paid at another place."""
        ...

    async def change_bill(self, citizen_id: str, bill_id: str | None, discount_fen: Fen) -> None:
        """Have the bureau grant a discount; without `bill_id`, on the citizen's first bill that is due."""
        ...

    def papers(self) -> Sequence[PrintedPaper]:
        """List what was printed since the kiosk started, oldest first."""
        ...

    async def ledger(self) -> BureauLedger:
        """Read the bureau's book."""
        ...

    def card_ledger(self) -> CardLedger:
        """Read the book of the acquirer behind the payment terminal."""
        ...


class Controlled(Protocol):
    """A kiosk that runs on a virtual clock. Everything here is called on the kiosk's own loop."""

    @property
    def clock(self) -> VirtualClock:
        """The clock that all of the kiosk lives by."""
        ...

    @property
    def world(self) -> ControlledWorld:
        """What is around the kiosk."""
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

    async def screenshot(self, path: Path) -> None:
        """Write the screen as PNG, once it is drawn; ValueError if there is no window."""
        ...
