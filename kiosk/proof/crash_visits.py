"""Visits to a kiosk that may crash at any moment: what the citizen does, and how it should end."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kiosk.config import FOLDER
from kiosk.devices.ports import PaperDocument, Printed, TextLine
from kiosk.devices.simulators.terminal_book import BookedStatus
from kiosk.domain.money import Fen
from kiosk.domain.orders import Order, OrderLine, OrderRequest, PaymentMode, RailName
from kiosk.domain.people import CardEvidence, Session
from kiosk.domain.secret import Secret
from kiosk.domain.vouchers import Voucher
from kiosk.flows.payment.printing import print_voucher
from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.payments.settler import PaymentChoice
from kiosk.proof.crash_kiosk import CrashKiosk
from kiosk.proof.seams import CITIZEN, PRINTER
from kiosk.world.citizens import load_citizens
from kiosk.world.gateway import Fault, PayerHabit, Phone
from kiosk.world.interruptible_bureau import BureauFault

_TERMINAL_STARTS_S = 2.0
_GAVE_UP = "111"
"""ECR Hub's word for a card that did not come in time."""
CITIZENS = FOLDER / "citizens.toml"
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Visit:
    """A citizen's story at the kiosk, and what the gateways and the phone do in it."""

    walk: Callable[["Visitor"], Awaitable[None]]
    ends: tuple[AttemptState, ...]
    """How its attempts end if nothing crashes."""
    faults: tuple[Fault | None, ...] = ()
    """What the gateways' first calls meet."""
    pays_late_s: float = 0.0
    """When the phone pays after a crash, in seconds from the restart; 0 is while the kiosk is dark."""
    card: bool = False
    """Whether the payment terminal is on."""
    cut_off_s: float = 0.0
    """How long the bureau is out of reach from the restart."""


class LeftError(Exception):
    """The citizen has left, as nothing went on any more."""


class Visitor:
    """A citizen at a kiosk, with a card and a phone that takes pictures."""

    def __init__(self, kiosk: CrashKiosk) -> None:
        self.kiosk = kiosk

    async def order(self) -> Order:
        """Log in and choose a bill."""
        citizen, bureau = load_citizens(CITIZENS)[0], self.kiosk.line
        evidence = CardEvidence(
            card_number=Secret(citizen.card.number),
            identification_code=Secret(citizen.card.identification_code),
            social_security_number=Secret(citizen.identity_number),
            name=Secret(citizen.name),
            pin_verified=True,
        )
        session = _sure(Session, await bureau.open_session(evidence))
        bill = _sure(tuple, await bureau.bills(session.session_id, session.person))[0]
        request = OrderRequest(
            order_id=self.kiosk.ids.ulid(),
            session_id=session.session_id,
            payer=session.person,
            beneficiary=session.person,
            lines=(OrderLine(bill.bill_id, bill.version),),
            total_fen=Fen(bill.net_fen),
        )
        return _sure(Order, await self.kiosk.settler.open_order(request))

    async def choose(self, order: Order, rail: RailName) -> AttemptRecord:
        """Have a code shown, and take a picture of it."""
        choice = PaymentChoice(rail, PaymentMode.SHOWN_CODE)
        record = await self.kiosk.settler.pay(order, choice, "social insurance", 180.0)
        self._remember(rail, "pay", _sure(str, record.code))
        return record

    async def begin_card(self, order: Order, act: str) -> AttemptRecord:
        """Have the terminal ask for a card; `act` is what its holder does then, kiosk or no kiosk."""
        await self.wait(_TERMINAL_STARTS_S)
        self._remember(RailName.CARD, act, "-")  # the terminal asks before the kiosk knows that it does
        choice = PaymentChoice(RailName.CARD, PaymentMode.TERMINAL)
        return await self.kiosk.settler.pay(order, choice, "social insurance", 180.0)

    async def show(self, order: Order, rail: RailName) -> AttemptRecord:
        """Have a code of the phone scanned, which then asks for the password."""
        code = await Phone(rail, self.kiosk.client).show_code(PayerHabit.PASSWORD)
        self._remember(rail, "confirm", code)
        choice = PaymentChoice(rail, PaymentMode.SCANNED_CODE, Secret(code))
        return await self.kiosk.settler.pay(order, choice, "social insurance", 45.0)

    async def pay(self) -> None:
        """Pay the code of the picture, or enter the password, if the phone knows of anything."""
        memory = _memory(self.kiosk.folder)
        if memory.exists():
            wallet, act, code = memory.read_text(encoding="utf-8").split(" ", 2)
            rail, kiosk = RailName(wallet), self.kiosk
            purse = _Card(kiosk) if rail is RailName.CARD else Phone(rail, kiosk.client)
            purse = self.kiosk.seams.watch("citizen", purse, CITIZEN)
            await getattr(purse, act)(code)

    async def end(self, record: AttemptRecord) -> AttemptRecord:
        """Wait for the end of an attempt."""
        async for last in self.kiosk.settler.watch(record.attempt_no):
            record = last
        return record

    async def take_voucher(self, record: AttemptRecord) -> None:
        """Wait for the voucher on paper, which the flow prints."""
        voucher = _sure(Voucher, await self.kiosk.line.voucher(_sure(str, record.posting_no)))
        printer = self.kiosk.seams.watch("printer", _Paper(self.kiosk.folder), PRINTER)
        document = PaperDocument((TextLine(voucher.voucher_no),))
        journal, orders = self.kiosk.journal, self.kiosk.orders
        await print_voucher(voucher.voucher_no, lambda _: document, journal, printer, orders)

    async def wait(self, seconds: float) -> None:
        """Do nothing for a while."""
        await self.kiosk.clock.sleep(seconds)

    def _remember(self, rail: RailName, act: str, code: str) -> None:
        _memory(self.kiosk.folder).write_text(f"{rail} {act} {code}", encoding="utf-8")


