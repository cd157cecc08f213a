"""What can be done in the simulated world: the closed set that bench, scripted flows and tests share."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.devices.ports import DeviceKind
from kiosk.devices.simulators.board import BoardFault
from kiosk.devices.simulators.camera import CameraFault
from kiosk.devices.simulators.card_slot import SlotFault
from kiosk.devices.simulators.faults import When
from kiosk.devices.simulators.identity_reader import ReaderFault
from kiosk.devices.simulators.loudspeaker import LoudspeakerFault
from kiosk.devices.simulators.printer import PrinterFault
from kiosk.devices.simulators.scanner import ScannerFault
from kiosk.devices.simulators.terminal import TerminalFault
from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.world.camera_scene import Manner
from kiosk.world.gateway.faults import Fault as GatewayFault
from kiosk.world.gateway.payment_codes import PayerHabit
from kiosk.world.interruptible_bureau import BureauFault

GATEWAY, BUREAU = "gateway", "bureau"

FAULT_KINDS: Mapping[str, type[StrEnum]] = {
    DeviceKind.CARD_READER: SlotFault,
    DeviceKind.IDENTITY_CARD_READER: ReaderFault,
    DeviceKind.CODE_SCANNER: ScannerFault,
    DeviceKind.PRINTER: PrinterFault,
    DeviceKind.PAYMENT_TERMINAL: TerminalFault,
    DeviceKind.CAMERA: CameraFault,
    DeviceKind.INDICATOR_BOARD: BoardFault,
    DeviceKind.ANNOUNCER: LoudspeakerFault,
    BUREAU: BureauFault,
    GATEWAY: GatewayFault,
}
"""Where faults can be planned, and which."""


class Roll(StrEnum):
    """How the paper roll is."""

    LOADED = "loaded"
    LOW = "low"
    OUT = "out"
    JAMMED = "jammed"


class BankCardAct(StrEnum):
    """What a citizen does at the payment terminal, or what comes of it."""

    PRESENT = "present"
    DECLINE = "decline"
    """The card is presented, and its bank declines."""
    CANCEL = "cancel"
    """The red button."""


@dataclass(frozen=True, slots=True)
class InsertCard:
    """Put a citizen's card into the reader."""

    citizen: str


@dataclass(frozen=True, slots=True)
class PullCard:
    """Pull the card out."""


@dataclass(frozen=True, slots=True)
class PutIdCard:
    """Put a citizen's ID card, or the stranger's, on the reader; a hasty hand takes it away too soon."""

    citizen: str
    hasty: bool


@dataclass(frozen=True, slots=True)
class TakeIdCard:
    """Take the ID card away from the reader."""


@dataclass(frozen=True, slots=True)
class ShowEVoucher:
    """Hold a citizen's phone with its e-voucher before the scanner."""

    citizen: str


@dataclass(frozen=True, slots=True)
class StandBeforeCamera:
    """Let a citizen stand before the camera, or nobody."""

    citizen: str | None
    manner: Manner


@dataclass(frozen=True, slots=True)
class Paper:
    """Load a paper roll, take it out, or let it run low or jam."""

    roll: Roll


@dataclass(frozen=True, slots=True)
class Cover:
    """Open or close the printer's cover."""

    closed: bool


@dataclass(frozen=True, slots=True)
class Power:
    """Switch the printer on or off."""

    on: bool


@dataclass(frozen=True, slots=True)
class Plug:
    """Put a device's cable in, or pull it."""

    device: DeviceKind
    plugged: bool


@dataclass(frozen=True, slots=True)
class Door:
    """Open or close the cabinet."""

    open: bool


@dataclass(frozen=True, slots=True)
class Tamper:
    """Force the cabinet, which only an operator can make good."""


@dataclass(frozen=True, slots=True)
class BankCard:
    """Do something with a bank card at the payment terminal."""

    act: BankCardAct


@dataclass(frozen=True, slots=True)
class HoldCode:
    """Hold any code before the scanner."""

    text: str


@dataclass(frozen=True, slots=True)
class Bureau:
    """Cut or restore the line to the bureau."""

    up: bool


@dataclass(frozen=True, slots=True)
class SettleElsewhere:
    """Have a citizen's first open bill paid at another place."""

    citizen: str


@dataclass(frozen=True, slots=True)
class ChangeBill:
    """Let the bureau grant a discount meanwhile; without `bill`, on the first that can be paid."""

    citizen: str
    bill: str | None
    discount_fen: Fen


@dataclass(frozen=True, slots=True)
class PlanFault:
    """Let something fail; `at` and `kind` are of FAULT_KINDS."""

    at: str
    kind: StrEnum
    when: When


@dataclass(frozen=True, slots=True)
class Mend:
    """Make one thing work again, whatever is wrong with it; `at` is of FAULT_KINDS."""

    at: str


@dataclass(frozen=True, slots=True)
class Network:
    """Cut or restore the line to the payment gateways."""

    up: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """Scan the code that was last on the screen with a citizen's phone, and put the phone away."""

    wallet: RailName


@dataclass(frozen=True, slots=True)
class Pay:
    """Scan the code that was last on the screen with a citizen's phone, and pay."""

    wallet: RailName


@dataclass(frozen=True, slots=True)
class ShowCode:
    """Hold a citizen's phone with a new payment code before the scanner."""

    wallet: RailName
    habit: PayerHabit


@dataclass(frozen=True, slots=True)
class AnswerPhone:
    """Enter the password that the phone asks for after its code was scanned, or say no."""

    pays: bool


AtKiosk = (
    InsertCard
    | PullCard
    | PutIdCard
    | TakeIdCard
    | StandBeforeCamera
    | Paper
    | Cover
    | Power
    | Plug
    | Door
    | Tamper
    | BankCard
    | HoldCode
    | ShowEVoucher
    | Bureau
    | SettleElsewhere
    | ChangeBill
    | PlanFault
    | Mend
)
"""What is done to the kiosk's devices and to the bureau behind it."""

Outside = Network | Scan | Pay | ShowCode | AnswerPhone
"""What is done to the gateways and with a phone; both go on while the kiosk is off."""

Act = AtKiosk | Outside
