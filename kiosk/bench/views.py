"""What the bench of a simulated kiosk shows, before it is in a language."""

from dataclasses import dataclass

from kiosk.domain.words import Words
from kiosk.flows.views import Tone


@dataclass(frozen=True, slots=True)
class Control:
    """Something to click; `line` is what it commands: a step of the language of flows, or the desk's own."""

    line: str
    words: Words
    active: bool = False
    """Whether it stands so already, or the trouble that it makes is on."""
    usable: bool = True
    picture: str = ""
    """A file in assets/pictures, without its ending, that stands for the words."""
    told: Words | None = None
    """What the log says of a click, where that is something else."""


def toggle(words: Words, line: str, undone: Words, undo: str, *, on: bool) -> Control:
    """Make a control that does something with one click and undoes it with the next."""
    return Control(undo, words, active=True, told=undone) if on else Control(line, words)


@dataclass(frozen=True, slots=True)
class Tile:
    """A device, or something else that stands around the kiosk."""

    id: str
    title: Words
    picture: str
    """A file in assets/pictures, without its ending."""
    tone: Tone
    state: Words
    """How it stands, in a word or two."""
    details: tuple[Words, ...] = ()
    controls: tuple[Control, ...] = ()
    faults: tuple[Control, ...] = ()
    """What can be planned to go wrong."""
    paper: str = ""
    """The picture of what it printed last, as a data URL."""


@dataclass(frozen=True, slots=True)
class CitizenRow:
    """A citizen, and what they carry; `id` is also the name of the photograph in assets/citizens."""

    id: str
    name: str
    situation: Words
    pin: Words
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class LogLine:
    """Something that happened, without anything personal."""

    time: str
    words: Words


@dataclass(frozen=True, slots=True)
class Recording:
    """How the recording stands."""

    control: Control
    words: Words


@dataclass(frozen=True, slots=True)
class BenchView:
    """All of the bench."""

    title: Words
    language: Control
    citizens: tuple[CitizenRow, ...]
    tiles: tuple[Tile, ...]
    all_well: Words
    """Stands above the tiles while none is in trouble."""
    faults_title: Words
    whens: tuple[Control, ...]
    """When the next fault that is clicked is to happen."""
    recording: Recording
    log_title: Words
    log: tuple[LogLine, ...]
    """The newest first."""