class _Card:
    """A bank card, whose holder stands at the terminal: that goes on with a sale while the kiosk is dark."""

    def __init__(self, kiosk: CrashKiosk) -> None:
        self._terminal = kiosk.terminal

    async def pay(self, _: str) -> None:
        """Present the card."""
        self._terminal.present_card()
        for order_no in self._left_open():
            self._terminal.approve_late(order_no)

    async def leave(self, _: str) -> None:
        """Do nothing, until the terminal gives up."""
        self._terminal.decline(_GAVE_UP)
        for order_no in self._left_open():
            self._terminal.cancel_late(order_no)

    def _left_open(self) -> list[str]:
        trades = self._terminal.book.trades()
        return [trade.order_no for trade in trades if trade.status is BookedStatus.PROCESSING]


class _Paper:
    def __init__(self, folder: Path) -> None:
        self._papers = papers(folder)

    async def print_document(self, document: PaperDocument, deadline: float) -> Printed:
        """Bring out the texts, into a file."""
        with self._papers.open("a", encoding="utf-8") as roll:
            roll.writelines(f"{item.text}\n" for item in document.items if isinstance(item, TextLine))
        return Printed()


def papers(folder: Path) -> Path:
    """Tell where the vouchers lie that came out."""
    return folder / "papers"


def _memory(folder: Path) -> Path:
    return folder / "phone"


def _sure(kind: type[_Answer], answer: object) -> _Answer:
    if not isinstance(answer, kind):
        raise LeftError(f"the visit cannot go on: {answer}")
    return answer


async def _by_wechat(citizen: Visitor) -> None:
    await _pay_by(citizen, RailName.WECHAT)


async def _by_alipay(citizen: Visitor) -> None:
    await _pay_by(citizen, RailName.ALIPAY)


async def _pay_by(citizen: Visitor, rail: RailName) -> None:
    record = await citizen.choose(await citizen.order(), rail)
    await citizen.wait(5)
    await citizen.pay()
    await citizen.take_voucher(await citizen.end(record))


async def _by_card(citizen: Visitor) -> None:
    record = await citizen.begin_card(await citizen.order(), "pay")
    await citizen.wait(5)
    await citizen.pay()
    await citizen.take_voucher(await citizen.end(record))


async def _card_cancelled(citizen: Visitor) -> None:
    order = await citizen.order()
    record = await citizen.begin_card(order, "leave")
    citizen.kiosk.settler.cancel(record.attempt_no)
    await citizen.end(record)
    await citizen.kiosk.settler.abandon_order(order.order_id)


