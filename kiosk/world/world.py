"""The world around a simulated kiosk: one object that the bench, the scripted flows and the tests drive."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kiosk.bureau.store import BureauStore
from kiosk.devices.ports import DeviceKind
from kiosk.devices.simulators.board import SimulatedIndicatorBoard
from kiosk.devices.simulators.camera import SimulatedCamera
from kiosk.devices.simulators.card_slot import CardSlot
from kiosk.devices.simulators.faults import Faults
from kiosk.devices.simulators.identity_reader import SimulatedIdentityReader
from kiosk.devices.simulators.loudspeaker import SimulatedLoudspeaker
from kiosk.devices.simulators.printer import SimulatedPrinter
from kiosk.devices.simulators.scanner import SimulatedScanner
from kiosk.devices.simulators.terminal import SimulatedTerminal
from kiosk.devices.simulators.terminal_book import BookedStatus
from kiosk.domain.bills import BillStatus, Discount
from kiosk.domain.clock import Clock
from kiosk.domain.money import Fen
from kiosk.domain.words import Bilingual
from kiosk.world.acts import BUREAU, BankCardAct, Roll
from kiosk.world.bureau_clerk import BureauClerk
from kiosk.world.camera_scene import CameraScene, Manner
from kiosk.world.citizens import Citizen
from kiosk.world.identity_cards import STRANGER, identity_card, strangers_card
from kiosk.world.interruptible_bureau import InterruptibleBureau
from kiosk.world.social_security_cards import social_security_card

_DECLINED = "106"
"""ECR Hub's word for a card that its bank does not accept."""
_SUPPORT = Bilingual("临时补助", "Special support")


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A paper that came out of the printer and was cut."""

    lines: tuple[str, ...]
    """Its texts from top to bottom, those printed as pictures included."""
    picture: Path


@dataclass(frozen=True, slots=True)
class Guidance:
    """What guides the citizen beside the screen."""

    lit: tuple[DeviceKind, ...]
    """The devices with a light on beside them."""
    said: tuple[str, ...]
    """What was said aloud since the kiosk started, oldest first."""


@dataclass(frozen=True, slots=True)
class BureauLedger:
    """What the bureau's book says of all orders that are posted."""

    posted: int = 0
    posted_fen: Fen = Fen(0)  # noqa: RUF009 a number


@dataclass(frozen=True, slots=True)
class CardLedger:
    """What the acquirer behind the payment terminal says of all cards."""

    paid_fen: Fen
    refunded_fen: Fen


@dataclass(frozen=True, slots=True)
class SimulatedDevices:
    """The devices that exist only as bytes, whether the kiosk uses them or real ones."""

    slot: CardSlot
    printer: SimulatedPrinter
    terminal: SimulatedTerminal
    scanner: SimulatedScanner
    identity_reader: SimulatedIdentityReader
    board: SimulatedIndicatorBoard
    loudspeaker: SimulatedLoudspeaker
    camera: SimulatedCamera
    scene: CameraScene
    """What it looks at."""


class _Simulated(Protocol):
    """What can be done to any device."""

    @property
    def faults(self) -> Faults[Any]: ...

    def plug_in(self) -> None: ...

    def unplug(self) -> None: ...


