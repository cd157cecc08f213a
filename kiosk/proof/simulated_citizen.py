"""Citizens of a simulated day, and everything that they think of while they pay."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from random import Random

from kiosk.domain.money import Fen
from kiosk.domain.orders import Order, OrderLine, OrderRequest, PaymentMode, RailName
from kiosk.domain.secret import Secret
from kiosk.payments.record import AttemptRecord
from kiosk.payments.settler import PaymentChoice, Settler
from kiosk.proof.simulated_bank import Bank
from kiosk.proof.simulated_bureau import SimulatedBureau
from kiosk.proof.simulated_history import History
from kiosk.proof.simulated_kiosk import SimulatedKiosk

_CHOICES = (
    PaymentChoice(RailName.WECHAT, PaymentMode.SHOWN_CODE),
    PaymentChoice(RailName.ALIPAY, PaymentMode.SHOWN_CODE),
    PaymentChoice(RailName.WECHAT, PaymentMode.SCANNED_CODE, Secret("130000000000000000")),
    PaymentChoice(RailName.ALIPAY, PaymentMode.SCANNED_CODE, Secret("280000000000000000")),
    PaymentChoice(RailName.CARD, PaymentMode.TERMINAL),
)
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Town:
    """What citizens can reach."""

    kiosks: Sequence[SimulatedKiosk]
    bank: Bank
    bureau: SimulatedBureau
    history: History
    allows_voucher: Callable[[AttemptRecord], bool]
    vouchers: list[str]
    """The numbers of the postings on the vouchers that were printed."""


class Citizen:
    """Someone with bills to pay, who may come twice, or send somebody else at the same time."""

    def __init__(self, name: str, town: Town, random: Random) -> None:
        self._name = name
        self._town = town
        self._random = random
        count = random.choice((1, 1, 2))
        self._fen = Fen(count * random.randrange(100, 40_000))
        self._lines = tuple(OrderLine(f"{name}-bill-{n}", 1) for n in range(count))

    async def come(self, arrives_s: float) -> None:
        """Come at a moment of the day, and again if it did not work out."""
        random = self._random
        await asyncio.sleep(arrives_s)
        if random.random() < 0.08:
            loop, bureau, bill_id = asyncio.get_running_loop(), self._town.bureau, self._lines[0].bill_id
            moment = random.expovariate(1 / 60)
            loop.call_later(moment, bureau.settle_elsewhere, bill_id)
            if random.random() < 0.5:
                loop.call_later(moment + random.expovariate(1 / 120), bureau.unsettle, bill_id)
        both = random.random() < 0.1
        visits = [self._try()]
        if both:
            visits.append(self._try())
        await asyncio.gather(*visits)

    async def _try(self) -> None:
        for _ in range(_TRIES):
            kiosk = self._random.choice(self._town.kiosks)
            if await kiosk.visit(partial(self._pay_at, kiosk)):
                return
            await asyncio.sleep(self._random.uniform(10, 600))

    async def _pay_at(self, kiosk: SimulatedKiosk, settler: Settler) -> None:
        person = self._name
        request = OrderRequest(kiosk.ids.ulid(), "session", person, person, self._lines, self._fen)
        order = await settler.open_order(request)
        self._town.history.note(person, f"orders at {kiosk.number}: {type(order).__name__}")
        if not isinstance(order, Order):
            return
        await asyncio.sleep(self._random.uniform(1, 20))
        for _ in range(_TRIES):
            try:
                record = await self._pay(kiosk, settler, order)
            except ValueError:  # the order was given up meanwhile
                break
            if self._town.allows_voucher(record):
                self._town.vouchers.append(record.posting_no or record.attempt_no)
            if not record.allows_another or self._random.random() < 0.3:
                break
        await settler.abandon_order(order.order_id)

    async def _pay(self, kiosk: SimulatedKiosk, settler: Settler, order: Order) -> AttemptRecord:
        random = self._random
        choice = random.choice(_CHOICES)
        window = kiosk.timing.window_for(choice.mode, elder=random.random() < 0.3)
        record = await settler.pay(order, choice, "社会保险费", window)
        self._town.history.note(self._name, f"pays with {record.attempt_no}: {record.state}")
        if record.code is not None:
            self._use_phone(record.attempt_no, window)
        patience = random.choice((3.0, 20.0, 60.0, window, window + 60.0))
        try:
            async with asyncio.timeout(patience):
                return await _last(settler, record)
        except TimeoutError:
            pass
        if random.random() < 0.6:
            settler.cancel(record.attempt_no)
            try:
                async with asyncio.timeout(random.choice((5.0, 30.0, 120.0))):
                    return await _last(settler, record)
            except TimeoutError:
                pass
        async with aclosing(settler.watch(record.attempt_no)) as records:
            return await anext(records)

    def _use_phone(self, number: str, window_s: float) -> None:
        random = self._random
        loop = asyncio.get_running_loop()
        match random.choice(("soon", "soon", "soon", "late", "looks", "never")):
            case "soon":
                loop.call_later(random.expovariate(1 / 12), self._town.bank.pay, number)
            case "late":
                loop.call_later(random.uniform(window_s - 10, window_s + 200), self._town.bank.pay, number)
            case "looks":
                loop.call_later(random.expovariate(1 / 12), self._town.bank.scan, number)


async def _last(settler: Settler, record: AttemptRecord) -> AttemptRecord:
    """Watch an attempt to its end."""
    async for seen in settler.watch(record.attempt_no):
        record = seen
    return record