async def _card_settled_elsewhere(citizen: Visitor) -> None:
    order = await citizen.order()
    record = await citizen.begin_card(order, "pay")
    (line,) = citizen.kiosk.journal.order(order.order_id).lines
    citizen.kiosk.clerk.settle_elsewhere(line.bill_id)
    await citizen.pay()
    await citizen.end(record)


async def _cancelled(citizen: Visitor) -> None:
    order = await citizen.order()
    record = await citizen.choose(order, RailName.WECHAT)
    citizen.kiosk.settler.cancel(record.attempt_no)
    await citizen.end(record)
    await citizen.kiosk.settler.abandon_order(order.order_id)


async def _paid_late(citizen: Visitor) -> None:
    record = await citizen.choose(await citizen.order(), RailName.ALIPAY)
    citizen.kiosk.settler.cancel(record.attempt_no)
    await citizen.wait(60)
    await citizen.pay()
    await citizen.end(record)


async def _settled_elsewhere(citizen: Visitor) -> None:
    order = await citizen.order()
    record = await citizen.choose(order, RailName.WECHAT)
    (line,) = citizen.kiosk.journal.order(order.order_id).lines
    citizen.kiosk.clerk.settle_elsewhere(line.bill_id)
    await citizen.pay()
    await citizen.end(record)


async def _bureau_away(citizen: Visitor) -> None:
    record = await citizen.choose(await citizen.order(), RailName.WECHAT)
    citizen.kiosk.line.connect(False)
    await citizen.pay()
    await citizen.wait(40)
    citizen.kiosk.line.connect(True)
    await citizen.take_voucher(await citizen.end(record))


async def _posting_lost(citizen: Visitor) -> None:
    record = await citizen.choose(await citizen.order(), RailName.ALIPAY)
    citizen.kiosk.line.faults.add(BureauFault.DROP_REPLY)
    await citizen.pay()
    await citizen.wait(40)
    citizen.kiosk.line.faults.clear()
    await citizen.take_voucher(await citizen.end(record))


async def _another_way(citizen: Visitor) -> None:
    order = await citizen.order()
    record = await citizen.choose(order, RailName.WECHAT)
    citizen.kiosk.settler.cancel(record.attempt_no)
    await citizen.end(record)
    record = await citizen.choose(order, RailName.ALIPAY)
    await citizen.pay()
    await citizen.take_voucher(await citizen.end(record))


async def _scanned(citizen: Visitor) -> None:
    record = await citizen.show(await citizen.order(), RailName.WECHAT)
    await citizen.wait(6)
    await citizen.pay()
    await citizen.take_voucher(await citizen.end(record))


async def _scanned_cancelled(citizen: Visitor) -> None:
    order = await citizen.order()
    record = await citizen.show(order, RailName.ALIPAY)
    citizen.kiosk.settler.cancel(record.attempt_no)
    await citizen.end(record)
    await citizen.kiosk.settler.abandon_order(order.order_id)


async def _gave_up(citizen: Visitor) -> None:
    order = await citizen.order()
    await citizen.kiosk.settler.abandon_order(order.order_id)


POSTED, CLOSED = AttemptState.POSTED, AttemptState.CLOSED
VISITS = {
    "wechat": Visit(_by_wechat, (POSTED,)),
    "alipay": Visit(_by_alipay, (POSTED,)),
    "cancelled": Visit(_cancelled, (CLOSED,)),
    "close lost": Visit(_cancelled, (CLOSED,), faults=(None, None, Fault.DROP_REPLY)),
    "paid late": Visit(_paid_late, (POSTED,), pays_late_s=60.0),
    "settled elsewhere": Visit(_settled_elsewhere, (AttemptState.REFUNDED,)),
    "bureau away": Visit(_bureau_away, (POSTED,), cut_off_s=45.0),
    "posting lost": Visit(_posting_lost, (POSTED,)),
    "another way": Visit(_another_way, (CLOSED, POSTED)),
    "scanned": Visit(_scanned, (POSTED,)),
    "scanned, cancelled": Visit(_scanned_cancelled, (CLOSED,)),
    "card": Visit(_by_card, (POSTED,), card=True),
    "card, cancelled": Visit(_card_cancelled, (CLOSED,), card=True),
    "card, settled elsewhere": Visit(_card_settled_elsewhere, (AttemptState.REFUNDED,), card=True),
    "gave up": Visit(_gave_up, ()),
}
"""Every visit by name."""