class World:
    """Citizens with their cards, the devices, the bureau's book and the line to it.

    Its methods belong on the kiosk's loop. One raises ValueError, in words for a tester, if the
    thing cannot be done.
    """

    def __init__(
        self,
        citizens: Iterable[Citizen],
        devices: SimulatedDevices,
        store: BureauStore,
        line: InterruptibleBureau,
        clock: Clock,
        papers: Path,
    ) -> None:
        self.citizens = {citizen.id: citizen for citizen in citizens}
        self.devices = devices
        self._line = line
        self._cards = {citizen.id: social_security_card(citizen) for citizen in self.citizens.values()}
        self._identity_cards = {
            STRANGER: strangers_card(),
            **{citizen.id: identity_card(citizen) for citizen in self.citizens.values()},
        }
        self._store = store
        self._clerk = BureauClerk(store)
        self._clock = clock
        self._papers = papers
        self.unplugged: set[DeviceKind] = set()
        """Whose cable was pulled here."""

    @property
    def bureau_reachable(self) -> bool:
        """Whether the line to the bureau stands."""
        return self._line.connected

    @property
    def card_in(self) -> bool:
        """Whether any card is in the reader."""
        return self.devices.slot.card is not None

    @property
    def inserted(self) -> str | None:
        """Whose card is in the reader, by the citizen's id."""
        return next(
            (citizen for citizen, card in self._cards.items() if card is self.devices.slot.card), None
        )

    def insert_card(self, citizen_id: str) -> None:
        """Put a citizen's card into the reader."""
        self.devices.slot.insert(self._cards[self._citizen(citizen_id).id])

    def pull_card(self) -> None:
        """Pull the card out of the reader."""
        if self.devices.slot.card is None:
            message = "there is no card in the reader to pull"
            raise ValueError(message)
        self.devices.slot.pull()

    @property
    def identity_card_on_reader(self) -> str | None:
        """Whose ID card lies on the reader, by the citizen's id."""
        there = self.devices.identity_reader.card
        return next((whose for whose, card in self._identity_cards.items() if card is there), None)

    def put_identity_card(self, citizen_id: str, *, hasty: bool = False) -> None:
        """Put a citizen's ID card, or the stranger's, on the reader; a hasty hand takes it away too soon."""
        whose = citizen_id if citizen_id == STRANGER else self._citizen(citizen_id).id
        self.devices.identity_reader.put_on(self._identity_cards[whose], hasty=hasty)

    def take_identity_card(self) -> None:
        """Take the ID card away from the reader."""
        if self.devices.identity_reader.card is None:
            message = "there is no ID card on the reader to take away"
            raise ValueError(message)
        self.devices.identity_reader.take_away()

    def stand_before_camera(self, citizen_id: str | None, manner: Manner = Manner.OBEYS) -> None:
        """Let a citizen stand before the camera, or nobody."""
        who = None if citizen_id is None else self._citizen(citizen_id).id
        self.devices.scene.stand(who, manner)

    def set_paper(self, roll: Roll) -> None:
        """Load a paper roll, take it out, or let it run low or jam."""
        printer = self.devices.printer
        match roll:
            case Roll.LOADED:
                printer.clear_jam()
                printer.load_paper()
            case Roll.LOW:
                printer.near_end()
            case Roll.OUT:
                printer.take_paper_away()
            case Roll.JAMMED:
                printer.jam()

    def set_cover(self, *, closed: bool) -> None:
        """Close the printer's cover, or open it."""
        if closed:
            self.devices.printer.close_cover()
        else:
            self.devices.printer.open_cover()

    def set_power(self, *, on: bool) -> None:
        """Switch the printer on, or off."""
        if on:
            self.devices.printer.power_on()
        else:
            self.devices.printer.power_off()

    def set_plugged(self, device: DeviceKind, *, plugged: bool) -> None:
        """Put a device's cable in, or pull it."""
        if plugged:
            self._device(device).plug_in()
            self.unplugged.discard(device)
        else:
            self._device(device).unplug()
            self.unplugged.add(device)

    def set_door(self, *, open_: bool) -> None:
        """Open the cabinet, or close it."""
        self.devices.board.set_door(open_=open_)

    def guidance(self) -> Guidance:
        """See what is lit, and hear what was said."""
        said = tuple(prompt.text for prompt in self.devices.loudspeaker.begun)
        return Guidance(tuple(self.devices.board.lights), said)

    def faults(self, at: str) -> Faults[Any]:
        """Give what is planned to go wrong with a device, or with the line to the bureau."""
        return self._line.faults if at == BUREAU else self._device(DeviceKind(at)).faults

    def mend(self, at: str) -> None:
        """Make a device, or the line to the bureau, work again, whatever is wrong with it."""
        self.faults(at).clear()
        if at == BUREAU:
            self._line.connect(True)
            return
        self.set_plugged(DeviceKind(at), plugged=True)
        if at == DeviceKind.INDICATOR_BOARD:
            self.set_door(open_=False)
        if at == DeviceKind.PRINTER:
            self.set_power(on=True)
            self.set_cover(closed=True)
            self.devices.printer.mend_cutter()
            self.devices.printer.repair()
            self.set_paper(Roll.LOADED)

    def set_bureau(self, *, reachable: bool) -> None:
        """Restore the line to the bureau, or cut it."""
        self._line.connect(reachable)

    def use_bank_card(self, act: BankCardAct) -> None:
        """Do something with a bank card at the payment terminal."""
        terminal = self.devices.terminal
        if terminal.waiting is None:
            message = "the payment terminal does not ask for a card"
            raise ValueError(message)
        match act:
            case BankCardAct.PRESENT:
                terminal.present_card()
            case BankCardAct.DECLINE:
                terminal.decline(_DECLINED)
            case BankCardAct.CANCEL:
                terminal.press_cancel()

    def hold_code(self, text: str) -> None:
        """Hold a code before the scanner for a moment."""
        scanner = self.devices.scanner
        if not scanner.reading:
            message = "the scanner does not read now; ask for it on the screen first"
            raise ValueError(message)
        scanner.hold(text)
        scanner.take_away()

    def show_evoucher(self, citizen_id: str) -> None:
        """Hold a citizen's phone with a new e-voucher before the scanner."""
        self.hold_code(self._clerk.show_evoucher(self._citizen(citizen_id).id, self._clock.now()))

    async def change_bill(self, citizen_id: str, bill_id: str | None, discount_fen: Fen) -> None:
        """Have the bureau grant a discount; without `bill_id`, on the citizen's first bill that is due."""
        bills = self._store.bills(self._citizen(citizen_id).id, self._clock.now())
        named = [bill for bill in bills if bill_id in {None, bill.bill_id} and bill.status is BillStatus.DUE]
        if not named:
            message = f"{citizen_id} has no bill {bill_id or ''} that is due; the bills: " + ", ".join(
                bill.bill_id for bill in bills
            )
            raise ValueError(message)
        bill = named[0]
        if not 0 < discount_fen < bill.net_fen:
            message = f"a discount on {bill.bill_id} must be more than 0 and less than {bill.net_fen} fen"
            raise ValueError(message)
        discounts = (*bill.discounts, Discount(_SUPPORT, discount_fen))
        self._clerk.change_bill(bill.bill_id, bill.gross_fen, discounts)

    def settle_elsewhere(self, citizen_id: str) -> None:
        """Have the citizen's first due or locked bill paid at another place."""
        bills = self._store.bills(self._citizen(citizen_id).id, self._clock.now())
        for bill in bills:
            if bill.status in {BillStatus.DUE, BillStatus.LOCKED} and self._clerk.settle_elsewhere(
                bill.bill_id
            ):
                return
        message = f"{citizen_id} has no bill that could be paid elsewhere"
        raise ValueError(message)

    def papers(self) -> Sequence[PrintedPaper]:
        """List what was printed since the kiosk started, oldest first, each with its picture."""
        self._papers.mkdir(parents=True, exist_ok=True)
        result = []
        for number, paper in enumerate(self.devices.printer.printed, start=1):
            picture = self._papers / f"voucher-{number}.png"
            paper.save_png(picture)
            result.append(PrintedPaper(paper.lines, picture))
        return result

    async def ledger(self) -> BureauLedger:
        """Read the bureau's book."""
        row = self._store.row("select count(*) as posted, coalesce(sum(paid_fen), 0) as fen from ledger")
        if row is None:
            message = "the bureau's book has no ledger"
            raise ValueError(message)
        return BureauLedger(row["posted"], Fen(row["fen"]))

    def card_ledger(self) -> CardLedger:
        """Read the acquirer's book."""
        trades = [
            trade for trade in self.devices.terminal.book.trades() if trade.status is BookedStatus.SUCCESS
        ]
        return CardLedger(
            Fen(sum(trade.fen for trade in trades if trade.original_no is None)),
            Fen(sum(trade.fen for trade in trades if trade.original_no is not None)),
        )

    def _device(self, device: DeviceKind) -> "_Simulated":
        devices: dict[DeviceKind, _Simulated] = {
            DeviceKind.CARD_READER: self.devices.slot,
            DeviceKind.IDENTITY_CARD_READER: self.devices.identity_reader,
            DeviceKind.CODE_SCANNER: self.devices.scanner,
            DeviceKind.PRINTER: self.devices.printer,
            DeviceKind.PAYMENT_TERMINAL: self.devices.terminal,
            DeviceKind.CAMERA: self.devices.camera,
            DeviceKind.INDICATOR_BOARD: self.devices.board,
            DeviceKind.ANNOUNCER: self.devices.loudspeaker,
        }
        return devices[device]

    def _citizen(self, citizen_id: str) -> Citizen:
        if citizen_id not in self.citizens:
            message = f"there is no citizen {citizen_id}; there are {', '.join(self.citizens)}"
            raise ValueError(message)
        return self.citizens[citizen_id]
