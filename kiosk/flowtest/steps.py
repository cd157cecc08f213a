"""What a tester can write: the closed set of steps, and the flow they make."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.money import Fen
from kiosk.domain.orders import RailName
from kiosk.domain.words import Language
from kiosk.world.gateway.faults import Fault
from kiosk.world.gateway.payment_codes import PayerHabit
from kiosk.world.world import BankCardAct


@dataclass(frozen=True, slots=True)
class Tap:
    """Touch a control, named by its visible words or its id."""

    target: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Rest a finger on a control."""

    target: str


@dataclass(frozen=True, slots=True)
class Release:
    """Lift the finger again."""

    target: str


@dataclass(frozen=True, slots=True)
class Type:
    """Tap keys of the pad on the screen."""

    keys: str


Touch = Tap | Hold | Release | Type


@dataclass(frozen=True, slots=True)
class InsertCard:
    """Put a citizen's card into the reader."""

    citizen: str


@dataclass(frozen=True, slots=True)
class PullCard:
    """Pull the card out."""


@dataclass(frozen=True, slots=True)
class PutIdCard:
    """Put a citizen's ID card on the reader; a hasty hand takes it away again while it is read."""

    citizen: str
    hasty: bool


@dataclass(frozen=True, slots=True)
class TakeIdCard:
    """Take the ID card away from the reader."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Take the paper roll out, or load one."""

    loaded: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """Open or close the printer's cover."""

    closed: bool


@dataclass(frozen=True, slots=True)
class Network:
    """Cut or restore the line to the payment gateways."""

    up: bool


@dataclass(frozen=True, slots=True)
class Bureau:
    """Cut or restore the line to the bureau."""

    up: bool


@dataclass(frozen=True, slots=True)
class Terminal:
    """Let the payment terminal answer, or do what it is asked without a word."""

    answering: bool


@dataclass(frozen=True, slots=True)
class Scanner:
    """Pull the scanner's cable, or plug it in."""

    plugged: bool


@dataclass(frozen=True, slots=True)
class BankCard:
    """Do something with a bank card at the payment terminal."""

    act: BankCardAct


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
class Pay:
    """Scan the code that was last on the screen with a citizen's phone, and pay."""

    wallet: RailName


@dataclass(frozen=True, slots=True)
class ShowCode:
    """Hold a citizen's phone with a new payment code before the scanner."""

    wallet: RailName
    habit: PayerHabit


@dataclass(frozen=True, slots=True)
class HoldCode:
    """Hold any code before the scanner."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerPhone:
    """Enter the password that the phone asks for after its code was scanned, or say no."""

    pays: bool


@dataclass(frozen=True, slots=True)
class Gateway:
    """Have the payment gateway misbehave; None heals it. `times` None means always."""

    fault: Fault | None
    times: int | None


@dataclass(frozen=True, slots=True)
class AdvanceClock:
    """Let time pass."""

    seconds: float


ByHand = InsertCard | PullCard | PutIdCard | TakeIdCard | Paper | Cover | Terminal | Scanner | BankCard
"""What people do to the kiosk's devices."""
ByPhone = Pay | ShowCode | HoldCode | AnswerPhone
Elsewhere = Network | Bureau | SettleElsewhere | ChangeBill | Gateway | AdvanceClock
World = ByHand | ByPhone | Elsewhere


@dataclass(frozen=True, slots=True)
class See:
    """Wait until words are visible."""

    words: str


@dataclass(frozen=True, slots=True)
class SeeScreen:
    """Wait until a screen is shown."""

    screen: str


@dataclass(frozen=True, slots=True)
class SeeNot:
    """Wait until words are visible no more."""

    words: str


@dataclass(frozen=True, slots=True)
class ExpectPrinted:
    """Wait until the latest paper carries all the words; no words at all: nothing was printed."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpectLedger:
    """Wait until the bureau's book says so and all money paid is posted or given back.

    What is None is not asked for.
    """

    posted: int | None
    total_fen: Fen | None
    refunded_fen: Fen | None


Check = See | SeeScreen | SeeNot | ExpectPrinted | ExpectLedger


@dataclass(frozen=True, slots=True)
class Screenshot:
    """Keep a picture of the screen."""

    name: str


@dataclass(frozen=True, slots=True)
class KillApp:
    """Take the kiosk's power away."""


@dataclass(frozen=True, slots=True)
class StartApp:
    """Start the kiosk again on what it had written."""


Step = Touch | World | Check | Screenshot | KillApp | StartApp

WITHOUT_POWER = (
    InsertCard,
    PullCard,
    Paper,
    Cover,
    Network,
    Bureau,
    Terminal,
    Scanner,
    Pay,
    AnswerPhone,
    Gateway,
    AdvanceClock,
)
"""What people and gateways can do while the kiosk is off."""


@dataclass(frozen=True, slots=True)
class Line:
    """A step, the words it was written with, and the line they stand in."""

    number: int
    text: str
    step: Step


@dataclass(frozen=True, slots=True)
class Start:
    """How the kiosk stands when the flow begins."""

    language: Language = Language.CHINESE
    elder: bool = False
    landscape: bool = False

    @property
    def label(self) -> str:
        """A name for reports and folders, such as `en-elder-portrait`."""
        parts = (
            self.language.value,
            "elder" if self.elder else "",
            "landscape" if self.landscape else "portrait",
        )
        return "-".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Flow:
    """One file: a rule in words, the requirements it covers, and the steps that show it.

    It is run once for each of its `starts`.
    """

    path: Path
    name: str
    covers: tuple[str, ...]
    starts: tuple[Start, ...]
    lines: tuple[Line, ...]
