"""What a screen shows: frozen values from a step to the stage.

Each view class is one screen and one QML file. Every text is `Words`, every amount and date is
formatted, and nothing personal is in a view but what the citizen sees at that moment.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.domain.words import Language, Words


class Tone(StrEnum):
    """How something is meant; shown by icon and words, never by colour alone."""

    PLAIN = "plain"
    WAITING = "waiting"
    DONE = "done"
    CARE = "care"
    ERROR = "error"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Button:
    """A control with words; one that can't be used says why, where it stands."""

    id: str
    words: Words
    enabled: bool = True
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A card to choose from: a way to log in or to pay. `picture` names a file in assets/pictures."""

    id: str
    picture: str
    words: Words
    detail: Words | None = None
    enabled: bool = True
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What every screen has: one question, at most one sentence, at most one main button."""

    screen: ClassVar[str]
    title: Words
    sentence: Words | None = None
    main: Button | None = None
    others: tuple[Button, ...] = ()
    """Quiet buttons of this screen alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttractView(View):
    """The invitation: the ways to begin, today's limits."""

    screen: ClassVar[str] = "attract"
    ways: tuple[Choice, ...]
    limits: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptView(View):
    """A picture of what to do with one's hands."""

    screen: ClassVar[str] = "prompt"
    picture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitView(View):
    """What is being waited for (title) and what the citizen can do meanwhile (sentence)."""

    screen: ClassVar[str] = "wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class PinView(View):
    """A pad for the card's PIN. Keys have the ids `key-0` to `key-9`, `key-erase`, `key-clear`."""

    screen: ClassVar[str] = "pin"
    filled: int
    length: int
    message: Words | None
    tone: Tone
    erase: Words
    clear: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView(View):
    """What will be done with something personal, to be agreed to or not."""

    screen: ClassVar[str] = "consent"
    points: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceView(View):
    """A mirror with an oval for the face; title and sentence are the one instruction of the moment."""

    screen: ClassVar[str] = "face"
    movement: str | None
    """The movement that is asked for, by the picture that shows it."""
    share: float
    """How much is done, from 0 to 1."""
    kept: Words
    """What is kept of the pictures: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoView(View):
    """A photo to be judged; the mirror has it."""

    screen: ClassVar[str] = "photo"
    picture: str | None = None
    """The drawing that stands where there is no photo to show."""


@dataclass(frozen=True, slots=True)
class BillRow:
    """One bill; `id` is its control's."""

    id: str
    title: Words
    detail: Words
    amount: Words
    chosen: bool
    enabled: bool
    reason: Words | None
    due: Words | None = None
    """Until when, if it can be paid."""
    note: Words | None = None
    """What to know before choosing it, such as a waiting period."""


@dataclass(frozen=True, slots=True)
class BillGroup:
    """Bills of one insurance."""

    title: Words
    picture: str
    rows: tuple[BillRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BillsView(View):
    """What can be paid; without a total, if nothing can."""

    screen: ClassVar[str] = "bills"
    groups: tuple[BillGroup, ...]
    total_label: Words | None
    total: Words | None
    message: Words | None = None
    """Why the last tap did something else than expected, such as taking a required bill along."""


@dataclass(frozen=True, slots=True)
class PersonalField:
    """A personal value: masked, and whole only while its control is held down."""

    id: str
    label: Words
    value: str
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerView(View):
    """Who it is for."""

    screen: ClassVar[str] = "payer"
    fields: tuple[PersonalField, ...]
    hold: Words
    """The words on the press-and-hold control."""


@dataclass(frozen=True, slots=True)
class AmountLine:
    """A line of the amount; `was` tells what it was if the bureau changed it meanwhile."""

    title: Words
    detail: Words | None
    amount: Words
    was: Words | None = None
    minus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmView(View):
    """The amount to check. `check` is a box the citizen ticks before the main button works."""

    screen: ClassVar[str] = "confirm"
    lines: tuple[AmountLine, ...]
    total_label: Words
    total: Words
    capitals: Words
    notes: tuple[Words, ...]
    changed: Words | None
    check: Button
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView(View):
    """How to pay."""

    screen: ClassVar[str] = "method"
    methods: tuple[Choice, ...]
    total_label: Words
    total: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PayView(View):
    """The code to scan with the phone, or the picture of what to do at the payment terminal."""

    screen: ClassVar[str] = "pay"
    picture: str
    code: str | None
    """The text in the code; where there is none, the picture is shown."""
    instructions: tuple[Words, ...]
    total_label: Words
    total: Words
    remaining_label: Words
    remaining: str
    """Minutes and seconds, `2:59`."""
    remaining_share: float
    """1 when the code is fresh, 0 when it ends."""
    warning: Words


@dataclass(frozen=True, slots=True)
class Reference:
    """A number that can be read aloud, in groups of four."""

    label: Words
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView(View):
    """An outcome or a trouble: what happened (title), whether money moved, what to do now."""

    screen: ClassVar[str] = "status"
    tone: Tone
    picture: str
    money: Words | None
    todo: Words | None
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherView(View):
    """Paid. The voucher as a code to photograph, and how the printing goes."""

    screen: ClassVar[str] = "voucher"
    code: str
    code_hint: Words
    total_label: Words
    total: Words
    print_message: Words
    print_tone: Tone
    print_picture: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanView(View):
    """A code for the citizen's phone to scan, where no money is asked for."""

    screen: ClassVar[str] = "scan"
    code: str
    code_hint: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuView(View):
    """Things to do, of which any number may be done."""

    screen: ClassVar[str] = "menu"
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A line of what there is to know; without a label it stands alone."""

    label: Words | None
    value: Words
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsView(View):
    """Many lines to read."""

    screen: ClassVar[str] = "details"
    lines: tuple[Detail, ...]
    notice: Words | None = None
    """What matters most of it."""
    tone: Tone = Tone.PLAIN
    """Of the notice."""
    picture: str | None = None
    """Where to look or to lay a hand on."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """A question that stands over a screen without losing it: idle, leaving, help."""

    tone: Tone
    picture: str
    title: Words
    sentence: Words
    main: Button
    other: Button | None


@dataclass(frozen=True, slots=True)
class Corner:
    """A place without words at an edge of the page, for those who know of it to press and hold."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every screen; the engine makes it."""

    language: Language
    elder: bool
    hall: Words
    time: str
    step: Words | None
    step_number: int
    step_count: int
    who: str | None
    """The masked name of who is logged in."""
    languages: tuple[Button, ...]
    elder_button: Button
    help_button: Button
    back: Button | None
    leave: Button | None
    simulated: Words | None
    """Says so if this kiosk runs on simulated devices."""
    overlay: Overlay | None
    scroll_down: Words
    scroll_up: Words
    """On the large buttons of a page that is longer than the glass."""
    corners: tuple[Corner, ...] = ()
    """At the left and at the right, where nobody is being served."""


class Direction(StrEnum):
    """How the page follows the one before it."""

    NONE = "none"
    FORWARD = "forward"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Page:
    """A view in its frame. `serial` grows with each new page; the same serial is the same page, redrawn."""

    serial: int
    direction: Direction
    frame: Frame
    view: View
