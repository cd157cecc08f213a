"""A kiosk in a process of its own, on the disk, that a crash may end at any seam."""

import asyncio
import secrets
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.bureau.embedded import EmbeddedBureau
from kiosk.devices.drivers.ecr_hub import EcrHubTerminal
from kiosk.devices.drivers.ecr_hub_session import EcrHubSession
from kiosk.devices.simulators.terminal import SimulatedTerminal
from kiosk.devices.simulators.terminal_book import AcquirerBook
from kiosk.devices.simulators.terminal_line import TerminalOnWire
from kiosk.domain.clock import SHANGHAI
from kiosk.domain.ids import Ids
from kiosk.flowtest.busy import BusyTransport
from kiosk.payments.journal import Journal
from kiosk.payments.ports import PaymentRail
from kiosk.payments.rails.alipay import AlipayRail
from kiosk.payments.rails.terminal import TerminalRail
from kiosk.payments.rails.wechat import WeChatRail
from kiosk.payments.settler import Settler
from kiosk.payments.timing import Timing
from kiosk.proof.seams import BUREAU, JOURNAL, RAIL, Seams
from kiosk.proof.shared_clock import SharedClock
from kiosk.world.bureau_clerk import BureauClerk
from kiosk.world.gateway import GatewayKeys
from kiosk.world.interruptible_bureau import InterruptibleBureau
from kiosk.world.merchant import simulated_accounts

START = datetime(2026, 11, 22, 9, 30, tzinfo=SHANGHAI)
_LONGEST_S = 86_400.0
_TLS = httpx.create_ssl_context(verify=False)
"""Never used on the loopback, and made once for all processes that are forked from here."""
_TURNS = 30
"""Of the loop, in which nobody sends anything, before time goes on: so a visit is the same each time."""
_GLANCE_S = 0.0002
"""Of real time, between two looks whether an answer has come."""
_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


class CrashKiosk:
    """One run of the kiosk's money, from its start to its crash or its end.

    Args:
        folder: its files: what it finds there is what earlier runs left.
        url: the gateways.
        keys: the folder of the gateways' keys.
        seams: where it may be killed.
    """

    def __init__(self, folder: Path, url: str, keys: Path, seams: Seams) -> None:
        self.folder = folder
        self.clock = self.make_clock()
        self.network = BusyTransport(_TLS)
        self.client = httpx.AsyncClient(transport=self.network, base_url=url)
        self.seams = seams
        self.ids = Ids(self.clock, secrets.token_bytes)
        self.bureau = EmbeddedBureau(folder / "bureau.db", self.clock, self.ids, _KEY, "339999-001")
        self.line = InterruptibleBureau(self.bureau)
        self.clerk = BureauClerk(self.bureau.store)
        self.orders = self.seams.watch("bureau", self.line, BUREAU)
        self.journal = self.seams.watch("journal", self.open_journal(), JOURNAL)
        self.terminal = SimulatedTerminal(self.clock, AcquirerBook(str(folder / "acquirer.db")))
        line = TerminalOnWire(self.terminal).stream()
        self._card = EcrHubTerminal(EcrHubSession(line, self.clock), self.clock, self.ids, "crash")
        self.rails = {
            rail.name: self.seams.watch("gateway", rail, RAIL) for rail in self.make_rails(url, keys)
        }
        self._running: list[asyncio.Future[None]] = []
        self.settler = Settler(
            self.journal, self.rails, self.orders, self.clock, self.ids, Timing(), "100001", Random(7)
        )

    def make_clock(self) -> SharedClock:
        """Open the time that the gateways see, too."""
        return SharedClock(self.folder / "clock", START)

    def switch_on_terminal(self) -> None:
        """Connect the payment terminal, for those who pay by card: its heartbeat makes time go slowly."""
        self._running.append(asyncio.ensure_future(self._card.run()))

    def open_journal(self) -> Journal:
        """Open the journal on the disk."""
        return Journal(self.folder / "journal.db", self.clock, self.ids.ulid())

    def make_rails(self, url: str, keys: Path) -> list[PaymentRail]:
        """Make the real rails to the gateways."""
        wechat, alipay = simulated_accounts(url, GatewayKeys.load(keys).merchant)
        return [
            WeChatRail(wechat, self.client, self.clock, partial(secrets.token_hex, 16)),
            AlipayRail(alipay, self.client, self.clock),
            TerminalRail(self._card, self.clock),
        ]

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do."""
        return not (self.journal.open_attempts() or self.journal.unresolved_orders())

    async def live(self, story: asyncio.Future[None]) -> bool:
        """Let time pass until the story is over and all is settled; False if that does not come in a day."""
        self._running.append(asyncio.ensure_future(self.settler.run()))
        end = self.clock.monotonic() + _LONGEST_S
        try:
            while not (story.done() and self.settled):
                if self.clock.monotonic() > end:
                    return False
                await self._go_on()
                for running in self._running:
                    if running.done():
                        running.result()
                if self.settler.trouble is not None:
                    raise self.settler.trouble  # what a citizen is told of is a finding here
            story.result()
            return True
        finally:
            for running in self._running:
                running.cancel()
            await asyncio.wait(self._running)

    async def close(self) -> None:
        """Let go of everything."""
        await self.client.aclose()
        self.journal.close()
        self.bureau.close()
        self.seams.close()
        self.terminal.book.close()
        self.clock.close()

    async def _go_on(self) -> None:
        for _ in range(_TURNS):
            if self.network.on_their_way:
                await asyncio.sleep(_GLANCE_S)
                return
            await asyncio.sleep(0)
        if (pause := self.clock.next_deadline) is not None:
            await self.clock.advance(pause)
