"""What a tester can write: the closed set of steps, and the flow they make."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.devices.ports import DeviceKind
from kiosk.domain.money import Fen
from kiosk.domain.secret import Secret
from kiosk.domain.words import Language
from kiosk.world import acts
from kiosk.world.acts import Act


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
class ServiceGesture:
    """Press and hold the corners that open the service menu."""


@dataclass(frozen=True, slots=True)
class SetPin:
    """Give an operator a PIN, as a technician does before."""

    name: str
    pin: Secret


@dataclass(frozen=True, slots=True)
class AdvanceClock:
    """Let time pass."""

    seconds: float


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
class SeeLight:
    """Wait until the light beside this device is on and no other; None: until all are off."""

    device: DeviceKind | None


@dataclass(frozen=True, slots=True)
class Hear:
    """Wait until words were said aloud."""

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


Check = See | SeeScreen | SeeNot | SeeLight | Hear | ExpectPrinted | ExpectLedger


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


Step = Touch | Act | ServiceGesture | SetPin | AdvanceClock | Check | Screenshot | KillApp | StartApp

WITHOUT_POWER = (
    acts.InsertCard,
    acts.PullCard,
    acts.Paper,
    acts.Cover,
    acts.Power,
    acts.Plug,
    acts.Door,
    acts.Tamper,
    acts.PlanFault,
    acts.Mend,
    acts.Bureau,
    acts.Network,
    acts.Scan,
    acts.Pay,
    acts.AnswerPhone,
    SetPin,
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
    at: datetime | None = None
    """Aware; None for the moment at which every flow begins."""

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
