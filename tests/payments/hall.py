"""A hall to pay in: the real bureau, rails and gateways, a line to cut and a kiosk to restart."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import httpx

from kiosk.domain.ids import Ids
from kiosk.domain.orders import Order, PaymentMode, RailName
from kiosk.payments.disk_reserve import FREE_BYTES, DiskReserve
from kiosk.payments.journal import Journal
from kiosk.payments.order_record import OrderStage
from kiosk.payments.ports import PaymentRail
from kiosk.payments.rails.alipay import AlipayRail
from kiosk.payments.rails.wechat import WeChatRail
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.settler import PaymentChoice, Settler
from kiosk.payments.timing import Timing
from kiosk.world.gateway import GatewayKeys, GatewayTransport, SimulatedGateway
from kiosk.world.interruptible_bureau import InterruptibleBureau
from kiosk.world.merchant import simulated_accounts
from tests.bureau.counter import BASIC, SUPPLEMENT, Counter, open_embedded

WECHAT, ALIPAY = RailName.WECHAT, RailName.ALIPAY
URL = "http://gateway.test"


@cache
def keys() -> GatewayKeys:
    """Make the gateways' keys, once for all tests, as that takes seconds."""
    return GatewayKeys.load(Path(mkdtemp(prefix="keys")))


class PowerCut(BaseException):
    """Ends a run of the kiosk right after a commit; no error that the program could catch."""


class CutJournal(Journal):
    """The real journal, after one of whose commits the power may go."""

    cut_after: AttemptState | None = None

    def attempt_started(self, record: AttemptRecord) -> None:
        super().attempt_started(record)
        self._cut(record)

    def attempt_changed(
        self, old: AttemptRecord, new: AttemptRecord, order: OrderStage | None = None
    ) -> None:
        super().attempt_changed(old, new, order)
        self._cut(new)

    def _cut(self, record: AttemptRecord) -> None:
        if record.state is self.cut_after:
            raise PowerCut


class Hall:
    """Everything around one kiosk, and the kiosk's journal on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counter: Counter = open_embedded(folder)
        self.clock = self.counter.clock
        self.line = InterruptibleBureau(self.counter.bureau)
        self.random = random.Random(7)
        self.gateway = SimulatedGateway(":memory:", keys(), self.clock, self.random.randbytes)
        self.transport = GatewayTransport(self.gateway, self.clock)
        self._carrier: httpx.AsyncBaseTransport = self.transport
        self.free_bytes = 2 * FREE_BYTES
        """What is free on the kiosk's disk."""
        self._starts = 0

    def carry(self, transport: httpx.AsyncBaseTransport) -> None:
        """Let something else than the gateways answer."""
        self._carrier = transport

    @asynccontextmanager
    async def kiosk(self) -> AsyncIterator["Kiosk"]:
        """Run a kiosk on the hall's journal until the block ends; the end is a power cut."""
        self._starts += 1
        async with httpx.AsyncClient(transport=self._carrier) as client:
            path, boot_id = self.folder / "journal.db", f"boot-{self._starts}"
            reserve = DiskReserve(self.folder / "reserve", 4096, lambda _: self.free_bytes)
            with CutJournal(path, self.clock, boot_id, reserve=reserve) as journal:
                kiosk = Kiosk(self, journal, client)
                running = asyncio.create_task(kiosk.settler.run())
                try:
                    yield kiosk
                finally:
                    running.cancel()
                    await asyncio.wait({running})
                    if not running.cancelled() and (died := running.exception()) is not None:
                        assert isinstance(died, BaseExceptionGroup)
                        assert died.subgroup(PowerCut) is not None, died

    def close(self) -> None:
        """Close the bureau and the gateway."""
        self.counter.close()
        self.gateway.close()


class Kiosk:
    """One run of the kiosk's payments room."""

    def __init__(self, hall: Hall, journal: CutJournal, client: httpx.AsyncClient) -> None:
        self.hall = hall
        self.journal = journal
        clock = hall.clock
        wechat, alipay = simulated_accounts(URL, keys().merchant)
        self.rails: dict[RailName, PaymentRail] = {
            WECHAT: WeChatRail(wechat, client, clock, lambda: hall.random.randbytes(16).hex()),
            ALIPAY: AlipayRail(alipay, client, clock),
        }
        ids = Ids(clock, hall.random.randbytes)
        self.settler = Settler(journal, self.rails, hall.line, clock, ids, Timing(), "100001", hall.random)

    async def order(self, *bill_ids: str, order_id: str = "order-1") -> Order:
        """Log the citizen in and open an order of both bills, or of those named."""
        counter = self.hall.counter
        wish = await counter.wish(
            await counter.log_in(), *(bill_ids or (BASIC, SUPPLEMENT)), order_id=order_id
        )
        order = await self.settler.open_order(wish)
        assert isinstance(order, Order)
        return order

    async def pay(self, order: Order, rail: RailName = WECHAT) -> AttemptRecord:
        """Show a code."""
        return await self.settler.pay(
            order, PaymentChoice(rail, PaymentMode.SHOWN_CODE), "social insurance", 180.0
        )

    def scan_and_pay(self, record: AttemptRecord) -> None:
        """Let the citizen's phone pay the code on the screen."""
        assert record.code is not None
        self.hall.gateway.pay(record.rail, record.code)

    async def until_final(self, attempt_no: str, within_s: float = 90_000) -> AttemptRecord:
        """Let time pass until an attempt is final."""
        return await self.until(lambda: self.journal.attempt(attempt_no).final, attempt_no, within_s)

    async def until(
        self, met: Callable[[], bool], attempt_no: str, within_s: float = 90_000
    ) -> AttemptRecord:
        """Let time pass until a condition is met."""
        clock = self.hall.clock
        end = clock.monotonic() + within_s
        while not met():
            assert clock.monotonic() < end, self.journal.attempt(attempt_no)
            await clock.advance(1)
        return self.journal.attempt(attempt_no)
